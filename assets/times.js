// Points in time as people say them, in the reader's zone and language.
// A date that came without a time ("2026-10-04") is shown as that day everywhere.

import { formatter } from "./locale.js";

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const isDay = (at) => at.length === 10;

const shown = (at, options) =>
  formatter(Intl.DateTimeFormat, isDay(at) ? { ...options, timeZone: "UTC" } : options).format(new Date(at));

export const day = (at) => {
  const thisYear = new Date(at).getUTCFullYear() === new Date().getFullYear();
  return shown(at, { month: "short", day: "numeric", ...(thisYear ? {} : { year: "numeric" }) });
};

export const exact = (at) => shown(at, isDay(at) ? { dateStyle: "full" } : { dateStyle: "full", timeStyle: "short" });

const midnight = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());

// Days are counted by the calendar (yesterday evening is "yesterday"), shorter spans by the clock.
export const ago = (at) => {
  const then = new Date(at);
  const now = new Date();
  const words = formatter(Intl.RelativeTimeFormat, { numeric: "auto" });
  const days = Math.round((midnight(now) - (isDay(at) ? then.getTime() : midnight(then))) / DAY);
  const passed = Math.max(0, now - then);
  if (days <= 0 && !isDay(at) && passed < HOUR) return words.format(-Math.floor(passed / MINUTE), "minute");
  if (days <= 0 && !isDay(at)) return words.format(-Math.floor(passed / HOUR), "hour");
  if (days < 45) return words.format(-Math.max(0, days), "day");
  if (days < 345) return words.format(-Math.round(days / 30.4), "month");
  return words.format(-Math.max(1, Math.round(days / 365)), "year");
};

const HOUR_AND_DAY = { month: "long", day: "numeric", year: "numeric", hour: "numeric", minute: "2-digit" };

export const hour = (at) => (isDay(at) ? day(at) : shown(at, HOUR_AND_DAY));
