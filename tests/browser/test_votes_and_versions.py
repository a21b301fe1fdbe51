"""A vote belongs to the text that was voted on, as its voter and the others see it."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlmodel import col, select

from debate_app.domain import rows, slugs
from debate_app.domain.tables import Vote
from debate_app.store.engine import connect, reading, transaction
from tests import scene, versions
from tests.browser.conftest import NewPage
from tests.browser.pages import (
    WIDTHS,
    button,
    card,
    expect_accessible,
    expect_no_overflow,
    expect_votes,
    open_at,
)
from tests.browser.server import Server
from tests.databases import disposed

ASKED = "This text has changed since your vote."
COUNTED = re.compile(r"\bcounted\b")
KEEP, CHANGE = "Keep my vote", "Change"
Edit = Callable[..., int]


@dataclass(frozen=True)
class Debate:
    """Where it is, and the viewpoint "Open it", which begins in version 1."""

    path: str
    viewpoint_id: int


@pytest.fixture
def debate(server: Server) -> Debate:
    """Two viewpoints without a vote: "Open it" and "Keep it closed"."""
    with disposed(connect(server.database_url)) as engine, transaction(engine) as session:
        question_id = scene.question(session)
        viewpoint_id = scene.viewpoint(session, question_id)
        scene.viewpoint(session, question_id, "Keep it closed")
        return Debate(slugs.path(question_id, rows.question(session, question_id).title), viewpoint_id)


@pytest.fixture
def edit(server: Server, debate: Debate) -> Edit:
    """Makes the next version of "Open it", as its author does, and returns its number. A reload shows it."""

    def begin(small: bool = False, text: str = "") -> int:
        with disposed(connect(server.database_url)) as engine, transaction(engine) as session:
            return versions.begin(session, debate.viewpoint_id, small, text)

    return begin


@pytest.fixture
def address(debate: Debate) -> str:
    return debate.path


def viewpoint(page: Page) -> Locator:
    return card(page, "Open it")


def question(page: Page) -> Locator:
    """What the voter is asked, if they are."""
    return viewpoint(page).get_by_role("group", name=ASKED)


def expect_counted(page: Page, words: str) -> None:
    expect(viewpoint(page).get_by_role("status").filter(has_text=COUNTED)).to_have_text(
        f"{words} Your vote is counted."
    )


def vote(page: Page, side: str) -> None:
    button(viewpoint(page), side).click()
    expect_counted(page, f"You {side.lower()}.")


def again(page: Page) -> None:
    page.reload()
    expect(page.get_by_role("heading", name="Viewpoints", exact=True)).to_be_visible()


def held(server: Server, debate: Debate) -> list[tuple[str, int]]:
    """The votes on "Open it" in the database: sides and versions."""
    with disposed(connect(server.database_url)) as engine, reading(engine) as session:
        of_viewpoint = select(Vote).where(col(Vote.viewpoint_id) == debate.viewpoint_id)
        return [(str(one.side), one.viewpoint_version) for one in session.exec(of_viewpoint.order_by(col(Vote.side)))]


def test_a_voter_is_asked_once_the_text_has_changed_and_others_are_not(
    page: Page, new_page: NewPage, address: str, edit: Edit
):
    vote(open_at(page, address), "Agree")
    expect(question(page)).to_have_count(0)
    edit()
    again(page)
    expect(question(page)).to_be_visible()
    expect_counted(page, "You agree.")
    expect_votes(viewpoint(page), 1, 0, mine="Agree")
    stranger = open_at(new_page(), address)
    expect_votes(viewpoint(stranger), 1, 0)
    expect(question(stranger)).to_have_count(0)
    expect_accessible(page)


def test_the_voter_sees_what_changed_since_their_vote(page: Page, address: str, edit: Edit):
    vote(open_at(page, address), "Agree")
    edit(text="Many people read more on Sundays. [1]")
    edit(text="Many people read much more on Sundays. [1]", small=True)
    again(page)
    shown = question(page).get_by_role("listitem")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Paragraph 1")
    expect(shown.locator("del")).to_contain_text(["People"])
    expect(shown.locator("ins")).to_contain_text(["Many people"])
    edit(text="People read more. [1]")
    again(page)
    expect(question(page)).to_contain_text("it reads as it did")


def test_a_small_correction_asks_nobody(page: Page, address: str, edit: Edit):
    vote(open_at(page, address), "Agree")
    edit(small=True)
    again(page)
    expect_votes(viewpoint(page), 1, 0, mine="Agree")
    expect(question(page)).to_have_count(0)
    expect(viewpoint(page)).not_to_contain_text("earlier version")


@pytest.mark.parametrize(("side", "other"), [("Agree", "Disagree"), ("Disagree", "Agree")])
def test_the_two_answers_say_what_they_do(page: Page, address: str, edit: Edit, side: str, other: str):
    vote(open_at(page, address), side)
    edit()
    again(page)
    expect(button(question(page), KEEP)).to_have_accessible_description(f"Your vote stays {side}")
    expect(button(question(page), CHANGE)).to_have_accessible_description(f"Changes your vote to {other}")


def test_a_kept_vote_is_on_the_new_version_and_the_keyboard_goes_on_from_it(
    page: Page, server: Server, debate: Debate, address: str, edit: Edit
):
    vote(open_at(page, address), "Disagree")
    newest = edit()
    again(page)
    button(question(page), KEEP).focus()
    page.keyboard.press("Enter")
    expect(question(page)).to_have_count(0)
    expect(button(viewpoint(page), "Disagree")).to_be_focused()
    expect_counted(page, "You disagree.")
    expect_votes(viewpoint(page), 0, 1, mine="Disagree")
    assert held(server, debate) == [("disagree", newest)]
    again(page)
    expect_votes(viewpoint(page), 0, 1, mine="Disagree")
    expect(question(page)).to_have_count(0)


def test_a_changed_vote_is_on_the_other_side_of_the_new_version(
    page: Page, server: Server, debate: Debate, address: str, edit: Edit
):
    vote(open_at(page, address), "Agree")
    newest = edit()
    again(page)
    button(question(page), CHANGE).focus()
    page.keyboard.press("Enter")
    expect(question(page)).to_have_count(0)
    expect(button(viewpoint(page), "Disagree")).to_be_focused()
    expect_counted(page, "You disagree.")
    expect_votes(viewpoint(page), 0, 1, mine="Disagree")
    assert held(server, debate) == [("disagree", newest)]


def test_an_answer_in_one_tab_is_one_in_the_others(page: Page, address: str, edit: Edit):
    vote(open_at(page, address), "Agree")
    edit()
    second = open_at(page.context.new_page(), address)
    again(page)
    for tab in (page, second):
        expect(question(tab)).to_be_visible()
    button(question(second), KEEP).click()
    for tab in (second, page):
        expect(question(tab)).to_have_count(0)
        expect_votes(viewpoint(tab), 1, 0, mine="Agree")


def test_everybody_sees_how_many_votes_are_on_earlier_versions(
    page: Page, new_page: NewPage, address: str, debate: Debate, edit: Edit
):
    vote(open_at(page, address), "Agree")
    newest = edit()
    other = open_at(new_page(), address)
    line = viewpoint(other).locator(".earlier-votes")
    expect(line).to_contain_text("1 of 1 vote is on an earlier version")
    vote(other, "Disagree")
    expect(line).to_contain_text("1 of 2 votes are on earlier versions")
    expect(question(other)).to_have_count(0)

    line.get_by_text("Show by version").click()
    table = viewpoint(other).get_by_role("table", name="Votes by version of the text")
    expect(table.get_by_role("columnheader")).to_have_text(["Version", "Agree", "Disagree"])
    expect(table.get_by_role("row").nth(1)).to_have_text(f"Version {newest} · today’s01")
    expect(table.get_by_role("row").nth(2)).to_have_text("Version 110")
    link = table.get_by_role("link", name="Version 1", exact=True)
    expect(link).to_have_attribute("href", f"/history/viewpoint/{debate.viewpoint_id}/1")
    expect_accessible(other)

    again(page)
    button(question(page), KEEP).click()
    expect(line).to_have_count(0)
    expect_votes(viewpoint(other), 1, 1, mine="Disagree")


def test_a_vote_that_waits_offline_while_the_text_changes_is_on_the_text_that_was_seen(
    new_context: Callable[..., BrowserContext], server: Server, debate: Debate, address: str, edit: Edit
):
    context = new_context()
    page = open_at(context.new_page(), address)
    context.set_offline(True)
    button(viewpoint(page), "Agree").click()
    expect_votes(viewpoint(page), 1, 0, mine="Agree")
    newest = edit()
    context.set_offline(False)
    expect_counted(page, "You agree.")
    assert held(server, debate) == [("agree", 1)]
    again(page)
    expect(question(page)).to_be_visible()
    button(question(page), KEEP).click()
    expect_counted(page, "You agree.")
    assert held(server, debate) == [("agree", newest)]


def test_so_is_one_that_waited_after_its_tab_was_closed(
    new_context: Callable[..., BrowserContext], server: Server, debate: Debate, address: str, edit: Edit
):
    context = new_context()
    page = open_at(context.new_page(), address)
    context.set_offline(True)
    button(viewpoint(page), "Disagree").click()
    expect(viewpoint(page).get_by_role("status").filter(has_text="Not connected.")).to_be_visible()
    page.close()
    edit()
    context.set_offline(False)
    page = open_at(context.new_page(), address)
    expect(question(page)).to_be_visible()
    expect_counted(page, "You disagree.")
    assert held(server, debate) == [("disagree", 1)]


def test_one_that_an_older_page_kept_is_on_the_text_that_is_shown(
    page: Page, server: Server, debate: Debate, address: str, edit: Edit
):
    newest = edit()
    kept = json.dumps({debate.viewpoint_id: {"side": "agree", "number": 7, "counted": ""}})
    page.goto("/icon.svg")
    page.evaluate("kept => localStorage.setItem('outbox', kept)", kept)
    open_at(page, address)
    expect_counted(page, "You agree.")
    assert held(server, debate) == [("agree", newest)]
    expect(question(page)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_question_and_the_counts_by_version_fit_every_screen(
    new_page: NewPage, address: str, edit: Edit, scheme: str
):
    page = new_page(color_scheme=scheme)
    vote(open_at(page, address), "Agree")
    edit()
    again(page)
    viewpoint(page).locator(".earlier-votes summary").click()
    expect(question(page)).to_be_visible()
    expect_no_overflow(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        expect_accessible(page)
        for name in (KEEP, CHANGE):
            box = button(question(page), name).bounding_box()
            assert box
            assert box["height"] >= 44
