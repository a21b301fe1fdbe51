// A point in time as people say it.

import { createElement, useEffect, useState } from "react";
import { MINUTE, ago, day, exact, hour } from "./times.js";

export function Moment({ at, relative = false, exact: withHour = false }) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!relative) return undefined;
    const timer = setInterval(() => tick((n) => n + 1), MINUTE);
    return () => clearInterval(timer);
  }, [relative]);
  if (!at) return null;
  const more = relative ? { tabIndex: 0, className: "moment", "data-exact": exact(at) } : { className: "moment" };
  return createElement("time", { dateTime: at, title: exact(at), ...more }, relative ? ago(at) : withHour ? hour(at) : day(at));
}
