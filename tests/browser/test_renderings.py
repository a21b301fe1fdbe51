"""What changes is rendered anew, and nothing beside it: or a debate of hundreds of viewpoints stops a slow phone with
every vote."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from debate_app.domain.snapshot import QuestionSnapshot
from tests import debates
from tests.browser.first import alive
from tests.browser.pages import button, card, expect_votes, path_of, put
from tests.browser.renderings import forget_renderings, renderings, watch_renderings
from tests.browser.server import Server
from tests.browser.writers import comment

TEXTS = {"ViewpointCard", "Proposals", "Conversation", "Event", "ChangedSince"}
OPENED = "Open it"


@pytest.fixture
def debate(server: Server) -> QuestionSnapshot:
    return put(server, debates.sundays())


@pytest.fixture
def reader(page: Page, debate: QuestionSnapshot) -> Page:
    """Somebody who reads, on a page at rest."""
    watch_renderings(page)
    page.goto(path_of(debate))
    expect(alive(page).locator(".here")).to_have_text("1 here")
    forget_renderings(page)
    return page


@pytest.fixture
def other(new_page: Callable[..., Page], debate: QuestionSnapshot) -> Callable[[], Page]:
    """Opens the page of somebody else."""

    def opened() -> Page:
        page = new_page()
        page.goto(path_of(debate))
        return alive(page)

    return opened


def test_a_vote_of_somebody_else_renders_no_text(reader: Page, other: Callable[[], Page]) -> None:
    button(card(other(), OPENED), "Agree").click()
    expect_votes(card(reader, OPENED), 4, 1)
    assert renderings(reader).keys() >= {"Voting", "Standing"}
    assert renderings(reader).keys() & TEXTS == set()


def test_a_vote_of_ones_own_renders_no_text(reader: Page) -> None:
    button(card(reader, OPENED), "Agree").click()
    expect(card(reader, OPENED).get_by_text("Your vote is counted")).to_be_visible()
    expect_votes(card(reader, OPENED), 4, 1, mine="Agree")
    assert renderings(reader).keys() >= {"Voting", "Standing"}
    assert renderings(reader).keys() & TEXTS <= {"ChangedSince"}


def test_who_comes_renders_a_number(reader: Page, other: Callable[[], Page]) -> None:
    other()
    expect(reader.locator(".here")).to_have_text("2 here")
    assert renderings(reader).keys() & {*TEXTS, "Voting", "Standing"} == set()


def test_a_comment_renders_the_card_that_it_is_about(reader: Page, other: Callable[[], Page]) -> None:
    comment(card(other(), OPENED), "Is that so?", "Bo Li")
    expect(card(reader, OPENED).get_by_text("Is that so?")).to_be_visible()
    assert renderings(reader)["ViewpointCard"] == 1
