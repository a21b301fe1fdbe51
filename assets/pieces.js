// A long list is rendered piece by piece while the first HTML is being read: the browser answers its reader in between.
// Everything that reads a state is rendered at once by the framework, so React's own way of taking pauses is no help.

import { useLayoutEffect, useSyncExternalStore } from "react";

const listeners = new Set();
let turn = null;
let last = -1;
let timer = 0;

const isRead = () => typeof document !== "undefined" && document.querySelector("first-page") !== null;

// How many pieces are rendered by now.
const now = () => (turn ??= isRead() ? 0 : Infinity);

const subscribe = (listen) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

const next = () => {
  turn += Math.max(1, turn >> 1);
  timer = turn <= last ? setTimeout(next) : 0;
  if (!timer) turn = Infinity;
  listeners.forEach((listen) => listen());
};

// Whether there is no list, or all of it is rendered.
export const isWhole = () => last < 0 || now() === Infinity;

// Changes until that is so.
export const useTurn = () => useSyncExternalStore(subscribe, () => turn, () => null);

// The piece at this place of the list.
export function Piece({ at, children }) {
  const isShown = useSyncExternalStore(subscribe, () => at < now(), () => false);
  useLayoutEffect(() => {
    if (now() === Infinity) return;
    last = Math.max(last, at);
    timer ||= setTimeout(next);
  }, []);
  return isShown ? children : null;
}
