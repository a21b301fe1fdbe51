// The parts of an editor. What they begin with is what stood there when it was opened: nothing that arrives
// afterwards touches it.

import { createElement, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { sayMany } from "./words.js";

const count = (text) => (text.trim() ? text.trim().split(/\s+/).length : 0);

// An area that begins with `text` and says how many of `words` are used, or of `characters` where there are too
// many of them, or where words do not count.
export function EditedText({ text, words, characters, ...rest }) {
  const [began] = useState(text);
  const [used, setUsed] = useState({ words: count(text), characters: text.length });
  const typing = ({ target }) => setUsed({ words: count(target.value), characters: target.value.length });
  const meter = useId();
  const isLong = used.characters > characters;
  const isOver = isLong || (words > 0 && used.words > words);
  const told = isLong || !words
    ? sayMany("{count} of {most} characters", "{count} of {most} characters", used.characters, { most: characters })
    : sayMany("{count} of {most} words", "{count} of {most} words", used.words, { most: words });
  return createElement(
    "div",
    { className: "edited" },
    createElement("textarea", { ...rest, defaultValue: began, onInput: typing, dir: "auto", "aria-describedby": `${rest["aria-describedby"] ?? ""} ${meter}`.trim() }),
    createElement("p", { id: meter, className: "meter", "data-over": isOver || undefined }, told),
  );
}

// A field that one does not see, with what it began with. React would bring a default value of a hidden field back
// at each rendering, over what the form has put there since.
export function Begun({ name, value }) {
  const field = useRef(null);
  useLayoutEffect(() => {
    field.current.value = value;
  }, []);
  return createElement("input", { type: "hidden", name, ref: field });
}

// Whether the change is a small correction: as it looks, until somebody decides.
export function SmallCorrection({ looks, label, hint }) {
  const [chosen, choose] = useState(null);
  const id = useId();
  const small = chosen ?? looks ?? null;
  return createElement(
    "div",
    { className: "small-correction" },
    createElement("input", { type: "hidden", name: "small", value: small === null ? "" : small ? "on" : "off", readOnly: true }),
    createElement("input", { type: "checkbox", id, checked: Boolean(small), onChange: ({ target }) => choose(target.checked), "aria-describedby": `${id}-hint` }),
    createElement("label", { htmlFor: id }, label),
    createElement("p", { id: `${id}-hint`, className: "hint" }, hint),
  );
}

// Asks when it comes to be shown, and again whenever `stamp` has changed and been quiet for a moment.
export function Asking({ stamp, onAsk }) {
  const asked = useRef(false);
  useEffect(() => {
    const timer = setTimeout(onAsk, asked.current ? 400 : 0);
    asked.current = true;
    return () => clearTimeout(timer);
  }, [stamp]);
  return null;
}
