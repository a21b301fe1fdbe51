// Small pure functions over what the page shows.

// The newest viewpoint that was there when this page was opened.
let first = null;

export const newest = (viewpoints) => Math.max(0, ...viewpoints.map((viewpoint) => viewpoint.id));

const isSeen = (viewpoints, seen) => {
  first ??= viewpoints.length ? newest(viewpoints) : null;
  const last = Math.max(first ?? 0, seen);
  return (viewpoint) => first === null || viewpoint.id <= last;
};

// How many viewpoints came since, and were not let in.
export const arrived = (viewpoints, seen) => viewpoints.length - viewpoints.filter(isSeen(viewpoints, seen)).length;

// The viewpoints that this reader has let in, in the order of `ids`; what is not named there follows.
export const shown = (viewpoints, ids, seen) => {
  const known = viewpoints.filter(isSeen(viewpoints, seen));
  if (!ids.length) return known;
  const rank = new Map(ids.map((id, index) => [id, index]));
  const place = (viewpoint) => rank.get(viewpoint.id) ?? ids.length;
  return known.sort((a, b) => place(a) - place(b));
};

// An opened conversation with the newest events, which may have come after it was opened.
export const withNewest = (newest, opened) => {
  if (!opened) return newest;
  const known = new Set(opened.map((event) => event.id));
  return [...newest.filter((event) => !known.has(event.id)), ...opened];
};

// The page's title; until its question has arrived, the one that came with the HTML.
export const titleOf = (question, site) =>
  question.title ? `${question.title} · ${site}` : typeof document === "undefined" ? site : document.title || site;
