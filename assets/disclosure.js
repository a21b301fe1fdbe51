// Opens and closes a part of the page. What is open is this tab's own affair: it outlives a reload, and a
// server that was restarted knows nothing of it.

import { createElement, useSyncExternalStore } from "react";
import { goTo } from "./going.js";

const listeners = new Set();
let unstored = new Set();

export const isOpen = (id) => {
  try {
    return sessionStorage.getItem(`open:${id}`) !== null;
  } catch {
    return unstored.has(id);
  }
};

// The first HTML opens parts too: see early.js.
if (typeof window !== "undefined") addEventListener("storage", () => listeners.forEach((listen) => listen()));

export const subscribe = (listen) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

const useOpen = (id) => useSyncExternalStore(subscribe, () => isOpen(id), () => false);

let opened = { id: "", at: 0 };

// Whether this part was opened by somebody just now, and is not open since before a reload.
export const justOpened = (id) => opened.id === id && performance.now() - opened.at < 2_000;

export const setOpen = (id, open) => {
  if (!id) return;
  if (open) opened = { id, at: performance.now() };
  try {
    if (open) sessionStorage.setItem(`open:${id}`, "");
    else sessionStorage.removeItem(`open:${id}`);
  } catch {
    unstored = new Set([...unstored].filter((other) => other !== id).concat(open ? [id] : []));
  }
  listeners.forEach((listen) => listen());
};

// A button that opens the part whose id it `controls`, and closes it again. Only what is open is there to be referred to.
export function Opener({ controls, children, ...rest }) {
  const open = useOpen(controls);
  const toggle = () => setOpen(controls, !open);
  const refers = { "data-opens": controls, "aria-expanded": open, "aria-controls": open ? controls : undefined };
  return createElement("button", { ...rest, ...refers, type: "button", onClick: toggle }, children);
}

export function Opened({ part, children }) {
  return useOpen(part) ? children : null;
}

// What stands there while the part is closed.
export function Closed({ part, children }) {
  return useOpen(part) ? null : children;
}

// What is `heldBack` until its `part` is opened, and once it is `over` stays while one of `forms` is open.
export function Waiting({ part, heldBack, forms, over, children }) {
  const isShown = () => (!heldBack || isOpen(part)) && (!over || forms.some(isOpen));
  return useSyncExternalStore(subscribe, isShown, () => false) ? children : null;
}

// Lets in the proposals that came since the page was opened, and leads to the first of them.
export function Arrivals({ proposals, words }) {
  const heldBack = () => proposals.map((id) => `proposal-${id}`).filter((part) => !isOpen(part));
  const parts = useSyncExternalStore(subscribe, () => heldBack().join(" "), () => "");
  if (!parts) return null;
  const all = parts.split(" ");
  const letIn = () => {
    all.forEach((part) => setOpen(part, true));
    goTo(`#${all[0]}`);
  };
  return createElement("button", { type: "button", className: "button", onClick: letIn }, words(all.length));
}
