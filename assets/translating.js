// What one sees of translating: the controls, the offer under the question, the translations and the notes on them.

import { createElement, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Begun, EditedText } from "./editor.js";
import { language as own, nameOf } from "./locale.js";
import { base, Controls, subscribe } from "./translated.js";
import * as translation from "./translation.js";
import { say, sayMany } from "./words.js";

export const { look, notice, now, refresh } = translation;

const EXCERPT = 40;

// The translation as children of its element.
export const written = ({ pieces }, { viewpoint, quoted }) => {
  const shown = pieces.map(({ text, source, href }, key) => {
    if (href) return createElement("a", { key, href, rel: "nofollow ugc noopener" }, text);
    if (!source) return text;
    const link = { href: `#source-${viewpoint}-${source}`, "aria-label": say("Source {number}", { number: source }) };
    return createElement("sup", { key }, createElement("a", link, text));
  });
  if (!quoted) return shown;
  const [before, after] = say("“{reason}”").split("{reason}");
  return [before, ...shown, after];
};

const origin = ({ by, from }) =>
  by ? say("Translated by {name}", { name: by }) : say("Translated by machine from {language}", { language: nameOf(from) });

const excerpt = (text) => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);

// One note for the texts that are read together, each a place and what is written there.
export function Note({ texts: shown, editor }) {
  const there = () => shown.map(([place, of]) => `${translation.known(place, of)?.id ?? 0}${translation.isOriginal(place) ? "o" : ""}`).join();
  useSyncExternalStore(subscribe, there);
  const found = shown.map(([place, of]) => translation.known(place, of)).filter(Boolean);
  if (!found.length) return null;
  const [[place, of]] = shown;
  const isOriginal = translation.isOriginal(place);
  const change = () => translation.toggle(shown.map(([one]) => one));
  const named = { text: excerpt(of) };
  const [label, name] = isOriginal
    ? [say("Show translation"), say("Show translation of “{text}”", named)]
    : [say("Show original"), say("Show original of “{text}”", named)];
  const isDoubtful = !isOriginal && found.some(({ doubtful }) => doubtful);
  return createElement(
    "span",
    { className: "translation-note" },
    createElement("span", null, isOriginal ? say("Original, in {language}", { language: nameOf(found[0].from) }) : origin(found.find(({ by }) => !by) ?? found[0])),
    isDoubtful ? createElement("span", { className: "doubt" }, say("May be wrong: a link, a mark or a number was lost.")) : null,
    createElement("button", { type: "button", className: "tool", "aria-label": name, onClick: change }, label),
  );
}

const candidates = () => [...new Set([base(own), ...(navigator.languages ?? []).map(base)])];

// `targets` are, by the languages that texts of the page are in, those that they can be translated into.
const canDo = (targets, into) => Object.entries(targets).some(([source, all]) => base(source) !== into && all.includes(into));

const isAnother = (targets, into) => Object.keys(targets).some((source) => base(source) !== into);

// The languages to choose from: what can be done, and the reader's own, of which one is told where it cannot.
const choices = (targets) => {
  const all = [...new Set([...Object.values(targets).flat(), ...candidates()])].filter((into) => isAnother(targets, into));
  return all.map((code) => [code, nameOf(code)]).sort(([, a], [, b]) => a.localeCompare(b));
};

const preferred = (targets) => {
  const own = candidates().filter((into) => isAnother(targets, into));
  return own.find((into) => canDo(targets, into)) ?? own[0] ?? "";
};

const told = ({ done, most }) => sayMany("{count} of {most} texts", "{count} of {most} texts", done, { most });

// Said at the beginning, at each further quarter and at the end, and not for every text.
const useSpoken = ({ on, finished, done, most, language }) => {
  const quarter = most ? Math.floor((4 * done) / most) : 0;
  const spoken = useRef({ step: "", words: "" });
  const step = on && (finished ? "finished" : `${language} ${quarter}`);
  if (step !== spoken.current.step) {
    const words = finished ? say("Translated into {language}.", { language: nameOf(language) }) : told({ done, most });
    spoken.current = { step, words: on ? words : "" };
  }
  return spoken.current.words;
};

const isDone = ({ on, finished }) => on && finished && translation.isAny();

const isBusy = ({ on, finished, done, most }) => on && !finished && done < most;

const button = (label, onClick, more) => createElement("button", { type: "button", className: "button go", onClick, ...more }, label);

// What can be pressed for the language that is chosen.
const action = (state, into) => {
  if (state.on && state.language === into) return button(say("Show the originals"), translation.showOriginals);
  const isSame = state.language === into && translation.isAny();
  return button(isSame ? say("Show the translation") : say("Translate"), () => translation.translate(into), { disabled: !into });
};

const impossible = ({ targets }, into) => {
  const source = Object.keys(targets).find((one) => base(one) !== into);
  const names = { source: nameOf(base(source)), target: nameOf(into) };
  return createElement("p", { className: "notice" }, say("Nothing here translates from {source} into {target}.", names));
};

const quiet = (words, key) => createElement("p", { key, className: "quiet" }, words);

export function Panel({ question }) {
  const state = translation.useTranslation();
  const [chosen, choose] = useState("");
  const spoken = useSpoken(state);
  useEffect(() => translation.open(question), [question]);
  const { info } = state;
  const isAble = Boolean(info && (!info.refused || Object.values(info.targets).flat().length));
  const into = chosen || state.language || (isAble ? preferred(info.targets) : "");
  const listed = isAble ? choices(info.targets) : [];
  const isPossible = !into || !isAble || canDo(info.targets, into);
  return createElement(
    Controls,
    {
      languages: listed,
      disabled: !isAble,
      value: listed.some(([code]) => code === into) ? into : "",
      onChange: ({ target }) => choose(target.value),
      action: isPossible ? action(state, isAble ? into : "") : impossible(info, into),
      fault: state.sentence,
      spoken,
    },
    info?.engine === "" && quiet(info.refused),
    isAble && info.sends_away && quiet(say("Texts are sent to {engine} to be translated.", { engine: info.engine })),
    isBusy(state) && createElement(Progress, state),
    isDone(state) && quiet(say("Translated into {language}.", { language: nameOf(state.language) })),
    state.on && translation.reasons().map((why) => quiet(why, why)),
    state.again && button(say("Try again"), translation.tryAgain, { className: "button" }),
  );
}

const Progress = ({ done, most }) =>
  createElement(
    "p",
    { className: "translation-progress" },
    createElement("progress", { max: most, value: done, "aria-label": say("Translated") }),
    createElement("span", { className: "quiet" }, told({ done, most })),
  );

const standing = (state, otherwise) => {
  if (state.on && state.sentence) return state.sentence;
  if (isBusy(state)) return told(state);
  return isDone(state) ? say("Translated into {language}.", { language: nameOf(state.language) }) : otherwise;
};

// What is said under the question and what pressing does: one tap, unless there is something to be told before it. Then
// it leads to where that stands.
export const offer = (first, from, into) => {
  const state = translation.now();
  const { info, on, language } = state;
  const doing = (act) => (event) => {
    event.preventDefault();
    act();
  };
  const shown = { told: standing(state, first.told), label: first.label };
  if (on) return { ...shown, label: say("Show the originals"), onClick: doing(translation.showOriginals) };
  const isAble = info?.targets[from]?.includes(into);
  if (info && !info.refused && !isAble) return { ...shown, "data-idle": true };
  if (!isAble || info.sends_away) return shown;
  const label = translation.isAny() && language === into ? say("Show the translation") : first.label;
  return { ...shown, label, onClick: doing(() => translation.translate(into)) };
};

const typed = (pieces) => pieces.map(({ text }) => text).join("");

// The fields of a form in which somebody words a translation better: what it began with stays, whatever arrives.
export function Improved({ place, of, ...rest }) {
  const [began] = useState(() => translation.known(place, of));
  const language = began?.lang ?? "";
  const hidden = { place, of, language };
  return [
    ...Object.entries(hidden).map(([name, value]) => createElement(Begun, { key: name, name, value })),
    createElement(EditedText, { key: "text", ...rest, lang: language, text: began ? typed(began.pieces) : "" }),
  ];
}
