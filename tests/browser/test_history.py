"""History in a browser: the list, a version, two compared, and the way back to one, for its author and for others."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import Session

from debate_app.domain import edits, participants
from debate_app.domain.amendments import Draft
from debate_app.domain.tables import EditKind
from debate_app.store.engine import connect, transaction
from tests import pasts, scene
from tests.browser.conftest import NewPage
from tests.browser.first import alive
from tests.browser.pages import (
    DESK,
    HEIGHT,
    PHONE,
    TABLET,
    button,
    expect_accessible,
    expect_no_overflow,
    fill,
    open_at,
)
from tests.browser.server import Server
from tests.browser.test_looks import PAPER, RULES, expect_easy_to_hit
from tests.databases import disposed
from tests.pasts import Past

Open = Callable[[Page, Past], None]


def written(server: Server, write: Callable[[Session], Past]) -> Past:
    with disposed(connect(server.database_url)) as engine, transaction(engine) as session:
        return write(session)


@pytest.fixture
def past(server: Server) -> Past:
    return written(server, pasts.past)


def version_line(page: Page, number: int) -> Locator:
    listed = page.get_by_role("region", name="All versions").get_by_role("listitem")
    return listed.filter(has=page.get_by_role("link", name=f"Version {number}", exact=True))


def let_decide(page: Page, server: Server) -> None:
    """Make the visitor of this page, who has been here once, a moderator: they may decide as the author may."""
    cookie = next(one["value"] for one in page.context.cookies() if one["name"] == "participant")
    with disposed(connect(server.database_url)) as engine, transaction(engine) as session:
        participant_id = participants.ensure(session, cookie)
        participants.take_name(session, participant_id, "Mo Derator")
        scene.appoint(session, participant_id)


def test_the_list_tells_what_happened_newest_first_and_leads_to_each_version(page: Page, past: Past):
    page.goto(past.viewpoint)
    alive(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(pasts.TITLE)
    expect(page).to_have_title(f"History: {pasts.TITLE} · Debate")
    lines = page.get_by_role("region", name="All versions").get_by_role("listitem")
    expect(lines).to_have_count(7)
    expect(lines.first).to_contain_text("Bo Li edited the title")
    expect(lines.first).to_contain_text("Today’s text")
    expect(version_line(page, 2)).to_contain_text("Cy Twombly edited paragraph 1 · approved by Bo Li")
    expect(version_line(page, 2)).to_contain_text("“It is open to everybody”")
    expect(version_line(page, 4)).to_contain_text("Small correction")
    version_line(page, 2).get_by_role("link", name="Version 2", exact=True).click()
    expect(page).to_have_url(re.compile(f"{past.viewpoint}/2$"))
    expect(page.get_by_role("heading", level=2, name="Version 2 of 7")).to_be_visible()
    text = page.get_by_role("article", name="The text of this version")
    expect(text.get_by_role("heading", level=3)).to_have_text("Open it")
    expect(text.locator("p.text").first).to_contain_text(pasts.FIRST.removesuffix(" [1]"))
    expect(text.get_by_role("link", name="Sundays")).to_have_attribute("href", "https://example.org/sundays")
    page.get_by_role("link", name="Back to the viewpoint").click()
    expect(page).to_have_url(re.compile(rf"{past.page}#viewpoint-{past.viewpoint_id}$"))


def test_a_version_keeps_its_address_whatever_comes_later(page: Page, server: Server, past: Past):
    page.goto(f"{past.viewpoint}/7")
    alive(page)
    expect(page.get_by_text("This is how the text stands today.")).to_be_visible()
    with disposed(connect(server.database_url)) as engine, transaction(engine) as session:
        edits.submit(session, past.author_id, past.viewpoint_id, Draft(EditKind.TITLE, 7, text="Never on Sundays"))
    page.reload()
    alive(page)
    expect(page.get_by_role("heading", level=2, name="Version 7 of 8")).to_be_visible()
    text = page.get_by_role("article", name="The text of this version")
    expect(text.get_by_role("heading", level=3)).to_have_text(pasts.TITLE)


def test_two_versions_are_compared_by_keyboard_and_the_address_can_be_shared(page: Page, past: Past):
    page.goto(past.viewpoint)
    alive(page)
    older = page.get_by_role("combobox", name="From")
    expect(older).to_have_value("6")
    older.focus()
    page.keyboard.press("Home")
    page.keyboard.press("End")
    expect(older).to_have_value("1")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="To")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"{past.viewpoint}/7\?against=1$"))
    compared = page.get_by_role("region", name="From version 1 to version 7")
    expect(compared.get_by_role("listitem")).to_have_count(5)
    expect(compared.get_by_role("listitem").first).to_contain_text("Title")
    expect(compared.locator("ins").first).to_contain_text("on Sundays")
    expect(compared.get_by_role("listitem").filter(has_text="Former paragraph 2").locator("del")).to_contain_text(
        pasts.SECOND
    )
    for name, number in (("From", "1"), ("To", "7")):
        expect(page.get_by_role("combobox", name=name)).to_have_value(number)
    page.go_back()
    expect(page.get_by_role("combobox", name="From")).to_be_visible()
    expect(compared).to_have_count(0)


def test_a_moved_paragraph_is_told_as_moved(page: Page, past: Past):
    page.goto(past.viewpoint)
    alive(page)
    version_line(page, 5).get_by_role("link", name="What changed: Version 5").click()
    compared = page.get_by_role("region", name="From version 4 to version 5")
    moved = compared.get_by_role("listitem").filter(has_text="Moved from place 3")
    expect(moved).to_have_count(1)
    expect(moved).to_contain_text("Paragraph 1")


def test_who_may_decide_restores_at_once_and_readers_see_it(page: Page, new_page: NewPage, server: Server, past: Past):
    reader = open_at(new_page(), past.page)
    page.goto(f"{past.viewpoint}/2")
    alive(page)
    let_decide(page, server)
    page.reload()
    alive(page)
    form = page.get_by_role("form", name="Go back to this version")
    expect(form).to_contain_text("You write here as Mo Derator")
    fill(form, reason="It said more")
    button(form, "Restore this version").click()
    expect(page).to_have_url(re.compile(rf"{past.page}#viewpoint-{past.viewpoint_id}$"))
    for one in (page, reader):
        card = one.locator(f"#viewpoint-{past.viewpoint_id}")
        expect(card.get_by_role("heading", level=3).first).to_contain_text("Open it")
        expect(card).to_contain_text(pasts.SECOND)
    page.goto(past.viewpoint)
    alive(page)
    expect(version_line(page, 8)).to_contain_text("Mo Derator went back to version 2")
    expect(version_line(page, 8)).to_contain_text("“It said more”")


def test_somebody_else_proposes_under_their_name_and_what_was_typed_is_kept(page: Page, past: Past):
    page.goto(f"{past.viewpoint}/2")
    alive(page)
    form = page.get_by_role("form", name="Go back to this version")
    fill(form, reason="It said more")
    button(form, "Propose to restore this version").click()
    expect(form.get_by_role("textbox", name="Your name")).to_have_attribute("aria-invalid", "true")
    page.reload()
    alive(page)
    expect(form.get_by_role("textbox", name="Why?")).to_have_value("It said more")
    fill(form, name="Grace Hopper")
    button(form, "Propose to restore this version").click()
    expect(page).to_have_url(re.compile(rf"{past.page}#proposal-\d+$"))
    expect(page.locator(f"#viewpoint-{past.viewpoint_id}")).to_contain_text("It said more")
    page.goto(past.viewpoint)
    alive(page)
    expect(page.get_by_role("region", name="All versions").get_by_role("listitem")).to_have_count(7)


def test_one_paragraph_has_a_history_of_its_own(page: Page, server: Server, past: Past):
    third = past.paragraph_ids[2]
    page.goto(past.viewpoint)
    alive(page)
    let_decide(page, server)
    page.get_by_role("link", name="added paragraph 3").click()
    expect(page).to_have_url(re.compile(rf"{past.viewpoint}\?paragraph={third}$"))
    lines = page.get_by_role("region", name="All versions").get_by_role("listitem")
    expect(lines).to_have_count(2)
    expect(page.get_by_text("Only what happened to paragraph 1 is shown.")).to_be_visible()
    version_line(page, 3).get_by_role("link", name="Version 3", exact=True).click()
    text = page.get_by_role("article", name="The text of this version")
    expect(text.locator("p.text")).to_have_count(1)
    expect(text).to_contain_text("the ligths")
    button(page, "Restore this text").click()
    expect(page).to_have_url(re.compile(rf"{past.page}#paragraph-{third}$"))
    expect(page.locator(f"#paragraph-{third}")).to_contain_text("the ligths")


def test_whether_voters_are_asked_can_be_decided_anew(page: Page, server: Server, past: Past):
    page.goto(past.viewpoint)
    alive(page)
    expect(version_line(page, 5)).to_be_visible()
    expect(page.get_by_role("button", name="Ask voters about it after all")).to_have_count(0)
    let_decide(page, server)
    page.reload()
    alive(page)
    button(version_line(page, 5), "Ask voters about it after all").click()
    expect(button(version_line(page, 5), "Call it a small correction")).to_be_visible()
    expect(version_line(page, 5)).not_to_contain_text("Small correction")
    page.reload()
    alive(page)
    button(version_line(page, 5), "Call it a small correction").click()
    expect(version_line(page, 5)).to_contain_text("Small correction")


def test_a_question_tells_its_history_and_only_some_go_back(page: Page, server: Server, past: Past):
    page.goto(f"{past.question}/1")
    alive(page)
    expect(page.get_by_text("Its author and moderators can go back to this version.")).to_be_visible()
    expect(page.get_by_role("article", name="The text of this version")).to_contain_text("It closes at noon.")
    let_decide(page, server)
    page.reload()
    alive(page)
    button(page, "Restore this version").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Should it open on Sundays?")
    page.goto(past.question)
    alive(page)
    expect(page.get_by_role("region", name="All versions").get_by_role("listitem")).to_have_count(4)


def test_a_single_version_says_that_nothing_has_changed(page: Page, server: Server):
    with disposed(connect(server.database_url)) as engine, transaction(engine) as session:
        viewpoint_id = scene.viewpoint(session, scene.question(session))
    page.goto(f"/history/viewpoint/{viewpoint_id}")
    alive(page)
    expect(page.get_by_text("Nothing has changed yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Compare")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?against=99", "This version does not exist."),
        ("?against=x%22%3E%3Cb%3E", "This version does not exist."),
        ("/3?against=3", "These are one and the same version. Choose two."),
        ("?paragraph=2147483648", "This paragraph does not exist."),
    ],
)
def test_an_odd_address_says_what_is_wrong_above_the_list(page: Page, past: Past, query: str, sentence: str):
    page.goto(past.viewpoint + query)
    alive(page)
    expect(page.get_by_role("status").filter(has_text=sentence)).to_be_visible()
    expect(version_line(page, 7)).to_be_visible()


def the_list(page: Page, past: Past) -> None:
    page.goto(past.viewpoint)
    alive(page)
    expect(version_line(page, 1)).to_be_visible()


def a_version(page: Page, past: Past) -> None:
    page.goto(f"{past.viewpoint}/2")
    alive(page)
    button(page, "Propose to restore this version").click()
    expect(page.get_by_role("textbox", name="Your name")).to_have_attribute("aria-invalid", "true")


def a_comparison(page: Page, past: Past) -> None:
    page.goto(f"{past.viewpoint}/7?against=1")
    alive(page)
    expect(page.get_by_role("region", name="From version 1 to version 7")).to_be_visible()


def a_paragraph(page: Page, past: Past) -> None:
    page.goto(f"{past.viewpoint}/1?paragraph={past.paragraph_ids[0]}")
    alive(page)
    expect(button(page, "Propose to restore this text")).to_be_visible()


def a_question(page: Page, past: Past) -> None:
    page.goto(f"{past.question}/3?against=1")
    alive(page)
    expect(page.get_by_role("region", name="From version 1 to version 3")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", [the_list, a_version, a_comparison, a_paragraph, a_question])
def test_each_state_is_fit_for_everybody(new_page: NewPage, past: Past, state: Open, scheme: str):
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": DESK, "height": HEIGHT})
    state(page, past)
    assert page.evaluate(PAPER) == {"light": "rgb(251, 250, 247)", "dark": "rgb(20, 22, 26)"}[scheme]
    for width in (TABLET, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        expect_accessible(page, *RULES[scheme])
    expect_no_overflow(page)
    if scheme == "light":
        expect_easy_to_hit(page)


def test_on_a_phone_what_was_chosen_comes_before_the_list_and_beside_it_on_a_desk(page: Page, past: Past):
    a_comparison(page, past)
    chosen = page.get_by_role("region", name="From version 1 to version 7")
    listed = page.get_by_role("region", name="All versions")
    for width, beside in ((PHONE, False), (DESK, True)):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        first, second = chosen.bounding_box(), listed.bounding_box()
        assert first
        assert second
        assert (second["x"] >= first["x"] + first["width"]) is beside
        assert (second["y"] >= first["y"] + first["height"]) is not beside
