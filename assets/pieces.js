// A long list is rendered piece by piece while the first HTML is being read: the browser answers its reader in between.
// Everything that reads a state is rendered at once by the framework, so React's own way of taking pauses is no help.

import { useEffect, useState, useSyncExternalStore } from "react";

const listeners = new Set();
let waiting = 0;

const wait = (more) => {
  waiting += more;
  listeners.forEach((listen) => listen());
};

const subscribe = (listen) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

// Whether every list has all of its pieces.
export const useWhole = () => useSyncExternalStore(subscribe, () => waiting === 0, () => false);

const isRead = () => typeof document !== "undefined" && document.querySelector("first-page") !== null;

export function Pieces({ children }) {
  const [shown, show] = useState(() => (isRead() ? 0 : Infinity));
  const isWhole = shown >= (children?.length ?? 0);
  useEffect(() => {
    if (isWhole) return undefined;
    wait(1);
    return () => wait(-1);
  }, [isWhole]);
  useEffect(() => {
    if (isWhole) return undefined;
    const timer = setTimeout(() => show(shown + 1));
    return () => clearTimeout(timer);
  }, [isWhole, shown]);
  return isWhole ? children : children.slice(0, shown);
}
