"""My positions: what the page shows to whom, and what the file holds."""

import json

import pytest
from sqlalchemy import Engine

from debate_app.domain import decisions, participants, votes
from debate_app.domain.tables import Side
from debate_app.store.engine import transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay
from tests.web.scriptless import Enter, NewBrowser, Scriptless, said


@pytest.fixture
def zoe(engine: Engine, enter: Enter) -> tuple[Scriptless, Essay]:
    """The browser of somebody who voted, proposed and asked, and the viewpoint that it was about."""
    with transaction(engine) as session:
        essay, who = scene.essay(session), scene.account(session, "Zoe <b>Zed")
        votes.cast(session, who, essay.viewpoint_id, Side.DISAGREE)
        essay.change(essay.author, essay.a, "Apes eat pears and plums and all sorts of things.")
        declined = essay.change(who, essay.b, "Bears eat <i>honey</i>.", reason="They do.")
        decisions.decline(session, essay.author, declined.edit_id, 1, "They rarely do.")
        scene.question(session, "Why <script>?", who)
    return enter(who), essay


@ON_BOTH
async def test_it_shows_votes_texts_and_what_became_of_them(zoe: tuple[Scriptless, Essay]) -> None:
    browser, essay = zoe
    page = await browser.open("/positions")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "private, no-store"
    shown = said(page)
    for told in (
        "Zoe <b>Zed", "Votes (1)", "Who eats what", "Disagree", "The text changed since (1 → 2)", "Why <script>?",
        "Bears eat <i>honey</i>.", "They do.", "Declined by Bo Li", "They rarely do.",
    ):  # fmt: skip
        assert told in shown
    assert f'href="/history/viewpoint/{essay.viewpoint_id}/2?against=1"' in page.text
    for harmful in ("<script>?", "<b>Zed", "<i>honey"):
        assert harmful not in page.text
    assert "Appeals" not in shown


async def test_a_visitor_who_did_nothing_is_told_what_it_is_for(new_browser: NewBrowser) -> None:
    browser = new_browser()
    page = await browser.open("/positions")
    assert "You have not voted or written anything" in said(page)
    nothing = await browser.open("/positions.json")
    assert (nothing.status_code, nothing.headers["location"]) == (303, "/positions")


async def test_a_guest_sees_their_own_and_the_way_to_an_account(engine: Engine, new_browser: NewBrowser) -> None:
    browser = new_browser()
    browser.hold(cookie := participants.new_cookie())
    with transaction(engine) as session:
        place = scene.viewpoint(session, scene.question(session))
        votes.cast(session, participants.ensure(session, cookie), place, Side.AGREE)
    page = await browser.open("/positions")
    assert "The text is as you read it" in said(page)
    assert "belongs to this browser alone" in said(page)
    assert "Forget me" in said(page)


async def test_long_lists_are_shown_some_lines_at_a_time(engine: Engine, enter: Enter) -> None:
    with transaction(engine) as session:
        who = scene.guest(session, "Zoe")
        for number in range(60):
            scene.question(session, f"Number {number:02}?", who)
    browser = enter(who)
    first, second = [said(await browser.open(path)) for path in ("/positions", "/positions?questions=50")]
    assert "Number 59?" in first
    assert "Number 09?" not in first
    assert "1–50 / 60" in first
    assert "Number 09?" in second
    assert "51–60 / 60" in second
    for odd in ("?questions=-1", "?questions=x", "?questions=99999999999999999999", "?questions=60", "?%00=%00"):
        assert "1–50 / 60" in said(await browser.open(f"/positions{odd}"))


async def test_the_file_holds_everything_and_no_secret(zoe: tuple[Scriptless, Essay]) -> None:
    browser, _ = zoe
    file = await browser.open("/positions.json")
    assert file.headers["content-type"] == "application/json"
    assert file.headers["content-disposition"].startswith("attachment;")
    told = json.loads(file.text)
    assert told["participant"]["name"] == "Zoe <b>Zed"
    assert [one["side"] for one in told["votes"]] == ["disagree"]
    assert set(told["keys"]) == set(told) - {"format", "written_at", "keys"}
    cookie = browser.cookie
    for secret in (cookie, participants.hashed(cookie), participants.draft_key(cookie)):
        assert secret not in file.text
