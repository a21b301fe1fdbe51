// A form whose text outlives reloads, crashes and lost connections: it is kept in this browser as one types.

import { createElement, useEffect, useLayoutEffect, useRef, useState } from "react";
import { setOpen } from "./disclosure.js";

const REVIEW_PAUSE = 400;
const ANSWER_PATIENCE = 15_000;
const MOST_CHARACTERS = 400_000;

const stored = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};

const store = (key, values) => {
  try {
    if (Object.values(values).some(Boolean)) localStorage.setItem(key, JSON.stringify(values));
    else localStorage.removeItem(key);
  } catch {
    // Storage is full or forbidden: the text still stands in the form.
  }
};

const typed = (form) => Object.fromEntries(new FormData(form));

const isTooLong = (values) => Object.values(values).reduce((sum, text) => sum + text.length, 0) > MOST_CHARACTERS;

const goTo = (place) => {
  if (place.startsWith("#")) location.hash = place;
  else location.assign(place);
};

// `draft` names the place in storage. The server raises `answers` with each answer to a sent form and
// names in `done` where the published text stands; an empty `done` means that it was refused. `tooLong` is
// the sentence for a text that is beyond anything.
export function DraftForm({ draft, connected, answers, done, tooLong, onReview, onSend, children, ...rest }) {
  const form = useRef(null);
  const pause = useRef(0);
  const waiting = useRef(0);
  const [sending, setSending] = useState(false);
  const [overflows, setOverflows] = useState(false);
  const key = `draft:${draft}`;

  // What no limit could let through is not even sent; the text stays in the form.
  const overflowing = () => {
    const overflow = isTooLong(typed(form.current));
    setOverflows(overflow);
    return overflow;
  };
  const review = () => overflowing() || onReview?.(typed(form.current));
  const stopWaiting = () => {
    clearTimeout(waiting.current);
    waiting.current = 0;
    setSending(false);
  };

  useEffect(() => {
    const kept = stored(key);
    for (const field of form.current.elements) if (field.name in kept) field.value = kept[field.name];
    if (Object.keys(kept).length) review();
    return () => clearTimeout(pause.current);
  }, [key]);

  useEffect(() => {
    if (!waiting.current) return;
    stopWaiting();
    if (done) {
      store(key, {});
      form.current.reset();
      goTo(done);
      setOpen(form.current.id, false);
    } else {
      form.current.querySelector("[aria-invalid=true]")?.focus();
    }
  }, [answers]);

  // A form that goes away gives the keyboard back to the button that opened it.
  useLayoutEffect(() => {
    const own = form.current;
    return () => {
      if (own.contains(document.activeElement)) document.querySelector(`[aria-controls="${own.id}"]`)?.focus();
    };
  }, []);

  // A server that was restarted has forgotten the preview.
  useEffect(() => {
    if (connected && Object.values(typed(form.current)).some(Boolean)) review();
  }, [connected]);

  const typing = () => {
    store(key, typed(form.current));
    clearTimeout(pause.current);
    pause.current = setTimeout(review, REVIEW_PAUSE);
  };

  const send = (event) => {
    event.preventDefault();
    if (waiting.current || overflowing()) return;
    clearTimeout(pause.current);
    setSending(true);
    waiting.current = setTimeout(stopWaiting, ANSWER_PATIENCE);
    onSend(typed(form.current));
  };

  const busy = sending ? { "aria-busy": true, "data-state": "sending" } : {};
  return createElement("form", { ...rest, ...busy, ref: form, onInput: typing, onSubmit: send, noValidate: true }, [
    ...[children].flat(),
    createElement("div", { key: "overflow", role: "alert" }, overflows && createElement("p", { className: "fault" }, tooLong)),
  ]);
}
