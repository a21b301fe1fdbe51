"""A storm of votes in which the server is killed again and again, and what must hold afterwards.

Every voter does what the outbox of the page does: it keeps a vote until it is acknowledged, through any number of
connections, and sends it again under the same number. Each vote changes its voter's side, so the ledger has to hold
exactly one line for each vote that was acknowledged, in the order in which they were.
"""

import asyncio
import contextlib
import random
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session, col, select

from debate_app.domain import participants, recount
from debate_app.domain.tables import Act, VoteEvent
from debate_app.store import engine
from tests.bench.browser import Browser, Later, Place, Shown, connect
from tests.bench.crowd import statements
from tests.browser.server import free_port, serving

AGAIN_SECONDS = 0.05
DRAIN_SECONDS = 60.0


@dataclass(frozen=True)
class Outcome:
    """``counted`` votes were acknowledged, ``between`` holds how many before each blow; ``faults`` should be empty."""

    counted: int
    between: list[int]
    longest_wait_seconds: float
    faults: list[str]


@dataclass
class Voter:
    """One person at one browser; ``counted`` holds the sides that were acknowledged, by viewpoint, in order."""

    place: Place
    viewpoints: Sequence[Shown]
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    mark: str = field(default_factory=lambda: secrets.token_hex(8))
    counted: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    longest_wait_seconds: float = 0.0
    _browser: Browser | None = None
    _another: asyncio.Event = field(default_factory=asyncio.Event)

    async def vote_until(self, calm: asyncio.Event) -> None:
        """Vote after vote; the last one is acknowledged too."""
        for viewpoint, side, number in statements(self.viewpoints):
            if calm.is_set():
                break
            began = time.monotonic()
            await self._deliver(viewpoint, side, number)
            self.counted[viewpoint[0]].append(side)
            self.longest_wait_seconds = max(self.longest_wait_seconds, time.monotonic() - began)
            self._another.set()
        if self._browser:
            self._browser.close()
            await self._browser.closed

    async def another(self) -> None:
        """Return once one more vote has been acknowledged."""
        self._another.clear()
        await self._another.wait()

    async def _deliver(self, viewpoint: Shown, side: str, number: int) -> None:
        """Send the vote until it is acknowledged, over the connection that there is or over a new one."""
        while True:
            try:
                if self._browser is None or self._browser.closed.done():
                    self._browser = await connect(self.place, self.cookie, self.mark)
                await self._browser.vote(viewpoint, side, number)
            except (Later, OSError):
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return


@contextmanager
def killable(folder: Path, **variables: str) -> Generator[tuple[int, str, Callable[[], None]]]:
    """A server's port, the URL of its database, and the blow: kill -9, and another server in its place."""
    variables |= {"PORT": variables.get("PORT", str(free_port())), "RATES": "off"}
    with contextlib.ExitStack() as servers:
        standing = [servers.enter_context(serving(folder, **variables))]

        def blow() -> None:
            standing[-1].process.kill()
            standing[-1].process.wait()
            standing.append(servers.enter_context(serving(folder, **variables)))

        yield standing[0].port, standing[0].database_url, blow


async def rage(
    voters: Sequence[Voter], database_url: str, blow: Callable[[], None], times: int, seconds: float
) -> Outcome:
    """Let all vote, and strike so many times, each after up to ``seconds`` of undisturbed voting."""
    calm, between = asyncio.Event(), list[int]()
    voting = asyncio.gather(*(voter.vote_until(calm) for voter in voters))
    for _ in range(times):
        before = _counted(voters)
        await _under_way(voters)
        await asyncio.sleep(random.uniform(0.2, 1.0) * seconds)
        await asyncio.to_thread(blow)
        between.append(_counted(voters) - before)
    await _under_way(voters)
    calm.set()
    await asyncio.wait_for(voting, DRAIN_SECONDS)
    longest = max(voter.longest_wait_seconds for voter in voters)
    return Outcome(_counted(voters), between, longest, faults(voters, database_url))


def faults(voters: Sequence[Voter], database_url: str) -> list[str]:
    """A sentence for each voter whose ledger is not what was acknowledged to them, and what `recount` finds."""
    opened = engine.connect(database_url)
    with engine.reading(opened) as session:
        found = [sentence for voter in voters for sentence in _faults_of(session, voter)] + recount.differences(session)
    opened.dispose()
    return found


def _faults_of(session: Session, voter: Voter) -> Generator[str]:
    participant_id = participants.by_cookie(session, voter.cookie)
    lines = select(col(VoteEvent.viewpoint_id), col(VoteEvent.act)).where(VoteEvent.participant_id == participant_id)
    ledger: dict[int, list[str]] = defaultdict(list)
    for viewpoint_id, act in session.exec(lines.order_by(col(VoteEvent.id))):
        ledger[viewpoint_id].append(act)
    for viewpoint_id in voter.counted.keys() | ledger.keys():
        told = [side or Act.WITHDRAW for side in voter.counted[viewpoint_id]]
        if told != ledger[viewpoint_id]:
            yield f"Viewpoint {viewpoint_id}: told {told}, the ledger of {participant_id} has {ledger[viewpoint_id]}."


def _counted(voters: Sequence[Voter]) -> int:
    return sum(len(sides) for voter in voters for sides in voter.counted.values())


async def _under_way(voters: Sequence[Voter]) -> None:
    """Until everybody has had another vote acknowledged."""
    async with asyncio.timeout(DRAIN_SECONDS):
        await asyncio.gather(*(voter.another() for voter in voters))
