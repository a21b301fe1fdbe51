"""Which components a page renders anew, as React tells its developer tools."""

from playwright.sync_api import Page

_WATCH = """() => {
  const PERFORMED_WORK = 1;
  window.rendered = {};
  const look = (fiber) => {
    const before = fiber.alternate;
    const name = fiber.elementType?.displayName;
    if (name && fiber.flags & PERFORMED_WORK) window.rendered[name] = (window.rendered[name] ?? 0) + 1;
    if (fiber.child === before.child) return;  // nothing below was touched
    for (let child = fiber.child; child; child = child.sibling) if (child.alternate) look(child);
  };
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_id, { current }) => current.alternate && look(current),
    onCommitFiberUnmount: () => {},
    onPostCommitFiberRoot: () => {},
  };
}"""


def watch_renderings(page: Page) -> None:
    """From the next page on, count them."""
    page.add_init_script(f"({_WATCH})()")


def forget_renderings(page: Page) -> None:
    """Count from here."""
    page.evaluate("window.rendered = {}")


def renderings(page: Page) -> dict[str, int]:
    """How often each named component was rendered anew: what was there before and what it shows may be the same."""
    return page.evaluate("window.rendered")
