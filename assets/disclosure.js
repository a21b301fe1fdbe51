// Opens and closes a part of the page. What is open is this tab's own affair: it outlives a reload, and a
// server that was restarted knows nothing of it.

import { createElement, useSyncExternalStore } from "react";

const listeners = new Set();
let unstored = new Set();

const isOpen = (id) => {
  try {
    return sessionStorage.getItem(`open:${id}`) !== null;
  } catch {
    return unstored.has(id);
  }
};

const subscribe = (listen) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

const useOpen = (id) => useSyncExternalStore(subscribe, () => isOpen(id), () => false);

export const setOpen = (id, open) => {
  try {
    if (open) sessionStorage.setItem(`open:${id}`, "");
    else sessionStorage.removeItem(`open:${id}`);
  } catch {
    unstored = new Set([...unstored].filter((other) => other !== id).concat(open ? [id] : []));
  }
  listeners.forEach((listen) => listen());
};

// A button that opens the part whose id it `controls`, and closes it again.
export function Opener({ controls, children, ...rest }) {
  const open = useOpen(controls);
  const toggle = () => setOpen(controls, !open);
  return createElement("button", { ...rest, type: "button", "aria-expanded": open, "aria-controls": controls, onClick: toggle }, children);
}

export function Opened({ part, children }) {
  return useOpen(part) ? children : null;
}
