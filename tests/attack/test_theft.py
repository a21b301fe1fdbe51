"""Whoever has something of somebody else's browser, but not their living cookie, gets nothing and does nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from debate_app.domain import browser_sessions, participants, votes
from debate_app.domain.tables import BrowserSession, Side
from debate_app.store.engine import transaction
from debate_app.web import shell
from tests import scene
from tests.attack.allowed import tables
from tests.attack.asking import HOST, Answer, Request, ask
from tests.attack.registry import handlers
from tests.bench.wire import Refusal
from tests.databases import ON_BOTH
from tests.running import Place
from tests.visitor import HYDRATE, PERSONAL, ROOT, VIEWPOINT_FORM, VISITOR, VOTES, Visitor, visit, watch

pytestmark = ON_BOTH

End = Callable[[Session, str], None]
NAME = "Vera Victim"


@dataclass(frozen=True)
class Theirs:
    """Somebody with an account, a vote, and this cookie."""

    id: int
    cookie: str


@pytest.fixture
def vera(place: Place) -> Theirs:
    with transaction(place.engine) as session:
        one = scene.account(session, NAME)
        votes.cast(session, one, place.viewpoint_id, Side.AGREE)
        return Theirs(one, browser_sessions.open_for(session, participants.new_cookie(), one, "Firefox on Linux"))


def row_of(session: Session, cookie: str) -> BrowserSession:
    found = select(BrowserSession).where(col(BrowserSession.cookie_hash) == participants.hashed(cookie))
    return session.exec(found).one()


def sign_out(session: Session, cookie: str) -> None:
    browser_sessions.close(session, cookie)


def expire(session: Session, cookie: str) -> None:
    row_of(session, cookie).expires_at = "2026-01-01T00:00:00.000Z"


def rows(engine: Engine) -> object:
    with transaction(engine) as session:
        return tables(session)


async def try_everything(thief: Visitor, place: Place) -> None:
    """Vote, write, look, and open the page again."""
    form = {"title": "Stolen", "paragraphs": "Stolen", "sources": "", "name": NAME}
    thief.vote(place.viewpoint_id, "disagree", 2**40)
    thief.event(f"{VIEWPOINT_FORM}.publish", {"question_id": place.question_id, "form": form})
    for one in handlers():
        if one.shapes == {}:
            thief.event(one.name)
    thief.event(f"{ROOT}.hydrate")
    thief.event(HYDRATE)
    await thief.answered()


def assert_nothing_of_theirs(thief: Visitor, since: int = 0) -> None:
    assert thief.vars[VISITOR]["name"] == ""
    assert thief.vars[VISITOR]["account"] is False
    assert thief.vars[VOTES]["held"] == {}
    assert thief.vars[PERSONAL]["comments"] == {}
    assert NAME not in "".join(thief.heard[since:])


@pytest.mark.parametrize("end", [sign_out, expire])
async def test_an_ended_cookie_on_a_websocket_that_is_still_open_gets_and_writes_nothing(
    place: Place, vera: Theirs, end: End
) -> None:
    thief = await watch(place.address, place.question_id, cookie=vera.cookie)
    assert thief.vars[VISITOR]["name"] == NAME
    with transaction(place.engine) as session:
        end(session, vera.cookie)
    before, heard = rows(place.engine), len(thief.heard)
    await try_everything(thief, place)
    assert_nothing_of_theirs(thief, heard)
    assert rows(place.engine) == before
    thief.close()


@pytest.mark.parametrize("end", [sign_out, expire])
async def test_nor_on_a_new_one_with_the_token_of_its_page(place: Place, vera: Theirs, end: End) -> None:
    there = await watch(place.address, place.question_id, cookie=vera.cookie)
    there.close()
    await there.closed
    with transaction(place.engine) as session:
        end(session, vera.cookie)
    before = rows(place.engine)
    thief = await watch(place.address, place.question_id, cookie=vera.cookie, token=there.token)
    await try_everything(thief, place)
    assert_nothing_of_theirs(thief)
    assert thief.vars[VISITOR]["identified"] is False
    assert rows(place.engine) == before
    thief.close()


async def test_signing_out_closes_what_is_open_and_what_was_signed_out_stays_so(
    place: Place, vera: Theirs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "styles", lambda: "")
    there = await watch(place.address, place.question_id, cookie=vera.cookie)
    assert (await post("/sign-out", vera.cookie)).status == 303
    await there.until(there.closed.done)
    before = rows(place.engine)
    await post("/sign-out", vera.cookie)
    again = await watch(place.address, place.question_id, cookie=vera.cookie)
    assert_nothing_of_theirs(again)
    assert rows(place.engine) == before
    again.close()


@pytest.mark.parametrize(
    "origin", ["http://evil.invalid", "null", f"http://{HOST}.evil.invalid", f"https://evil.invalid/{HOST}"]
)
async def test_another_site_can_use_neither_the_cookie_nor_its_forms(
    place: Place, vera: Theirs, monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    monkeypatch.setattr(shell, "styles", lambda: "")
    before = rows(place.engine)
    with pytest.raises(Refusal):
        await visit(place.address, cookie=vera.cookie, origin=origin)
    assert (await post("/sign-out", vera.cookie, origin)).status == 403
    assert rows(place.engine) == before


async def test_a_form_of_another_browser_is_not_taken(
    place: Place, vera: Theirs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "styles", lambda: "")
    with transaction(place.engine) as session:
        other = browser_sessions.open_for(session, participants.new_cookie(), vera.id, "Chrome on Linux")
    before = rows(place.engine)
    for token in (participants.form_token(other), vera.cookie, participants.hashed(vera.cookie), ""):
        assert (await post("/sign-out", vera.cookie, token=token)).status == 400
    assert rows(place.engine) == before


async def post(path: str, cookie: str, origin: str = f"http://{HOST}", token: str | None = None) -> Answer:
    """Send a form with nothing but its token."""
    body = urlencode({"token": participants.form_token(cookie) if token is None else token}).encode()
    kind = "application/x-www-form-urlencoded"
    return await ask(
        Request("POST", path, {"origin": origin, "cookie": f"participant={cookie}", "content-type": kind}, body)
    )
