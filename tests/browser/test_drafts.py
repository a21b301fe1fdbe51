"""Drafts: kept in the browser as one types, whatever happens, each for its person and its place, and found again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import button, fill, kept_drafts
from tests.browser.server import Server
from tests.browser.writers import (
    FIRST,
    SECOND,
    answered_question,
    conversation,
    empty_question,
    more,
    open_editor,
    open_mine,
    press,
    publish,
    text_of,
    visit,
)

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def address(server: Server) -> str:
    return answered_question(server)


@pytest.fixture
def writer(page: Page, address: str) -> Locator:
    """The card of a viewpoint that somebody else wrote."""
    return visit(page, address)


def type_into(within: Locator, number: int, more_text: str) -> Locator:
    """Go on writing in the editor of a paragraph; returns the area."""
    area = open_editor(within, number).locator("[name=text]")
    area.press_sequentially(more_text)
    return area


def test_a_draft_survives_a_reload(writer: Locator, page: Page):
    area = type_into(writer, 1, " More.")
    page.reload()
    expect(area).to_have_value(f"{FIRST} More.")
    page.reload()
    expect(area).to_have_value(f"{FIRST} More.")


def test_a_draft_survives_a_crash(new_context: NewContext, address: str):
    context = new_context()
    type_into(visit(context.new_page(), address), 1, " More.")
    kept = context.storage_state()  # what is on the disk when the browser dies without a word
    again = visit(new_context(storage_state=kept).new_page(), address)
    press(open_mine(again.page).get_by_role("link", name="Paragraph 1 of"))
    area = again.get_by_role("form", name="Paragraph 1 of").locator("[name=text]")
    expect(area).to_have_value(f"{FIRST} More.")


def test_a_draft_survives_a_lost_connection(writer: Locator, page: Page):
    area = type_into(writer, 1, " Before.")
    page.context.set_offline(True)
    area.press_sequentially(" Meanwhile.")
    assert kept_drafts(page) == 1
    page.context.set_offline(False)
    page.reload()
    form = writer.get_by_role("form", name="Paragraph 1 of")
    expect(form.locator("[name=text]")).to_have_value(f"{FIRST} Before. Meanwhile.")
    fill(form, name="Bo Li")
    press(button(form, "Propose"))
    expect(writer.get_by_role("group", name="Proposal by Bo Li")).to_contain_text("Before. Meanwhile.")
    assert kept_drafts(page) == 0


def test_each_paragraph_has_a_draft_of_its_own(writer: Locator, page: Page):
    first, second = type_into(writer, 1, " One."), type_into(writer, 2, " Two.")
    page.reload()
    expect(first).to_have_value(f"{FIRST} One.")
    expect(second).to_have_value(f"{SECOND} Two.")
    assert kept_drafts(page) == 2


def test_another_person_at_the_same_browser_finds_no_draft(writer: Locator, page: Page, address: str):
    type_into(writer, 1, " More.")
    expect(writer.get_by_role("region", name="Preview")).to_be_visible()
    page.context.clear_cookies()
    page.goto("about:blank")
    visit(page, address)
    area = writer.get_by_role("form", name="Paragraph 1 of").locator("[name=text]")
    expect(area).to_have_value(FIRST)
    expect(page.locator(".mine")).to_have_count(0)


def test_drafts_are_found_again_and_open_in_their_place(writer: Locator, page: Page):
    for number, text in ((1, " One."), (2, " Two.")):
        type_into(writer, number, text)
        page.keyboard.press("Escape")
        press(button(writer, "Keep it for later"))
    panel = open_mine(page)
    expect(panel.get_by_role("heading", name="You have 2 unsent drafts")).to_be_visible()
    expect(panel.get_by_role("listitem").filter(has_text="Paragraph 2 of")).to_contain_text("Two.")
    press(panel.get_by_role("link", name="Paragraph 2 of"))
    expect(panel).to_be_hidden()
    area = writer.get_by_role("form", name="Paragraph 2 of").locator("[name=text]")
    expect(area).to_have_value(f"{SECOND} Two.")
    expect(area).to_be_in_viewport()
    expect(page.locator(".mine .count")).to_have_text("1")


def test_a_draft_is_found_from_another_page(writer: Locator, page: Page):
    more(writer, 2, "Insert below")
    form = writer.get_by_role("form", name="A new paragraph for")
    fill(form, text="Something new.")
    press(button(form, "Cancel"))
    press(button(form, "Keep it for later"))
    page.goto("/ask")
    press(open_mine(page).get_by_role("link", name="A new paragraph for"))
    expect(form.locator("[name=text]")).to_have_value("Something new.")


def test_a_draft_is_thrown_away_from_the_panel(writer: Locator, page: Page):
    type_into(writer, 1, " More.")
    page.keyboard.press("Escape")
    press(button(writer, "Keep it for later"))
    press(button(open_mine(page), "Discard"))
    expect(page.locator(".mine")).to_have_count(0)
    assert kept_drafts(page) == 0
    expect(open_editor(writer, 1).locator("[name=text]")).to_have_value(FIRST)


def test_a_draft_of_a_paragraph_that_was_taken_out_still_shows_its_text(page: Page, new_page: NewPage, server: Server):
    address = empty_question(server)
    author, writer = publish(new_page(), address), visit(page, address)
    type_into(writer, 2, " My own words.")
    page.keyboard.press("Escape")
    press(button(writer, "Keep it for later"))
    more(author, 2, "Remove")
    press(button(author, "Take it out"))
    expect(writer.locator(".part")).to_have_count(2)
    expect(open_mine(page).get_by_role("listitem")).to_contain_text(f"{SECOND} My own words.")


def test_a_comment_is_kept_too(writer: Locator, page: Page):
    press(button(conversation(writer), "Comment").first)
    area = writer.get_by_role("form", name="A comment on").locator("[name=comment]")
    area.press_sequentially("Half a thought")
    page.reload()
    expect(area).to_have_value("Half a thought")
    expect(text_of(writer, 1)).to_have_text(FIRST)
