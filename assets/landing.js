// Brings the reader to the viewpoint, paragraph or event that the address names, once it is on the page.

import { useEffect, useRef } from "react";
import { setOpen } from "./disclosure.js";
import { goTo } from "./going.js";
import { isWhole, useTurn } from "./pieces.js";
import { wasInFirst } from "./takeover.js";

const PATIENCE = 10_000;
// What is closed until it is asked for: the editors of a text, the forms of a conversation, a proposal that came later.
const OPENS = /^(change|insert|begin|move|remove|title|sources|remark|talk|reply|answer|respond|reword|adjust|decline|revise|proposal|question|improve-paragraph|improve-title)-\d+$/;

const named = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
};

// Where the first HTML had the place already, the reader was brought there, and may have gone on since.
const land = ({ stay } = {}) => {
  const place = named() && document.getElementById(named());
  if (!place) return false;
  document.querySelector("[data-landed]")?.removeAttribute("data-landed");
  place.setAttribute("data-landed", "");
  if (!stay) place.scrollIntoView({ block: "start" });
  if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
  if (!stay || document.activeElement === document.body) place.focus({ preventScroll: true });
  return true;
};

// A text that was just published may be named before it has arrived.
const landSoon = () => {
  const arriving = new MutationObserver(() => land() && arriving.disconnect());
  arriving.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => arriving.disconnect(), PATIENCE);
  addEventListener("hashchange", () => arriving.disconnect(), { once: true });
};

// Links within the page are followed here, for the same reason as in `goTo`.
const follow = (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goTo(link.getAttribute("href"));
};

// `ready` turns true when the page has its text, all of which may come a little later; `onMissing` is told of an event
// that is not among the newest.
export function Landing({ ready, shown, onMissing }) {
  const turn = useTurn();
  const hasLanded = useRef(false);
  useEffect(() => {
    if (!ready || !isWhole()) return undefined;
    const find = (at) => {
      const event = /^event-(\d{1,15})$/.exec(named());
      if (land(at) || !named()) return;
      if (event) onMissing(Number(event[1]));
      else {
        if (OPENS.test(named())) setOpen(named(), true);
        landSoon();
      }
    };
    if (!hasLanded.current) find({ stay: wasInFirst(named()) });
    hasLanded.current = true;
    addEventListener("hashchange", find);
    document.addEventListener("click", follow);
    return () => {
      removeEventListener("hashchange", find);
      document.removeEventListener("click", follow);
    };
  }, [ready, turn]);
  useEffect(() => {
    if (shown) land();
  }, [shown]);
  return null;
}
