"""A question that browsers of this process watch: who they are, and what they were last sent."""

import asyncio
import time
from dataclasses import dataclass, field

from debate_app.live.frames import Frames

ELSEWHERE_SECONDS = 20.0
"""How long another process's word on how many watch there is believed."""


@dataclass(slots=True)
class Room:
    """``owners`` holds the owner of each watching socket: one person with three tabs is one person here."""

    owners: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, tuple[int, float]] = field(default_factory=dict)
    sent: Frames | None = None
    here_sent: int = 0
    stale: bool = False
    pacer: asyncio.Task[None] | None = None

    def here(self) -> int:
        """How many people watch, in this process and, by their last word, in the others."""
        now = time.monotonic()
        return self.own() + sum(count for count, at in self.elsewhere.values() if now - at < ELSEWHERE_SECONDS)

    def own(self) -> int:
        """How many people watch in this process."""
        return len(set(self.owners.values()))
