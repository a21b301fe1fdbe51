// Looks interface words up in the reader's catalogue; English stands in the code itself.

import { number } from "./locale.js";

const catalogue = {};
const plurals = new Intl.PluralRules("en");

const filled = (message, values) =>
  message.replace(/\{(\w+)\}/g, (mark, name) => {
    const value = values[name];
    return value === undefined ? mark : typeof value === "number" ? number(value) : value;
  });

export const say = (message, values = {}) => filled(catalogue[message] ?? message, values);

export const sayMany = (one, many, count, values = {}) => {
  const plural = plurals.select(count) === "one" ? one : many;
  return filled(catalogue[plural] ?? plural, { count, ...values });
};
