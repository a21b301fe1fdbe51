// The reader's language, as the browser tells it, and numbers as it writes them.

const locale = () => (typeof navigator === "undefined" ? "en" : navigator.language || "en");

// Making a formatter costs a hundred times what using it does.
const formatters = new Map();

export const formatter = (Kind, options = {}) => {
  const key = JSON.stringify([Kind.name, locale(), options]);
  if (!formatters.has(key)) formatters.set(key, new Kind(locale(), options));
  return formatters.get(key);
};

export const number = (value) => formatter(Intl.NumberFormat).format(value);
