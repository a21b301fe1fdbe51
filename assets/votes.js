// Where people stand on a viewpoint, and the two buttons that say where I do.

import { createElement, useContext } from "react";
import { EventLoopContext } from "$/utils/context";
import { useStanding } from "./outbox.js";
import { number } from "./words.js";

const SIDES = [
  ["agree", "agrees"],
  ["disagree", "disagrees"],
];

const Count = ({ votes, spoken, ...rest }) =>
  createElement(
    "span",
    rest,
    createElement("span", { "aria-hidden": true }, number(votes)),
    createElement("span", { className: "spoken" }, spoken(votes)),
  );

const share = (votes, all) => ({ "--share": all ? (100 * votes) / all : 0 });

// One line of Stats of Viewpoints: two numbers, and two bars that grow from one axis.
export function Standing({ viewpoint, tally, held, words }) {
  const standing = useStanding({ viewpoint, tally, held });
  const all = standing.agrees + standing.disagrees;
  const count = (many) =>
    createElement(Count, { key: many, className: many, votes: standing[many], spoken: words[many], title: words[many](standing[many]) });
  const bar = createElement(
    "span",
    { key: "bar", className: "bar", "aria-hidden": true },
    SIDES.map(([, many]) => createElement("i", { key: many, className: many, style: share(standing[many], all) })),
  );
  return createElement("div", { className: "standing" }, [count("agrees"), bar, count("disagrees")]);
}

const told = ({ mine, waits, refusal, away, words }) => {
  if (refusal && !waits) return refusal[1];
  if (waits) return away ? words.kept : words.sending;
  return mine ? words[`${mine}d`] : "";
};

export function VoteButtons({ viewpoint, tally, held, refusal, connected, words }) {
  const standing = useStanding({ viewpoint, tally, held });
  const [, errors] = useContext(EventLoopContext);
  const away = !connected || errors?.length > 0 || !navigator.onLine;
  const status = told({ ...standing, refusal, away, words });
  const side = ([one, many]) => {
    const countId = `${many}-of-${viewpoint}`;
    const pressed = { type: "button", "aria-pressed": standing.mine === one, "aria-describedby": countId };
    return createElement(
      "div",
      { key: one, className: `side ${one}`, "data-waits": standing.waits || undefined },
      createElement("button", { ...pressed, onClick: () => standing.choose(one) }, words[one]),
      createElement(Count, { id: countId, className: "count", votes: standing[many], spoken: words[many] }),
    );
  };
  return createElement(
    "div",
    { className: "voting" },
    createElement("div", { role: "group", "aria-label": words.group, className: "vote" }, SIDES.map(side)),
    createElement("p", { role: "status", className: "vote-status", "data-waits": standing.waits || undefined }, status),
  );
}
