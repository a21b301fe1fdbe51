// Keeps the questions that were opened, so that they can be read again without a connection. `given` stands above: see
// offline.py.
//
// It never stands between a page and a server that answers: every page comes from the network, and no script is kept.
// What is kept of a question is the HTML of its address, with the time, and it is shown without its scripts.

const QUESTIONS = "questions-1";
const STYLES = `styles-${given.version}`;
const PATIENCE = 5_000;
const SCRIPTS = /<script\b.*?<\/script>/gs;
const OTHERS = /^\/(api|account)(\/|$)/;

const questionIn = (path) => /^\/q\/\d+(?=\/|$)/.exec(path)?.[0];

const kept = () => caches.open(QUESTIONS);

const forget = async (names) => {
  for (const name of names) await caches.delete(name);
};

// The first page was opened before there was a worker.
const keepWhatIsOpen = async () => {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const { url } of pages) {
    const question = questionIn(new URL(url).pathname);
    if (question && !(await (await kept()).match(question))) await keep(question, await fetch(url));
  }
};

const install = async () => {
  await (await caches.open(STYLES)).addAll(given.styles);
  await keepWhatIsOpen().catch(() => {});
};

const activate = async () => {
  await forget((await caches.keys()).filter((name) => ![QUESTIONS, STYLES].includes(name)));
  await clients.claim();
};

const keep = async (question, answer) => {
  const cache = await kept();
  const isHtml = answer.headers.get("content-type")?.startsWith("text/html");
  if (isHtml && (answer.ok || answer.status === 404 || answer.status === 410)) await cache.delete(question);
  if (!isHtml || !answer.ok) return;
  const headers = { "content-type": "text/html; charset=utf-8", "x-read-at": new Date().toISOString() };
  await cache.put(question, new Response(await answer.text(), { headers }));
  const oldest = (await cache.keys()).slice(0, -given.most);
  for (const one of oldest) await cache.delete(one);
};

const when = (answer) => {
  const options = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(given.language, options).format(new Date(answer.headers.get("x-read-at")));
};

const titleIn = (html) => /<title>([^<]*)/.exec(html)?.[1] ?? "";

const page = (html) =>
  new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": given.policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cache-control": "no-store",
    },
  });

const start = (html) => [/<a class="skip".*?<\/a>/, /<first-page\b[^>]*>/, /<main\b[^>]*>/, /<body\b[^>]*>/].find((tag) => tag.test(html));

// The question as it was read, still: its buttons cannot be pressed.
const still = async (answer) => {
  const html = (await answer.text()).replace(SCRIPTS, "");
  const said = `${given.words.read.replace("{date}", when(answer))} ${given.words.still}`;
  const line = `<p class="offline" role="status">${said} <a href="">${given.words.again}</a></p>`;
  const head = `<head>${given.head}<title>${titleIn(html)}</title></head>`;
  return page(
    html
      .replace(/<head>.*?<\/head>/s, () => head)
      .replace("<html", "<html data-offline")
      .replace(/<button\b/g, "<button disabled")
      .replace(start(html), (tag) => tag + line),
  );
};

const listed = async (request) => {
  const answer = await (await kept()).match(request);
  const title = titleIn(await answer.clone().text()).replace(/ · [^·]*$/, "");
  const read = given.words.one.replace("{date}", when(answer));
  return `<li><a href="${new URL(request.url).pathname}" dir="auto">${title}</a> <span class="quiet">${read}</span></li>`;
};

const list = async () => {
  const lines = await Promise.all((await (await kept()).keys()).reverse().map(listed));
  const none = `<li>${given.words.none}</li>`;
  return page(given.list.replace('<ul class="kept">', (tag) => tag + (lines.join("") || none)));
};

// A question that is kept is not waited for without end where the network takes what is sent and answers nothing.
const open = async (event, question) => {
  const answering = fetch(event.request);
  if (question) event.waitUntil(answering.then((answer) => keep(question, answer.clone())).catch(() => {}));
  const copy = question && (await (await kept()).match(question));
  const patience = new Promise((_, give) => copy && setTimeout(give, PATIENCE));
  try {
    return await Promise.race([answering, patience]);
  } catch {
    return copy ? still(copy) : list();
  }
};

// A stylesheet's name is of its content: what is kept is what the network would answer.
const style = async (request) => (await caches.match(request)) ?? fetch(request);

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || OTHERS.test(pathname)) return;
  if (mode === "navigate") event.respondWith(open(event, questionIn(pathname)));
  else if (given.styles.includes(pathname)) event.respondWith(style(event.request));
});
