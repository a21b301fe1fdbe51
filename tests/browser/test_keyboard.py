"""Everything by keyboard alone: reached in order, always visible, never lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import button, card, expect_votes, open_at, path_of, put
from tests.browser.server import Server
from tests.browser.test_reading import with_history

MOST_STOPS = 80


@pytest.fixture
def address(server: Server) -> str:
    return path_of(put(server, with_history()))


def tab_to(page: Page, place: Locator) -> None:
    """Press Tab until the place has the focus; every stop on the way shows where it is."""
    expect(place).to_be_visible()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if place.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{place} is not reached with Tab")


def expect_focus_kept(page: Page) -> None:
    assert page.evaluate("document.activeElement !== document.body"), "the focus was lost"


def test_the_skip_link_comes_first_and_skips(page: Page, address: str):
    open_at(page, address)
    skip = page.get_by_role("link", name="Skip to the content")
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="Question", exact=True).get_by_role("link").first).to_be_focused()


def test_a_vote_is_cast_switched_and_taken_back(page: Page, address: str):
    open_at(page, address)
    first = card(page, "Open it")
    tab_to(page, button(first, "Agree"))
    page.keyboard.press("Space")
    expect_votes(first, 4, 1, mine="Agree")
    expect(button(first, "Agree")).to_be_focused()
    page.keyboard.press("Tab")
    expect(button(first, "Disagree")).to_be_focused()
    page.keyboard.press("Enter")
    expect_votes(first, 3, 2, mine="Disagree")
    page.keyboard.press("Enter")
    expect_votes(first, 3, 1)
    expect(button(first, "Disagree")).to_be_focused()


def test_the_stats_lead_to_a_card_and_on_from_there(page: Page, address: str):
    open_at(page, address)
    tab_to(page, page.get_by_role("region", name="Stats of Viewpoints").get_by_role("link", name="Keep it closed"))
    page.keyboard.press("Enter")
    expect(card(page, "Keep it closed")).to_be_focused()
    tab_to(page, button(card(page, "Keep it closed"), "Agree"))
    page.keyboard.press("Enter")
    expect_votes(card(page, "Keep it closed"), 1, 2, mine="Agree")


def test_the_cards_are_sorted(page: Page, address: str):
    open_at(page, address)
    sort = page.get_by_label("Sort")
    tab_to(page, sort)
    page.keyboard.type("Newest")
    expect(page.get_by_role("article").get_by_role("heading", level=3).first).to_have_text("Ask first")
    expect(sort).to_be_focused()


def test_the_conversation_is_opened_and_closed(page: Page, address: str):
    open_at(page, address)
    first = card(page, "Open it")
    told = first.get_by_role("group", name="Latest conversation").get_by_role("listitem")
    tab_to(page, button(first, "Show all"))
    page.keyboard.press("Enter")
    expect(told).to_have_count(6)
    expect_focus_kept(page)
    if not button(first, "Show latest only").evaluate("one => one === document.activeElement"):
        tab_to(page, button(first, "Show latest only"))
    page.keyboard.press("Enter")
    expect(told).to_have_count(3)
    expect_focus_kept(page)


def test_a_viewpoint_is_written_and_published(page: Page, address: str):
    open_at(page, address)
    tab_to(page, button(page, "Add New Viewpoint"))
    page.keyboard.press("Enter")
    form = page.get_by_role("form", name="Your viewpoint")
    expect(form).to_be_visible()
    expect_focus_kept(page)
    for label, text in (
        ("Title", "By keyboard"),
        ("Text", "Typed."),
        ("Sources", "example.org"),
        ("Your name", "Grace"),
    ):
        place = form.get_by_role("textbox", name=label, exact=True)
        if not place.evaluate("one => one === document.activeElement"):
            tab_to(page, place)
        page.keyboard.type(text)
    tab_to(page, button(form, "Publish"))
    page.keyboard.press("Enter")
    expect(card(page, "By keyboard")).to_be_focused()


def test_a_refused_form_brings_the_keyboard_to_the_first_fault(page: Page, address: str):
    open_at(page, address)
    tab_to(page, button(page, "Add New Viewpoint"))
    page.keyboard.press("Enter")
    tab_to(page, button(page, "Publish"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Title")).to_be_focused()


def test_closing_the_form_leads_back_to_its_button(page: Page, address: str):
    open_at(page, address)
    tab_to(page, button(page, "Add New Viewpoint"))
    page.keyboard.press("Enter")
    tab_to(page, button(page, "Close"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("form", name="Your viewpoint")).to_have_count(0)
    expect(button(page, "Add New Viewpoint")).to_be_focused()


def test_a_question_is_found_and_opened(page: Page, address: str):
    page.goto("/")
    expect(page.get_by_role("article").first).to_be_visible()
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("library sundays")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("words=library"))
    expect(page.get_by_role("article").first).to_contain_text("Should the library open on Sundays")
    tab_to(page, page.get_by_role("article").first.get_by_role("heading").get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/q/\d+/should-the-library"))


def test_a_question_is_asked(page: Page):
    page.goto("/ask")
    for label, text in (
        ("Question", "By keyboard?"),
        ("Background", "Yes."),
        ("Topics", "Keys"),
        ("Your name", "Grace"),
    ):
        tab_to(page, page.get_by_role("textbox", name=label, exact=True))
        page.keyboard.type(text)
    tab_to(page, button(page, "Ask"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("By keyboard?")


# An outline of 2 px at least around whatever has the focus, and not outside of what one sees.
SHOWS_FOCUS = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return true;
  const style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  const seen = box.bottom > 0 && box.right > 0 && box.left < innerWidth;
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && seen;
}"""
