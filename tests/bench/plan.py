"""How much is measured: everything in about ten minutes, or a quick look."""

import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Sizes and durations; ``seconds`` is how long each single run takes."""

    watchers: tuple[int, ...] = (100, 500, 1000)
    rates: tuple[int, ...] = (2, 20, 50)
    seconds: float = 8.0
    voters: int = 300
    kills: int = 20
    restarts: int = 5
    reconnecting: int = 1000


QUICK = Plan(watchers=(100,), rates=(20,), seconds=2.0, voters=50, kills=2, restarts=2, reconnecting=100)

_BEGAN = time.monotonic()


def say(text: str) -> None:
    """A line of progress."""
    print(f"{time.monotonic() - _BEGAN:6.1f} s  {text}", file=sys.stderr, flush=True)
