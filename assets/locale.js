// The reader's language, as the browser tells it.

export const locale = () => (typeof navigator === "undefined" ? "en" : navigator.language || "en");
