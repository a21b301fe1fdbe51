// Looks interface words up in the reader's catalogue; English stands in the code itself.

import { locale } from "./locale.js";

const catalogue = {};

export const number = (value) => new Intl.NumberFormat(locale()).format(value);

const filled = (message, values) =>
  message.replace(/\{(\w+)\}/g, (mark, name) => {
    const value = values[name];
    return value === undefined ? mark : typeof value === "number" ? number(value) : value;
  });

export const say = (message, values = {}) => filled(catalogue[message] ?? message, values);

export const sayMany = (one, many, count, values = {}) => {
  const plural = new Intl.PluralRules("en").select(count) === "one" ? one : many;
  return filled(catalogue[plural] ?? plural, { count, ...values });
};
