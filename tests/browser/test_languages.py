"""The language of what one writes: chosen, suggested, and on every text of the page."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import button, card, fill, open_at
from tests.browser.server import Server
from tests.browser.test_writing import reopened
from tests.browser.writers import empty_question, open_editor

TITLE = "Abrir a biblioteca"
TEXT = "As pessoas leem mais quando a biblioteca está aberta ao domingo, e as crianças vão com os pais."


def language_of(form: Locator) -> Locator:
    return form.get_by_role("combobox", name="Language")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_text_in_another_language_is_noticed_taken_and_marked(server: Server, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_at(page, empty_question(server))
    form = reopened(page)
    expect(language_of(form)).to_have_value("en")
    assert language_of(form).locator("option").all_inner_texts()[:2] == ["Albanian", "Arabic"]
    fill(form, title=TITLE, paragraphs=TEXT, name="Ann")
    expect(form.locator(".looks-like")).to_have_text("This looks like Portuguese.Change to Portuguese")
    page.reload()  # what is kept of a draft is its language too
    form = reopened(page)
    button(form, "Change to Portuguese").click()
    expect(language_of(form)).to_be_focused()
    expect(language_of(form)).to_have_value("pt")
    expect(form.locator(".looks-like")).to_have_text("")
    button(form, "Publish").click()
    read = card(page, TITLE)
    expect(read.locator("h3")).to_have_attribute("lang", "pt")
    expect(read.locator(".text")).to_have_attribute("lang", "pt")
    expect(page.get_by_role("region", name="Stats of Viewpoints").get_by_role("link")).to_have_attribute("lang", "pt")
    expect(page.locator("#question")).to_have_attribute("lang", "en")

    button(read, "Comment").click()
    comment = read.get_by_role("form", name="comment")
    expect(language_of(comment)).to_have_value("pt")
    fill(comment, comment="Why would they come with their parents, when the pool is open too?")
    button(comment, "Change to English").click()
    button(comment, "Comment").click()
    expect(read.locator(".said")).to_have_attribute("lang", "en")

    button(read, "More for “Abrir a biblioteca”").click()
    button(read, "Language").click()
    again = read.get_by_role("form", name="The language of")
    language_of(again).select_option("ar")
    button(again, "Save").click()
    expect(read.locator(".text")).to_have_attribute("lang", "ar")
    expect(again).to_have_count(0)
    open_editor(read, 1)
    expect(read.get_by_role("textbox", name="Paragraph 1")).to_have_attribute("dir", "auto")
    page.reload()
    expect(card(page, TITLE).locator("h3")).to_have_attribute("lang", "ar")


def test_a_question_is_asked_in_the_language_of_the_page_or_another(server: Server, page: Page) -> None:
    page.goto(f"{server.address}/ask")
    form = page.get_by_role("form", name="Ask a question")
    expect(language_of(form)).to_have_value("en")
    fill(form, title="A biblioteca deve abrir ao domingo?", background=TEXT, name="Ann")
    button(form, "Change to Portuguese").click()
    page.reload()
    expect(language_of(form)).to_have_value("pt")
    button(form, "Ask").click()
    expect(page.locator("#question")).to_have_attribute("lang", "pt")
    button(page, "Language").click()
    again = page.get_by_role("form", name="The language of")
    language_of(again).select_option("fr")
    button(again, "Save").click()
    expect(page.locator("#question")).to_have_attribute("lang", "fr")
