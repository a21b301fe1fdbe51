"""A page that is read from the right is the same page, mirrored; and one with longer words is still within the screen.

Looked at with the words that it has: only direction and length are changed.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import DESK, HEIGHT, TABLET, button, expect_no_overflow, open_at, path_of, put
from tests.browser.server import Server
from tests.browser.test_reading import with_history

LONGER = 0.4


def question(page: Page, server: Server) -> None:
    """With an editor, its fields and the form for a new viewpoint open."""
    open_at(page, path_of(put(server, with_history())))
    button(page, "Agree").first.click()
    button(page, "Edit paragraph 1").first.click()
    button(page, "Add New Viewpoint").click()
    expect(page.get_by_role("form", name="Your viewpoint")).to_be_visible()
    page.evaluate("document.activeElement.blur()")


def comparison(page: Page, server: Server) -> None:
    viewpoint = put(server, with_history()).viewpoints[0]
    page.goto(f"/history/viewpoint/{viewpoint.id}/3?against=2")
    expect(page.get_by_role("heading", name="All versions")).to_be_visible()


def home(page: Page, _server: Server) -> None:
    page.goto("/")
    expect(page.get_by_role("article").first).to_be_visible()


def sign_up(page: Page, _server: Server) -> None:
    page.goto("/sign-up")


def votes(page: Page, server: Server) -> None:
    page.goto(f"/votes/{put(server, with_history()).question.id}")


OPENERS = (question, comparison, home, sign_up, votes)


@pytest.fixture(params=OPENERS, ids=lambda opener: opener.__name__)
def opened(request: pytest.FixtureRequest, new_page: NewPage, server: Server) -> Page:
    page = new_page(reduced_motion="reduce", viewport={"width": DESK, "height": HEIGHT})
    request.param(page, server)
    page.wait_for_load_state("networkidle")
    return page


def test_what_is_read_from_the_right_is_mirrored(opened: Page) -> None:
    for width in (TABLET, DESK):
        opened.set_viewport_size({"width": width, "height": HEIGHT})
        assert opened.evaluate(NOT_MIRRORED) == [], f"at {width} px"


def test_longer_words_fit(opened: Page) -> None:
    opened.evaluate(LENGTHEN, LONGER)
    expect_no_overflow(opened)
    assert opened.evaluate(CUT) == []


def test_agree_is_first_in_reading_order_and_its_bar_grows_to_its_side(new_page: NewPage, server: Server) -> None:
    page = new_page(viewport={"width": DESK, "height": HEIGHT})
    open_at(page, path_of(put(server, with_history())))
    for direction in ("ltr", "rtl"):
        page.evaluate(READ_FROM, direction)
        agree, disagree = (middles(page, f".side.{side} button") for side in ("agree", "disagree"))
        bars, others = (middles(page, f".bar .{side} rect") for side in ("agrees", "disagrees"))
        numbers, more = (middles(page, f".standing > .{side}") for side in ("agrees", "disagrees"))
        for first, second in ((agree, disagree), (bars, others), (numbers, more)):
            assert (first[0] < second[0]) == (direction == "ltr")
        inner, outer = sorted([numbers[0], more[0]])
        assert inner < min(bars[0], others[0]) < max(bars[0], others[0]) < outer


def test_what_is_typed_begins_where_its_letters_do(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/ask")
    for direction in ("ltr", "rtl"):
        page.evaluate(READ_FROM, direction)
        for field in (page.locator("[name=title]"), page.locator("textarea").first):
            for typed, begins in (("", direction), ("Why?", "ltr"), ("لماذا؟", "rtl")):
                field.fill(typed)
                assert field.evaluate("one => getComputedStyle(one).direction") == begins


def middles(page: Page, selector: str) -> list[float]:
    """How far from the left the middles of these are."""
    boxes = [one.bounding_box() for one in page.locator(selector).all()]
    return [box["x"] + box["width"] / 2 for box in boxes if box]


READ_FROM = "direction => { document.documentElement.dir = direction; }"

# Texts of people go their own way; what flows within a line is placed by its letters.
NOT_MIRRORED = """() => {
  const boxes = () => [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && !one.closest("[dir=auto], .spoken, svg, option"))
    .filter((one) => getComputedStyle(one).display !== "inline")
    .map((one) => ({ one, box: one.getBoundingClientRect() }));
  const room = document.documentElement.clientWidth;
  document.documentElement.dir = "ltr";
  const before = boxes();
  document.documentElement.dir = "rtl";
  const after = boxes();
  return before.filter(({ box }, place) => Math.abs(box.left - (room - after[place].box.right)) > 1.5)
    .map(({ one }) => `${one.tagName}.${one.className} "${one.textContent.slice(0, 30)}"`);
}"""

LENGTHEN = """(share) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    texts.currentNode.data = texts.currentNode.data.replace(/\\p{L}{2,}/gu, (word) =>
      word + "schaftlichkeitenbuch".slice(0, Math.ceil(share * word.length)));
}"""

# Titles in lists are cut to a few lines on purpose, and tables scroll.
CUT = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest(".spoken, svg, .stats li > a, .excerpt, .scrolls"))
  .filter((one) => getComputedStyle(one).display !== "inline" && one.clientWidth)
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.tagName}.${one.className} "${one.textContent.slice(0, 30)}"`)"""
