// The texts of a debate as this reader sees them: as they were written, or in their language. What does the latter
// (translating.js) is fetched when somebody may want it.

import { createElement, Fragment, useEffect, useRef, useSyncExternalStore } from "react";
import { isOpen, subscribe as subscribeOpen } from "./disclosure.js";
import { language as own, nameOf } from "./locale.js";
import { say } from "./words.js";

const AGAIN = 2_000;
const listeners = new Set();
let parts = null;
let fetching = null;

// By place: what is written there, and the elements that show it.
export const texts = new Map();

export const tell = () => listeners.forEach((listen) => listen());

export const subscribe = (listen) => {
  listeners.add(listen);
  const unsubscribe = subscribeOpen(listen);
  return () => {
    listeners.delete(listen);
    unsubscribe();
  };
};

export const base = (language) => language.split("-")[0].toLowerCase();

export const keyOf = (question) => `translation:${question}`;

const isOn = (question) => {
  try {
    return JSON.parse(localStorage.getItem(keyOf(question)))?.on === true;
  } catch {
    return false;
  }
};

const fetchParts = () =>
  (fetching ??= import("./translating.js").then(
    (found) => {
      parts = found;
      tell();
    },
    () => {
      fetching = null;
      setTimeout(fetchParts, AGAIN);
    },
  ));

const useParts = () => useSyncExternalStore(subscribe, () => parts, () => null);

const shows = (place, of, element) => {
  if (!of) return undefined;
  const shown = texts.get(place) ?? { elements: new Set() };
  shown.of = of;
  shown.elements.add(element);
  texts.set(place, shown);
  parts?.notice();
  return () => {
    shown.elements.delete(element);
    if (!shown.elements.size && texts.get(place) === shown) texts.delete(place);
  };
};

// An element of this `kind` for the text that stands at `place`: its first child as it was written, `of` in plain
// words, or the translation in its stead, `beside` it where that is set. While `editor` is open it is the original. A
// translation is asked for again when another edit has `corrected` it.
export function TranslatedText(props) {
  const { kind, place, of, corrected, editor, linkTo, viewpoint, quoted, beside, children, ...rest } = props;
  const box = useRef(null);
  useEffect(() => shows(place, of, box.current), [place, of]);
  useEffect(() => {
    if (corrected) parts?.refresh(place);
  }, [place, corrected]);
  const found = useSyncExternalStore(subscribe, () => (editor && isOpen(editor) ? null : parts?.look(place, of)) ?? null, () => null);
  const [original, ...tail] = [children].flat();
  const words = found?.pieces && parts.written(found, { viewpoint, quoted });
  const spoken = words ? { lang: found.lang, dir: found.dir } : found ? { "aria-busy": true } : {};
  if (beside) {
    const below = words ? createElement("p", { key: "below", className: "text beside", ...spoken }, ...words) : null;
    return createElement(kind, { ...rest, ref: box }, original, below);
  }
  const shown = words ?? [original];
  const inside = linkTo ? [createElement("a", { key: "link", href: linkTo }, ...shown)] : shown;
  return createElement(kind, { ...rest, ...spoken, ref: box }, ...inside, ...tail);
}

// Who translated the text that stands at `place`, and the way to the original.
export function TranslationNote(props) {
  const parts = useParts();
  return parts ? createElement(parts.Note, props) : null;
}

// What is there only where a translation is shown.
export function WhileTranslated({ place, of, children }) {
  const isShown = () => Boolean(parts?.look(place, of)?.pieces);
  return useSyncExternalStore(subscribe, isShown, () => false) ? children : null;
}

// The fields of a form that corrects a translation.
export function ImprovedText(props) {
  const parts = useParts();
  return parts ? createElement(parts.Improved, props) : null;
}

// Under the heading of a question that is `from` another language than the reader's.
export function TranslationOffer({ fromLanguage: from }) {
  const parts = useParts();
  const into = base(own);
  const isForeign = Boolean(from) && base(from) !== into;
  useEffect(() => {
    if (isForeign) (globalThis.requestIdleCallback ?? setTimeout)(fetchParts);
  }, [isForeign]);
  useSyncExternalStore(subscribe, () => parts?.now(), () => undefined);
  if (!isForeign) return null;
  const first = {
    told: say("This debate is in {language}.", { language: nameOf(base(from)) }),
    label: say("Translate into {language}", { language: nameOf(into) }),
  };
  const { told, label, ...rest } = parts ? parts.offer(first, base(from), into) : first;
  return createElement("p", { className: "quiet offer" }, told, " ", createElement("a", { href: "#translate", className: "link-button", ...rest }, label));
}

// What one translates the page with. It does nothing until what it needs is there.
export function Translate({ question }) {
  const parts = useParts();
  const box = useRef(null);
  useEffect(() => {
    if (!question) return undefined;
    if (isOn(question)) fetchParts();
    const sight = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      sight.disconnect();
      fetchParts();
    }, { rootMargin: "100% 0px" });
    sight.observe(box.current);
    return () => sight.disconnect();
  }, [question]);
  return createElement("div", { ref: box, className: "translating" }, parts ? createElement(parts.Panel, { question }) : createElement(Controls));
}

const Waiting = () => createElement("button", { type: "button", className: "button go", disabled: true }, say("Translate"));

// What there is to choose and to press, what follows from it, what is wrong, and what is said of all that.
export function Controls({ languages = [], action = createElement(Waiting), fault, spoken, children, ...rest }) {
  const options = [["", say("Choose a language")], ...languages].map(([value, name]) => createElement("option", { key: value, value }, name));
  const select = createElement("select", { disabled: true, ...rest }, options);
  return [
    createElement("div", { key: "tools", className: "tools" }, createElement("label", { className: "sorting" }, createElement("span", null, say("Language")), select), action),
    createElement(Fragment, { key: "more" }, children),
    createElement("p", { key: "fault", role: "status", className: "fault" }, fault),
    createElement("p", { key: "spoken", role: "status", className: "spoken" }, spoken),
  ];
}
