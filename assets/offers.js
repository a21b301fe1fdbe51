// What a writer is offered as a source: a link that was just pasted, and what other viewpoints of the debate name.
// Nothing in a text changes before somebody takes the offer.

import { createElement, useEffect, useRef, useState } from "react";
import { setOpen } from "./disclosure.js";
import * as drafts from "./drafts.js";
import { say } from "./words.js";

const LINK = /^(?:https?:\/\/\S+|(?:doi:\s?)?10\.\d{4,9}\/\S+|arxiv:\s?\S+|isbn[\s:-]?[\d\sx-]{10,20})$/i;
const SHOWN = 60;
const MOST = 50;

const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
const addressOf = (line) => line.replace(/^\[[^\]]*\]\s+/, "");
const labelOf = (line) => /^\[([^\]]*)\]\s+\S/.exec(line)?.[1];
// Two spellings of one address, as far as that can be told without asking the server.
const alike = (line) => addressOf(line).replace(/^https?:\/\//i, "").replace(/^www\./i, "").replace(/\/$/, "");

const put = (field, value) => {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

// The lines of sources as this person has them now: in a form that is open, in a draft of it, or as they stand.
const listed = (sources, part, person) => {
  const open = document.getElementById(part)?.elements.text;
  const draft = drafts.stored(drafts.keyOf(person, part)).text;
  return linesOf(open?.value ?? draft ?? sources.map(({ typed }) => typed).join("\n"));
};

const addTo = (part, person, about, lines) => {
  const open = document.getElementById(part)?.elements.text;
  const text = lines.join("\n");
  if (open) put(open, text);
  else drafts.store(drafts.keyOf(person, part), { text }, { about, part });
  setOpen(part, true);
};

// Below a field: whether the link that was pasted into it is to be a source. The form's own field `sources` takes it or,
// where there is none, the form `part` of the viewpoint's `sources`, which opens with the line in it. With `cites` a
// mark takes the place of the link in the text.
export function SourceOffer({ sources, part, person, about, cites }) {
  const place = useRef(null);
  const [pasted, setPasted] = useState(null);

  useEffect(() => {
    const form = place.current.closest("form");
    const look = ({ target, clipboardData }) => {
      const link = clipboardData?.getData("text").trim() ?? "";
      const isText = target.matches("textarea:not([name=sources])");
      setPasted(isText && LINK.test(link) ? { link, field: target, at: target.selectionStart } : null);
    };
    const forget = () => setPasted(null);
    form.addEventListener("paste", look);
    form.addEventListener("reset", forget);
    return () => {
      form.removeEventListener("paste", look);
      form.removeEventListener("reset", forget);
    };
  }, []);

  const lines = () => {
    const own = place.current?.closest("form").elements.sources;
    return own ? linesOf(own.value) : listed(sources, part, person);
  };
  const before = pasted ? lines() : [];
  const found = pasted ? before.findIndex((line) => alike(line) === alike(pasted.link)) : -1;
  const mark = labelOf(before[found] ?? "") ?? `${(found < 0 ? before.length : found) + 1}`;

  const cite = () => {
    const { link, field, at } = pasted;
    const start = field.value.indexOf(link, at);
    if (start >= 0) field.setRangeText(`[${mark}]`, start, start + link.length, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const take = () => {
    const own = place.current.closest("form").elements.sources;
    const { link, field } = pasted;
    if (found < 0 && own) put(own, [...before, link].join("\n"));
    else if (found < 0) addTo(part, person, about, [...before, link]);
    if (cites) cite();
    setPasted(null);
    setTimeout(() => field.focus()); // after the form that opened, which takes the keyboard
  };

  const shown = pasted && (pasted.link.length > SHOWN ? `${pasted.link.slice(0, SHOWN)}…` : pasted.link);
  const label = found < 0 ? say("Add as source [{mark}]", { mark }) : say("Cite source [{mark}]", { mark });
  const isOffered = pasted && (found >= 0 ? cites : before.length < MOST);
  return createElement(
    "div",
    { ref: place, "aria-live": "polite" },
    isOffered &&
      createElement(
        "div",
        { className: "offer" },
        createElement("span", { dir: "ltr" }, shown),
        createElement("button", { type: "button", className: "link-button", onClick: take }, label),
        createElement("button", { type: "button", className: "link-button", onClick: () => setPasted(null) }, say("Leave it as it is")),
      ),
  );
}

// The sources of the debate's viewpoints that the form's field `name` does not list yet, each one tap from being there.
export function KnownSources({ viewpoints, name }) {
  const place = useRef(null);
  const [open, setOpenList] = useState(false);
  const [, again] = useState(0);
  const own = () => place.current?.closest("form")?.elements[name];
  const all = () => new Map(viewpoints.flatMap(({ sources }) => sources).map((source) => [alike(source.typed), source]));
  const rest = () => {
    const here = new Set(linesOf(own()?.value ?? "").map(alike));
    return [...all()].filter(([key]) => !here.has(key)).map(([, source]) => source);
  };
  const add = (source) => {
    put(own(), [...linesOf(own().value), addressOf(source.typed)].join("\n"));
    again((count) => count + 1);
  };
  const item = (source) =>
    createElement(
      "li",
      { key: source.href },
      createElement("button", { type: "button", className: "link-button", onClick: () => add(source), dir: "auto" }, `${source.title} — ${source.site}`),
    );
  if (!viewpoints.some(({ sources }) => sources.length)) return null;
  return createElement(
    "details",
    { ref: place, className: "known", onToggle: ({ target }) => setOpenList(target.open) },
    createElement("summary", null, say("Sources that this debate names already")),
    open && createElement("ul", null, rest().map(item)),
  );
}
