"""Writing: a viewpoint, a question; what is checked, what is kept, and what becomes of it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import debates
from tests.browser.conftest import NewPage
from tests.browser.pages import button, card, fill, kept_drafts, open_at, path_of, put, titles
from tests.browser.server import Server

TITLE = "Open it only in winter"
TEXT = "It is cold outside. [1]\n\nAnd dark."
SOURCE = "wired.co.uk/article/winter"
NAME = "Grace Hopper"


@pytest.fixture
def address(server: Server) -> str:
    """A question with two viewpoints of others."""
    return path_of(put(server, debates.sundays()))


def open_form(page: Page, address: str) -> Locator:
    """The form for a new viewpoint, open."""
    open_at(page, address)
    return reopened(page)


def reopened(page: Page) -> Locator:
    form = page.get_by_role("form", name="Your viewpoint")
    opener = button(page, "Add New Viewpoint")
    expect(opener.or_(form).first).to_be_visible()
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    expect(form).to_be_visible()
    return form


def fault_of(page: Page, label: str) -> Locator:
    """What is said to be wrong beside the field, as the field itself tells it."""
    field = page.get_by_role("textbox", name=label, exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    named = (field.get_attribute("aria-describedby") or "").split()[-1]
    return page.locator(f"#{named}")


def expect_new_card(other: Page) -> None:
    """Somebody who only reads is told of a viewpoint that has just been published, and lets it in."""
    before = titles(other)
    button(other, "1 new viewpoint").click()
    expect(card(other, TITLE)).to_be_visible()
    assert titles(other) == [*before, TITLE]


def test_a_new_viewpoint_is_published_and_led_to(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE, paragraphs=TEXT, sources=SOURCE, name=NAME)
    button(form, "Publish").click()
    expect(card(page, TITLE)).to_be_focused()
    expect(card(page, TITLE)).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"#viewpoint-\d+$"))
    expect(form).to_have_count(0)
    expect(card(page, TITLE).get_by_role("heading", level=3)).to_have_text(TITLE)
    assert card(page, TITLE).locator(".text").all_inner_texts() == ["It is cold outside. [1]", "And dark."]
    expect(card(page, TITLE).locator(".sources").get_by_role("link")).to_have_attribute("href", f"https://{SOURCE}")
    expect(card(page, TITLE)).to_contain_text(f"{NAME} Created")
    assert kept_drafts(page) == 0
    assert page.get_by_role("region", name="Stats of Viewpoints").get_by_role("link").last.inner_text() == TITLE


def test_everybody_sees_a_new_viewpoint_without_a_reload(page: Page, new_page: NewPage, address: str):
    other = open_at(new_page(), address)
    form = open_form(page, address)
    fill(form, title=TITLE, paragraphs=TEXT, name=NAME)
    button(form, "Publish").click()
    expect_new_card(other)


def test_the_preview_shows_the_text_as_it_would_stand(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE, paragraphs=TEXT, sources=SOURCE)
    preview = form.get_by_role("region", name="Preview")
    expect(preview).to_contain_text(TITLE)
    expect(preview.locator(".text")).to_have_text(["It is cold outside. [1]", "And dark."])
    expect(preview.get_by_role("link", name="Source 1")).to_be_visible()
    expect(preview.get_by_role("link", name="Winter")).to_have_attribute("href", f"https://{SOURCE}")


def test_similar_titles_are_pointed_out(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title="Keep the library closed")
    similar = form.get_by_role("link", name="Keep it closed")
    expect(similar).to_be_visible()
    fill(form, title="Something quite different")
    expect(similar).to_have_count(0)


def test_nobody_is_blamed_before_they_send(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE)
    expect(form.locator(".fault")).to_have_count(0)
    expect(form.locator("[aria-invalid=true]")).to_have_count(0)


def test_faults_stand_beside_their_fields(page: Page, address: str):
    form = open_form(page, address)
    button(form, "Publish").click()
    expect(fault_of(page, "Title")).to_have_text("The title is empty.")
    expect(fault_of(page, "Text")).to_have_text("Write at least one paragraph.")
    expect(page.get_by_role("textbox", name="Title")).to_be_focused()
    fill(form, title=TITLE, paragraphs=TEXT, sources="no link")
    button(form, "Publish").click()
    expect(fault_of(page, "Sources")).to_have_text("“no link” is no web address; write one such as example.org/page.")
    fill(form, sources="")
    button(form, "Publish").click()
    expect(fault_of(page, "Your name")).to_have_text(re.compile("name"))
    fill(form, name=NAME)
    button(form, "Publish").click()
    expect(card(page, TITLE)).to_be_visible()


@pytest.mark.parametrize(
    ("field", "label", "text", "sentence"),
    [
        ("title", "Title", "a" * 151, "The title has 151 characters; 150 are allowed."),
        ("paragraphs", "Text", "word " * 301, "Paragraph 1 has 301 words; 300 are allowed."),
        ("paragraphs", "Text", "One.\n\n" + "b" * 4_001, "Paragraph 2 has 4,001 characters; 4,000 are allowed."),
        ("sources", "Sources", "example.org\n" * 51, "There are 51 sources; 50 are allowed."),
        ("name", "Your name", "n" * 51, "The name has 51 characters; 50 are allowed."),
    ],
)
def test_a_limit_is_told_and_nothing_is_lost(
    page: Page, address: str, field: str, label: str, text: str, sentence: str
):
    form = open_form(page, address)
    fill(form, **{"title": TITLE, "paragraphs": TEXT, "name": NAME} | {field: text})
    button(form, "Publish").click()
    expect(fault_of(page, label)).to_have_text(sentence)
    expect(page.get_by_role("textbox", name=label, exact=True)).to_have_value(text)
    expect(page.get_by_role("article")).to_have_count(2)


def test_what_was_typed_survives_a_reload(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE, paragraphs=TEXT, sources=SOURCE, name=NAME)
    page.reload()
    form = reopened(page)
    for field, text in {"title": TITLE, "paragraphs": TEXT, "sources": SOURCE, "name": NAME}.items():
        expect(form.locator(f"[name={field}]")).to_have_value(text)
    button(form, "Publish").click()
    expect(card(page, TITLE)).to_contain_text(NAME)


def test_what_was_typed_survives_closing_the_form_and_the_page(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE, paragraphs=TEXT)
    button(form, "Close").click()
    expect(form).to_have_count(0)
    expect(reopened(page).locator("[name=title]")).to_have_value(TITLE)
    context = page.context
    page.close()
    form = open_form(context.new_page(), address)
    expect(form.locator("[name=title]")).to_have_value(TITLE)
    expect(form.locator("[name=paragraphs]")).to_have_value(TEXT)


def test_a_draft_belongs_to_its_question(page: Page, server: Server, address: str):
    fill(open_form(page, address), title=TITLE, paragraphs=TEXT)
    open_at(page, path_of(put(server, debates.sundays())))
    page.get_by_label("Sort").select_option("Newest")
    expect(page.get_by_role("article").first).to_contain_text("Keep it closed")  # the server has answered
    expect(page.get_by_role("form", name="Your viewpoint")).to_have_count(0)
    form = reopened(page)
    expect(form.locator("[name=title]")).to_have_value("")
    expect(form.get_by_role("region", name="Preview")).to_have_count(0)


def test_a_name_is_given_once(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE, paragraphs=TEXT, name=NAME)
    button(form, "Publish").click()
    expect(card(page, TITLE)).to_be_visible()
    page.reload()
    form = reopened(page)
    expect(form).to_contain_text(f"You write here as {NAME}")
    expect(form.get_by_label("Your name")).to_have_count(0)
    fill(form, title="Open it in spring", paragraphs=TEXT)
    button(form, "Publish").click()
    expect(card(page, "Open it in spring")).to_contain_text(f"{NAME} Created")


def test_sending_twice_makes_one(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE, paragraphs=TEXT, name=NAME)
    form.evaluate("form => { form.requestSubmit(); form.requestSubmit(); }")
    expect(card(page, TITLE)).to_be_visible()
    page.reload()
    expect(page.get_by_role("article")).to_have_count(3)


def test_a_lost_connection_loses_no_text(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE)
    page.context.set_offline(True)
    fill(form, paragraphs=TEXT, name=NAME)
    expect(form.locator("[name=title]")).to_have_value(TITLE)
    assert kept_drafts(page) == 1
    page.context.set_offline(False)
    page.reload()
    form = reopened(page)
    expect(form.locator("[name=title]")).to_have_value(TITLE)
    expect(form.locator("[name=paragraphs]")).to_have_value(TEXT)
    button(form, "Publish").click()
    expect(card(page, TITLE)).to_be_visible()


def test_a_question_is_asked_and_led_to(page: Page):
    page.goto("/ask")
    form = page.get_by_role("form", name="Ask a question")
    fill(form, title="Should trams ring?", background="They ring.\n\nLoudly.", topics="Trams, Town", name=NAME)
    button(form, "Ask").click()
    expect(page).to_have_url(re.compile(r"/q/\d+/should-trams-ring$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Should trams ring?")
    expect(page.get_by_role("region", name="Question", exact=True).locator("p.text")).to_have_text(
        ["They ring.", "Loudly."]
    )
    assert page.get_by_role("list", name="Topics").get_by_role("listitem").all_inner_texts() == ["Trams", "Town"]
    expect(page.get_by_text("No viewpoint yet. Write the first")).to_be_visible()
    assert kept_drafts(page) == 0
    form = reopened(page)
    expect(form).to_contain_text(f"You write here as {NAME}")
    fill(form, title=TITLE, paragraphs=TEXT)
    button(form, "Publish").click()
    expect(card(page, TITLE)).to_be_visible()


def test_a_question_that_breaks_a_limit_is_refused_beside_its_field_and_kept(page: Page):
    page.goto("/ask")
    form = page.get_by_role("form", name="Ask a question")
    fill(form, title="Why?" * 40, background="Because. " * 1_001, topics="a, b, c, d, e, f", name=NAME)
    button(form, "Ask").click()
    expect(fault_of(page, "Question")).to_have_text("The title has 160 characters; 150 are allowed.")
    expect(fault_of(page, "Background")).to_have_text("The background has 1,001 words; 1,000 are allowed.")
    expect(fault_of(page, "Topics")).to_have_text("There are 6 topics; 5 are allowed.")
    page.reload()
    expect(form.locator("[name=title]")).to_have_value("Why?" * 40)
    expect(form.locator("[name=topics]")).to_have_value("a, b, c, d, e, f")


def test_a_name_that_shows_nothing_is_refused(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE, paragraphs=TEXT, name="\u200b\u2800")
    button(form, "Publish").click()
    expect(fault_of(page, "Your name")).to_have_text(re.compile("name"))
    expect(form.locator("[name=title]")).to_have_value(TITLE)


def test_the_form_tells_that_it_is_sending(page: Page, address: str):
    form = open_form(page, address)
    fill(form, title=TITLE, paragraphs=TEXT, name=NAME)
    page.context.set_offline(True)
    button(form, "Publish").click()
    expect(form).to_have_attribute("aria-busy", "true")
    page.context.set_offline(False)
