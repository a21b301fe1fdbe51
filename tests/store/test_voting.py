"""The ballot box: many votes in one transaction, answered after its commit, and no fault spoils another's vote."""

import asyncio
import threading
from collections.abc import Generator

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, select

from debate_app.domain import ballots, recount, snapshots
from debate_app.domain.ballots import Ballot, Counted
from debate_app.domain.refused import NotFound, Refused
from debate_app.domain.tables import Side, VoteEvent
from debate_app.store import access, voting
from debate_app.store.access import Away
from debate_app.store.engine import connect, reading, transaction
from debate_app.store.voting import BallotBox
from tests import scene
from tests.databases import ON_BOTH, disposed

pytestmark = ON_BOTH


@pytest.fixture(autouse=True)
def own(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "engine", lambda: engine)


@pytest.fixture
def places(engine: Engine) -> list[int]:
    return two_viewpoints(engine)


@pytest.fixture
def commits(engine: Engine, places: list[int]) -> Generator[list[object]]:
    """Grows with each commit from now on."""
    seen: list[object] = []
    note = seen.append
    event.listen(engine, "commit", note)
    yield seen
    event.remove(engine, "commit", note)


def two_viewpoints(engine: Engine) -> list[int]:
    with transaction(engine) as session:
        question_id = scene.question(session)
        return [scene.viewpoint(session, question_id, title) for title in ("One", "Two")]


def ballot(voter: int, viewpoint_id: int, side: Side | None = Side.AGREE, number: int = 1) -> Ballot:
    return Ballot(f"{voter:043d}", "0" * 16, viewpoint_id, side, number, 1)


def counted(engine: Engine) -> list[tuple[int, int]]:
    with reading(engine) as session:
        assert recount.differences(session) == []
        return [(one.agrees, one.disagrees) for one in snapshots.tallies(session, 1)[1]]


class Held:
    """Holds up commits until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.go = threading.Event(), threading.Event()
        count = ballots.count

        def slow(session: Session, sent: list[Ballot]) -> object:
            answers = count(session, sent)
            event.listen(session, "before_commit", self._wait)
            return answers

        monkeypatch.setattr(ballots, "count", slow)

    def _wait(self, _session: Session) -> None:
        self.reached.set()
        assert self.go.wait(20)


async def test_a_vote_is_answered_once_it_is_committed(engine: Engine, places: list[int]) -> None:
    [answer] = await BallotBox().cast([ballot(1, places[0])])
    assert isinstance(answer, Counted)
    assert counted(engine) == [(1, 0), (0, 0)]


async def test_what_was_committed_is_told_once_for_each_question(engine: Engine, places: list[int]) -> None:
    told: list[int] = []
    await BallotBox().cast([*(ballot(1, place) for place in places), ballot(1, 2**31)], told.append)
    assert told == [1]


async def test_nothing_is_answered_while_the_commit_is_held_up(
    engine: Engine, places: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    held, box = Held(monkeypatch), BallotBox()
    first = asyncio.create_task(box.cast([ballot(1, places[0])]))
    await asyncio.to_thread(held.reached.wait, 20)
    later = [asyncio.create_task(box.cast([ballot(voter, places[1])])) for voter in range(2, 5)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in (first, *later))
    if engine.dialect.name == "postgresql":
        assert counted(engine) == [(0, 0), (0, 0)]
    held.go.set()
    await asyncio.gather(first, *later)
    assert counted(engine) == [(1, 0), (3, 0)]


async def test_votes_that_arrive_while_one_is_committed_share_the_next_commit(
    engine: Engine, places: list[int], commits: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    held, box = Held(monkeypatch), BallotBox()
    first = asyncio.create_task(box.cast([ballot(0, places[0])]))
    await asyncio.to_thread(held.reached.wait, 20)
    rest = [asyncio.create_task(box.cast([ballot(voter, place) for place in places])) for voter in range(1, 101)]
    await asyncio.sleep(0)
    held.go.set()
    answers = await asyncio.gather(first, *rest)
    assert all(isinstance(answer, Counted) for message in answers for answer in message)
    assert len(commits) == 2
    assert counted(engine) == [(101, 0), (100, 0)]


async def test_no_transaction_grows_without_bound(
    engine: Engine, places: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voting, "MOST_TOGETHER", 10)
    sizes: list[int] = []
    count = ballots.count
    monkeypatch.setattr(ballots, "count", lambda session, sent: sizes.append(len(sent)) or count(session, sent))
    box = BallotBox()
    await asyncio.gather(*(box.cast([ballot(voter, place) for place in places]) for voter in range(30)))
    assert sum(sizes) == 60
    assert max(sizes) <= 10 + 1
    assert counted(engine) == [(30, 0), (30, 0)]


async def test_a_refused_vote_is_answered_among_the_others(engine: Engine, places: list[int]) -> None:
    box = BallotBox()
    one, two = await asyncio.gather(
        box.cast([ballot(1, places[0]), ballot(1, 2**63 - 1)]), box.cast([ballot(2, places[0], Side.DISAGREE)])
    )
    assert [type(answer) for answer in (*one, *two)] == [Counted, NotFound, Counted]
    assert counted(engine) == [(1, 1), (0, 0)]


async def test_a_vote_on_which_something_fails_spoils_no_other(
    engine: Engine, places: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    count = ballots.count

    def fails_for_seven(session: Session, sent: list[Ballot]) -> object:
        answers = count(session, sent)
        if any(one.cookie.endswith("7") for one in sent):
            raise KeyError("0" * 42 + "7")
        return answers

    monkeypatch.setattr(ballots, "count", fails_for_seven)
    box = BallotBox()
    answers = await asyncio.gather(*(box.cast([ballot(voter, places[0])]) for voter in range(10)))
    wrong = [answer for [answer] in answers if not isinstance(answer, Counted)]
    assert [type(answer) for answer in wrong] == [Refused]
    assert isinstance(wrong[0], Refused)
    assert wrong[0].sentence == "This vote could not be counted: something failed here. It was not you."
    assert counted(engine) == [(9, 0), (0, 0)]
    assert "0" * 42 not in caplog.text


async def test_votes_that_take_too_long_are_to_be_sent_again_and_then_told_that_they_count(
    engine: Engine, places: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    held, box = Held(monkeypatch), BallotBox()
    monkeypatch.setattr(voting, "PATIENCE_SECONDS", 0.05)
    told: list[int] = []
    sent = [ballot(1, place) for place in places]
    assert [type(answer) for answer in await box.cast(sent, told.append)] == [Away, Away]
    assert told == []
    monkeypatch.setattr(voting, "PATIENCE_SECONDS", 20.0)
    held.go.set()
    again = await box.cast([ballot(1, place) for place in places])
    assert [answer.side for answer in again if isinstance(answer, Counted)] == [Side.AGREE] * 2
    assert told == [1]  # the late commit was told too
    assert counted(engine) == [(1, 0), (1, 0)]
    with reading(engine) as session:
        assert len(session.exec(select(VoteEvent)).all()) == 2


async def test_who_gives_up_waiting_does_not_stop_the_others(
    engine: Engine, places: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    held, box = Held(monkeypatch), BallotBox()
    gone = asyncio.create_task(box.cast([ballot(1, places[0])]))
    await asyncio.to_thread(held.reached.wait, 20)
    stays = asyncio.create_task(box.cast([ballot(2, places[0])]))
    await asyncio.sleep(0)
    gone.cancel()
    held.go.set()
    assert isinstance((await stays)[0], Counted)
    assert counted(engine) == [(2, 0), (0, 0)]


async def test_a_database_that_is_away_is_said_at_once_and_the_vote_counts_when_it_is_back(
    engine: Engine, places: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    box = BallotBox()
    with disposed(connect("postgresql://nobody@127.0.0.1:1/nothing")) as nowhere, monkeypatch.context() as meanwhile:
        meanwhile.setattr(access, "engine", lambda: nowhere)
        for _ in range(2):
            assert [type(answer) for answer in await box.cast([ballot(1, places[0])])] == [Away]
    assert counted(engine) == [(0, 0), (0, 0)]
    assert isinstance((await box.cast([ballot(1, places[0])]))[0], Counted)
    assert counted(engine) == [(1, 0), (0, 0)]


async def test_an_empty_message_has_no_answers() -> None:
    assert await BallotBox().cast([]) == []
