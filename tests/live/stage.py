"""A hub with lines instead of browsers, and a question for them to watch."""

import asyncio
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import snapshots, votes
from debate_app.domain.tables import Side
from debate_app.live.bus import Bus, Word
from debate_app.live.frames import Sees
from debate_app.live.hub import Hub
from debate_app.store import access
from debate_app.store.engine import transaction
from tests import scene
from tests.waiting import PATIENCE_SECONDS

ON_NUDGE = "a_state.a_handler"


class Line:
    """A browser that takes what it is sent, until it is gone: ``vars`` are the updates, ``now`` is what they made
    of its page, and ``nudges`` says how often it was asked to send the event of a nudge."""

    def __init__(self) -> None:
        self.vars: list[dict[str, Any]] = []
        self.now: dict[str, Any] = {}
        self.nudges = 0
        self.gone = False
        self.news = asyncio.Event()

    def send(self, update: str) -> bool:
        if not self.gone:
            said = json.loads(update)[1]
            self.nudges += [event["name"] for event in said["events"]].count(ON_NUDGE)
            deltas = said["delta"].values()
            if deltas:
                self.vars.append({name.removesuffix("_rx_state_"): delta[name] for delta in deltas for name in delta})
                self.now |= self.vars[-1]
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
        self.told: list[Word] = []

    def tell(self, word: Word) -> None:
        self.told.append(word)

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
        self.hub = Hub(self.sockets, self.words, ON_NUDGE)  # type: ignore[arg-type]
        with transaction(engine) as session:
            self.question_id = scene.question(session)
            self.places = [scene.viewpoint(session, self.question_id, title) for title in ("One", "Two")]
        monkeypatch.setattr(access, "engine", lambda: engine)
        self.reads = Reads(monkeypatch)

    async def watch(self, sid: str, owner: str = "", question_id: int = 0, sees: Sees = None) -> Line:
        await self.hub.watch(sid, owner or sid, question_id or self.question_id, sees)
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

    def edit(self) -> None:
        """An edit of the first viewpoint, told to the hub."""
        self.commit(lambda session: scene.edited(session, self.places[0], f"Number {random.random()}"))
        self.hub.changed(self.question_id)

    def commit(self, verb: Callable[[Session], object]) -> None:
        with transaction(self.engine) as session:
            verb(session)

    def sequence(self) -> int:
        with transaction(self.engine) as session:
            return snapshots.tallies(session, self.question_id)[0]
