"""The first HTML beside the live page that takes its place: their elements, and where these stand."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Page, Route

PAINTED = "new Promise((painted) => new PerformanceObserver(painted).observe({ type: 'paint', buffered: true }))"
SCRIPTS = re.compile(r"/assets/.*\.js$")
OFFERED = re.compile(r"/q/\d+/translation$")
"""Into which languages one may translate: a live page hears of that later, and shows it."""

_SEEN = """() => {
  const root = document.querySelector("first-page") ?? document.body;
  const skipped = "script, .no-scripts, .connection, .connection *, .here, .here *";
  const attributes = (element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`)
    .filter((one) => !/^data-/.test(one)).sort().join(" ");
  const own = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.data).join("").replace(/\\s+/g, " ").trim();
  return [...root.querySelectorAll("*")].filter((element) => !element.matches(skipped)).map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { says: `<${element.localName} ${attributes(element)}> ${own(element)}`,
             box: [left, top + scrollY, width, height] };
  });
}"""


@dataclass(frozen=True)
class Seen:
    """An element: its tag, attributes and own text, and where it stands (left, top, width, height) on the page."""

    says: str
    box: tuple[float, float, float, float]


def seen(page: Page) -> list[Seen]:
    """The elements of what is shown now, top to bottom."""
    return [Seen(_declared(one["says"]), tuple(one["box"])) for one in page.evaluate(_SEEN)]


def held_back(page: Page, files: re.Pattern[str] = SCRIPTS) -> Callable[[], None]:
    """From now on the page gets none of these files; what is returned lets them through."""
    waiting: list[Route] = []
    is_let: list[bool] = []

    def hold(route: Route) -> None:
        if is_let:
            route.continue_()
        else:
            waiting.append(route)

    def let_through() -> None:
        is_let.append(True)
        for route in waiting:
            route.continue_()

    page.route(files, hold)
    return let_through


def hold_still(page: Page) -> None:
    """Nothing changes on the page's own account: no minute passes, and no list of languages arrives."""
    page.clock.set_fixed_time(datetime.now(UTC))
    page.route(OFFERED, lambda _route: None)


def alive(page: Page) -> Page:
    """The page, once the live page has taken the place of its first HTML."""
    page.wait_for_selector("first-page", state="detached")
    return page


def open_first(page: Page, address: str) -> Callable[[], None]:
    """Brings the first HTML up and no more; what is returned lets the scripts come."""
    let_through = held_back(page)
    page.goto(address, wait_until="commit")
    page.evaluate(PAINTED)
    page.wait_for_selector("first-page .foot")
    page.wait_for_selector("first-page time[data-says]", state="detached")
    return let_through


def _declared(says: str) -> str:
    """Without what differs on purpose: before there are scripts, what a button would open is a page of its own."""
    elsewhere = r"href=/(?:viewpoint/|history/\S+before=|\?order=\S+from=)\S+"
    says = re.sub(rf"^<(a|button)(.*?class=(?:link-)?button)( {elsewhere}| type=button)?>", r"<opens\2>", says)
    return re.sub(r"(?<=width=)(\d+\.\d)\d*%", r"\1%", says)
