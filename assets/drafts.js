// The drafts that this browser keeps, each under the person whose it is and the form that it was typed into.

import { createElement, useEffect, useRef, useSyncExternalStore } from "react";
import { isOpen, setOpen, subscribe as subscribeOpen } from "./disclosure.js";
import { say, sayMany } from "./words.js";

const PREFIX = "draft:";
const EXCERPT = 120;
const listeners = new Set();

export const keyOf = (person, draft) => `${PREFIX}${person}:${draft}`;

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};

export const stored = (key) => read(key).values ?? {};

// `values` are the form's, or null to forget them; `about` and `part` tell where the draft belongs.
export const store = (key, values, { about = "", part = "" } = {}) => {
  try {
    if (values) localStorage.setItem(key, JSON.stringify({ values, about, part, path: location.pathname }));
    else localStorage.removeItem(key);
  } catch {
    // Storage is full or forbidden: the text still stands in the form.
  }
  listeners.forEach((listen) => listen());
};

// Where both have a draft of the same form, the account's stays.
const adopt = (before, person) => {
  try {
    for (const old of Object.keys(localStorage).filter((key) => key.startsWith(keyOf(before, "")))) {
      const own = keyOf(person, old.slice(keyOf(before, "").length));
      if (!(own in localStorage)) localStorage.setItem(own, localStorage.getItem(old));
      localStorage.removeItem(old);
    }
  } catch {
    // Storage is forbidden: then there are no drafts.
  }
  listeners.forEach((listen) => listen());
};

const subscribe = (listen) => {
  listeners.add(listen);
  addEventListener("storage", listen);
  const unsubscribe = subscribeOpen(listen);
  return () => {
    listeners.delete(listen);
    removeEventListener("storage", listen);
    unsubscribe();
  };
};

const isHere = ({ path, part }) => path === location.pathname && (isOpen(part) || !part);

// The keys of this person's drafts that no open form shows, as one text, so that equal lists are the same.
const kept = (person) => {
  try {
    const own = Object.keys(localStorage).filter((key) => key.startsWith(keyOf(person, "")));
    return own.filter((key) => !isHere(read(key))).sort().join("\n");
  } catch {
    return "";
  }
};

const excerpt = ({ values = {} }) => {
  const text = values.text || values.comment || values.paragraphs || values.title || values.background || values.reason || "";
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
};

const Draft = ({ id }) => {
  const draft = read(id);
  const open = () => draft.path === location.pathname && draft.part && setOpen(draft.part, true);
  const href = draft.part ? `${draft.path}#${draft.part}` : draft.path;
  return createElement(
    "li",
    null,
    createElement("a", { href, onClick: open }, draft.about || say("Draft")),
    createElement("p", { className: "quiet", dir: "auto" }, excerpt(draft)),
    createElement("button", { type: "button", className: "link-button", onClick: () => store(id, null) }, say("Discard")),
  );
};

// Behind one button of the top bar: the `news` that `children` tell of, and the drafts that wait. It stands where
// nothing moves when something arrives.
//
// Whoever signs in on this browser brings the drafts along that they wrote here before: `before` is whose they were.
export function Mine({ person, before, news, label, children }) {
  useEffect(() => {
    if (person && before && before !== person) adopt(before, person);
  }, [person, before]);
  const keys = useSyncExternalStore(subscribe, () => (person ? kept(person) : ""), () => "");
  const ids = keys ? keys.split("\n") : [];
  const panel = useRef(null);
  const all = news + ids.length;
  useEffect(() => {
    const close = (event) => {
      const isLeft = event.type === "keydown" ? event.key === "Escape" : !panel.current?.contains(event.target) || event.target.closest("a");
      if (panel.current?.open && isLeft) panel.current.open = false;
    };
    for (const kind of ["keydown", "click"]) addEventListener(kind, close);
    return () => ["keydown", "click"].forEach((kind) => removeEventListener(kind, close));
  }, []);
  const drafts = ids.length
    ? createElement(
        "section",
        { key: "drafts", className: "waiting" },
        createElement("h2", null, sayMany("You have {count} unsent draft", "You have {count} unsent drafts", ids.length)),
        createElement("ul", null, ids.map((id) => createElement(Draft, { key: id, id }))),
      )
    : null;
  const shown = createElement(
    "details",
    { key: "mine", ref: panel, className: "mine" },
    createElement("summary", null, createElement("span", { className: "count" }, all), createElement("span", { className: "label" }, label)),
    createElement("div", { className: "panel" }, children, drafts),
  );
  return [createElement("p", { key: "told", role: "status", className: "spoken" }, all ? sayMany("{count} for you", "{count} for you", all) : ""), all ? shown : null];
}
