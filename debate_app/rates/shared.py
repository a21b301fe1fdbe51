"""Counts that all processes share in one Redis, with the library's scripts, which count in one step.

What is asked while an answer is on its way gathers and goes with the next question: so an act alone does not wait,
and a thousand at once cost a few trips.
"""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any

from limits import RateLimitItem
from limits.aio.storage.redis.bridge import RedisBridge
from redis import asyncio as redis
from redis.exceptions import RedisError

from debate_app.rates.counts import Counts
from debate_app.rates.salted import SharedSalt

PREFIX = "debate:rates:"
RETRY_SECONDS = 2.0
MOST_TOGETHER = 200
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Question:
    script: bytes
    key: str
    arguments: tuple[int, ...]
    answer: asyncio.Future[Any]


class SharedWindows:
    """In Redis. Raises RedisError while it is away."""

    def __init__(self, client: Any) -> None:
        self._redis = client
        self._waiting: list[_Question] = []
        self._asking: asyncio.Task[None] | None = None

    async def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count ``amount`` more where that does not exceed the limit; whether it was counted."""
        return bool(await self._answer(RedisBridge.SCRIPT_ACQUIRE_SLIDING_WINDOW, key, limit, expiry, amount))

    async def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """The count of the slice before and how long it counts, the one of this slice and how long it counts."""
        found = await self._answer(RedisBridge.SCRIPT_SLIDING_WINDOW, key, expiry)
        before, before_left, now, now_left = (max(0, int(one or 0)) for one in found)
        return before, before_left / 1000, now, now_left / 1000

    async def _answer(self, script: bytes, key: str, *arguments: int) -> Any:
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Question(script, key, arguments, answer))
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await answer

    async def _ask(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            try:
                answers = await self._asked(together)
            except (RedisError, OSError) as fault:
                answers: list[Any] = [fault] * len(together)
            for question, answer in zip(together, answers, strict=True):
                if question.answer.done():
                    continue
                if isinstance(answer, Exception):
                    question.answer.set_exception(answer)
                else:
                    question.answer.set_result(answer)

    async def _asked(self, together: list[_Question]) -> list[Any]:
        async with self._redis.pipeline(transaction=False) as questions:
            for one in together:
                slices = f"{PREFIX}{one.key}/-1", f"{PREFIX}{one.key}"
                questions.eval(one.script, len(slices), *slices, *one.arguments)
            return await questions.execute(raise_on_error=False)


class SharedCounts(Counts):
    """All processes' that use the same Redis. While it is away each counts for itself: nobody is kept waiting."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis: Any = redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=0.5, health_check_interval=10)
        self._shared = Counts(SharedWindows(self._redis), SharedSalt(self._redis))
        self._away_until: float | None = None

    async def take(self, what: str, who: str, rate: RateLimitItem, cost: int) -> int:
        """The same over all processes."""
        if self._may_ask():
            try:
                wait = await self._shared.take(what, who, rate, cost)
            except (RedisError, OSError) as fault:
                self._is_away(fault)
            else:
                self._works()
                return wait
        return await super().take(what, who, rate, cost)

    async def close(self) -> None:
        """Let go of Redis."""
        await self._redis.aclose()

    def _may_ask(self) -> bool:
        """While Redis is away one act in ``RETRY_SECONDS`` finds out whether it is back."""
        now = time.monotonic()
        if self._away_until is None:
            return True
        if now < self._away_until:
            return False
        self._away_until = now + RETRY_SECONDS
        return True

    def _is_away(self, fault: Exception) -> None:
        if self._away_until is None:
            logger.warning("Redis is away (%s): each process limits rates by itself.", type(fault).__name__)
        self._away_until = time.monotonic() + RETRY_SECONDS

    def _works(self) -> None:
        if self._away_until is not None:
            self._away_until = None
            logger.warning("Redis is back: rates are limited over all processes.")
