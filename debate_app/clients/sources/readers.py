"""Threads of their own for reading what was fetched: the event loop goes on, and so does everybody else's work."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from debate_app.clients.sources.errands import Budget

_READERS = 2
Read = TypeVar("Read")


class Readers:
    """A few threads. What waits for one spends its look-up's time."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_READERS, thread_name_prefix="reading-sources")

    async def read(self, budget: Budget, work: Callable[[], Read]) -> Read:
        """What ``work`` returns. Raises ``Ended`` when the time is up."""
        async with budget.spending():
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)
