"""A question that browsers of this process watch: who they are, and what they were last sent."""

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass, field

from debate_app.live.frames import Frames, Overlay, Sees
from debate_app.live.push import Line

ELSEWHERE_SECONDS = 20.0
"""How long another process's word on how many watch there is believed."""


@dataclass(slots=True)
class Watcher:
    """A socket that watches; ``owner`` tells people apart: one person with three tabs is one person here.

    ``sees`` are the viewpoints whose counts they are shown while the question is sealed.
    """

    owner: str
    line: Line
    sees: Sees = None


@dataclass(slots=True)
class Room:
    """``watchers`` by the id of their socket; ``elsewhere`` holds the word of each other process, and when.

    ``arriving`` counts those whose first page is being read.
    """

    watchers: dict[str, Watcher] = field(default_factory=dict)
    elsewhere: dict[str, tuple[int, float]] = field(default_factory=dict)
    sent: Frames | None = None
    overlay: Overlay = field(default_factory=Overlay)
    here_sent: int = 0
    arriving: int = 0
    stale: bool = False
    pacer: asyncio.Task[None] | None = None

    def audiences(self) -> list[tuple[Sees, list[tuple[str, Watcher]]]]:
        """The watchers, by what they see: all of them at once while nothing is sealed."""
        if self.sent is None or not self.sent.sealed:
            return [(None, list(self.watchers.items()))]
        audiences: dict[Sees, list[tuple[str, Watcher]]] = defaultdict(list)
        for sid, watcher in self.watchers.items():
            audiences[watcher.sees].append((sid, watcher))
        return list(audiences.items())

    def here(self) -> int:
        """How many people watch, in this process and, by their last word, in the others."""
        now = time.monotonic()
        return self.own() + sum(count for count, at in self.elsewhere.values() if now - at < ELSEWHERE_SECONDS)

    def own(self) -> int:
        """How many people watch in this process."""
        return len({watcher.owner for watcher in self.watchers.values()})
