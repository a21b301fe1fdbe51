"""What the tests ask a page about its service worker."""

from typing import Any

from playwright.sync_api import Page

WAIT_MS = 10_000

WORKS = """() => new Promise((done) => {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) done();
  else serviceWorker.addEventListener("controllerchange", () => done(), { once: true });
})"""
KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    kept[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  }
  return kept;
}"""


def until(page: Page, what: str, given: Any = None) -> None:
    """Wait for this to be so in the page."""
    ask = f"""async (given) => {{
      const end = performance.now() + {WAIT_MS};
      while (!({what})) {{
        if (performance.now() > end) throw new Error("never: " + {what!r});
        await new Promise((next) => setTimeout(next, 20));
      }}
    }}"""
    page.evaluate(ask, given)


def kept(page: Page) -> dict[str, list[str]]:
    """What this browser keeps, by the name of the cache."""
    return page.evaluate(KEPT)
