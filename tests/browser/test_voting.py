"""Votes as people see them: shown, counted, theirs alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from debate_app.domain.snapshot import QuestionSnapshot
from tests import debates
from tests.browser.conftest import NewPage
from tests.browser.pages import button, card, expect_votes, fill, open_at, path_of, put, token_of
from tests.browser.server import Server

COUNTED = re.compile(r"\bcounted\b")


@pytest.fixture
def debate(server: Server) -> QuestionSnapshot:
    """Two viewpoints: "Open it" with 3 agrees and 1 disagree, "Keep it closed" with 0 and 2."""
    return put(server, debates.sundays())


@pytest.fixture
def address(debate: QuestionSnapshot) -> str:
    return path_of(debate)


def viewpoint(page: Page) -> Locator:
    return card(page, "Open it")


def vote(page: Page, side: str) -> None:
    """Press the button and wait until the page says that the vote is counted."""
    button(viewpoint(page), side).click()
    expect(viewpoint(page).get_by_role("status").filter(has_text=COUNTED)).to_be_visible()


def standing(page: Page) -> Locator:
    """The viewpoint's line in the stats."""
    stats = page.get_by_role("region", name="Stats of Viewpoints", exact=True)
    return stats.get_by_role("listitem").filter(has=page.get_by_role("link", name="Open it", exact=True))


def test_a_vote_is_shown_marked_and_counted_in_words(page: Page, address: str):
    open_at(page, address)
    expect_votes(viewpoint(page), 3, 1)
    vote(page, "Agree")
    expect_votes(viewpoint(page), 4, 1, mine="Agree")
    expect(viewpoint(page).get_by_role("status").filter(has_text=COUNTED)).to_contain_text("You agree")


def test_the_stats_move_with_the_vote(page: Page, address: str):
    open_at(page, address)
    expect(standing(page)).to_contain_text("3 agrees")
    vote(page, "Agree")
    expect(standing(page)).to_contain_text("4 agrees")
    expect(standing(page)).to_contain_text("1 disagree")


def test_the_other_side_switches_the_vote(page: Page, address: str):
    open_at(page, address)
    vote(page, "Agree")
    vote(page, "Disagree")
    expect_votes(viewpoint(page), 3, 2, mine="Disagree")


def test_the_same_side_again_takes_the_vote_back(page: Page, address: str):
    open_at(page, address)
    vote(page, "Disagree")
    expect_votes(viewpoint(page), 3, 2, mine="Disagree")
    button(viewpoint(page), "Disagree").click()
    expect_votes(viewpoint(page), 3, 1)
    expect(viewpoint(page).get_by_text(re.compile("^You (dis)?agree"))).to_have_count(0)


def test_a_vote_and_its_withdrawal_survive_a_reload(page: Page, address: str):
    open_at(page, address)
    vote(page, "Agree")
    page.reload()
    expect_votes(viewpoint(page), 4, 1, mine="Agree")
    expect(viewpoint(page)).to_contain_text(COUNTED)
    button(viewpoint(page), "Agree").click()
    expect_votes(viewpoint(page), 3, 1)
    page.reload()
    expect_votes(viewpoint(page), 3, 1)


def test_everybody_sees_the_count_move_without_a_reload(page: Page, new_page: NewPage, address: str):
    other = open_at(new_page(), address)
    other.evaluate("window.stillTheSamePage = true")
    vote(open_at(page, address), "Agree")
    expect_votes(viewpoint(other), 4, 1)
    expect(standing(other)).to_contain_text("4 agrees")
    assert other.evaluate("window.stillTheSamePage")


def test_a_second_person_votes_for_themselves(page: Page, new_page: NewPage, address: str):
    vote(open_at(page, address), "Agree")
    other = open_at(new_page(), address)
    expect_votes(viewpoint(other), 4, 1)
    vote(other, "Agree")
    expect_votes(viewpoint(other), 5, 1, mine="Agree")
    button(viewpoint(other), "Agree").click()
    expect_votes(viewpoint(other), 4, 1)
    expect_votes(viewpoint(page), 4, 1, mine="Agree")


def test_two_tabs_of_one_browser_have_one_vote(page: Page, address: str):
    open_at(page, address)
    second = open_at(page.context.new_page(), address)
    vote(page, "Agree")
    expect_votes(viewpoint(page), 4, 1, mine="Agree")
    vote(second, "Disagree")
    expect_votes(viewpoint(second), 3, 2, mine="Disagree")
    second.reload()
    expect_votes(viewpoint(second), 3, 2, mine="Disagree")


@pytest.mark.parametrize("first_is_there", [True, False], ids=["while the first is there", "after the first has gone"])
def test_a_copied_token_gives_nothing_of_the_first(
    page: Page, new_page: NewPage, address: str, server: Server, first_is_there: bool
):
    open_at(page, address)
    vote(page, "Agree")
    publish(page, "Grace Hopper")
    token = token_of(page)
    if not first_is_there:
        page.close()
    thief = new_page()
    thief.add_init_script(f"sessionStorage.getItem('token') || sessionStorage.setItem('token', '{token}')")
    open_at(thief, address)
    expect_votes(viewpoint(thief), 4, 1)
    open_form(thief)
    expect(thief.get_by_label("Your name")).to_be_visible()
    expect(thief.locator("form.writing")).not_to_contain_text("Grace Hopper")
    vote(thief, "Agree")
    expect_votes(viewpoint(thief), 5, 1, mine="Agree")


def open_form(page: Page) -> None:
    if button(page, "Add New Viewpoint").get_attribute("aria-expanded") == "false":
        button(page, "Add New Viewpoint").click()
    expect(page.get_by_label("Title", exact=True)).to_be_visible()


def publish(page: Page, name: str) -> None:
    """Give the browser's participant a name, by signing a viewpoint with it."""
    open_form(page)
    fill(page, title="Ask the librarians", paragraphs="They know best.", name=name)
    button(page, "Publish").click()
    expect(card(page, "Ask the librarians")).to_be_visible()


def test_buttons_and_headings_have_exactly_the_words_that_people_look_for(page: Page, address: str):
    open_at(page, address)
    for title in ("Open it", "Keep it closed"):
        assert card(page, title).get_by_role("heading", level=3).inner_text() == title
        for name in ("Agree", "Disagree"):
            expect(button(card(page, title), name)).to_have_count(1)
        expect(card(page, title).get_by_role("heading", name="Latest conversation", exact=True)).to_have_count(1)
    for name in ("Stats of Viewpoints", "Viewpoints"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_have_count(1)
        expect(page.get_by_role("region", name=name, exact=True)).to_have_count(1)
    expect(button(page, "Add New Viewpoint")).to_have_count(1)


def test_agree_stands_left_of_disagree(page: Page, address: str):
    open_at(page, address)
    places = [button(viewpoint(page), side).bounding_box() for side in ("Agree", "Disagree")]
    assert places[0]
    assert places[1]
    assert places[0]["x"] < places[1]["x"]
    assert places[0]["y"] == places[1]["y"]
