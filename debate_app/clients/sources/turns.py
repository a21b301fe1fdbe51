"""One request to a host at a time, and a pause between two: whoever comes meanwhile waits for their turn."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from debate_app.clients.sources.answers import Ended, Reason

_RETRY_SECONDS = 60


@dataclass(slots=True)
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    people: int = 0
    free_at: float = 0.0


class Turns:
    """The turns of up to ``most`` hosts; of those that nobody waits for, none is remembered longer than its pause."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        self._most = most
        self._clock = clock
        self._turns: dict[str, _Turn] = {}

    @asynccontextmanager
    async def of(self, host: str, pause_seconds: float) -> AsyncGenerator[None]:
        """Wait for the host's turn, keep it, and leave a pause after it. Raises ``Ended`` when too many wait."""
        turn = self._turn(host)
        turn.people += 1
        try:
            async with turn.lock:
                await asyncio.sleep(max(0.0, turn.free_at - self._clock()))
                try:
                    yield
                finally:
                    turn.free_at = self._clock() + pause_seconds
        finally:
            turn.people -= 1

    def _turn(self, host: str) -> _Turn:
        if host not in self._turns and len(self._turns) >= self._most:
            self._forget()
        return self._turns.setdefault(host, _Turn())

    def _forget(self) -> None:
        now = self._clock()
        self._turns = {host: turn for host, turn in self._turns.items() if turn.people or turn.free_at > now}
        if len(self._turns) >= self._most:
            raise Ended(Reason.BUSY, _RETRY_SECONDS)
