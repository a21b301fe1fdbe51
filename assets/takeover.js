// The live page takes the place of the first HTML once its data is there, in one step and without a jump: the reader
// stays where they are, and what they selected, focused, opened or typed is as it was. Things are found again by id.

import { useLayoutEffect } from "react";
import { isWhole, useTurn } from "./pieces.js";

// The reader's place: an element of this id stands so far below the top of the window.
const placeIn = (first) => {
  if (!scrollY) return null;
  let best = null;
  for (const element of first.querySelectorAll("[id]")) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom <= 0 || top === bottom) continue;
    if (!best || Math.abs(top) < Math.abs(best.top)) best = { id: element.id, top };
    if (top > innerHeight) break;
  }
  return best;
};

// A node is named by the nearest element that has an id, and a place in its text or among its likes.
const named = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[id]");

const textBefore = (element, node, offset) => {
  const range = document.createRange();
  range.setStart(element, 0);
  range.setEnd(node, offset);
  return range.toString().length;
};

const pointIn = (element, length) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = length;
  while (walker.nextNode()) {
    const { length: here } = walker.currentNode;
    if (left <= here) return [walker.currentNode, left];
    left -= here;
  }
  return [element, element.childNodes.length];
};

const selectedIn = (first) => {
  const selection = getSelection();
  const { anchorNode, focusNode, anchorOffset, focusOffset, isCollapsed } = selection;
  if (isCollapsed || !first.contains(anchorNode) || !first.contains(focusNode)) return null;
  const end = (node, offset) => {
    const element = named(node);
    return element && { id: element.id, at: textBefore(element, node, offset) };
  };
  const ends = [end(anchorNode, anchorOffset), end(focusNode, focusOffset)];
  return ends.every(Boolean) ? ends : null;
};

const focusedIn = (first) => {
  const focused = document.activeElement;
  if (!focused || !first.contains(focused)) return null;
  const element = named(focused);
  if (!element) return null;
  const likes = [...element.querySelectorAll(focused.localName)];
  return { id: element.id, like: focused.localName, at: likes.indexOf(focused), caret: focused.selectionStart };
};

const byId = (id) => document.getElementById(id);

const find = ({ id, like, at }) => (at < 0 ? byId(id) : byId(id)?.querySelectorAll(like)[at]);

// What is in a field that nobody has touched. The live field may hold more by now, such as a draft.
const begunWith = ({ options, defaultValue }) =>
  options ? ([...options].find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value : defaultValue;

const typedIn = (first) =>
  [...first.querySelectorAll("input[id], select[id]")]
    .filter((field) => field.value !== begunWith(field))
    .map(({ id, value }) => [id, value]);

const select = ([from, to]) => {
  const points = [from, to].map(({ id, at }) => byId(id) && pointIn(byId(id), at));
  if (points.every(Boolean)) getSelection().setBaseAndExtent(...points[0], ...points[1]);
};

const focus = (focused) => {
  const element = find(focused);
  element?.focus({ preventScroll: true });
  if (typeof focused.caret === "number") element?.setSelectionRange?.(focused.caret, focused.caret);
};

let wasThere = () => false;

// Whether the first HTML held the place of this name: then the browser has brought the reader there.
export const wasInFirst = (id) => wasThere(id);

const takeOver = (first) => {
  const place = placeIn(first);
  const selected = selectedIn(first);
  const focused = focusedIn(first);
  const opened = [...first.querySelectorAll("details[open][id]")].map(({ id }) => id);
  const typed = typedIn(first);
  const sent = first.querySelector("form[data-sent]")?.id;
  const ids = new Set([...first.querySelectorAll("[id]")].map(({ id }) => id));
  wasThere = (id) => ids.has(id);
  first.remove();
  delete document.documentElement.dataset.first;
  opened.map(byId).forEach((details) => details && (details.open = true));
  for (const [id, value] of typed) {
    const field = byId(id);
    if (!field || field.value === value) continue;
    field.value = value;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  if (place && byId(place.id)) scrollBy({ top: byId(place.id).getBoundingClientRect().top - place.top, behavior: "instant" });
  if (selected) select(selected);
  if (focused) focus(focused);
  if (sent) byId(sent)?.requestSubmit();
};

// Mounted on every page that has a first HTML; `ready` turns true when it shows all that the first HTML does.
export function TakeOver({ ready }) {
  const turn = useTurn();
  useLayoutEffect(() => {
    const first = ready && isWhole() && document.querySelector("first-page");
    if (first) takeOver(first);
  }, [ready, turn]);
  return null;
}
