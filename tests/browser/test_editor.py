"""The inline editor: every kind of edit, its limits, its keys, and that nothing from outside ever disturbs it."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import debates
from tests.browser.conftest import NewPage
from tests.browser.pages import button, card, fill, open_at, path_of, put
from tests.browser.server import Server
from tests.browser.test_keyboard import tab_to
from tests.browser.writers import (
    FIRST,
    PHONE_WITH_TOUCH,
    SECOND,
    THIRD,
    TITLE,
    about_viewpoint,
    edit,
    empty_question,
    let_in,
    more,
    open_editor,
    press,
    propose,
    publish,
    text_of,
    visit,
)

PHONE_WHOSE_KEYBOARD_IS_OPEN: dict[str, Any] = PHONE_WITH_TOUCH | {"viewport": {"width": 390, "height": 420}}


@pytest.fixture
def address(server: Server) -> str:
    return empty_question(server)


@pytest.fixture
def own(page: Page, address: str) -> Locator:
    """The card of one's own viewpoint."""
    return publish(page, address)


def texts(card: Locator) -> Locator:
    return card.locator(".part .paragraph > .text")


def test_a_paragraph_is_edited(own: Locator):
    form = open_editor(own, 2)
    area = form.locator("[name=text]")
    expect(area).to_have_value(SECOND)
    expect(area).to_be_focused()
    area.fill("Children come too.")
    press(button(form, "Save"))
    expect(texts(own)).to_have_text([FIRST, "Children come too.", THIRD])
    expect(form).to_have_count(0)


def test_a_paragraph_is_inserted_below_and_at_the_beginning(own: Locator):
    more(own, 1, "Insert below")
    form = own.get_by_role("form", name="A new paragraph for")
    expect(form.locator("[name=text]")).to_be_focused()
    fill(form, text="Below the first.")
    press(button(form, "Save"))
    expect(texts(own)).to_have_text([FIRST, "Below the first.", SECOND, THIRD])
    about_viewpoint(own, "Insert at the beginning")
    fill(form, text="Before all.")
    press(button(form, "Save"))
    expect(texts(own)).to_have_text(["Before all.", FIRST, "Below the first.", SECOND, THIRD])


def test_a_paragraph_is_taken_out(own: Locator):
    more(own, 2, "Remove")
    press(button(own.get_by_role("form", name="Take paragraph 2 out"), "Take it out"))
    expect(texts(own)).to_have_text([FIRST, THIRD])


def test_a_paragraph_is_moved(own: Locator):
    more(own, 1, "Move")
    form = own.get_by_role("form", name="Move paragraph 1")
    form.get_by_label("Move this paragraph").select_option("after paragraph 3")
    press(button(form, "Move it"))
    expect(texts(own)).to_have_text([SECOND, THIRD, FIRST])


def test_the_title_is_edited(own: Locator, page: Page):
    about_viewpoint(own, "Edit title")
    form = own.get_by_role("form", name="The title of")
    expect(form.locator("[name=text]")).to_have_value(TITLE)
    fill(form, text="Open it always")
    press(button(form, "Save"))
    expect(card(page, "Open it always")).to_be_visible()


def test_the_sources_are_edited(own: Locator):
    about_viewpoint(own, "Edit sources")
    form = own.get_by_role("form", name="The sources of")
    expect(form.locator("[name=text]")).to_have_value("example.org/sundays")
    fill(form, text="example.org/sundays\n[a] example.com/costs")
    press(button(form, "Save"))
    expect(own.locator(".sources").get_by_role("listitem")).to_have_count(2)
    expect(own.locator(".sources").get_by_role("link").last).to_have_attribute("href", "https://example.com/costs")


def test_the_question_is_edited_by_its_author_alone(page: Page, new_page: NewPage):
    page.goto("/ask")
    ask = page.get_by_role("form", name="Ask a question")
    fill(ask, title="Should trams ring?", background="They ring.", topics="Trams", name="Ada Byron")
    button(ask, "Ask").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Should trams ring?")
    other = open_at(new_page(), page.url)
    press(button(page, "Edit the question"))
    form = page.get_by_role("form", name="The question “")
    fill(form, title="", background="They ring loudly.")
    press(button(form, "Save"))
    expect(form.get_by_role("textbox", name="Question")).to_have_attribute("aria-invalid", "true")
    expect(form).to_contain_text("The title is empty.")
    fill(form, title="Should trams sing?")
    press(button(form, "Save"))
    for reader in (page, other):
        expect(reader.get_by_role("heading", level=1)).to_have_text("Should trams sing?")
        expect(reader.locator(".question .text")).to_have_text("They ring loudly.")
    expect(button(other, "Edit the question")).to_have_count(0)


def test_words_are_counted_and_a_limit_is_told_while_one_types(own: Locator):
    form = open_editor(own, 1)
    area = form.locator("[name=text]")
    expect(form).to_contain_text("8 of 300 words")
    area.fill("word " * 301)
    expect(form).to_contain_text("301 of 300 words")
    expect(area).to_have_attribute("aria-invalid", "true")
    expect(form).to_contain_text("301 words; 300 are allowed")
    press(button(form, "Save"))
    expect(area).to_be_focused()
    expect(area).to_have_value("word " * 301)
    area.fill("a" * 4_001)
    expect(form).to_contain_text("4,001 of 4,000 characters")


def test_the_preview_shows_what_changes(own: Locator):
    form = open_editor(own, 3)
    fill(form, text="It costs very little.")
    preview = form.get_by_role("region", name="Preview")
    expect(preview.locator("ins")).to_contain_text("very")
    fill(form, text=THIRD)
    expect(preview).to_have_count(0)


def test_a_spelling_mistake_looks_like_a_small_correction(own: Locator):
    form = open_editor(own, 3)
    small = form.get_by_role("checkbox", name="Small correction")
    expect(small).not_to_be_checked()
    fill(form, text="It costs litle.")
    expect(small).to_be_checked()
    fill(form, text="It costs a whole lot of money.")
    expect(small).not_to_be_checked()
    small.check()
    press(button(form, "Save"))
    expect(own.get_by_role("group", name="Latest conversation")).to_contain_text("Small correction")


def test_the_keys_send_cancel_and_go_on(own: Locator, page: Page):
    form = open_editor(own, 1)
    expect(form.locator("[name=text]")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    second = own.get_by_role("form", name="Paragraph 2 of")
    expect(second.locator("[name=text]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(second).to_have_count(0)
    expect(button(own, "Edit paragraph 2")).to_be_focused()
    form.locator("[name=text]").fill("People read.")
    page.keyboard.press("Control+Enter")
    expect(texts(own).first).to_have_text("People read.")
    expect(form).to_have_count(0)


def test_what_was_typed_is_not_thrown_away_unasked(own: Locator, page: Page):
    form = open_editor(own, 1)
    area = form.locator("[name=text]")
    area.press_sequentially(" More.")
    page.keyboard.press("Escape")
    question = form.get_by_role("group", name="Discard what you typed?")
    expect(button(question, "Go on writing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(area).to_be_focused()
    press(button(form, "Cancel"))
    press(button(question, "Keep it for later"))
    expect(form).to_have_count(0)
    expect(button(own, "Edit paragraph 1")).to_be_focused()
    press(button(own, "Edit paragraph 1"))
    expect(area).to_have_value(f"{FIRST} More.")
    press(button(form, "Cancel"))
    press(button(question, "Discard"))
    press(button(own, "Edit paragraph 1"))
    expect(area).to_have_value(FIRST)


def test_the_keyboard_comes_back_to_where_it_was(own: Locator, page: Page):
    for what, form in (("Insert below", "A new paragraph"), ("Move", "Move paragraph"), ("Remove", "Take paragraph")):
        more(own, 2, what)
        expect(own.get_by_role("form", name=form)).to_be_visible()
        page.keyboard.press("Escape")
        expect(own.get_by_role("form", name=form)).to_have_count(0)
        expect(button(own, what)).to_be_focused()


def test_an_edit_is_made_with_the_tab_key(own: Locator, page: Page):
    page.get_by_role("heading", name="Viewpoints", exact=True).evaluate("one => { one.tabIndex = -1; one.focus() }")
    tab_to(page, button(own, "Edit paragraph 3"))
    page.keyboard.press("Enter")
    form = own.get_by_role("form", name="Paragraph 3 of")
    expect(form.locator("[name=text]")).to_be_focused()
    page.keyboard.type(" Very little.")
    tab_to(page, button(form, "Save"))
    page.keyboard.press("Enter")
    expect(texts(own).last).to_have_text(f"{THIRD} Very little.")


def test_the_buttons_stay_in_view_while_a_long_text_is_typed(new_page: NewPage, address: str):
    own = publish(new_page(**PHONE_WHOSE_KEYBOARD_IS_OPEN), address)
    form = open_editor(own, 2)
    area = form.locator("[name=text]")
    area.fill("A rather long line that fills a phone. " * 40)
    area.press("Control+End")
    for _ in range(3):
        own.page.keyboard.type("\nand more")
        expect(button(form, "Save")).to_be_in_viewport(ratio=1)
        expect(button(form, "Cancel")).to_be_in_viewport(ratio=1)
    own.page.wait_for_function(CARET_IS_SEEN, arg=area.element_handle())


def test_what_arrives_moves_nothing_and_takes_nothing_away(new_page: NewPage, address: str):
    author = publish(new_page(), address)
    writer, reader = visit(new_page(), address), visit(new_page(), address)
    text_of(reader, 3).scroll_into_view_if_needed()
    area = open_editor(writer, 2).locator("[name=text]")
    area.press_sequentially(" I write.")
    reading, writing = text_of(reader, 3).bounding_box(), area.bounding_box()
    propose(visit(new_page(), address), 1, "Another text, and a much longer one. " * 6, "Cy Twombly")
    for page in (author.page, writer.page, reader.page):
        expect(button(page, "1 new proposal")).to_be_visible()
    assert text_of(reader, 3).bounding_box() == reading
    assert area.bounding_box() == writing
    expect(area).to_be_focused()
    edit(author, 2, "The author's own words.")
    expect(text_of(reader, 2)).to_have_text("The author's own words.")
    expect(area).to_have_value(f"{SECOND} I write.")
    expect(area).to_be_focused()
    assert area.bounding_box() == writing
    let_in(reader.page, "Cy Twombly")


def test_what_arrived_is_led_to_from_the_top_of_the_page(new_page: NewPage, address: str):
    publish(new_page(), address)
    reader = visit(new_page(**PHONE_WHOSE_KEYBOARD_IS_OPEN), address)
    propose(visit(new_page(), address), 3, "It costs nothing.", "Bo Li")
    assert reader.page.evaluate("scrollY") == 0
    expect(let_in(reader.page, "Bo Li")).to_be_focused()


def test_an_editor_that_is_open_outlives_a_reload(own: Locator, page: Page):
    area = open_editor(own, 2).locator("[name=text]")
    area.press_sequentially(" More.")
    page.reload()
    expect(area).to_have_value(f"{SECOND} More.")


def test_texts_of_others_are_only_proposed(new_page: NewPage, server: Server):
    address = path_of(put(server, debates.sundays()))
    theirs = visit(new_page(), address, "Open it")
    form = open_editor(theirs, 1)
    expect(button(form, "Propose")).to_be_visible()
    expect(button(form, "Save")).to_have_count(0)
    expect(form.get_by_role("checkbox")).to_have_count(0)


# Where one types is above the buttons: the last line of the area, when the caret is at its end.
CARET_IS_SEEN = """area => {
  const tools = area.form.querySelector(".editor-tools").getBoundingClientRect();
  const box = area.getBoundingClientRect();
  return box.bottom <= tools.top + 1;
}"""
