"""Looking sources up in the background: what comes is kept, and the pages that show it are told."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app import live
from debate_app.background import looking_up as background
from debate_app.background.looking_up import AT_ONCE, looking_up, round_of
from debate_app.clients.sources import Failed, Found, Looked, Reason, SourceType, Unchanged, Validators
from debate_app.domain import snapshots, viewpoints
from debate_app.domain.tables import Reference
from debate_app.settings import Settings
from debate_app.store import access
from debate_app.store.access import Away
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.clients.sources.hostile_web import answer, web_here
from tests.waiting import until

FOUND = Found("https://example.org/sundays", "On Sundays", "", "", "2021", "en", SourceType.PAGE, Validators("tag"), 60)


NOTHING = Validators()


@dataclass
class Stub:
    """Answers what it was told to, and remembers who asked."""

    answer: Callable[[str], Looked] = lambda _: FOUND
    asked: list[tuple[str, Validators]] = field(default_factory=list)
    closed: bool = False

    async def look_up(self, address: str, known: Validators = NOTHING) -> Looked:
        self.asked.append((address, known))
        return self.answer(address)

    async def close(self) -> None:
        self.closed = True


@dataclass
class Town:
    """A question with one viewpoint, and the questions whose readers were told that they changed."""

    engine: Engine
    question_id: int
    changed: list[int] = field(default_factory=list)

    def title(self) -> str:
        with reading(self.engine) as session:
            return snapshots.read(session, self.question_id).viewpoints[0].sources[0].title

    def reference(self, session: Session) -> Reference:
        return session.get_one(Reference, FOUND.address)


@pytest.fixture
def town(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Town:
    with transaction(engine) as session:
        question_id = scene.question(session)
        scene.viewpoint(session, question_id)
    town = Town(engine, question_id)
    monkeypatch.setattr(access, "engine", lambda: engine)
    monkeypatch.setattr(live, "changed", town.changed.append)
    return town


async def test_what_was_found_is_shown_and_asked_for_again_with_its_own_words(town: Town) -> None:
    stub = Stub()
    assert await round_of(stub) == 1
    assert (town.title(), town.changed) == ("On Sundays", [town.question_id])
    assert await round_of(stub) == 0
    with transaction(town.engine) as session:
        town.reference(session).next_look_at = "2026-01-01T00:00:00.000Z"
    stub.answer = lambda _: Unchanged(Validators("tag"), 60)
    assert await round_of(stub) == 1
    assert stub.asked[-1] == (FOUND.address, Validators("tag"))
    assert town.changed == [town.question_id]


@pytest.mark.parametrize(
    ("reason", "unreachable"), [(Reason.GONE, True), (Reason.TIMED_OUT, True), (Reason.FORBIDDEN, False)]
)
async def test_what_is_away_is_said_and_what_refuses_is_not(town: Town, reason: Reason, unreachable: bool) -> None:
    await round_of(Stub(lambda _: Failed(reason)))
    with reading(town.engine) as session:
        assert bool(town.reference(session).unreachable_since) is unreachable
        assert town.reference(session).failure == reason


async def test_many_sources_change_their_page_once_for_each_round(town: Town) -> None:
    with transaction(town.engine) as session:
        many = [f"example.org/{number}" for number in range(AT_ONCE)]
        viewpoints.add(session, scene.guest(session, "Cy"), town.question_id, "Many", ["Text."], many)
    assert [await round_of(Stub()) for _ in range(3)] == [AT_ONCE, 1, 0]
    assert town.changed == [town.question_id] * 2


async def test_it_goes_on_after_the_database_was_away_and_stops_when_the_server_does(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub, agents, fails = Stub(), list[str](), [True]
    monkeypatch.setattr(background, "PAUSE_SECONDS", 0.01)
    read = access.read

    async def away_once(*args, **named):
        if fails:
            fails.clear()
            raise Away("Away.")
        return await read(*args, **named)

    monkeypatch.setattr(access, "read", away_once)
    settings = Settings(public_url="https://debate.example")
    async with looking_up(settings, lambda agent: agents.append(agent) or stub):
        await until(lambda: bool(town.changed))
    assert agents == ["DebateSources/1.0 (+https://debate.example)"]
    assert (stub.closed, len(asyncio.all_tasks())) == (True, 1)


async def test_the_real_looker_brings_it_from_a_server_and_is_told_that_nothing_changed(town: Town) -> None:
    paper = "https://doi.org/10.1000/182"
    with transaction(town.engine) as session:
        viewpoints.add(session, scene.guest(session, "Cy"), town.question_id, "As shown", ["[1]"], ["doi:10.1000/182"])
    async with web_here() as web:
        web.answers["doi.org/10.1000/182"] = answer("<title>On &amp; on <b></title>", etag='"tag"')
        looker = web.looker()
        assert await round_of(looker) == 2
        with transaction(town.engine) as session:
            found = session.get_one(Reference, paper)
            assert (found.title, found.failures) == ("On & on <b>", 0)
            found.next_look_at = "2026-01-01T00:00:00.000Z"
            assert town.reference(session).failure == Reason.UNREACHABLE  # this web has no certificate for it
        web.answers["doi.org/10.1000/182"] = answer(status="304 Not Modified")
        assert await round_of(looker) == 1
        assert {name.lower(): value for name, value in web.asked[-1].headers.items()}["if-none-match"] == '"tag"'
        assert town.changed == [town.question_id]
        await looker.close()


async def test_nothing_is_asked_where_the_settings_say_so(town: Town) -> None:
    made = list[str]()
    async with looking_up(Settings(sources=False), lambda agent: made.append(agent) or Stub()):
        assert (made, len(asyncio.all_tasks())) == ([], 1)
