"""Sources in a browser: doubted beside the text by keyboard alone, and offered where a link is pasted."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import button, card, fill
from tests.browser.server import Server
from tests.browser.writers import (
    answered_question,
    conversation,
    empty_question,
    open_editor,
    press,
    publish,
    sign,
    visit,
)

LINK = "https://example.com/costs?id=7"


def paste(field: Locator, text: str) -> None:
    """As the browser does it: the text is put in where the caret is, after everybody was told."""
    field.focus()
    field.evaluate(
        """(field, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", text);
          const told = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
          if (field.dispatchEvent(told)) document.execCommand("insertText", false, text);
        }""",
        text,
    )


def test_a_reader_doubts_a_source_by_keyboard_and_takes_it_back(server: Server, page: Page, new_page: NewPage):
    address = answered_question(server)
    own, others = visit(page, address), visit(new_page(), address)
    press(button(own, "Doubt source 1"), by_keyboard=True)
    form = own.get_by_role("form", name="A doubt about source 1")
    expect(form.locator("[name=comment]")).to_be_focused()
    page.keyboard.type("It is about Mondays.")
    form.get_by_label("What does it not support?").select_option("Paragraph 1")
    sign(form, "Cy Twombly")
    form.locator("[name=comment]").focus()
    page.keyboard.press("Control+Enter")
    expect(form).to_have_count(0)
    for one in (own, others):
        expect(one.locator(".sources .doubts")).to_have_text("1 reader doubts it")
        event = conversation(one).locator(".event").first
        expect(event).to_contain_text("Cy Twombly doubts that [1] “")
        expect(event).to_contain_text("supports paragraph 1")
        expect(event).to_contain_text("It is about Mondays.")
    press(button(conversation(own).locator(".event").first, "Remove"))
    expect(others.locator(".sources .doubts")).to_have_count(0)


def test_a_pasted_link_becomes_a_source_only_when_it_is_asked_for(server: Server, page: Page, new_page: NewPage):
    address = empty_question(server)
    own = publish(page, address)
    editor = open_editor(own, 2)
    text = editor.locator("[name=text]")
    before = text.input_value()
    paste(text, "two words https://example.com")
    expect(button(editor, "Add as source [2]")).to_have_count(0)
    text.fill(before)
    paste(text, f" {LINK} ")
    expect(text).to_have_value(f"{before} {LINK} ")
    press(button(editor, "Add as source [2]"))
    expect(text).to_have_value(f"{before} [2] ")
    expect(text).to_be_focused()
    listed = own.get_by_role("form", name="The sources of")
    expect(listed.locator("[name=text]")).to_have_value(f"example.org/sundays\n{LINK}")
    press(button(listed, "Save"))
    expect(own.locator(".sources > ol > li")).to_have_count(2)
    press(button(editor, "Save"))
    expect(own.get_by_role("link", name="Source 2", exact=True)).to_have_attribute("href", "#source-" + _number(own))
    _writes_another(new_page(), address)


def _number(own: Locator) -> str:
    return f"{(own.get_attribute('id') or '').removeprefix('viewpoint-')}-2"


def _writes_another(page: Page, address: str) -> None:
    """In a new viewpoint the form's own field takes the line, and what the debate names already is one tap away."""
    page.goto(address)
    press(button(page, "Add New Viewpoint"))
    form = page.get_by_role("form", name="Your viewpoint")
    fill(form, title="It costs", paragraphs="", sources="", name="Di Ray")
    paste(form.locator("[name=paragraphs]"), LINK)
    press(button(form, "Add as source [1]"))
    expect(form.locator("[name=paragraphs]")).to_have_value("[1]")
    press(form.get_by_text("Sources that this debate names already"))
    offered = form.locator(".known button")
    expect(offered).to_have_count(1)
    press(offered)
    expect(form.locator("[name=sources]")).to_have_value(f"{LINK}\nexample.org/sundays")
    form.locator("[name=paragraphs]").fill("It costs a lot [1].")
    press(button(form, "Publish"))
    expect(card(page, "It costs").locator(".sources > ol > li")).to_have_count(2)
