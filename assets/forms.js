// The forms of a question's page. Their code is fetched when the reader first does something, or after a while, so that
// it is there without a connection too; whoever has just begun to read is not kept from it.

import { createElement, useEffect, useState } from "react";
import { say } from "./words.js";

const AGAIN = 1_000;
const SOON = 10_000;
const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel"];

const MODULES = [
  () => import("$/app_components/debate_app/ui/edit_forms"),
  () => import("$/app_components/debate_app/ui/decision_forms"),
  () => import("$/app_components/debate_app/ui/comment_forms"),
  () => import("$/app_components/debate_app/ui/doubt_forms"),
  () => import("$/app_components/debate_app/ui/new_viewpoint"),
  () => import("$/app_components/debate_app/ui/question_editor"),
  () => import("$/app_components/debate_app/ui/translation_forms"),
];

let forms = null;
let fetching = null;

const fetchForms = () =>
  (fetching ??= Promise.all(MODULES.map((fetch) => fetch())).then(
    (modules) => (forms = Object.assign({}, ...modules)),
    () => (fetching = null),
  ));

const rest = () => new Promise((rested) => (window.requestIdleCallback ?? setTimeout)(rested));

// One after another: all at once keep a slow phone from answering its reader.
const fetchAtRest = async () => {
  for (const fetch of MODULES) {
    await rest();
    await fetch().catch(() => {});
  }
  await fetchForms();
};

if (typeof window !== "undefined") {
  const begin = () => {
    clearTimeout(soon);
    SIGNS.forEach((sign) => removeEventListener(sign, begin, true));
    fetchAtRest();
  };
  const soon = setTimeout(begin, SOON);
  SIGNS.forEach((sign) => addEventListener(sign, begin, { capture: true, passive: true }));
}

// A component's name in the built code ends with a mark of its module.
const named = (form) => forms[Object.keys(forms).find((name) => name.startsWith(`${form}_`))];

export function Form({ form, ...rest }) {
  const [, show] = useState(forms);
  useEffect(() => {
    let timer = 0;
    const ask = async () => {
      await fetchForms();
      if (forms) show(forms);
      else timer = setTimeout(ask, AGAIN);
    };
    if (!forms) ask();
    return () => clearTimeout(timer);
  }, []);
  if (forms) return createElement(named(form), rest);
  return createElement("p", { role: "status", className: "quiet" }, say("One moment…"));
}
