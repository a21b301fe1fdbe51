"""Who is sent what, when: joins, paces, order, and how many people are here."""

import asyncio
import json
import random
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlmodel import Session

from debate_app.domain import votes
from debate_app.domain.tables import Side
from debate_app.live import hub as hubs
from debate_app.live import room as rooms
from debate_app.live.bus import Bus
from debate_app.live.hub import Hub
from debate_app.live.page import Page
from debate_app.store import access
from debate_app.store.engine import transaction
from tests import scene
from tests.waiting import PATIENCE_SECONDS, until


class Line:
    """A browser that takes what it is sent, until it is gone."""

    def __init__(self) -> None:
        self.vars: list[dict[str, Any]] = []
        self.gone = False
        self.news = asyncio.Event()

    def send(self, update: str) -> bool:
        if not self.gone:
            delta = json.loads(update)[1]["delta"][Page.get_full_name()]
            self.vars.append({name.removesuffix("_rx_state_"): value for name, value in delta.items()})
            self.news.set()
        return not self.gone

    def drop(self) -> None:
        self.gone = True

    def all(self, name: str) -> list[Any]:
        return [one[name] for one in self.vars if name in one]

    async def until(self, holds: Callable[[], Any]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():
                self.news.clear()
                await self.news.wait()


class Sockets:
    """The lines by their ids; an update stays as it is."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}

    def update(self, event: str) -> str:
        return event

    def line(self, sid: str) -> Line | None:
        line = self.lines.setdefault(sid, Line())
        return None if line.gone else line


class Words(Bus):
    """What is told to other processes, and a way to say what they tell."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int | None]] = []

    def changed(self, question_id: int) -> None:
        self.told.append((question_id, None))

    def here(self, question_id: int, people: int) -> None:
        self.told.append((question_id, people))

    async def run(self, heard: Any, missed: Any) -> None:
        self.heard, self.missed = heard, missed
        await asyncio.Event().wait()


class Reads:
    """Counts the reads of the database, and can hold up what they bring."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.number = 0
        self.gates: list[asyncio.Event] = []
        self.done = asyncio.Event()
        self._read = access.read
        monkeypatch.setattr(access, "read", self)

    async def __call__(self, *args: Any) -> Any:
        self.number += 1
        gate = self.gates.pop(0) if self.gates else None
        try:
            return await self._read(*args)
        finally:
            self.done.set()
            if gate:
                await gate.wait()

    def hold_next(self) -> asyncio.Event:
        gate = asyncio.Event()
        self.gates.append(gate)
        self.done.clear()
        return gate


class Stage:
    """A hub with lines, and a question with two viewpoints."""

    def __init__(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        self.engine, self.sockets, self.words = engine, Sockets(), Words()
        self.hub = Hub(self.sockets, self.words)  # type: ignore[arg-type]
        with transaction(engine) as session:
            self.question_id = scene.question(session)
            self.places = [scene.viewpoint(session, self.question_id, title) for title in ("One", "Two")]
        monkeypatch.setattr(access, "engine", lambda: engine)
        self.reads = Reads(monkeypatch)

    async def watch(self, sid: str, owner: str = "", question_id: int = 0) -> Line:
        await self.hub.watch(sid, owner or sid, question_id or self.question_id)
        return self.sockets.lines[sid]

    def vote(self, side: Side | None = Side.AGREE) -> int:
        """A vote by somebody new, told to the hub; the sequence from which the tally includes it."""
        self.commit(lambda session: votes.cast(session, scene.guest(session), self.places[0], side))
        self.hub.changed(self.question_id)
        return self.sequence()

    def write(self) -> None:
        """A new viewpoint, told to the hub."""
        self.commit(lambda session: scene.viewpoint(session, self.question_id, f"Number {random.random()}"))
        self.hub.changed(self.question_id)

    def commit(self, verb: Callable[[Session], object]) -> None:
        with transaction(self.engine) as session:
            verb(session)

    def sequence(self) -> int:
        with transaction(self.engine) as session:
            return hubs.snapshots.tallies(session, self.question_id)[0]


@pytest.fixture
async def stage(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The hub does not run: it counts no heads, and hears no other process."""
    return Stage(engine, monkeypatch)


@pytest.fixture
async def counting(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Stage]:
    """The hub runs, and counts heads every few milliseconds."""
    monkeypatch.setattr(hubs, "PRESENCE_SECONDS", 0.01)
    running = asyncio.create_task(stage.hub.run())
    await asyncio.sleep(0)
    yield stage
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_who_joins_gets_the_whole_page(stage: Stage) -> None:
    line = await stage.watch("a")
    [page] = line.vars
    assert page["sequence"] == stage.sequence()
    assert [viewpoint["title"] for viewpoint in page["viewpoints"]] == ["One", "Two"]
    assert page["tallies"] == {str(place): [0, 0] for place in stage.places}
    assert page["missing"] is False


async def test_a_vote_reaches_everybody_who_watches_as_numbers_alone(stage: Stage) -> None:
    lines = [await stage.watch(sid) for sid in "abc"]
    sequence = stage.vote()
    for line in lines:
        await line.until(lambda line=line: line.all("sequence")[-1] == sequence)
        assert line.vars[1:] == [
            {"sequence": sequence, "tallies": {str(stage.places[0]): [1, 0], str(stage.places[1]): [0, 0]}}
        ]


async def test_a_new_text_comes_as_text(stage: Stage) -> None:
    line = await stage.watch("a")
    stage.write()
    await line.until(lambda: len(line.vars) == 2)
    assert len(line.vars[1]["viewpoints"]) == 3


async def test_others_questions_are_not_sent(stage: Stage) -> None:
    with transaction(stage.engine) as session:
        elsewhere = scene.question(session, "Elsewhere?")
    other, line = await stage.watch("b", question_id=elsewhere), await stage.watch("a")
    stage.vote()
    await line.until(lambda: len(line.vars) == 2)
    assert len(other.vars) == 1


async def test_a_question_that_does_not_exist_is_said_to_be_missing(counting: Stage) -> None:
    line = await counting.watch("a", question_id=999)
    assert line.vars == [{"missing": True}]
    await until(lambda: not counting.hub._rooms)


async def test_what_changes_while_the_first_reader_joins_is_not_missed(stage: Stage) -> None:
    gate = stage.reads.hold_next()
    joining = asyncio.create_task(stage.watch("a"))
    await stage.reads.done.wait()
    sequence = stage.vote()
    room = stage.hub._rooms[stage.question_id]
    await until(lambda: room.pacer and room.pacer.done())  # it found nobody to send to
    gate.set()
    line = await joining
    await line.until(lambda: line.all("sequence")[-1] == sequence)


async def test_nor_while_the_room_is_given_up(counting: Stage) -> None:
    await counting.watch("z")
    counting.hub.leave("z")
    gate = counting.reads.hold_next()
    joining = asyncio.create_task(counting.watch("a"))
    await counting.reads.done.wait()
    await counting.watch("b", question_id=999)
    await until(lambda: 999 not in counting.hub._rooms)  # that one was taken away, this one may not be
    sequence = counting.vote()
    gate.set()
    line = await joining
    await line.until(lambda: line.all("sequence")[-1] == sequence)


async def storm(stage: Stage, chance: random.Random) -> None:
    """Sixty votes and four new viewpoints."""
    for number in range(60):
        await asyncio.to_thread(stage.commit, lambda s: votes.cast(s, scene.guest(s), stage.places[0], Side.AGREE))
        stage.hub.changed(stage.question_id)
        if number % 15 == 0:
            stage.write()
        await asyncio.sleep(chance.random() / 200)


async def restless(stage: Stage, name: str, chance: random.Random) -> list[Line]:
    """Comes, and comes again twice, each time as a new connection; only the last one stays."""
    lines: list[Line] = []
    for turn in range(3):
        await asyncio.sleep(chance.random() / 10)
        stage.hub.leave(f"{name}-{turn - 1}")
        lines.append(await stage.watch(f"{name}-{turn}", owner=name))
    return lines


async def test_joins_and_leaves_in_a_storm_of_changes_miss_nothing_and_see_nothing_older(
    counting: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "PACE_SECONDS", 0.002)
    chance = random.Random(3)
    _, *came = await asyncio.gather(
        storm(counting, chance), *(restless(counting, str(number), chance) for number in range(12))
    )
    final = counting.sequence()
    for left, left_too, stayed in came:
        await stayed.until(lambda line=stayed: line.all("sequence")[-1] == final)
        tallies = stayed.all("tallies")[-1]
        assert tallies[str(counting.places[0])] == [60, 0]
        assert len(stayed.all("viewpoints")[-1]) == len(tallies) == 6
        for line in (left, left_too, stayed):
            assert line.all("sequence") == sorted(set(line.all("sequence")))


async def test_a_read_that_comes_back_late_does_not_put_the_page_back(stage: Stage) -> None:
    line = await stage.watch("a")
    old = stage.reads.hold_next()
    slow = asyncio.create_task(stage.watch("b"))
    await stage.reads.done.wait()
    sequence = stage.vote()
    await line.until(lambda: line.all("sequence")[-1] == sequence)
    old.set()
    late = await slow
    assert late.all("sequence") == [sequence]
    assert line.all("sequence")[-1] == sequence


async def test_a_held_up_pacer_does_not_send_what_a_newcomer_made_old(stage: Stage) -> None:
    line = await stage.watch("a")
    old = stage.reads.hold_next()
    stage.vote()
    await stage.reads.done.wait()
    sequence = stage.vote()
    newcomer = await stage.watch("b")
    assert newcomer.all("sequence") == line.all("sequence")[-1:] == [sequence]
    old.set()
    later = stage.vote()
    await line.until(lambda: line.all("sequence")[-1] == later)
    assert line.all("sequence") == sorted(set(line.all("sequence")))


async def test_many_changes_within_a_pace_cost_one_read_and_one_update(stage: Stage) -> None:
    lines = [await stage.watch(sid) for sid in "abc"]
    before = stage.reads.number
    for _ in range(30):
        sequence = stage.vote()
    for line in lines:
        await line.until(lambda line=line: line.all("sequence")[-1] == sequence)
        assert len(line.vars) == 2
    assert stage.reads.number == before + 1


async def test_a_stream_of_changes_is_paced(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "PACE_SECONDS", 0.1)
    line = await stage.watch("a")
    clock = asyncio.get_running_loop().time
    began, sequence = clock(), 0
    while clock() - began < 0.45:
        sequence = stage.vote()
        await asyncio.sleep(0.005)
    await line.until(lambda: line.all("sequence")[-1] == sequence)
    assert len(line.vars) - 1 <= (clock() - began) / 0.1 + 2


async def test_people_are_counted_not_tabs_and_the_count_falls_when_they_leave(counting: Stage) -> None:
    ann = await counting.watch("a1", owner="Ann")
    await counting.watch("a2", owner="Ann")
    await counting.watch("b1", owner="Bo")
    await ann.until(lambda: ann.all("here")[-1] == 2)
    assert counting.words.told[-1] == (counting.question_id, 2)
    counting.hub.leave("a2")
    counting.hub.leave("b1")
    await ann.until(lambda: ann.all("here")[-1] == 1)
    newcomer = await counting.watch("c", owner="Cy")
    await newcomer.until(lambda: newcomer.all("here")[-1] == 2)


async def test_people_in_other_processes_count_until_they_are_silent(
    counting: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await counting.watch("a")
    counting.words.heard("other", counting.question_id, 5)
    counting.words.heard("third", counting.question_id, 1)
    counting.words.heard("other", counting.question_id, 4)
    counting.words.heard("other", 12345, 9)
    await line.until(lambda: line.all("here")[-1] == 6)
    monkeypatch.setattr(rooms, "ELSEWHERE_SECONDS", 0.0)
    await line.until(lambda: line.all("here")[-1] == 1)


async def test_a_word_from_another_process_brings_what_it_committed(counting: Stage) -> None:
    line = await counting.watch("a")
    counting.commit(lambda session: votes.cast(session, scene.guest(session), counting.places[0], Side.AGREE))
    counting.words.heard("other", counting.question_id, None)
    await line.until(lambda: line.all("tallies")[-1][str(counting.places[0])] == [1, 0])
    assert (counting.question_id, None) not in counting.words.told


async def test_after_words_were_missed_everything_watched_is_looked_at_again(counting: Stage) -> None:
    line = await counting.watch("a")
    counting.commit(lambda session: votes.cast(session, scene.guest(session), counting.places[0], Side.AGREE))
    counting.words.missed()
    await line.until(lambda: line.all("tallies")[-1][str(counting.places[0])] == [1, 0])


async def test_a_line_that_is_gone_costs_the_others_nothing(counting: Stage) -> None:
    gone, line = await counting.watch("gone"), await counting.watch("a")
    gone.drop()
    sequence = counting.vote()
    await line.until(lambda: line.all("sequence")[-1] == sequence)
    assert [*counting.hub._rooms[counting.question_id].watchers] == ["a"]
    await line.until(lambda: line.all("here")[-1] == 1)


async def test_who_is_gone_before_the_page_was_read_does_not_join(stage: Stage) -> None:
    gate = stage.reads.hold_next()
    joining = asyncio.create_task(stage.watch("a"))
    await stage.reads.done.wait()
    stage.sockets.lines["a"].drop()
    gate.set()
    await joining
    assert stage.hub._rooms[stage.question_id].watchers == {}
    assert stage.hub._watching == {}


async def test_a_browser_watches_one_question(stage: Stage) -> None:
    with transaction(stage.engine) as session:
        elsewhere = scene.question(session, "Elsewhere?")
    line = await stage.watch("a")
    await stage.watch("a", question_id=elsewhere)
    other = await stage.watch("b")
    stage.vote()
    await other.until(lambda: len(other.vars) == 2)
    assert len(line.vars) == 2


async def test_a_room_that_nobody_watches_is_given_up(counting: Stage) -> None:
    line = await counting.watch("a")
    await line.until(lambda: line.all("here")[-1] == 1)
    counting.hub.leave("a")
    await until(lambda: not counting.hub._rooms)
    assert counting.words.told[-1] == (counting.question_id, 0)
    counting.vote()
    assert counting.hub._rooms == {}


async def test_what_changed_while_the_database_was_away_comes_when_it_is_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "AWAY_SECONDS", 0.02)
    line = await stage.watch("a")
    before = stage.reads.number
    with monkeypatch.context() as meanwhile:
        away = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
        meanwhile.setattr(access, "engine", lambda: away)
        stage.commit(lambda session: votes.cast(session, scene.guest(session), stage.places[0], Side.AGREE))
        stage.hub.changed(stage.question_id)
        await until(lambda: stage.reads.number >= before + 3)
    await line.until(lambda: line.all("tallies")[-1][str(stage.places[0])] == [1, 0])
