// Brings the reader to the viewpoint, paragraph or event that the address names, once it is on the page.

import { useEffect } from "react";

const PATIENCE = 10_000;

const named = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};

const land = () => {
  const place = named() && document.getElementById(named());
  if (!place) return false;
  document.querySelector("[data-landed]")?.removeAttribute("data-landed");
  place.setAttribute("data-landed", "");
  place.scrollIntoView({ block: "start" });
  if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
  return true;
};

// A text that was just published may be named before it has arrived.
const landSoon = () => {
  const arriving = new MutationObserver(() => land() && arriving.disconnect());
  arriving.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => arriving.disconnect(), PATIENCE);
  addEventListener("hashchange", () => arriving.disconnect(), { once: true });
};

// `ready` turns true when the page has its text; `onMissing` is told of an event that is not among the newest.
export function Landing({ ready, shown, onMissing }) {
  useEffect(() => {
    if (!ready) return undefined;
    const find = () => {
      const event = /^event-(\d{1,15})$/.exec(named());
      if (land() || !named()) return;
      if (event) onMissing(Number(event[1]));
      else landSoon();
    };
    find();
    addEventListener("hashchange", find);
    return () => removeEventListener("hashchange", find);
  }, [ready]);
  useEffect(() => {
    if (shown) land();
  }, [shown]);
  return null;
}
