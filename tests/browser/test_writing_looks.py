"""Everything that opens where people write together, light and dark, on a phone and a desk: accessible and within
the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import DESK, HEIGHT, TABLET, button, expect_accessible, expect_no_overflow, fill
from tests.browser.server import Server
from tests.browser.test_looks import RULES, expect_easy_to_hit
from tests.browser.writers import (
    FIRST,
    SECOND,
    comment,
    conversation,
    edit,
    empty_question,
    more,
    open_editor,
    open_mine,
    press,
    propose,
    publish,
    visit,
)

LONG = "donaudampfschifffahrtsgesellschaftskapitaen" * 3


@pytest.fixture(params=["light", "dark"])
def fit(request: pytest.FixtureRequest) -> Callable[[Page], None]:
    """Checks a page as it stands; at the end it has the width that it had."""

    def check(page: Page) -> None:
        for width in (TABLET, DESK):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            expect_accessible(page, *RULES[request.param])
        expect_no_overflow(page)
        if request.param == "light":
            expect_easy_to_hit(page)

    check.__dict__["scheme"] = request.param
    return check


@pytest.fixture
def author(new_page: NewPage, server: Server, fit: Callable[[Page], None]) -> Locator:
    """The viewpoint's card on its author's page."""
    return publish(new_page(color_scheme=fit.__dict__["scheme"], reduced_motion="reduce"), empty_question(server))


@pytest.fixture
def guest(author: Locator, new_page: NewPage, fit: Callable[[Page], None]) -> Locator:
    """The same card on somebody else's page."""
    address = author.page.url.partition("#")[0]
    return visit(new_page(color_scheme=fit.__dict__["scheme"], reduced_motion="reduce"), address)


def test_the_editors(author: Locator, fit: Callable[[Page], None]):
    form = open_editor(author, 1)
    fill(form, text=f"{FIRST} {LONG}", reason=LONG)
    expect(form.get_by_role("region", name="Preview")).to_be_visible()
    press(button(form, "Cancel"))
    expect(form.get_by_role("group", name="Discard what you typed?")).to_be_visible()
    for what in ("Insert below", "Move", "Remove", "Comment"):
        more(author, 2, what)
    expect(author.get_by_role("form")).to_have_count(5)
    fit(author.page)


def test_a_conflict(author: Locator, guest: Locator, fit: Callable[[Page], None]):
    form = open_editor(guest, 2)
    fill(form, text=f"{SECOND} {LONG}", name="Bo Li")
    edit(author, 2, f"Small {SECOND.lower()}")
    press(button(form, "Propose"))
    expect(form.get_by_role("region", name="Choose a text")).to_be_visible()
    fit(guest.page)


def test_a_proposal_for_its_proposer_and_whoever_decides(author: Locator, guest: Locator, fit: Callable[[Page], None]):
    mine = propose(guest, 1, f"{FIRST} {LONG}", "Bo Li", "Because it is long")
    press(button(mine, "Word it anew"))
    press(button(mine, "Reply"))
    expect(guest.get_by_role("form")).to_have_count(2)
    fit(guest.page)
    expect(button(author.page, "1 new proposal")).to_be_visible()
    fit(author.page)
    press(button(author.page, "1 new proposal"))
    theirs = author.get_by_role("group", name="Proposal by Bo Li")
    press(button(theirs, "Add a reason"))
    fit(author.page)
    press(button(theirs, "Change and approve"))
    expect(author.get_by_role("form")).to_have_count(1)
    panel = open_mine(author.page)
    expect(panel).to_contain_text("To review")
    fit(author.page)


def test_comments(author: Locator, guest: Locator, fit: Callable[[Page], None]):
    comment(guest, f"@Ada Byron, see example.org/{LONG}.", "Bo Li")
    more(guest, 1, "Comment")
    form = guest.get_by_role("form", name="A comment on paragraph 1")
    fill(form, comment="Indeed?")
    press(button(form, "Comment"))
    press(button(guest, "1 comment"))
    expect(guest.get_by_role("region", name="Comments on paragraph 1")).to_contain_text("Indeed?")
    event = conversation(guest).get_by_role("listitem").last
    expect(event).to_be_visible()
    press(button(conversation(guest), "Comment").first)
    guest.get_by_role("form", name="A comment on “").locator("[name=comment]").press_sequentially("Dear @a")
    expect(guest.get_by_role("listbox", name="People")).to_be_visible()
    fit(guest.page)
