// The forms of a question's page. Their code is fetched once the page is at rest, or when the first of them is opened.

import { createElement, useEffect, useState } from "react";
import { say } from "./words.js";

const AGAIN = 1_000;

let forms = null;
let fetching = null;

const fetchForms = () =>
  (fetching ??= Promise.all([
    import("$/app_components/debate_app/ui/edit_forms"),
    import("$/app_components/debate_app/ui/decision_forms"),
    import("$/app_components/debate_app/ui/comment_forms"),
    import("$/app_components/debate_app/ui/doubt_forms"),
    import("$/app_components/debate_app/ui/new_viewpoint"),
    import("$/app_components/debate_app/ui/question_editor"),
    import("$/app_components/debate_app/ui/translation_forms"),
  ]).then(
    (modules) => (forms = Object.assign({}, ...modules)),
    () => (fetching = null),
  ));

if (typeof window !== "undefined") (window.requestIdleCallback ?? setTimeout)(fetchForms);

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
