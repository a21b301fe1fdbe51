"""What a service is asked once, however many want to know."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")
_KNOWN_SECONDS = 300.0


class Known(Generic[_T]):
    """An answer that is asked for again after some minutes by ``now``."""

    def __init__(self, ask: Callable[[], Awaitable[_T]], now: Callable[[], float]) -> None:
        self._now = now
        self._ask = ask
        self._lock = asyncio.Lock()
        self._until = 0.0
        self._answer: _T | None = None

    async def get(self) -> _T:
        """What it answers. Raises what asking raises."""
        async with self._lock:
            if self._answer is None or self._now() >= self._until:
                self._answer = await self._ask()
                self._until = self._now() + _KNOWN_SECONDS
            return self._answer
