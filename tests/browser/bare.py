"""Words of a page in the pseudo-language that are in no catalogue, and words that have too little room.

What people write stands in Greek letters in these tests: whatever is in Latin ones, and not accented, is English that
somebody wrote into the code.
"""

import re
from typing import Any

from playwright.sync_api import Page

from debate_app import languages
from tests.browser.pages import HEIGHT, WIDTHS

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβψδεφγηιξκλμνοπρρσταθωχυζ"
_GREEK_FOR_LATIN = str.maketrans(_LATIN + _LATIN.upper(), _GREEK + _GREEK.upper())
_LANGUAGES = [languages.name(code, languages.ENGLISH) for code in languages.WRITTEN]
_WRITTEN = {"author", "title", "body", "text", "before", "reason", "label", "name", "topics", "url"}


def greek(text: str) -> str:
    """The text in letters that no word of the interface has."""
    return text.translate(_GREEK_FOR_LATIN)


def in_greek(tree: Any, key: str = "") -> Any:
    """A debate file in which everything that people write is in Greek letters; addresses have none to read."""
    if isinstance(tree, dict):
        return {name: in_greek(value, name) for name, value in tree.items()}
    if isinstance(tree, list):
        return [in_greek(value, "name" if key == "credit" else key) for value in tree]
    if not isinstance(tree, str) or key not in _WRITTEN:
        return tree
    return " ".join(word.replace("sundays", "1926") if "example." in word else greek(word) for word in tree.split(" "))


def bare_words(page: Page) -> list[str]:
    """What the page shows or lets hear in plain English, and quotation marks that no message brings."""
    return page.evaluate(_BARE.replace("LANGUAGES", "|".join(map(re.escape, _LANGUAGES))))


def cut_words(page: Page) -> list[str]:
    """What reaches out of its button, its box or the screen, at every width."""
    cut: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        cut += [f"{width} px: {one}" for one in page.evaluate(_CUT)]
    return cut


_BARE = r"""() => {
  const PLAIN = /[aceghijklnorstuwyz]/i;  // letters that the pseudo-language never leaves as they are
  const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\w*";
  const ALLOWED = [
    /\b(https?:\/\/)?example\.(org|com)[^\s⟧]*/g, /\b127\.0\.0\.1:\d+[^\s⟧]*/g, /\{\w+\}/g,
    new RegExp(`\\d+ ${MONTH}( \\d+)?|${MONTH} \\d+(, \\d+)?`, "g"), /\bUTC\b/g,
    /^Debate$|(?<= · )Debate$/g, /\b(qps|LANGUAGES)\b/g, /\b(CSL-JSON|BibTeX|JSON|Chrome|Linux)\b/g,
    /“(participant|language)”/g,  // our cookies
  ];
  const ATTRIBUTES = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title",
    "placeholder", "alt", "label"];
  const NO_WORDS = "script, style, template, head, svg";
  const OWN = `${NO_WORDS}, noscript, time, .languages [lang], [name=language] option`;
  const wrong = new Set();
  const check = (text, one, what) => {
    const rest = ALLOWED.reduce((left, allowed) => left.replace(allowed, ""), text);
    if (PLAIN.test(rest)) wrong.add(`<${one.localName} class="${one.className}"> ${what} "${text.trim()}"`);
  };
  const root = document.querySelector("first-page") ?? document.documentElement;
  check(document.title, document.documentElement, "title");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let depth = 0;
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), one = walker.currentNode.parentElement;
    if (!text || one.closest(NO_WORDS)) continue;
    if (!one.closest(OWN)) check(text, one, "");
    for (const sign of text) {
      if (sign === "⟦") depth += 1;
      else if (sign === "⟧") depth -= 1;
      else if (!depth && "“”‘’„«»".includes(sign)) wrong.add(`<${one.localName}> bare quotation mark in "${text}"`);
    }
    if (depth < 0 || depth > 3) wrong.add(`<${one.localName}> a message is not whole at "${text}"`);
    depth = Math.max(0, depth % 4);
  }
  for (const one of root.querySelectorAll("*")) {
    if (one.closest(OWN)) continue;
    for (const name of ATTRIBUTES) if (one.hasAttribute(name)) check(one.getAttribute(name), one, name);
    for (const [name, value] of Object.entries(one.dataset)) if (value.includes("⟦")) check(value, one, `data-${name}`);
    for (const side of ["::before", "::after"])
      for (const [, words] of getComputedStyle(one, side).content.matchAll(/"([^"]*)"/g)) check(words, one, side);
  }
  return [...wrong];
}"""

_CUT = r"""() => {
  const SLACK = 1.5, room = document.documentElement.clientWidth, wrong = new Set();
  const PRESSED = "button, a.button, summary, label, .tool, .tag, nav a";
  const tell = (one, words, what) => wrong.add(`<${one.localName} class="${one.className}"> "${words.trim()}" ${what}`);
  const isWithin = (rect, box, axes) =>
    (!axes.includes("x") || (rect.left >= box.left - SLACK && rect.right <= box.right + SLACK)) &&
    (!axes.includes("y") || (rect.top >= box.top - SLACK && rect.bottom <= box.bottom + SLACK));
  const ancestors = (one) => (one ? [one, ...ancestors(one.parentElement)] : []);
  const isOnlyHeard = (one) => ancestors(one).some((box) => {
    const { width, height } = box.getBoundingClientRect();
    return width <= SLACK && height <= SLACK && getComputedStyle(box).overflow !== "visible";
  });
  const fault = (rects, one) => {
    for (const box of ancestors(one)) {
      const { overflowX, overflowY } = getComputedStyle(box);
      if (/auto|scroll/.test(overflowX + overflowY)) return "";
      const hides = (/hidden|clip/.test(overflowX) ? "x" : "") + (/hidden|clip/.test(overflowY) ? "y" : "");
      const axes = box.matches(PRESSED) ? "xy" : hides;
      if (!rects.every((rect) => isWithin(rect, box.getBoundingClientRect(), axes)))
        return `reaches out of <${box.localName} class="${box.className}">`;
    }
    const screen = { left: 0, right: room };
    return rects.every((rect) => isWithin(rect, screen, "x")) ? "" : "reaches out of the screen";
  };
  const root = document.querySelector("first-page") ?? document.body;
  const wide = document.documentElement.scrollWidth;
  if (wide > room) wrong.add(`the page is ${wide} px wide`);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode, one = words.parentElement;
    if (!/[⟦⟧~]/.test(words.data) || one.closest("svg, script, option, .skip")) continue;
    if (!one.checkVisibility() || isOnlyHeard(one)) continue;
    const range = document.createRange();
    range.selectNodeContents(words);
    const said = fault([...range.getClientRects()].filter(({ width }) => width), one);
    if (said) tell(one, words.data, said);
  }
  const pen = document.createElement("canvas").getContext("2d");
  for (const one of root.querySelectorAll("select, input[placeholder]")) {
    const words = one.options ? one.selectedOptions[0]?.label : one.placeholder;
    if (!words?.includes("⟦") || !one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const has = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const needs = pen.measureText(words).width;
    if (needs > has + SLACK) tell(one, words, `needs ${Math.round(needs)} px and has ${Math.round(has)}`);
  }
  return [...wrong];
}"""
