"""The first HTML of histories: nothing moves when the page comes alive, and what was typed and chosen is kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session

from debate_app.domain import edits, votes
from debate_app.domain.amendments import Draft
from debate_app.domain.tables import EditKind, Side
from debate_app.store.engine import connect, transaction
from tests import histories, pasts, scene
from tests.browser.first import alive, open_first
from tests.browser.pages import DESK, HEIGHT, TABLET, put
from tests.browser.server import Server
from tests.browser.test_first_html import assert_same
from tests.databases import disposed
from tests.pasts import Past

ADDRESSES: dict[str, tuple[int, ...]] = {
    "{past.viewpoint}": (TABLET, DESK),
    "{past.viewpoint}?before=4": (TABLET,),
    "{past.viewpoint}/2": (TABLET, DESK),
    "{past.viewpoint}/7": (TABLET,),
    "{past.viewpoint}/7?against=1": (TABLET, DESK),
    "{past.viewpoint}/3?against=3": (TABLET,),
    "{past.viewpoint}/1?paragraph={past.paragraph_ids[0]}": (TABLET,),
    "{past.viewpoint}/1?paragraph={past.paragraph_ids[1]}": (TABLET,),
    "{past.question}": (TABLET, DESK),
    "{past.question}/1": (TABLET,),
    "{past.question}/3?against=1": (TABLET,),
}


def _written(server: Server, write: Callable[[Session], Past]) -> Past:
    with disposed(connect(server.database_url)) as engine, transaction(engine) as session:
        return write(session)


def _voted_on(session: Session) -> Past:
    past = pasts.past(session)
    for side in (Side.AGREE, Side.DISAGREE, Side.AGREE):
        votes.cast(session, scene.guest(session), past.viewpoint_id, side)
    return past


def _long(session: Session) -> Past:
    """More versions than its list shows at once."""
    past = pasts.past(session)
    for number in range(7, 52):
        edits.submit(session, past.author_id, past.viewpoint_id, Draft(EditKind.TITLE, number, text=f"Title {number}"))
    return past


@pytest.fixture(scope="module")
def past(server: Server) -> Past:
    return _written(server, _voted_on)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_history_does_not_move_when_it_comes_alive(page: Page, past: Past, address: str) -> None:
    assert_same(page, address.format(past=past), *ADDRESSES[address])


def test_nor_does_one_in_which_everything_has_happened(server: Server, page: Page) -> None:
    viewpoints = put(server, histories.tree()).viewpoints
    for viewpoint in viewpoints:
        assert_same(page, f"/history/viewpoint/{viewpoint.id}", TABLET)
    assert {viewpoint.version == 1 for viewpoint in viewpoints} == {True, False}


def test_nor_does_one_that_is_longer_than_its_list(server: Server, page: Page) -> None:
    assert_same(page, _written(server, _long).viewpoint, TABLET)


def test_what_was_typed_chosen_and_sent_before_that_is_kept(page: Page, past: Past) -> None:
    address = f"{past.viewpoint}/2"
    let_scripts_come = open_first(page, address)
    reason = page.get_by_role("textbox", name="Why?")
    reason.fill("It said more")
    page.get_by_role("button", name="Propose to restore this version").click()
    page.get_by_role("combobox", name="From").select_option("5")
    let_scripts_come()
    alive(page)
    expect(reason).to_have_value("It said more")
    expect(page.get_by_role("combobox", name="From")).to_have_value("5")
    expect(page.get_by_role("textbox", name="Your name")).to_have_attribute("aria-invalid", "true")
    page.goto("about:blank")
    let_scripts_come = open_first(page, address)
    expect(reason).to_have_value("")
    let_scripts_come()
    alive(page)
    expect(reason).to_have_value("It said more")


def test_without_scripts_two_versions_are_compared_and_nothing_else_is_offered(
    new_page: Callable[..., Page], past: Past
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": TABLET, "height": HEIGHT})
    page.goto(f"{past.viewpoint}/2")
    expect(page.get_by_text("Going back to a version needs scripts")).to_be_visible()
    expect(page.get_by_role("button", name="Propose to restore this version")).to_have_count(0)
    page.get_by_role("combobox", name="From").select_option("1")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="From version 1 to version 7")).to_be_visible()
    expect(page.locator("ins").first).to_contain_text("on Sundays")
