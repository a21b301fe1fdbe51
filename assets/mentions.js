// Where one comments: after an @ and a letter, the names of people who take part are offered.

import { createElement, useId, useState } from "react";

const MOST = 5;
const ASKED = /(?:^|[^\w@.+-])@([^@\n]{1,40})$/u;

// Whose names stand on the page, but for the one who writes here.
const peopleIn = (form) => {
  const own = form.querySelector(".name")?.textContent;
  const names = [...document.querySelectorAll("main .name")].map((name) => name.textContent);
  return [...new Set(names)].filter((name) => name !== own).sort((a, b) => a.localeCompare(b));
};

const fitting = (form, asked) => {
  const wanted = asked.toLowerCase();
  const fits = (name) => ` ${name}`.toLowerCase().includes(` ${wanted}`);
  return peopleIn(form).filter(fits).slice(0, MOST);
};

const NONE = { names: [], asked: "" };

export function SaidText({ text, found, people, ...rest }) {
  const [began] = useState(text);
  const [{ names, asked }, offer] = useState(NONE);
  const [at, choose] = useState(0);
  const list = useId();
  const isOffering = names.length > 0;

  const look = ({ target }) => {
    const [, typed] = ASKED.exec(target.value.slice(0, target.selectionStart)) ?? [];
    const fit = typed ? fitting(target.form, typed) : [];
    offer(fit.length === 1 && fit[0] === typed ? NONE : { names: fit, asked: typed });
    choose(0);
  };
  const take = (name) => {
    const area = document.getElementById(rest.id);
    const end = area.selectionStart;
    area.setRangeText(`${name} `, end - asked.length, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    offer(NONE);
    area.focus();
  };
  const pressed = (event) => {
    if (!isOffering || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: names.length - 1 }[event.key];
    if (step) choose((at + step) % names.length);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) take(names[at]);
    else if (event.key === "Escape") offer(NONE);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const option = (name, index) =>
    createElement(
      "li",
      {
        key: name,
        id: `${list}-${index}`,
        role: "option",
        "aria-selected": index === at,
        dir: "auto",
        onMouseDown: (event) => event.preventDefault(),
        onClick: () => take(name),
      },
      name,
    );
  const offered = isOffering ? { "aria-controls": list, "aria-activedescendant": `${list}-${at}` } : {};
  return createElement(
    "div",
    { className: "said-text" },
    createElement("textarea", { ...rest, ...offered, rows: 3, defaultValue: began, "aria-autocomplete": "list", onInput: look, onKeyDown: pressed, onBlur: () => offer(NONE) }),
    isOffering && createElement("ul", { id: list, role: "listbox", "aria-label": people }, names.map(option)),
    createElement("p", { role: "status", className: "spoken" }, isOffering ? found(names.length) : ""),
  );
}
