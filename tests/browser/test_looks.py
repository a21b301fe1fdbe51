"""Every page in every state, light and dark, on a phone and a desk: accessible, within the screen, easy to hit."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import debates
from tests.browser.pages import (
    DESK,
    HEIGHT,
    TABLET,
    WIDTHS,
    button,
    card,
    expect_accessible,
    expect_no_overflow,
    fill,
    open_at,
    path_of,
    put,
)
from tests.browser.server import Server
from tests.browser.test_reading import with_history

Opener = Callable[[Page, Server], None]


def home(page: Page, _server: Server) -> None:
    page.goto("/")
    expect(page.get_by_role("article").first).to_be_visible()


def home_with_no_result(page: Page, _server: Server) -> None:
    page.goto("/?order=contested&words=nosuchword")
    expect(page.get_by_text("No question has all of these words.")).to_be_visible()


def sample_question(page: Page, _server: Server) -> None:
    open_at(page, "/q/1/")


def question_voted_on_with_its_conversation_open(page: Page, server: Server) -> None:
    open_at(page, path_of(put(server, with_history())))
    first = card(page, "Open it")
    for title, side in (("Open it", "Agree"), ("Ask first", "Disagree")):
        button(card(page, title), side).click()
        expect(button(card(page, title), side)).to_have_attribute("aria-pressed", "true")
    button(first, "Show all").click()
    expect(first.get_by_role("group", name="Latest conversation").get_by_role("listitem")).to_have_count(6)


def empty_question(page: Page, server: Server) -> None:
    open_at(page, path_of(put(server, debates.sundays() | {"viewpoints": []})))
    expect(page.get_by_text("No viewpoint yet. Write the first")).to_be_visible()


def long_question(page: Page, server: Server) -> None:
    tree = debates.sundays()
    tree["viewpoints"] = [tree["viewpoints"][0] | {"title": f"Open it {number}"} for number in range(10)]
    open_at(page, path_of(put(server, tree)))
    page.get_by_role("region", name="Stats of Viewpoints").get_by_text("2 more").click()
    expect(page.get_by_role("region", name="Stats of Viewpoints").get_by_role("link")).to_have_count(10)


def form_with_faults(page: Page, server: Server) -> None:
    open_at(page, path_of(put(server, debates.sundays())))
    button(page, "Add New Viewpoint").click()
    fill(page, title="Keep it closed", paragraphs="Read this. [1]\n\n" + "word " * 301, sources="example.org\nno link")
    expect(page.get_by_role("region", name="Preview")).to_be_visible()
    expect(page.get_by_text("similar title")).to_be_visible()
    button(page, "Publish").click()
    expect(page.get_by_label("Text", exact=True)).to_be_focused()
    expect(page.get_by_text("is no web address")).to_be_visible()


def ask(page: Page, _server: Server) -> None:
    page.goto("/ask")
    button(page, "Ask").click()
    expect(page.get_by_text("The title is empty.")).to_be_visible()


def missing_page(page: Page, _server: Server) -> None:
    page.goto("/q/987654321/none")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page.")


STATES: tuple[Opener, ...] = (
    home,
    home_with_no_result,
    sample_question,
    question_voted_on_with_its_conversation_open,
    empty_question,
    long_question,
    form_with_faults,
    ask,
    missing_page,
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.replace("_", " "))
def test_a_page_is_fit_for_everybody(new_page: Callable[..., Page], server: Server, state: Opener, scheme: str):
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": DESK, "height": HEIGHT})
    state(page, server)
    assert page.evaluate(PAPER) == {"light": "rgb(251, 250, 247)", "dark": "rgb(20, 22, 26)"}[scheme]
    for width in (TABLET, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        expect_accessible(page, *RULES[scheme])
    expect_no_overflow(page)
    if scheme == "light":
        expect_easy_to_hit(page)


def expect_easy_to_hit(page: Page) -> None:
    """Whatever is pressed or typed into is 44 px high at least; buttons as wide too. Links in texts are exempt."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate(TOO_SMALL) == [], f"at {width} px"


# The page is the same in the dark but for its colours.
RULES = {"light": (), "dark": ("color-contrast",)}

PAPER = "getComputedStyle(document.body).backgroundColor"

TOO_SMALL = """() => [...document.querySelectorAll(
  "button, input, select, textarea, summary, nav a, header.top a:not(.name), a.button, [role=button]")]
  .filter(one => one.checkVisibility())
  .map(one => ({ one, box: one.getBoundingClientRect() }))
  .filter(({ box }) => box.height < 43.9 || box.width < 43.9)
  .map(({ one, box }) => `${one.tagName} "${one.textContent}" ${box.width} x ${box.height}`)"""
