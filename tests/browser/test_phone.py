"""One thumb: the votes within its reach, addresses passed on, nothing wider than the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import PHONE, TABLET, button, expect_no_overflow, open_at

SAMPLE = "/q/1/should-cities-make-public-transport-free-for-everyone"

IS_IN_VIEW = """(one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""
COVERED = """() => {
  const one = document.activeElement;
  const { left, top, width, height } = one.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  return one.contains(seen) || seen?.contains(one) ? "" : `${one.textContent} is under ${seen?.className}`;
}"""


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """A small one, upright, that moves at once to where it is told to."""
    return new_page(viewport={"width": PHONE, "height": 568}, reduced_motion="reduce", has_touch=True)


def reading(page: Page) -> Locator:
    """The first card, its first paragraph at the top of the screen."""
    card = open_at(page, SAMPLE).get_by_role("article").first
    card.locator(".paragraph").first.evaluate("(one) => one.scrollIntoView()")
    return card


def test_no_page_scrolls_sideways_or_forbids_to_zoom(phone: Page):
    for address in ("/", SAMPLE, "/ask", "/history/question/1", "/votes/1", "/privacy"):
        phone.goto(address)
        expect(phone.get_by_role("heading", level=1)).to_be_visible()
        expect_no_overflow(phone, (PHONE, TABLET))
        assert phone.locator("meta[name=viewport]").get_attribute("content") == (
            "width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        )


def test_the_votes_of_a_card_stay_within_reach_while_it_is_read(phone: Page):
    agree = button(reading(phone), "Agree")
    assert agree.evaluate(IS_IN_VIEW)
    phone.set_viewport_size({"width": 640, "height": 360})
    assert not agree.evaluate(IS_IN_VIEW), "on its side, a phone has no room for it"
    phone.set_viewport_size({"width": 1280, "height": 568})
    assert not agree.evaluate(IS_IN_VIEW)


def test_the_votes_cover_nothing_that_has_the_focus(phone: Page):
    card = reading(phone)
    card.get_by_role("button", name="More for").first.focus()
    for _ in range(12):
        phone.keyboard.press("Tab")
        assert phone.evaluate(COVERED) == ""
    phone.goto(f"{SAMPLE}#paragraph-3")
    expect(phone.locator("#paragraph-3")).to_be_in_viewport()
    assert phone.evaluate(COVERED) == ""


def test_while_one_writes_in_a_card_its_votes_are_where_they_stand(phone: Page):
    card = reading(phone)
    button(card, "Edit paragraph 1").click()
    expect(card.get_by_role("textbox").first).to_be_visible()
    assert not button(card, "Agree").evaluate(IS_IN_VIEW)


def test_the_stats_are_a_strip_that_leaves_room_for_the_text(phone: Page):
    stats = open_at(phone, SAMPLE).get_by_role("region", name="Stats of Viewpoints")
    lines = stats.get_by_role("listitem")
    assert lines.count() == 5
    assert max(line.bounding_box()["height"] for line in lines.all()) <= 44  # type: ignore[index]
    assert stats.bounding_box()["height"] <= 568 / 2  # type: ignore[index]


def test_share_copies_the_address_of_the_page_or_of_a_viewpoint(new_page: Callable[..., Page]):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    card = open_at(page, f"{SAMPLE}?from=mail#viewpoint-2").get_by_role("article").first
    site = page.evaluate("location.origin")
    button(page.get_by_role("region", name="Question", exact=True), "Share").click()
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}{SAMPLE}"
    card.get_by_role("button", name="More for").first.click()
    button(card, "Share").click()
    expect(card.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/viewpoint/1"


def test_share_opens_the_phones_own_sheet(phone: Page):
    phone.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    open_at(phone, SAMPLE)
    button(phone, "Share").click()
    site = phone.evaluate("location.origin")
    title = "Should cities make public transport free for everyone?"
    assert phone.evaluate("window.shared") == {"title": title, "url": f"{site}{SAMPLE}"}
    expect(phone.get_by_text("Copied.")).to_have_count(0)


@pytest.mark.parametrize("refusal", ["AbortError", "NotAllowedError"])
def test_share_shows_the_address_where_nothing_else_is_allowed(phone: Page, refusal: str):
    """Not where the person closed the sheet themselves."""
    phone.add_init_script(f"""
      navigator.share = async () => {{ throw new DOMException("", "{refusal}"); }};
      Object.defineProperty(navigator, "clipboard", {{ value: undefined }});""")
    open_at(phone, SAMPLE)
    button(phone, "Share").click()
    field = phone.get_by_role("textbox", name="The address, to copy")
    if refusal == "AbortError":
        expect(field).to_have_count(0)
    else:
        expect(field).to_have_value(f"{phone.evaluate('location.origin')}{SAMPLE}")
        expect_no_overflow(phone, (PHONE,))
