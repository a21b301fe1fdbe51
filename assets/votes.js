// Where people stand on a viewpoint, the two buttons that say where I do, and the question that a vote asks when
// the text that it was on has changed.

import { createElement, memo, useContext, useEffect, useLayoutEffect, useRef } from "react";
import { EventLoopContext } from "$/utils/context";
import { useStanding } from "./outbox.js";
import { number } from "./locale.js";
import { say, sayMany } from "./words.js";

const SIDES = [
  ["agree", "agrees"],
  ["disagree", "disagrees"],
];

const label = (side) => (side === "agree" ? say("Agree") : say("Disagree"));

const ownLabel = (side) => (side === "agree" ? say("You agree") : say("You disagree"));

const counted = (many, votes) =>
  many === "agrees" ? sayMany("{count} agree", "{count} agrees", votes) : sayMany("{count} disagree", "{count} disagrees", votes);

const sealedWords = () => say("Counts show once you have voted.");

const Count = ({ votes, spoken, ...rest }) =>
  createElement(
    "span",
    rest,
    createElement("span", { "aria-hidden": true }, number(votes)),
    createElement("span", { className: "spoken" }, spoken),
  );

const share = (votes, all) => `${all ? Number(((100 * votes) / all).toPrecision(4)) : 0}%`;

// One line of Stats of Viewpoints: two numbers, and two bars that grow from one axis. While the question is `sealed`,
// a viewpoint that I have not voted on has no numbers for me.
export const Standing = memo(({ viewpoint, tally, held, sealed }) => {
  const standing = useStanding({ viewpoint, tally, held });
  if (sealed && !tally) return createElement("p", { className: "standing quiet" }, sealedWords());
  const all = standing.agrees + standing.disagrees;
  const count = (many) => {
    const spoken = counted(many, standing[many]);
    return createElement(Count, { key: many, className: many, votes: standing[many], spoken, title: spoken });
  };
  const bar = createElement(
    "span",
    { key: "bar", className: "bar", "aria-hidden": true },
    SIDES.map(([, many]) => {
      const length = createElement("rect", { width: share(standing[many], all), height: "100%" });
      return createElement("svg", { key: many, className: many, width: "100%", height: "100%" }, length);
    }),
  );
  return createElement("div", { className: "standing" }, [count("agrees"), bar, count("disagrees")]);
});

const told = ({ mine: side, waits, refusal, away }) => {
  if (refusal && !waits) return refusal[1];
  if (waits && away) return say("Not connected. Your vote is kept here and sent when the connection is back.");
  if (waits) return say("Sending your vote…");
  if (!side) return "";
  return side === "agree" ? say("You agree. Your vote is counted.") : say("You disagree. Your vote is counted.");
};

const buttonId = (side, viewpoint) => `${side}-to-${viewpoint}`;

// `version` is the viewpoint's, as it is shown. Where I cannot vote, `shut` says why; while the question is `sealed`,
// a viewpoint that I have not voted on has no numbers for me.
export const VoteButtons = memo(({ viewpoint, version, tally, held, refusal, connected, shut, sealed }) => {
  const standing = useStanding({ viewpoint, shown: version, tally, held });
  const [, errors] = useContext(EventLoopContext);
  const away = !connected || errors?.length > 0 || !navigator.onLine;
  const unseen = sealed && !tally;
  const status = shut || told({ ...standing, refusal, away }) || (unseen ? sealedWords() : "");
  const side = ([one, many]) => {
    const countId = `${many}-of-${viewpoint}`;
    const pressed = standing.mine === one;
    const named = { id: buttonId(one, viewpoint), "aria-pressed": pressed, "aria-describedby": unseen ? undefined : countId };
    const onClick = () => standing.choose(pressed ? "" : one, version);
    return createElement(
      "div",
      { key: one, className: `side ${one}`, "data-waits": standing.waits || undefined },
      shut
        ? createElement("span", { className: "shut", "data-mine": pressed || undefined }, pressed ? ownLabel(one) : label(one))
        : createElement("button", { ...named, type: "button", onClick }, label(one)),
      unseen ? null : createElement(Count, { id: countId, className: "count", votes: standing[many], spoken: counted(many, standing[many]) }),
    );
  };
  return createElement(
    "div",
    { className: "voting" },
    createElement("div", { role: "group", "aria-label": say("Your vote"), className: "vote" }, SIDES.map(side)),
    createElement("p", { role: "status", className: "vote-status", "data-waits": standing.waits || undefined }, status),
  );
});

const OTHER = { agree: "disagree", disagree: "agree" };

// Tells once when `box` is about to come into view, and again when what is to be told has changed or a server may
// have forgotten it. A screen ahead: what it brings is there before the box is seen, and moves nothing in it.
const useSight = (box, connected, tell, told) =>
  useEffect(() => {
    if (!connected) return undefined;
    const sight = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      sight.disconnect();
      tell?.();
    }, { rootMargin: "100% 0px" });
    sight.observe(box.current);
    return () => sight.disconnect();
  }, [connected, ...told]);

function Reconsider({ viewpoint, version, standing, connected, words, onSeen, children }) {
  const box = useRef(null);
  const answer = useRef(standing.mine);
  useSight(box, connected, () => onSeen?.(viewpoint, standing.version), [viewpoint, version, standing.version]);

  // The question goes away once it is answered, and gives the keyboard to the vote that now stands.
  useLayoutEffect(() => {
    const own = box.current;
    return () => {
      if (own.contains(document.activeElement)) document.getElementById(buttonId(answer.current, viewpoint))?.focus();
    };
  }, []);

  const state = (side, word, description) => {
    const onClick = () => {
      answer.current = side;
      standing.choose(side, version);
    };
    return [
      createElement("button", { key: word, type: "button", className: "button", onClick, "aria-describedby": `${word}-${viewpoint}` }, words[word]),
      createElement("span", { key: `${word} told`, id: `${word}-${viewpoint}`, hidden: true }, description),
    ];
  };
  const titleId = `changed-since-${viewpoint}`;
  return createElement(
    "section",
    { ref: box, role: "group", "aria-labelledby": titleId, className: "changed-since" },
    createElement("p", { id: titleId, className: "changed-title" }, words.changed),
    children,
    createElement(
      "div",
      { className: "answers" },
      state(standing.mine, "keep", words[`keeps_${standing.mine}`]),
      state(OTHER[standing.mine], "change", words[`changes_to_${OTHER[standing.mine]}`]),
    ),
  );
}

// Asks a voter whose vote, counted or waiting, is on a version before `meaning` whether it still stands. `children`
// show what changed; `onSeen` hears the viewpoint and the version that the vote is on when the question is first seen.
export function ChangedSince({ viewpoint, version, meaning, held, ...rest }) {
  const standing = useStanding({ viewpoint, held });
  if (!standing.mine || standing.version >= meaning) return null;
  return createElement(Reconsider, { viewpoint, version, standing, ...rest });
}
