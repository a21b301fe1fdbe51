// A form whose text outlives reloads, crashes and lost connections: it is kept in this browser as one types.

import { createElement, useEffect, useLayoutEffect, useRef, useState } from "react";
import { justOpened, setOpen } from "./disclosure.js";
import * as drafts from "./drafts.js";
import { goTo } from "./going.js";
import { say } from "./words.js";

const REVIEW_PAUSE = 400;
const ANSWER_PATIENCE = 15_000;
const MOST_CHARACTERS = 400_000;
// What a form carries along, which is no text of anybody.
const CARRIED = ["base", "small", "language"];

const typed = (form) => Object.fromEntries(new FormData(form));

const isTooLong = (values) => Object.values(values).reduce((sum, text) => sum + text.length, 0) > MOST_CHARACTERS;

const put = (field, value) => {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const focusOn = (form) => {
  const field = form.querySelector("textarea, input:not([type=hidden]), select");
  field?.focus();
  if (field?.setSelectionRange && field.type !== "url") field.setSelectionRange(field.value.length, field.value.length);
};

// Where a phone lays its keyboard over the page instead of making the page shorter, what sticks to the foot of the
// screen has to stand that much higher.
const aboveKeyboard = () => {
  const seen = window.visualViewport;
  if (!seen) return undefined;
  const lift = () => {
    const hidden = Math.max(0, Math.round(innerHeight - seen.height * seen.scale - seen.offsetTop));
    document.documentElement.style.setProperty("--keyboard", `${hidden}px`);
  };
  seen.addEventListener("resize", lift);
  return () => seen.removeEventListener("resize", lift);
};

// Asked before a text is thrown away; the safe answers stand beside it.
const Leaving = ({ discard, keep, stay }) => {
  const first = useRef(null);
  useEffect(() => first.current.focus(), []);
  const button = (label, onClick, more) => createElement("button", { type: "button", className: "button", onClick, ...more }, label);
  return createElement(
    "div",
    { className: "leaving", role: "group", "aria-label": say("Discard what you typed?") },
    createElement("p", null, say("Discard what you typed?")),
    button(say("Go on writing"), stay, { ref: first }),
    button(say("Keep it for later"), keep),
    button(say("Discard"), discard),
  );
};

// `draft` names the place in storage, `person` whose it is, `about` what the draft is called when it is found again.
// The server raises `answers` with each answer to a sent form and names in `done` where the published text stands; an
// empty `done` means that it was refused. `tooLong` is the sentence for a text that is beyond anything. A form that
// `stays` leaves the reader where they are; `next` is the part that Alt+Down opens.
export function DraftForm(props) {
  const { draft, person, about, connected, answers, done, tooLong, stays, next, onReview, onSend, children, ...rest } = props;
  const form = useRef(null);
  const blank = useRef({});
  const pause = useRef(0);
  const waiting = useRef(0);
  const [sending, setSending] = useState(false);
  const [overflows, setOverflows] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const key = drafts.keyOf(person, draft);
  const last = useRef(key);

  const isDirty = () => Object.entries(typed(form.current)).some(([name, text]) => !CARRIED.includes(name) && text !== blank.current[name]);
  const keep = () => drafts.store(key, isDirty() ? typed(form.current) : null, { about, part: rest.id });

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
    blank.current = typed(form.current);
    if (rest.id && justOpened(rest.id)) focusOn(form.current);
  }, []);

  // Restored once it is known who is here; what was typed before that is kept as theirs, and theirs alone.
  useEffect(() => {
    if (isDirty()) {
      if (last.current !== key) drafts.store(last.current, null);
      last.current = key;
      keep();
      return undefined;
    }
    last.current = key;
    const kept = drafts.stored(key);
    for (const field of form.current.elements) if (field.name in kept && field.name !== "small") put(field, kept[field.name]);
    return () => clearTimeout(pause.current);
  }, [key]);

  useEffect(() => {
    if (!waiting.current) return;
    stopWaiting();
    if (done) {
      drafts.store(key, null);
      form.current.reset();
      setOpen(rest.id, false);
      if (!stays) goTo(done);
    } else {
      form.current.querySelector("[aria-invalid=true]")?.focus();
    }
  }, [answers]);

  useEffect(() => aboveKeyboard(), []);

  // A form that goes away gives the keyboard back to the button that opened it, once that is there again.
  useLayoutEffect(() => {
    const own = form.current;
    return () => {
      if (!own.contains(document.activeElement)) return;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.querySelector(`[data-opens="${own.id}"]`)?.focus();
      });
    };
  }, []);

  // A server that was restarted has forgotten the preview.
  useEffect(() => {
    if (connected && isDirty()) review();
  }, [connected]);

  const typing = () => {
    keep();
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

  // A press that began on Send counts, even where what arrived meanwhile moved the button from under the pointer.
  const pressing = ({ target, pointerId, clientX, clientY }) => {
    const button = target.closest("[type=submit]");
    if (!button) return;
    const lifted = (event) => {
      if (event.pointerId !== pointerId) return;
      for (const kind of ["pointerup", "pointercancel"]) removeEventListener(kind, lifted);
      const isStill = Math.hypot(event.clientX - clientX, event.clientY - clientY) < 10;
      const hasMovedAway = event.type === "pointerup" && button.isConnected && !button.contains(event.target);
      if (isStill && hasMovedAway) form.current.requestSubmit(button);
    };
    for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, lifted);
  };

  const close = () => setOpen(rest.id, false);
  const discard = () => {
    drafts.store(key, null);
    form.current.reset();
    close();
  };
  const leave = () => (isDirty() ? setLeaving(true) : discard());

  const pressed = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.current.requestSubmit();
    } else if (event.key === "Escape" && rest.id && !event.isComposing) {
      event.preventDefault();
      if (leaving) setLeaving(false);
      else leave();
    } else if (event.key === "ArrowDown" && event.altKey && document.querySelector(`[data-opens="${next}"]`)) {
      event.preventDefault();
      setOpen(next, true);
    }
  };

  // Buttons inside ask for what the form alone can do: leave, or put a text of the server's choice in.
  const asked = ({ target }) => {
    const button = target.closest("[data-leave], [data-chosen]");
    if (!button || !form.current.contains(button)) return;
    if (button.dataset.leave !== undefined) leave();
    else choose(JSON.parse(button.dataset.chosen));
  };
  const choose = (chosen) => {
    for (const [name, value] of Object.entries(chosen)) if (form.current.elements[name]) put(form.current.elements[name], value);
    focusOn(form.current);
  };

  const busy = sending ? { "aria-busy": true, "data-state": "sending" } : {};
  const named = rest.id && !rest["aria-labelledby"] && !rest["aria-label"] ? { "aria-label": about } : {};
  const goOn = () => {
    setLeaving(false);
    focusOn(form.current);
  };
  return createElement("form", { ...rest, ...named, ...busy, ref: form, onInput: typing, onSubmit: send, onKeyDown: pressed, onPointerDown: pressing, onClick: asked, noValidate: true }, [
    ...[children].flat(),
    createElement("div", { key: "overflow", role: "alert" }, overflows && createElement("p", { className: "fault" }, tooLong)),
    leaving && createElement(Leaving, { key: "leaving", discard, keep: close, stay: goOn }),
  ]);
}
