"""What every translation engine does, and what it may cost."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from debate_app.words import message, plain

_DAY_SECONDS = 24 * 60 * 60

Pairs = Mapping[str, frozenset[str]]
"""For each language that can be read, those that it can be translated into; as the engine writes them."""


@dataclass(frozen=True, slots=True)
class Made:
    """A translation. ``doubtful``: a link, footnote mark, number or name in markup of the original is not in it
    unchanged, or the original is in another language than was said."""

    text: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Spent:
    """What was used since the start: ``characters`` given to the engine, in how many ``calls``, and how many of these
    were ``failures``."""

    characters: int
    calls: int
    failures: int


class Unavailable(Exception):
    """The engine is away, refuses, or is at its limit. To ask again makes sense after ``retry_seconds``."""

    def __init__(self, text: str, retry_seconds: float) -> None:
        super().__init__(text)
        self._text = text
        self.retry_seconds = retry_seconds

    @property
    def sentence(self) -> str:
        """What happened, for the reader who is asking now: many may wait for one translation."""
        return plain(self._text)


class Engine(Protocol):
    """One way to translate. It is given texts whose links and marks are hidden already (``kept_marks.py``), none of
    them empty."""

    name: str
    sends_away: bool
    meter: "Meter"

    async def pairs(self) -> Pairs:
        """What it can translate. Raises Unavailable."""
        ...

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[Made]:
        """The translations in order; doubtful where the engine itself has doubts. Raises Unavailable."""
        ...

    async def close(self) -> None:
        """End what it holds."""
        ...


class Meter:
    """Counts what an engine is given, and refuses what goes beyond ``most_a_day`` (UTC; 0 is any number)."""

    def __init__(self, most_a_day: int = 0, now: Callable[[], float] = time.time) -> None:
        self._most = most_a_day
        self._now = now
        self._day = 0
        self._today = 0
        self._characters = self._calls = self._failures = 0

    def call(self, characters: int) -> None:
        """Count a call. Raises Unavailable where the day's characters are used up: then it may not be made."""
        day, second = divmod(self._now(), _DAY_SECONDS)
        if day != self._day:
            self._day, self._today = int(day), 0
        if self._most and self._today + characters > self._most:
            said = message("This site has translated as much as it may in a day. The original can be read.")
            raise Unavailable(said, _DAY_SECONDS - second)
        self._today += characters
        self._characters += characters
        self._calls += 1

    def failed(self) -> None:
        """Count a call that brought nothing."""
        self._failures += 1

    def spent(self) -> Spent:
        """What was counted."""
        return Spent(self._characters, self._calls, self._failures)
