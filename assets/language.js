// The choice of the language that a text is written in, and what the text looks like to the server.

import { createElement, Fragment, useLayoutEffect, useRef, useState } from "react";
import { nameOf } from "./locale.js";
import { say } from "./words.js";

const baseOf = (code) => code.split("-")[0].toLowerCase();

// `began` is the language to begin with, or else the page's; `looks` the one that the text is surely written in, if
// that is known. Only a press takes it: whoever writes knows better. What languages are called, and so their order, is
// known in the browser alone; until then each is there under its code.
export function LanguageChoice({ began, looks, options, ...rest }) {
  const first = useRef(began || "en");
  const [chosen, choose] = useState(first.current);
  const [isNamed, name] = useState(false);
  const select = useRef(null);
  const put = (code) => {
    select.current.value = code;
    choose(code);
  };

  useLayoutEffect(() => {
    if (!began) put((first.current = document.documentElement.lang || "en"));
    name(true);
    const form = select.current.form;
    const emptied = () => setTimeout(() => select.current && put(first.current));
    form?.addEventListener("reset", emptied);
    return () => form?.removeEventListener("reset", emptied);
  }, []);

  // Options that are put in order forget which of them was chosen.
  useLayoutEffect(() => {
    select.current.value = chosen;
  }, [isNamed]);

  const take = () => {
    select.current.value = looks;
    select.current.dispatchEvent(new Event("input", { bubbles: true }));
    select.current.focus();
  };
  const codes = options.includes(first.current) ? options : [first.current, ...options];
  const listed = codes.map((code) => [isNamed ? nameOf(code) : code, code]);
  if (isNamed) listed.sort(([one], [other]) => one.localeCompare(other));
  const differs = looks && codes.includes(looks) && baseOf(looks) !== baseOf(chosen);
  const language = differs ? nameOf(looks) : "";
  return createElement(
    Fragment,
    null,
    createElement(
      "select",
      { ...rest, ref: select, defaultValue: first.current, onInput: ({ target }) => choose(target.value) },
      listed.map(([label, code]) => createElement("option", { key: code, value: code }, label)),
    ),
    createElement(
      "p",
      { role: "status", className: "looks-like" },
      differs && createElement("span", null, say("This looks like {language}.", { language })),
      differs && createElement("button", { type: "button", className: "link-button", onClick: take }, say("Change to {language}", { language })),
    ),
  );
}
