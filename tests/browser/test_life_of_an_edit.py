"""An edit from its first word to its end, by three people at once: each sees what the others do without a reload."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import button, fill
from tests.browser.server import Server
from tests.browser.writers import (
    DESK,
    FIRST,
    PHONE_WITH_TOUCH,
    SECOND,
    conversation,
    edit,
    empty_question,
    let_in,
    more,
    open_editor,
    open_mine,
    press,
    propose,
    publish,
    text_of,
    visit,
)

BETTER = "People read much more when they can come. [1]"
BEST = "People read far more when they can come at leisure. [1]"
AGREE = re.compile(r"^Agree with this change \d+$")


@dataclass(frozen=True)
class Three:
    """The same card on the pages of its author, of somebody who proposes, and of somebody who reads."""

    author: Locator
    proposer: Locator
    reader: Locator

    def everybody(self) -> tuple[Locator, Locator, Locator]:
        return self.author, self.proposer, self.reader


def three(new_page: NewPage, server: Server, screen: dict[str, Any] = DESK) -> Three:
    address = empty_question(server)
    author = publish(new_page(**screen), address)
    return Three(author, visit(new_page(**screen), address), visit(new_page(**screen), address))


def expect_text(people: Three, number: int, text: str) -> None:
    for card in people.everybody():
        expect(text_of(card, number)).to_have_text(text)


def expect_told(people: Three, sentence: str) -> None:
    """The newest event of the conversation says so, to everybody."""
    for card in people.everybody():
        expect(conversation(card).get_by_role("listitem").first).to_contain_text(re.compile(sentence, re.DOTALL))


@pytest.mark.parametrize(
    ("screen", "by_keyboard"),
    [(PHONE_WITH_TOUCH, False), (DESK, False), (DESK, True)],
    ids=["on a phone", "with a pointer", "by keyboard alone"],
)
def test_a_proposal_is_discussed_worded_anew_and_approved(
    new_page: NewPage, server: Server, screen: dict[str, Any], by_keyboard: bool
):
    people = three(new_page, server, screen)
    mine = propose(people.proposer, 1, BETTER, "Bo Li", "Says how much", by_keyboard)
    expect(mine).to_contain_text("“Says how much”")
    expect_told(people, "Bo Li proposes to change paragraph 1.*Proposed.*Says how much")
    theirs, read = let_in(people.author.page, "Bo Li"), let_in(people.reader.page, "Bo Li")
    expect(read.locator("ins")).to_contain_text("much")

    press(button(read, "Reply"), by_keyboard)
    form = people.reader.get_by_role("form", name="A reply to Bo Li")
    fill(form, comment="Is that so, @Ada Byron?", name="Cy Twombly")
    press(button(form, "Reply"), by_keyboard)
    for proposal in (mine, theirs, read):
        expect(proposal.get_by_role("listitem")).to_contain_text("Is that so, @Ada Byron?")
    expect(people.author.page.locator(".mine .count")).to_have_text("2")  # to review, and mentioned

    press(read.get_by_role("button", name=AGREE), by_keyboard)
    for proposal in (mine, theirs, read):
        expect(proposal.get_by_role("button", name=AGREE)).to_contain_text("1")
    expect(read.get_by_role("button", name=AGREE)).to_have_attribute("aria-pressed", "true")

    press(button(mine, "Word it anew"), by_keyboard)
    form = people.proposer.get_by_role("form", name="Other words for your proposal")
    fill(form, text=BEST)
    press(button(form, "Propose these words"), by_keyboard)
    for proposal in (mine, theirs, read):
        expect(proposal).to_contain_text("at leisure")
        expect(proposal).to_contain_text("Worded anew by whoever proposed it.")
        expect(proposal.get_by_role("button", name=AGREE)).to_contain_text("0")

    press(button(theirs, "Add a reason"), by_keyboard)
    fill(theirs, reason="Well said")
    press(button(theirs, "Approve"), by_keyboard)
    expect_text(people, 1, BEST)
    for proposal in (mine, theirs, read):
        expect(proposal).to_have_count(0)
    expect_told(people, "Bo Li edited paragraph 1.*Approved.*Approved by Ada Byron.*Well said")
    for card in people.everybody():
        expect(card.get_by_text("Words by")).to_contain_text("Bo Li")
    expect(open_mine(people.proposer.page)).to_contain_text("Ada Byron approved your change")


def test_a_proposal_is_declined_and_its_proposer_is_told_why(new_page: NewPage, server: Server):
    people = three(new_page, server)
    mine = propose(people.proposer, 2, "Nobody comes.", "Bo Li")
    theirs = let_in(people.author.page, "Bo Li")
    press(button(theirs, "Decline"))
    form = people.author.get_by_role("form", name="Why you decline a proposal by Bo Li")
    expect(form.locator("[name=reason]")).to_be_focused()
    fill(form, reason="They do come")
    press(button(form, "Decline the proposal"))
    expect(mine).to_have_count(0)
    expect_text(people, 2, SECOND)
    expect_told(people, "Bo Li proposes to change paragraph 2.*Declined.*Declined by Ada Byron.*They do come")
    panel = open_mine(people.proposer.page)
    expect(panel).to_contain_text("Ada Byron declined your change to “Open it on Sundays”: “They do come”")
    press(button(panel, "Seen"))
    expect(people.proposer.page.locator(".mine")).to_have_count(0)


def test_a_proposal_is_taken_back(new_page: NewPage, server: Server):
    people = three(new_page, server)
    mine = propose(people.proposer, 2, "Nobody comes.", "Bo Li")
    theirs = let_in(people.author.page, "Bo Li")
    press(button(mine, "Take it back"))
    for proposal in (mine, theirs):
        expect(proposal).to_have_count(0)
    expect_told(people, "Bo Li proposes to change paragraph 2.*Taken back")
    expect(people.author.page.locator(".mine")).to_have_count(0)


@pytest.mark.parametrize("screen", [PHONE_WITH_TOUCH, DESK], ids=["on a phone", "at a desk"])
def test_a_late_edit_shows_three_texts_and_uses_both(new_page: NewPage, server: Server, screen: dict[str, Any]):
    people = three(new_page, server, screen)
    form = open_editor(people.proposer, 2)
    fill(form, text=f"{SECOND} Indeed they do.", name="Bo Li")
    edit(people.author, 2, f"Small {SECOND.lower()}")
    expect(form.locator("[name=text]")).to_have_value(f"{SECOND} Indeed they do.")
    press(button(form, "Propose"))
    choice = form.get_by_role("region", name="Choose a text")
    expect(choice).to_contain_text("Where you began")
    for text in (SECOND, "Small", "Indeed they do."):
        expect(choice).to_contain_text(text)
    press(button(choice, "Use both together"))
    expect(form.locator("[name=text]")).to_have_value(f"Small {SECOND.lower()} Indeed they do.")
    expect(form.locator("[name=text]")).to_be_focused()
    expect(choice).to_have_count(0)
    press(button(form, "Propose"))
    expect(people.proposer.get_by_role("group", name="Proposal by Bo Li")).to_be_visible()
    press(button(let_in(people.author.page, "Bo Li"), "Approve"))
    expect_text(people, 2, f"Small {SECOND.lower()} Indeed they do.")


@pytest.mark.parametrize(("choice", "text"), [("Use mine", "Mine."), ("Take what stands there", "Theirs.")])
def test_after_a_conflict_one_text_can_be_taken(new_page: NewPage, server: Server, choice: str, text: str):
    address = empty_question(server)
    author = publish(new_page(), address)
    other = visit(new_page(), address)
    form = open_editor(other, 2)
    fill(form, text="Mine.", name="Bo Li")
    edit(author, 2, "Theirs.")
    press(button(form, "Propose"))
    press(button(form.get_by_role("region", name="Choose a text"), choice))
    expect(form.locator("[name=text]")).to_have_value(text)


def test_a_proposal_is_approved_after_changing_it(new_page: NewPage, server: Server):
    people = three(new_page, server)
    propose(people.proposer, 1, BETTER, "Bo Li")
    theirs = let_in(people.author.page, "Bo Li")
    press(button(theirs, "Change and approve"))
    form = people.author.get_by_role("form", name="Your words for a proposal by Bo Li")
    expect(form.locator("[name=text]")).to_have_value(BETTER)
    fill(form, text=BEST)
    expect(form.get_by_role("region", name="Preview")).to_contain_text("at leisure")
    press(button(form, "Approve with these words"))
    expect_text(people, 1, BEST)
    expect_told(people, "Bo Li edited paragraph 1.*Approved.*Changed before approval by Ada Byron")


def test_a_proposal_is_carried_over_to_a_newer_text(new_page: NewPage, server: Server):
    people = three(new_page, server)
    mine = propose(people.proposer, 1, BETTER, "Bo Li")
    edit(people.author, 1, f"{FIRST} And they stay.")
    expect(mine).to_contain_text("Carried over to a newer text of this paragraph.")
    press(button(let_in(people.author.page, "Bo Li"), "Approve"))
    expect_text(people, 1, f"{BETTER} And they stay.")


def test_a_proposal_whose_words_are_gone_needs_another_look(new_page: NewPage, server: Server):
    people = three(new_page, server)
    mine = propose(people.proposer, 1, BETTER, "Bo Li")
    edit(people.author, 1, "Something else altogether.")
    expect(mine).to_contain_text("Needs another look")
    expect(open_mine(people.proposer.page)).to_contain_text("it needs another look")
    people.proposer.page.keyboard.press("Escape")
    theirs = let_in(people.author.page, "Bo Li")
    expect(button(theirs, "Approve")).to_have_count(0)
    press(button(mine, "Word it anew"))
    form = people.proposer.get_by_role("form", name="Other words for your proposal")
    fill(form, text="Something else altogether, and much.")
    press(button(form, "Propose these words"))
    choice = form.get_by_role("region", name="Choose a text")
    press(button(choice, "Use mine"))
    expect(choice).to_have_count(0)
    press(button(form, "Propose these words"))
    expect(form).to_have_count(0)
    press(button(theirs, "Approve"))
    expect_text(people, 1, "Something else altogether, and much.")


def test_an_edit_is_weighed_and_weighed_anew(new_page: NewPage, server: Server):
    people = three(new_page, server)
    edit(people.author, 2, "Something else altogether.")
    expect_told(people, "Ada Byron edited paragraph 2.*Approved")
    told = conversation(people.author).get_by_role("listitem")
    press(button(told.first, "Call it a small correction"))
    expect_told(people, "Ada Byron called this edit a small correction")
    for card in people.everybody():
        expect(conversation(card).get_by_text("Small correction", exact=True)).to_be_visible()
    press(button(conversation(people.author), "Ask voters about it after all"))
    expect_told(people, "Ada Byron decided that voters are asked about this edit")
    for card in people.everybody():
        expect(conversation(card).get_by_text("Small correction", exact=True)).to_have_count(0)


def test_nothing_of_the_deciding_is_offered_to_a_reader(new_page: NewPage, server: Server):
    people = three(new_page, server)
    propose(people.proposer, 1, BETTER, "Bo Li")
    read = let_in(people.reader.page, "Bo Li")
    expect(read.get_by_role("button", name=AGREE)).to_be_visible()
    for name in ("Approve", "Change and approve", "Decline", "Word it anew", "Take it back"):
        expect(button(read, name)).to_have_count(0)


def test_what_is_decided_elsewhere_leaves_a_reply_that_is_being_written(new_page: NewPage, server: Server):
    people = three(new_page, server)
    mine = propose(people.proposer, 1, BETTER, "Bo Li")
    read = let_in(people.reader.page, "Bo Li")
    press(button(read, "Reply"))
    area = people.reader.get_by_role("form", name="A reply to Bo Li").locator("[name=comment]")
    area.press_sequentially("I would say ")
    press(button(mine, "Take it back"))
    expect(read).to_contain_text("Taken back")
    expect(area).to_be_focused()
    people.reader.page.keyboard.type("that it is good.")
    expect(area).to_have_value("I would say that it is good.")


def test_a_text_that_somebody_takes_out_leaves_its_editor(new_page: NewPage, server: Server):
    people = three(new_page, server)
    area = open_editor(people.proposer, 2).locator("[name=text]")
    area.press_sequentially(" And more.")
    more(people.author, 2, "Remove")
    press(button(people.author, "Take it out"))
    expect(people.reader.locator(".part")).to_have_count(2)
    expect(people.proposer.get_by_text("This paragraph was taken out while you were writing.")).to_be_visible()
    expect(area).to_be_focused()
    expect(area).to_have_value(f"{SECOND} And more.")
