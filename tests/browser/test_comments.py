"""Comments and replies: written, changed, removed; links and names in them; and a long conversation that stays live."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import debates
from tests.browser.conftest import NewPage
from tests.browser.pages import button, fill, path_of, put
from tests.browser.server import Server
from tests.browser.writers import (
    PHONE_WITH_TOUCH,
    comment,
    conversation,
    empty_question,
    more,
    open_mine,
    part,
    press,
    publish,
    sign,
    visit,
)

HARMFUL = "<img src=x onerror='window.harmed=1'> javascript:alert(1) <script>window.harmed=1</script>"


@pytest.fixture
def address(server: Server) -> str:
    return empty_question(server)


@pytest.fixture
def author(new_page: NewPage, address: str) -> Locator:
    """The viewpoint's card on its author's page."""
    return publish(new_page(), address)


@pytest.fixture
def guest(author: Locator, page: Page, address: str) -> Locator:
    """The same card on somebody else's page."""
    return visit(page, address)


def told(within: Locator) -> Locator:
    """The events of the conversation, newest first."""
    return conversation(within).locator(".event")


def reply(event: Locator, text: str, name: str = "") -> None:
    press(button(event, "Reply").last)
    form = event.get_by_role("form", name="A reply to")
    fill(form, comment=text)
    sign(form, name)
    press(button(form, "Reply"))
    expect(form).to_have_count(0)


def test_a_comment_and_a_reply_are_seen_by_everybody(author: Locator, guest: Locator):
    comment(guest, "Is that so?\n\nReally?", "Bo Li")
    for card in (author, guest):
        expect(told(card).first).to_contain_text("Bo Li commented")
        expect(told(card).first.locator(".said")).to_have_text("Is that so?\n\nReally?")
    reply(told(author).first, "It is.")
    for card in (author, guest):
        expect(told(card).first.locator(".reply")).to_contain_text("Ada Byron")
        expect(told(card).first.locator(".reply .said")).to_have_text("It is.")
    expect(open_mine(guest.page)).to_contain_text("Ada Byron replied to you")


def test_a_comment_on_a_paragraph_stands_beside_it(author: Locator, guest: Locator):
    more(guest, 2, "Comment")
    form = guest.get_by_role("form", name="A comment on paragraph 2")
    fill(form, comment="Do they?", name="Bo Li")
    press(button(form, "Comment"))
    for card in (author, guest):
        expect(told(card).first).to_contain_text("commented on paragraph 2")
        press(button(part(card, 2), "1 comment"))
        expect(part(card, 2).get_by_role("region", name="Comments on paragraph 2")).to_contain_text("Do they?")
    remark = part(author, 2).get_by_role("region", name="Comments on paragraph 2").locator(".reply").first
    press(button(remark, "Reply"))
    form = remark.get_by_role("form", name="A reply to Bo Li")
    fill(form, comment="They do.")
    press(button(form, "Reply"))
    expect(part(guest, 2).get_by_role("region", name="Comments on paragraph 2")).to_contain_text("They do.")


def test_an_own_comment_is_changed_and_marked(author: Locator, guest: Locator):
    comment(guest, "Is taht so?", "Bo Li")
    press(button(told(guest).first, "Edit"))
    form = guest.get_by_role("form", name="A change of your comment")
    expect(form.locator("[name=comment]")).to_have_value("Is taht so?")
    fill(form, comment="Is that so?")
    press(button(form, "Save"))
    for card in (author, guest):
        expect(told(card).first.locator(".said")).to_have_text("Is that so?")
        expect(told(card).first).to_contain_text("Edited")
    for name in ("Edit", "Remove"):
        expect(button(told(author).first, name)).to_have_count(0)


def test_an_own_comment_is_removed_and_its_place_stays(author: Locator, guest: Locator):
    comment(guest, "Nonsense.", "Bo Li")
    reply(told(author).first, "Why?")
    press(button(told(guest).first, "Remove").first)
    for card in (author, guest):
        expect(told(card).first).to_contain_text("Removed by its author.")
        expect(told(card).first).not_to_contain_text("Nonsense.")
        expect(told(card).first).to_contain_text("Why?")


def test_links_and_mentions_are_recognised(author: Locator, guest: Locator):
    comment(guest, "@Ada Byron, see wired.co.uk/article/x.", "Bo Li")
    said = told(author).first.locator(".said")
    expect(said.get_by_role("link")).to_have_attribute("href", "https://wired.co.uk/article/x")
    expect(said.locator(".mention")).to_have_text("@Ada Byron")
    panel = open_mine(author.page)
    expect(panel).to_contain_text("Bo Li mentioned you")
    press(panel.get_by_role("link", name="mentioned you"))
    expect(told(author).first).to_be_focused()


def test_hostile_text_stays_text(author: Locator, guest: Locator):
    comment(guest, HARMFUL, "<b>Bo</b>")
    for card in (author, guest):
        expect(told(card).first.locator(".said")).to_have_text(HARMFUL)
        expect(told(card).first).to_contain_text("<b>Bo</b> commented")
        assert card.page.evaluate("window.harmed") is None


def test_an_empty_or_endless_comment_is_refused_and_kept(guest: Locator):
    press(button(conversation(guest), "Comment").first)
    form = guest.get_by_role("form", name="A comment on")
    area = form.locator("[name=comment]")
    sign(form, "Bo Li")
    press(button(form, "Comment"))
    expect(area).to_have_attribute("aria-invalid", "true")
    expect(area).to_be_focused()
    area.fill("a" * 2_001)
    press(button(form, "Comment"))
    expect(form).to_contain_text("2,001 characters; 2,000 are allowed")
    expect(area).to_have_value("a" * 2_001)


def test_a_name_is_offered_and_taken_by_keyboard(guest: Locator, page: Page):
    press(button(conversation(guest), "Comment").first)
    area = guest.get_by_role("form", name="A comment on").locator("[name=comment]")
    area.press_sequentially("Dear @b")
    people = page.get_by_role("listbox", name="People")
    expect(people.get_by_role("option")).to_have_text(["Ada Byron"])
    expect(people.get_by_role("option")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(people).to_have_count(0)
    page.keyboard.type("y")
    expect(people.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(area).to_have_value("Dear @Ada Byron ")
    expect(area).to_be_focused()
    expect(people).to_have_count(0)
    page.keyboard.type("or @nobody")
    expect(people).to_have_count(0)
    page.keyboard.press("Enter")
    expect(area).to_have_value("Dear @Ada Byron or @nobody\n")


def test_a_name_is_offered_and_taken_with_a_finger(author: Locator, new_page: NewPage, address: str):
    guest = visit(new_page(**PHONE_WITH_TOUCH), address)
    press(button(conversation(guest), "Comment").first)
    area = guest.get_by_role("form", name="A comment on").locator("[name=comment]")
    area.press_sequentially("Dear @ada")
    press(guest.get_by_role("option", name="Ada Byron"))
    expect(area).to_have_value("Dear @Ada Byron ")
    expect(area).to_be_focused()


def test_a_long_conversation_stays_live(new_page: NewPage, server: Server):
    tree = debates.sundays()
    edits = [
        {"kind": "edit", "author": "Bo Li", "at": f"2026-03-02T10:{minute:02}:00.000Z", "status": "approved"}
        | {"paragraph": 2, "text": f"Text {minute}."}
        for minute in range(59)
    ]
    tree["viewpoints"][0]["conversation"] = [tree["viewpoints"][0]["conversation"][0], *edits]
    tree["viewpoints"][0]["paragraphs"][1] = "Text 58."
    address = path_of(put(server, tree))
    reader, other = visit(new_page(), address, "Open it"), visit(new_page(), address, "Open it")
    for card in (reader, other):
        press(button(conversation(card), "Show all"))
        expect(told(card)).to_have_count(50)
    old = told(other).nth(40)
    number = old.get_attribute("id")
    press(button(old, "Reply"))
    form = old.get_by_role("form", name="A reply to")
    fill(form, comment="A late reply.", name="Cy Twombly")
    press(button(form, "Reply"))
    event = reader.page.locator(f"#{number}")
    expect(event).to_contain_text("A late reply.")
    expect(event).to_have_count(1)


def test_earlier_replies_are_opened_and_closed(author: Locator, guest: Locator):
    comment(guest, "Is that so?", "Bo Li")
    for number in range(5):
        reply(told(author).first, f"Answer {number}.")
    event = told(guest).first
    expect(event.locator(".reply")).to_have_count(3)
    press(button(event, "Show 2 earlier replies"), by_keyboard=True)
    expect(event.locator(".reply .said")).to_have_text([f"Answer {number}." for number in range(5)])
    expect(button(event, "Show the latest replies only")).to_be_focused()
    reply(told(author).first, "Answer 5.")
    expect(event.locator(".reply")).to_have_count(6)
    press(button(event, "Show the latest replies only"), by_keyboard=True)
    expect(event.locator(".reply")).to_have_count(3)
