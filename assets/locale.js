// The language that the page is said in, and numbers and dates as its readers write them.

const root = typeof document === "undefined" ? { lang: "en", dataset: {} } : document.documentElement;

export const language = root.lang;

export const isSpoken = (code) => (code === language ? "true" : undefined);

const baseOf = (tag) => tag.split("-")[0].toLowerCase();

// A reader of British English writes dates another way than one of English. Digits are those of marks and addresses.
const locale = () => {
  const theirs = globalThis.navigator?.languages?.find((tag) => baseOf(tag) === language) ?? language;
  return theirs.includes("-u-") || baseOf(theirs) !== "ar" ? theirs : `${theirs}-u-nu-latn`;
};

// Making a formatter costs a hundred times what using it does.
const formatters = new Map();

export const formatter = (Kind, options = {}) => {
  const key = JSON.stringify([Kind.name, locale(), options]);
  if (!formatters.has(key)) formatters.set(key, new Kind(locale(), options));
  return formatters.get(key);
};

// What a language is called in the reader's; its code where it has no name there.
export const nameOf = (code) => {
  try {
    return formatter(Intl.DisplayNames, { type: "language" }).of(code);
  } catch {
    return code;
  }
};

export const number = (value) => formatter(Intl.NumberFormat).format(value);
