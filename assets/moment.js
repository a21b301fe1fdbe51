// A point in time as people say it, in the reader's zone and language.
// A date that came without a time ("2026-10-04") is shown as that day everywhere.

import { createElement, useEffect, useState } from "react";
import { locale } from "./words.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const isDay = (at) => at.length === 10;

const shown = (at, options) =>
  new Intl.DateTimeFormat(locale(), isDay(at) ? { ...options, timeZone: "UTC" } : options).format(new Date(at));

const day = (at) => {
  const thisYear = new Date(at).getUTCFullYear() === new Date().getFullYear();
  return shown(at, { month: "short", day: "numeric", ...(thisYear ? {} : { year: "numeric" }) });
};

const exact = (at) => shown(at, isDay(at) ? { dateStyle: "full" } : { dateStyle: "full", timeStyle: "short" });

const midnight = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());

// Days are counted by the calendar (yesterday evening is "yesterday"), shorter spans by the clock.
const ago = (at) => {
  const then = new Date(at);
  const now = new Date();
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  const days = Math.round((midnight(now) - (isDay(at) ? then.getTime() : midnight(then))) / DAY);
  const passed = Math.max(0, now - then);
  if (days <= 0 && !isDay(at) && passed < HOUR) return words.format(-Math.floor(passed / MINUTE), "minute");
  if (days <= 0 && !isDay(at)) return words.format(-Math.floor(passed / HOUR), "hour");
  if (days < 45) return words.format(-Math.max(0, days), "day");
  if (days < 345) return words.format(-Math.round(days / 30.4), "month");
  return words.format(-Math.max(1, Math.round(days / 365)), "year");
};

const hour = (at) => shown(at, { month: "long", day: "numeric", year: "numeric", hour: "numeric", minute: "2-digit" });

export function Moment({ at, relative = false, exact: withHour = false }) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!relative) return undefined;
    const timer = setInterval(() => tick((n) => n + 1), MINUTE);
    return () => clearInterval(timer);
  }, [relative]);
  if (!at) return null;
  const more = relative ? { tabIndex: 0, className: "moment", "data-exact": exact(at) } : { className: "moment" };
  return createElement("time", { dateTime: at, title: exact(at), ...more }, relative ? ago(at) : withHour && !isDay(at) ? hour(at) : day(at));
}
