// Translations of the texts of a question's page: asked for in the order in which they are read, what is on the screen
// first, and again where a text has changed. What was chosen for a question is remembered in this browser, and the
// translations in this tab for the next time that the page is loaded.

import { useSyncExternalStore } from "react";
import { base, keyOf, subscribe, tell, texts } from "./translated.js";
import { say } from "./words.js";

const AT_ONCE = 40;
// Between two requests, where there is more to wait for: a server counts them.
const PAUSE = 400;
const SHORTEST_AWAY = 2_000;
const LONGEST_AWAY = 15_000;
// A text that the page shows before or after the server: asked for again so much later, if it is still another.
const APART = 5_000;
const MOST_KEPT = 500_000;
const RIGHT_TO_LEFT = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)$/;

const WAITS = {};

// By place: the last translation; those that are to be asked for again; those shown as they were written; and the text
// that is not asked for, with a sentence that says why.
let entries = new Map();
let stale = new Set();
let originals = new Set();
let untold = new Map();
let numbers = 0;

// `info` is what the server can do; `done` of `most` texts are translated, all of them once it is `finished`; `sentence`
// says what is in the way, and `again` that one may try again.
let state = { question: 0, info: null, language: "", on: false, finished: false, done: 0, most: 0, sentence: "", again: false };

let asking = null;
let away = SHORTEST_AWAY;
let noticing = 0;
let returning = 0;

const change = (next) => {
  state = { ...state, ...next };
  tell();
};

export const now = () => state;

export const useTranslation = () => useSyncExternalStore(subscribe, now);

const fits = (known, of) => known !== undefined && known.of === of;

const isPending = (place, of) => !fits(entries.get(place), of) && !fits(untold.get(place), of);

// What is shown of the text at `place`, which now is `of`: its translation, that it waits for one, or nothing of the kind.
export const look = (place, of) => {
  if (!state.on) return null;
  if (fits(entries.get(place), of)) return originals.has(place) ? null : entries.get(place);
  return asking && isPending(place, of) && texts.has(place) ? WAITS : null;
};

// The translation that is there, whether it is shown or not.
export const known = (place, of) => (state.on && fits(entries.get(place), of) ? entries.get(place) : null);

export const isAny = () => entries.size > 0;

export const isOriginal = (place) => originals.has(place);

export const toggle = (places) => {
  const next = new Set(originals);
  for (const place of places) if (!next.delete(place)) next.add(place);
  originals = next;
  tell();
};

// Why texts stay as they were written.
export const reasons = () => [...new Set([...untold].filter(([place, { of }]) => texts.get(place)?.of === of).map(([, { why }]) => why))].filter(Boolean);

const stored = (storage, key) => {
  try {
    return JSON.parse(storage().getItem(key));
  } catch {
    return null;
  }
};

const store = (storage, key, value) => {
  try {
    const words = JSON.stringify(value);
    if (words.length <= MOST_KEPT) storage().setItem(key, words);
    else storage().removeItem(key);
  } catch {
    // Storage is full or forbidden: it is chosen again the next time.
  }
};

const local = () => localStorage;
const session = () => sessionStorage;

const remember = () => store(local, keyOf(state.question), { language: state.language, on: state.on });
const keep = () => store(session, keyOf(state.question), { language: state.language, kept: [...entries] });

const entry = (text, language) => ({ ...text, lang: language, dir: RIGHT_TO_LEFT.test(base(language)) ? "rtl" : "ltr", id: ++numbers });

const restore = (language) => {
  const held = stored(session, keyOf(state.question));
  entries = new Map(held?.language === language ? held.kept.map(([place, text]) => [place, entry(text, language)]) : []);
  stale = new Set(entries.keys());
  originals = new Set();
};

// The first of those that are shown, below the top of the window; what takes no room is not shown.
const topOf = ({ elements }) => {
  const boxes = [...elements].map((element) => element.getBoundingClientRect()).filter(({ width, height }) => width || height);
  return boxes.length ? Math.min(...boxes.map(({ top }) => top)) : Infinity;
};

const isNear = (top) => top > -innerHeight / 2 && top < 1.5 * innerHeight;

const inOrder = (chosen) => {
  const placed = chosen.map(([place, shown]) => ({ place, top: topOf(shown) }));
  return placed.sort((a, b) => isNear(b.top) - isNear(a.top) || a.top - b.top).map(({ place }) => place);
};

const next = () => {
  const pending = [...texts].filter(([place, { of }]) => isPending(place, of));
  const wanted = pending.length ? pending : [...texts].filter(([place]) => stale.has(place));
  return inOrder(wanted).slice(0, AT_ONCE);
};

const count = () => {
  const waiting = [...texts].filter(([place, { of }]) => isPending(place, of)).length;
  return { done: texts.size - waiting, most: texts.size };
};

// Whether the text may be translated another time.
const isForNow = (answer, place) => answer.retry_seconds > 0 && answer.untold[place] === answer.refused;

// Takes in what the server has answered.
const take = (answer, asked) => {
  const waiting = new Set(answer.waiting);
  for (const place of asked) {
    const of = texts.get(place)?.of;
    const text = answer.texts[place];
    if (text) entries.set(place, entry(text, state.language));
    if (!waiting.has(place)) stale.delete(place);
    if (text && text.of !== of) setApart(place, of);
    else if (!text && !waiting.has(place) && !isForNow(answer, place)) untold.set(place, { of, why: answer.untold[place] ?? "" });
  }
  change(count());
};

const setApart = (place, of) => {
  const apart = { of, why: "" };
  untold.set(place, apart);
  setTimeout(() => untold.get(place) === apart && untold.delete(place) && notice(), APART);
};

const ask = async (places, signal) => {
  const address = `/q/${state.question}/translation/${state.language}`;
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ places }), signal });
  return read(answer, places);
};

// What is no answer of the kind is an error, or says that one asks too often: it may be better soon.
const read = async (answer, places) => {
  if (answer.ok) return answer.json();
  const isTold = answer.headers.get("Content-Type")?.startsWith("text/plain");
  const refused = isTold ? await answer.text() : say("Translating does not work right now. The originals can be read.");
  return { texts: {}, waiting: places, untold: {}, refused, retry_seconds: Number(answer.headers.get("Retry-After")) || 5 };
};

const refuse = ({ refused, retry_seconds: seconds }) => {
  change({ sentence: refused, again: !seconds });
  if (seconds) returning = setTimeout(() => change({ again: true }), 1_000 * seconds);
};

// The network is away: tried again when it is back, or in a while.
const wait = () => {
  change({ sentence: say("No connection. What is translated stays; the rest follows when the network is back."), again: false });
  returning = setTimeout(run, away * (0.75 + Math.random() / 2));
  away = Math.min(2 * away, LONGEST_AWAY);
};

const askAll = async (signal) => {
  for (let places = next(); places.length; places = next()) {
    const pause = new Promise((done) => setTimeout(done, PAUSE));
    const answer = await ask(places, signal);
    if (signal.aborted) return;
    away = SHORTEST_AWAY;
    take(answer, places);
    if (answer.retry_seconds) return void refuse(answer);
    if (state.sentence) change({ sentence: "" });
    if (answer.waiting.length) await pause;
    if (signal.aborted) return;
  }
  change({ finished: true, ...count() });
  keep();
};

const run = async () => {
  if (asking || !state.on) return;
  clearTimeout(returning);
  const mine = (asking = new AbortController());
  tell();
  try {
    await askAll(mine.signal);
  } catch {
    if (!mine.signal.aborted) wait();
  }
  if (asking === mine) {
    asking = null;
    tell();
  }
};

const stop = () => {
  asking?.abort();
  asking = null;
  clearTimeout(returning);
};

// A text has come, or has changed.
export const notice = () => {
  clearTimeout(noticing);
  noticing = setTimeout(() => {
    if (!state.on) return;
    change(count());
    if (!state.sentence) run();
  }, 100);
};

export const translate = (language) => {
  stop();
  if (language !== state.language || !entries.size) {
    state = { ...state, language };
    restore(language);
  }
  untold = new Map();
  change({ language, on: true, finished: false, sentence: "", again: false, ...count() });
  remember();
  run();
};

export const showOriginals = () => {
  stop();
  change({ on: false, sentence: "", again: false });
  remember();
};

export const tryAgain = () => {
  change({ sentence: "", again: false });
  if (!state.info || state.info.refused) learn();
  run();
};

// The text at this place has another translation now.
export const refresh = (place) => {
  stale.add(place);
  notice();
};

const learn = async () => {
  const { question } = state;
  try {
    const answer = await read(await fetch(`/q/${question}/translation`), []);
    if (question !== state.question) return;
    change({ info: answer.targets ? answer : null });
    if (answer.refused && answer.engine !== "") refuse(answer);
  } catch {
    refuse({ refused: say("No connection. Translating needs one."), retry_seconds: 0 });
  }
};

// Once for each question whose page is opened.
export const open = (question) => {
  if (state.question === question) return;
  stop();
  entries = new Map();
  const { language = "", on = false } = stored(local, keyOf(question)) ?? {};
  state = { ...state, question, info: null, language, on: false, finished: false, sentence: "", again: false };
  learn();
  if (on && language) translate(language);
  else tell();
};

if (typeof window !== "undefined") addEventListener("online", () => state.on && !state.again && run());
