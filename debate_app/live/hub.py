"""Who watches which question, and what they are sent when.

After a commit, ``changed`` marks the question. Its pacer reads the database once, however many votes came in,
and sends one update to everybody who watches: at once when it was quiet, then at most every ``PACE_SECONDS``.
All sends of a question pass through here in order of its sequence, so an older number never follows a newer.

What is a person's own is not sent here: ``nudge`` makes their browsers ask for it again.
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Iterable

from sqlmodel import Session

from debate_app.domain import dates, rows, snapshots
from debate_app.domain.refused import NotFound, Refused
from debate_app.live import frames
from debate_app.live.bus import Bus, Changed, Gone, Here, Nudged, Word
from debate_app.live.frames import Frames, Sees
from debate_app.live.push import Sockets, Update
from debate_app.live.room import Room, Watcher
from debate_app.store import access

GATHER_SECONDS = 0.005
"""What is committed together is shown together, and a voter hears of their own vote first."""
PACE_SECONDS = 0.05
AWAY_SECONDS = 1.0
"""How long a pacer waits before it asks a database again that could not be reached."""
PRESENCE_SECONDS = 1.0
REMIND_SECONDS = 5.0
ASK_AGAIN_SECONDS = 10.0
"""Over how long the browsers of a process ask again when nudges may have been lost: all at once is a storm."""
logger = logging.getLogger(__name__)


class Hub:
    """The rooms of this process; ``on_nudge`` is the full name of the event that a nudged browser sends."""

    def __init__(self, sockets: Sockets, bus: Bus, on_nudge: str) -> None:
        self._sockets = sockets
        self._bus = bus
        self._ask_again = sockets.update(frames.call(on_nudge))
        self._nudged = set[str]()
        self._rooms: dict[int, Room] = {}
        self._watching: dict[str, int] = {}
        self._owners: dict[str, str] = {}
        self._marks = Counter[int]()
        self._gaps = 0

    def arrive(self, sid: str, owner: str) -> None:
        """This socket acts as that owner."""
        self._owners[sid] = owner

    def depart(self, sid: str) -> None:
        """This socket is closed."""
        self._owners.pop(sid, None)
        self.leave(sid)

    async def watch(self, sid: str, owner: str, question_id: int, sees: Sees) -> None:
        """Send the question's current page to this socket, and everything that changes from then on; ``sees`` are the
        viewpoints whose counts it is shown while the question is sealed."""
        self.leave(sid)
        line = self._sockets.line(sid)
        if line is None:
            return
        room = self._rooms.setdefault(question_id, Room())
        room.arriving += 1  # what is committed while this reads has to find the room, and mark it
        try:
            current = await access.read(_frames, question_id, room.sent)
        except NotFound:
            line.send(self._sockets.update(frames.missing()))
            return
        finally:
            room.arriving -= 1
        self._bring_to(room, current)
        assert room.sent is not None
        if line.send(self._sockets.update(room.sent.whole(room.here_sent, sees))):
            room.watchers[sid] = Watcher(owner, line, sees)
            self._watching[sid] = question_id
            if room.stale:
                self._refresh(question_id)

    def show(self, sid: str, sees: Sees) -> None:
        """Show this socket the counts of these viewpoints from now on, where its question is sealed."""
        room = self._rooms.get(self._watching.get(sid, 0))
        watcher = room.watchers.get(sid) if room is not None else None
        if room is None or room.sent is None or watcher is None or watcher.sees == sees:
            return
        watcher.sees = sees
        if room.sent.sealed:
            self._send_to([(sid, watcher)], self._sockets.update(room.sent.update("", sees)))

    def voted(self, owner: str, question_id: int) -> None:
        """This person's votes on the question were counted: where it is sealed, they see other counts now."""
        room = self._rooms.get(question_id)
        if room is not None and room.sent is not None and room.sent.sealed:
            self.nudge(owner)

    def reconnect(self, owner: str) -> None:
        """Whoever watches or acts as this owner does so no more: close their sockets, everywhere."""
        self._bus.tell(Gone(owner))
        self._drop_all(owner)

    def leave(self, sid: str) -> None:
        """Send nothing more to this socket."""
        question_id = self._watching.pop(sid, None)
        room = self._rooms.get(question_id) if question_id is not None else None
        if room is not None:
            room.watchers.pop(sid, None)

    def drop(self, sid: str) -> None:
        """Close this socket."""
        if (line := self._sockets.line(sid)) is not None:
            line.drop()

    def changed(self, question_id: int) -> None:
        """Something that everybody sees of this question was committed here."""
        self._bus.tell(Changed(question_id))
        self._refresh(question_id)

    def marks(self, question_id: int) -> int:
        """A number that rises whenever the question may have changed."""
        return self._marks[question_id] + self._gaps

    def nudge(self, owner: str) -> None:
        """Something that only this person sees was committed here."""
        self._bus.tell(Nudged(owner))
        self._nudge(owner)

    async def run(self) -> None:
        """Hear the other processes, and tell everybody how many are here, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._bus.run(self._heard, self._missed))
            tasks.create_task(self._count_heads())

    def _heard(self, process: str, word: Word) -> None:
        match word:
            case Changed(question_id):
                self._refresh(question_id)
            case Here(question_id, people):
                if (room := self._rooms.get(question_id)) is not None:
                    room.elsewhere[process] = people, time.monotonic()
            case Nudged(owner):
                self._nudge(owner)
            case Gone(owner):
                self._drop_all(owner)

    def _missed(self) -> None:
        self._gaps += 1
        for question_id, room in self._rooms.items():
            self._refresh(question_id)
            for owner in {watcher.owner for watcher in room.watchers.values()}:
                wait = random.uniform(0, ASK_AGAIN_SECONDS)  # noqa: S311
                asyncio.get_running_loop().call_later(wait, self._nudge, owner)

    def _nudge(self, owner: str) -> None:
        """Once per pace, and after it began: so the browser asks after the last of the commits that it shall see."""
        if not self._nudged:
            asyncio.get_running_loop().call_later(PACE_SECONDS, self._send_nudges)
        self._nudged.add(owner)

    def _send_nudges(self) -> None:
        nudged, self._nudged = self._nudged, set[str]()
        for room in self._rooms.values():
            theirs = [(sid, watcher) for sid, watcher in room.watchers.items() if watcher.owner in nudged]
            self._send_to(theirs, self._ask_again)

    def _refresh(self, question_id: int) -> None:
        self._marks[question_id] += 1
        room = self._rooms.get(question_id)
        if room is None:
            return
        room.stale = True
        if room.pacer is None or room.pacer.done():
            room.pacer = asyncio.create_task(self._pace(question_id, room))

    async def _pace(self, question_id: int, room: Room) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        while room.stale and room.watchers:
            room.stale, pause = False, PACE_SECONDS
            try:
                self._bring_to(room, await access.read(_frames, question_id, room.sent))
            except Refused as refused:
                logger.warning(
                    "Question %d could not be read for those who watch: %s", question_id, type(refused).__name__
                )
                room.stale, pause = True, AWAY_SECONDS
            await asyncio.sleep(pause)

    def _bring_to(self, room: Room, current: Frames) -> None:
        """Send the room what is new in ``current``, unless it is there already."""
        earlier = room.sent
        if earlier is None:
            room.sent = current
        elif current.sequence > earlier.sequence or current.turns_at != earlier.turns_at:
            room.sent = current
            text = room.overlay.over(earlier.text, current.text)
            for sees, watchers in room.audiences():
                self._send_to(watchers, self._sockets.update(current.update(text, sees)))

    async def _count_heads(self) -> None:
        """Every second, tell each room how many people are here now; empty rooms are given up."""
        beats = 0
        while True:
            await asyncio.sleep(PRESENCE_SECONDS)
            beats += 1
            for question_id, room in list(self._rooms.items()):
                if room.sent is not None and "" < room.sent.turns_at <= dates.now():
                    self._refresh(question_id)
                here = room.here()
                if here != room.here_sent or beats % REMIND_SECONDS == 0:
                    self._bus.tell(Here(question_id, room.own()))
                if here != room.here_sent:
                    room.here_sent = here
                    self._send(room, frames.people_here(here))
                if not room.watchers and not room.arriving:
                    del self._rooms[question_id]

    def _drop_all(self, owner: str) -> None:
        for sid in [sid for sid, one in self._owners.items() if one == owner]:
            self.drop(sid)

    def _send(self, room: Room, update: str) -> None:
        self._send_to(room.watchers.items(), self._sockets.update(update))

    def _send_to(self, watchers: Iterable[tuple[str, Watcher]], ready: Update) -> None:
        for sid in [sid for sid, watcher in watchers if not watcher.line.send(ready)]:
            self.leave(sid)


def _frames(session: Session, question_id: int, known: Frames | None) -> Frames:
    """The question's frames now; the text part of ``known`` is used again while the text has not changed."""
    now = dates.now()
    stands = known is not None and rows.question(session, question_id).text_sequence == known.text_sequence
    if known is None or not stands or "" < known.turns_at <= now:
        return frames.of_snapshot(snapshots.read(session, question_id), now)
    sequence, tallies = snapshots.tallies(session, question_id)
    return Frames(sequence, known.text_sequence, known.text, tallies, known.sealed, known.turns_at)
