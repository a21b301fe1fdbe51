"""Sliding windows: how much of a rate is used up, and how long it is until there is room again.

Two counts stand for a window: of the time slice that runs, and of the one before, which counts for the share of
it that the window still reaches. So a rate needs two numbers however high it is, and a burst over the border of
two slices cannot have the double, as with fixed windows. (A moving window keeps each hit: 3,000 for one address.)

``limits`` brings this for Redis and for memory. In memory it walks over all that it holds at each hit: 160 µs with
5,000 people, where a dictionary for each slice takes 4.
"""

import time
from collections.abc import Callable
from math import floor
from typing import Protocol


class Windows(Protocol):
    """What ``limits.aio.storage`` calls the support of sliding windows, as far as we use it. Times are in seconds."""

    async def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count ``amount`` more where that does not exceed the limit; whether it was counted."""
        ...

    async def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """The count of the slice before and how long it counts, the one of this slice and how long it counts."""
        ...


class OwnWindows:
    """In this process's memory. All keys of one expiry share their slices, so old ones are forgotten at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._slices: dict[int, tuple[int, dict[str, int], dict[str, int]]] = {}

    async def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count ``amount`` more where that does not exceed the limit; whether it was counted."""
        before, now, left = self._at(expiry)
        counted = now.get(key, 0)
        if floor(before.get(key, 0) * left / expiry) + counted + amount > limit:
            return False
        now[key] = counted + amount
        return True

    async def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """The count of the slice before and how long it counts, the one of this slice and how long it counts."""
        before, now, left = self._at(expiry)
        return before.get(key, 0), left, now.get(key, 0), left + expiry

    def _at(self, expiry: int) -> tuple[dict[str, int], dict[str, int], float]:
        """The counts of the slice before, those of this slice, and how many seconds of it are left."""
        time_now = self._clock()
        number = int(time_now // expiry)
        last, before, now = self._slices.get(expiry, (number, {}, {}))
        if last != number:
            before, now = (now if last == number - 1 else {}), {}
        self._slices[expiry] = number, before, now
        return before, now, (number + 1) * expiry - time_now


def wait_seconds(limit: int, expiry: int, amount: int, window: tuple[int, float, int, float]) -> int:
    """How long until ``amount`` more is within the limit, if nothing else is counted meanwhile; at least 1."""
    before, _, now, now_counts = window
    left = max(0.0, now_counts - expiry)
    room = limit - amount + 1  # what is counted has to fall below this
    if now < room:
        wait = left - (room - now) * expiry / before if before else 0.0
    else:
        wait = left + expiry - room * expiry / now
    return max(0, floor(wait)) + 1
