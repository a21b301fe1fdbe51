"""Many browsers at once: joining, voting at a steady rate, and how long it took until each saw each vote."""

import asyncio
import gc
import itertools
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench.browser import Browser, Later, Place, Shown, connect

SIDES = ("agree", "disagree", "")
SETTLE_SECONDS = 5.0
LATER_SECONDS = 0.1


@dataclass(frozen=True)
class Waits:
    """How long something took, in milliseconds, sorted; ``expected`` is how many there should be."""

    ms: Sequence[float]
    expected: int

    def at(self, share: float) -> float:
        """The time within which this share of what was expected was there; infinite where it never was."""
        rank = math.ceil(share * self.expected) - 1
        return self.ms[rank] if 0 <= rank < len(self.ms) else math.inf

    @property
    def delivered(self) -> float:
        """The share that arrived, in percent."""
        return 100 * len(self.ms) / self.expected


async def join(place: Place, count: int, at_once: int = 50, cookies: Sequence[str] = ()) -> list[Browser]:
    """So many browsers on the page, ``at_once`` of them coming at the same time."""
    turnstile = asyncio.Semaphore(at_once)

    async def one(cookie: str) -> Browser:
        async with turnstile:
            return await connect(place, cookie)

    return list(await asyncio.gather(*map(one, cookies or [""] * count)))


def leave(browsers: Sequence[Browser]) -> None:
    """All tabs are closed."""
    for browser in browsers:
        browser.close()


def statements(viewpoints: Sequence[Shown]) -> Iterator[tuple[Shown, str, int]]:
    """One voter's votes without end, each changing something: (viewpoint, side, number)."""
    for number in itertools.count(1):
        turn, place = divmod(number - 1, len(viewpoints))
        yield viewpoints[place], SIDES[turn % len(SIDES)], number


async def cast(browser: Browser, viewpoint: Shown, side: str, number: int) -> int:
    """Vote as the page's outbox does, again while the answer is “later”; the sequence that includes the vote."""
    while True:
        try:
            return await browser.vote(viewpoint, side, number)
        except Later:
            await asyncio.sleep(LATER_SECONDS)


class Voters:
    """Some browsers of a crowd that vote in turn, at moments that do not depend on the answers."""

    def __init__(self, browsers: Sequence[Browser], viewpoints: Sequence[Shown]) -> None:
        self._turns = itertools.cycle([(browser, statements(viewpoints)) for browser in browsers])

    async def vote(self, per_second: float, seconds: float) -> list[tuple[float, int]]:
        """(Moment it was sent, sequence that includes it) of each vote."""
        began, votes = time.perf_counter(), list[asyncio.Task[tuple[float, int]]]()
        for number in range(max(1, round(per_second * seconds))):
            await asyncio.sleep(max(0.0, began + number / per_second - time.perf_counter()))
            votes.append(asyncio.create_task(self._next()))
        await asyncio.sleep(max(0.0, began + seconds - time.perf_counter()))
        return await asyncio.gather(*votes)

    async def _next(self) -> tuple[float, int]:
        browser, mine = next(self._turns)
        sent = time.perf_counter()
        return sent, await cast(browser, *next(mine))


@contextmanager
def listening(browsers: Sequence[Browser]) -> Iterator[None]:
    """Every update that a browser receives meanwhile is noted, with nothing of the generator's in between."""
    gc.collect()
    gc.disable()
    for browser in browsers:
        browser.receipts = []
    try:
        yield
    finally:
        gc.enable()


async def settle(browsers: Sequence[Browser], sequence: int) -> None:
    """Wait until every browser shows this sequence, but no longer than ``SETTLE_SECONDS``."""
    arrivals = [asyncio.create_task(browser.until(sequence)) for browser in browsers]
    _, missing = await asyncio.wait(arrivals, timeout=SETTLE_SECONDS)
    for one in missing:
        one.cancel()


def waits(votes: Sequence[tuple[float, int]], browsers: Sequence[Browser]) -> Waits:
    """From each vote to the first update with it in, on every browser."""
    ordered = sorted(votes, key=lambda vote: vote[1])
    found = [wait for browser in browsers for wait in _waits_of(browser.receipts or [], ordered)]
    return Waits(sorted(found), len(votes) * len(browsers))


def _waits_of(receipts: list[tuple[float, int]], ordered: Sequence[tuple[float, int]]) -> Iterator[float]:
    updates = iter(receipts)
    at, shown = 0.0, 0
    for sent, sequence in ordered:
        while shown < sequence:
            if (update := next(updates, None)) is None:
                return
            at, shown = update
        yield (at - sent) * 1000
