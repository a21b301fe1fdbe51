// Small functions over what the page shows.

import { isOpen } from "./disclosure.js";

let merging = {};

// The viewpoints as they are now: those that `changed` holds by id in place of their older selves, or beside the
// others. While its arguments are the same, so is the array that it returns, and React need not look into it.
export const merged = (viewpoints, changed) => {
  if (merging.viewpoints !== viewpoints || merging.changed !== changed) {
    const all = new Map([...viewpoints, ...Object.values(changed)].map((viewpoint) => [viewpoint.id, viewpoint]));
    merging = { viewpoints, changed, all: [...all.values()].sort((a, b) => a.number - b.number) };
  }
  return merging.all;
};

// The viewpoint of this id.
export const viewpointOf = (viewpoints, id) => viewpoints.find((viewpoint) => viewpoint.id === id);

// The newest of a viewpoint's conversation.
export const talkOf = (talks, changed, id) => changed[id] ?? talks[id];

// The newest viewpoint that was there when this page was opened.
let first = null;

export const newest = (viewpoints) => Math.max(0, ...viewpoints.map((viewpoint) => viewpoint.id));

const isSeen = (viewpoints, seen) => {
  first ??= viewpoints.length ? newest(viewpoints) : null;
  const last = Math.max(first ?? 0, seen);
  return (viewpoint) => first === null || viewpoint.id <= last;
};

// How many viewpoints came since, and were not let in.
export const arrived = (viewpoints, seen) => viewpoints.length - viewpoints.filter(isSeen(viewpoints, seen)).length;

// The viewpoints that this reader has let in, in the order of `ids`; what is not named there follows.
export const shown = (viewpoints, ids, seen) => {
  const known = viewpoints.filter(isSeen(viewpoints, seen));
  if (!ids.length) return known;
  const rank = new Map(ids.map((id, index) => [id, index]));
  const place = (viewpoint) => rank.get(viewpoint.id) ?? ids.length;
  return known.sort((a, b) => place(a) - place(b));
};

// The event with its earlier replies, where the opened conversation has them.
export const whole = (event, opened) => {
  const read = opened?.find(({ id }) => id === event.id);
  if (!read) return event;
  const replies = new Map([...read.replies, ...event.replies].map((reply) => [reply.id, reply]));
  return { ...event, replies: [...replies.values()] };
};

// An opened conversation with the newest events, which may have come, or changed, after it was opened.
export const withNewest = (newest, opened) => {
  if (!opened) return newest;
  const fresh = new Set(newest.map((event) => event.id));
  return [...newest.map((event) => whole(event, opened)), ...opened.filter((event) => !fresh.has(event.id))];
};

// The page's title; until its question has arrived, the one that came with the HTML.
export const titleOf = (question, site) =>
  question.title ? `${question.title} · ${site}` : typeof document === "undefined" ? site : document.title || site;

// A paragraph as it is typed, and sources as lines.
export const typedOf = (paragraph) => paragraph.pieces.map((piece) => piece.text).join("");

export const linesOf = (sources) => sources.map((source) => source.typed).join("\n");

// The newest edit that corrected the translation of the text at this place.
export const correctedAt = (talk, place) => {
  const isOne = ({ edit }) => edit?.kind === "translation" && edit.status === "approved" && edit.place === place;
  return talk?.events.find(isOne)?.edit.id ?? 0;
};

// The question's own texts, each with its place.
export const textsOf = ({ title, background }) => [["question-title", title], ...background.map((text, at) => [`background-${at}`, text])];

// The part in which the paragraph after this one is edited.
export const nextOf = (paragraphs, id) => {
  const place = paragraphs.findIndex((paragraph) => paragraph.id === id);
  const next = paragraphs[place + 1] ?? paragraphs[0];
  return next ? `change-${next.id}` : "";
};

// What choosing a text puts into the form: the text, and the version that it is a change of.
export const chosen = (field, text, version) => JSON.stringify({ [field]: text, base: String(version) });

export const listOf = (words) => words.join(", ");

// What is there no more, because somebody took it out or decided on it, stays for as long as its reader writes in it.
const before = new Map();

const lingering = (place, now, formsIn) => {
  const there = new Set(now.map(({ id }) => id));
  const all = [...now];
  (before.get(place) ?? []).forEach((one, at) => {
    if (!there.has(one.id) && formsIn(one).some(isOpen)) all.splice(at, 0, one);
  });
  before.set(place, all);
  return all;
};

export const formsOf = (paragraph) => ["change", "insert", "move", "remove", "remark", "improve-paragraph"].map((form) => `${form}-${paragraph}`);

export const paragraphsOf = ({ id, paragraphs }) => lingering(`viewpoint-${id}`, paragraphs, (one) => formsOf(one.id));

export const isOut = (paragraphs, id) => !paragraphs.some((paragraph) => paragraph.id === id);

// The newest edit of each viewpoint that waited when this page was opened.
const waited = new Map();

const newestWaiting = ({ viewpoint_id: id, proposals }) => {
  if (!waited.has(id)) waited.set(id, Math.max(0, ...proposals.map(({ edit }) => edit.id)));
  return waited.get(id);
};

export const isFresh = (talk, { edit }, own) => edit.id > newestWaiting(talk) && !own[edit.id];

export const isDecided = ({ edit }) => !["proposed", "needs_look"].includes(edit.status);

export const formsIn = ({ id, edit }) => [`answer-${id}`, ...["adjust", "decline", "revise"].map((form) => `${form}-${edit.id}`)];

// The edits that wait for a decision at this place of the page.
export const proposalsAt = (talk, place) => {
  if (!talk) return [];
  const here = talk.proposals.filter(({ edit }) => edit.place === place);
  return lingering(`proposals-${place}`, here, formsIn).map((one) => talk.events.find(({ id }) => id === one.id) ?? one);
};

// The ids of those that came since this page was opened and are not one's own, the oldest first.
export const arrivedProposals = (talks, changed, own) => {
  const fresh = Object.values({ ...talks, ...changed }).flatMap((talk) => {
    newestWaiting(talk);
    return talk.proposals.filter((proposal) => isFresh(talk, proposal, own));
  });
  return fresh.map(({ edit }) => edit.id).sort((a, b) => a - b);
};

// The paragraph that a place of the page names, 0 where it names none.
export const paragraphOf = (place) => Number(/^paragraph-(\d+)$/.exec(place)?.[1] ?? 0);

// How many comments a paragraph has.
export const remarksOf = (talk, id) => talk?.remarks.find(([paragraph]) => paragraph === id)?.[1] ?? 0;

// A comment as it was typed.
export const spokenOf = (sayings) => sayings.map((saying) => saying.text).join("");

// What is wrong in the fields of a form, by its place.
export const placed = (faults, place) => Object.fromEntries(Object.entries(faults).map(([field, fault]) => [`${place}.${field}`, fault]));
