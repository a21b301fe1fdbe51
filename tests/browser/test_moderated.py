"""Moderation, and the settings of a question, as people meet them in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from debate_app.domain import appointments
from debate_app.domain.snapshot import QuestionSnapshot
from debate_app.domain.tables import Role
from debate_app.store.engine import connect, transaction
from tests.browser.conftest import NewPage
from tests.browser.pages import (
    HEIGHT,
    TABLET,
    button,
    card,
    expect_accessible,
    expect_no_overflow,
    expect_votes,
    fill,
    open_at,
    path_of,
    put,
)
from tests.browser.people import sign_up
from tests.browser.server import Server
from tests.browser.test_looks import RULES, expect_easy_to_hit
from tests.browser.test_reading import with_history

NewModerator = Callable[..., Page]


@pytest.fixture
def debate(server: Server) -> QuestionSnapshot:
    return put(server, with_history())


@pytest.fixture
def new_moderator(new_page: NewPage, server: Server) -> NewModerator:
    """Opens pages of somebody who is an admin."""

    def appointed(**options: object) -> Page:
        page = new_page(**options)
        name = sign_up(page)
        engine = connect(server.database_url)
        with transaction(engine) as session:
            appointments.appoint(session, None, appointments.candidate(session, name).id, Role.ADMIN)
        engine.dispose()
        return page

    return appointed


def decide(page: Page, about: str, choice: str, reason: str) -> None:
    page.goto(f"/moderation/{about}")
    page.get_by_label(choice).check()
    page.get_by_label("Reason").fill(reason)
    button(page, "Decide").click()
    expect(page.get_by_role("heading", name="Decided about it")).to_be_visible()


def set_question(page: Page, debate: QuestionSnapshot, *, closes_at: str = "", tallies_first: bool = True) -> None:
    page.goto(f"/settings/question/{debate.question.id}")
    page.get_by_label("Show counts before one has voted").set_checked(tallies_first)
    page.locator("[name=closes_at]").fill(closes_at)
    button(page, "Save").click()
    expect(page).to_have_url(re.compile(re.escape(path_of(debate))))


def test_what_is_reported_and_hidden_leaves_its_place_on_every_open_page_and_comes_back(
    page: Page, new_moderator: NewModerator, debate: QuestionSnapshot
):
    open_at(page, path_of(debate))
    moderator = new_moderator()
    viewpoint = debate.viewpoints[0]
    card(page, "Open it").get_by_role("button", name="More for “Open it”").click()
    with page.context.expect_page() as opened:
        card(page, "Open it").get_by_role("link", name="Report").first.click(modifiers=["Control"])
    form = opened.value
    form.get_by_label("It insults or threatens people").check()
    fill(form, text="Paragraph one.")
    button(form, "Send the report").click()
    expect(form.get_by_text("Thank you")).to_be_visible()
    moderator.goto("/moderation")
    expect(moderator.get_by_role("main")).to_contain_text("It insults or threatens people")
    decide(moderator, f"viewpoint/{viewpoint.id}", "Hide", "It insults a neighbour.")
    hidden = card(page, "Hidden viewpoint")
    expect(hidden).to_contain_text("It insults a neighbour.")
    expect(card(page, "Open it")).to_have_count(0)
    expect(page.get_by_text(viewpoint.paragraphs[0].pieces[0].text)).to_have_count(0)
    hidden.get_by_role("link", name="What was decided").click()
    expect(page.get_by_role("main")).to_contain_text("It insults a neighbour.")
    page.go_back()
    decide(moderator, f"viewpoint/{viewpoint.id}", "Restore", "Read again: it names nobody.")
    expect(card(page, "Open it")).to_be_visible()


def test_what_is_locked_can_be_voted_on_and_not_written_in(
    page: Page, new_moderator: NewModerator, debate: QuestionSnapshot
):
    open_at(page, path_of(debate))
    decide(new_moderator(), f"question/{debate.question.id}", "Lock", "Until tempers have cooled.")
    expect(page.get_by_text("Locked by a moderator: it can be read and voted on.").first).to_be_visible()
    expect(button(page, "Add New Viewpoint")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^Edit paragraph"))).to_have_count(0)
    button(card(page, "Open it"), "Agree").click()
    expect_votes(card(page, "Open it"), 4, 1, mine="Agree")


def test_a_question_that_closes_shows_its_result_and_offers_nothing_more(
    page: Page, new_moderator: NewModerator, debate: QuestionSnapshot
):
    open_at(page, path_of(debate))
    button(card(page, "Open it"), "Agree").click()
    expect_votes(card(page, "Open it"), 4, 1, mine="Agree")
    set_question(new_moderator(), debate, closes_at="2026-01-01T12:00")
    expect(page.get_by_text("What you see is the final result.")).to_be_visible()
    expect(card(page, "Open it").get_by_text("Closed. This is the final result.")).to_be_visible()
    expect(card(page, "Open it").get_by_text("You agree")).to_be_visible()
    expect(card(page, "Open it").get_by_role("button", name=re.compile("^(Dis)?[Aa]gree$"))).to_have_count(0)
    expect(button(page, "Add New Viewpoint")).to_have_count(0)


def test_counts_that_show_after_voting_come_with_the_vote_and_go_with_it(
    page: Page, new_moderator: NewModerator, debate: QuestionSnapshot
):
    set_question(new_moderator(), debate, tallies_first=False)
    open_at(page, path_of(debate))
    viewpoint = card(page, "Open it")
    expect(viewpoint.get_by_text("Counts show once you have voted.")).to_be_visible()
    expect(viewpoint.locator(".voting .count")).to_have_count(0)
    expect(page.get_by_role("option", name="Most agreed")).to_be_disabled()
    button(viewpoint, "Agree").click()
    expect_votes(viewpoint, 4, 1, mine="Agree")
    button(viewpoint, "Agree").click()
    expect(viewpoint.get_by_text("Counts show once you have voted.")).to_be_visible()


def test_an_admin_appoints_by_name_and_the_log_tells(new_page: NewPage, new_moderator: NewModerator):
    name = sign_up(new_page())
    admin = new_moderator()
    admin.goto("/moderation/people")
    admin.get_by_label("Name").fill(name)
    admin.get_by_label("moderator", exact=False).first.check()
    button(admin, "Appoint").click()
    expect(admin.get_by_role("main")).to_contain_text(name)
    admin.goto("/moderation/log")
    expect(admin.get_by_role("main")).to_contain_text("moderator")


def pages(debate: QuestionSnapshot) -> tuple[str, ...]:
    question, viewpoint = debate.question.id, debate.viewpoints[0].id
    return (
        "/rules",
        "/privacy",
        "/positions",
        "/account/delete",
        "/moderation",
        "/moderation/log",
        "/moderation/people",
        f"/moderation/viewpoint/{viewpoint}",
        f"/report/viewpoint/{viewpoint}",
        f"/votes/{question}",
        f"/settings/question/{question}",
        f"/viewpoint/{viewpoint}",
        f"/people/{debate.question.author.name}",
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_about_the_rules_is_fit_for_everybody(
    new_moderator: NewModerator, debate: QuestionSnapshot, scheme: str
):
    page = new_moderator(color_scheme=scheme, viewport={"width": TABLET, "height": HEIGHT})
    for address in pages(debate):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect_accessible(page, *RULES[scheme])
        if scheme == "light":
            expect_no_overflow(page)
            expect_easy_to_hit(page)
            page.set_viewport_size({"width": TABLET, "height": HEIGHT})
