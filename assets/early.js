// Runs before anything of the live page is there, and on pages that have none. What is pressed meanwhile is not lost:
// a vote goes into the outbox, and what one opens is open once the live page comes. Times and counts are
// said in the reader's zone and language.

import { KEPT, nextNumber, read, write } from "./kept.js";
import { number } from "./locale.js";
import { ago, day, exact, hour } from "./times.js";

const SAID = { ago, day, hour };

const sayTimes = (times) => {
  for (const time of times) {
    const says = time.dataset.says;
    delete time.dataset.says;
    time.title = exact(time.dateTime);
    if (says === "ago") time.dataset.exact = time.title;
    time.textContent = SAID[says](time.dateTime);
  }
};

// The server writes numbers as the language does, not knowing the reader's country: 1,234 or 1.234 or 1 234.
const sayCounts = (counts) => {
  const said = (words) => words.replace(/\d+([.,\s’']\d{3})*/, (digits) => number(Number(digits.replace(/\D/g, ""))));
  for (const count of counts) {
    const [shown, spoken] = count.children;
    count.dataset.votes = shown.textContent.replace(/\D/g, "");
    for (const words of [shown, spoken]) words.textContent = said(words.textContent);
    if (count.title) count.title = said(count.title);
  }
};

// One viewpoint's buttons, as the vote that waits says.
const showVote = (voting, { side }) => {
  for (const button of voting.querySelectorAll("button")) {
    const pressed = button.id === `${side}-to-${voting.dataset.viewpoint}`;
    const count = button.nextElementSibling;
    if (count && pressed !== (button.getAttribute("aria-pressed") === "true")) {
      count.dataset.votes = Number(count.dataset.votes) + (pressed ? 1 : -1);
      count.firstElementChild.textContent = number(Number(count.dataset.votes));
    }
    button.setAttribute("aria-pressed", pressed);
    button.parentElement.dataset.waits = true;
  }
  const status = voting.querySelector(".vote-status");
  status.dataset.waits = true;
  status.textContent = navigator.onLine ? voting.dataset.sending : voting.dataset.kept;
};

// Browsers tell other tabs alone what was stored; the live page may be there already, and wait for its data.
const tell = (key) => dispatchEvent(new StorageEvent("storage", { key }));

const vote = (button) => {
  const voting = button.closest(".voting");
  const { viewpoint, version } = voting.dataset;
  const side = button.getAttribute("aria-pressed") === "true" ? "" : button.id.slice(0, button.id.indexOf("-"));
  const intended = { side, version: Number(version), number: nextNumber(), counted: "" };
  write(KEPT, { ...read(KEPT, {}), [viewpoint]: intended });
  tell(KEPT);
  showVote(voting, intended);
};

const toggle = (button) => {
  const key = `open:${button.dataset.opens}`;
  const isOpen = sessionStorage.getItem(key) !== null;
  if (isOpen) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, "");
  tell(key);
  button.setAttribute("aria-expanded", !isOpen);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("first-page button");
  if (!button) return;
  if (button.closest(".vote")) vote(button);
  else if (button.dataset.opens) toggle(button);
});

// A form that is sent too early is sent once the live page has it: see takeover.js.
document.addEventListener("submit", ({ target }) => {
  if (target.closest("first-page") && target.id) target.dataset.sent = true;
});

// The address and the moment, at the foot of what is printed: ``print.css`` shows them.
addEventListener("beforeprint", () => {
  document.body.dataset.printed = `${location.href} · ${exact(new Date().toISOString())}`;
});

// An element is whole once something follows it, or the document is.
const isWhole = (element) => {
  for (let one = element; one; one = one.parentElement) if (one.nextSibling) return true;
  return document.readyState !== "loading";
};

// What has been parsed so far is made ready before it is painted.
const makeReady = () => {
  const parsed = (selector) => [...document.querySelectorAll(selector)].filter(isWhole);
  sayTimes(parsed("time[data-says]"));
  sayCounts(parsed(":is(.count, .standing > [title]):not([data-votes])"));
  const waiting = read(KEPT, {});
  for (const voting of parsed("first-page .voting:not([data-ready])")) {
    voting.dataset.ready = true;
    const kept = waiting[voting.dataset.viewpoint];
    if (kept) showVote(voting, kept);
  }
};

const parsing = new MutationObserver(makeReady);
parsing.observe(document, { childList: true, subtree: true });
addEventListener("DOMContentLoaded", () => {
  parsing.disconnect();
  makeReady();
});

// The code of the live page is fetched once the text is painted, or where nothing is painted because nobody looks.
const painted = new Promise((done) => {
  if (document.visibilityState === "hidden" || !PerformanceObserver.supportedEntryTypes?.includes("paint")) done();
  else new PerformanceObserver(done).observe({ type: "paint", buffered: true });
  document.addEventListener("visibilitychange", done);
});

// The words that it is said in come with it; where they cannot be had, English stands in the code.
const fetchWords = async () => {
  const { words } = document.documentElement.dataset;
  if (!words) return;
  const answer = await fetch(words).catch(() => null);
  if (answer?.ok) globalThis.catalogue = await answer.json();
};

const fetchCode = async () => {
  const words = fetchWords();
  for (const href of JSON.parse(document.getElementById("code").textContent)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }
  await words;
  const starts = document.querySelector('script[type="text/later"]');
  starts.type = "module";
  starts.setAttribute("async", "");
  starts.replaceWith(starts);
};

addEventListener("DOMContentLoaded", () => document.getElementById("code") && painted.then(fetchCode));
