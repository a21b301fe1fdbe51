// Tells those who listen, politely and seldom, how many votes came in.

import { createElement, useEffect, useRef, useState } from "react";

const PAUSE = 20_000;

const sum = (tallies) => Object.values(tallies).reduce((all, [agrees, disagrees]) => all + agrees + disagrees, 0);

export function CalmSummary({ tallies, spoken }) {
  const latest = useRef(0);
  const told = useRef(null);
  const [sentence, setSentence] = useState("");
  latest.current = sum(tallies);
  useEffect(() => {
    const timer = setInterval(() => {
      const more = latest.current - (told.current ?? latest.current);
      told.current = latest.current;
      if (more > 0) setSentence(spoken(more));
    }, PAUSE);
    return () => clearInterval(timer);
  }, []);
  return createElement("p", { role: "status", className: "spoken" }, sentence);
}
