// Looks interface words up in the reader's catalogue; English stands in the code itself. A message's forms are named as
// Intl.PluralRules names them. ``early.js`` has brought the catalogue before this is run.

import { language, number } from "./locale.js";

const catalogue = globalThis.catalogue ?? {};
const plurals = new Intl.PluralRules(language);

const filled = (message, values) =>
  message.replace(/\{(\w+)\}/g, (mark, name) => {
    const value = values[name];
    return value === undefined ? mark : typeof value === "number" ? number(value) : value;
  });

export const say = (message, values = {}) => filled(catalogue[message] ?? message, values);

export const sayMany = (one, many, count, values = {}) => {
  const forms = catalogue[one] ?? { one, other: many };
  return filled(forms[plurals.select(count)] ?? forms.other, { count, ...values });
};
