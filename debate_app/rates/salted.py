"""Who an act is counted for, without keeping who that is: keys are hashed with a salt that is forgotten.

A network address has so few values that a plain hash of it can be undone by trying them all. The salt is random,
kept nowhere but where the counts are, and another one after ``SALT_SECONDS``: then nobody can tell any more.
"""

import asyncio
import secrets
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

SALT_SECONDS = 4 * 60 * 60
ASK_AGAIN_SECONDS = 60.0
_KEY = "debate:rates:salt"


def salted(salt: bytes, text: str) -> str:
    """What stands for ``text`` as long as the salt is known."""
    return blake2b(text.encode(), key=salt, digest_size=16).hexdigest()


class OwnSalt:
    """This process's, in its memory alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._salt, self._until = b"", float("-inf")
        self._changing = asyncio.Lock()

    async def now(self) -> bytes:
        """The salt of this hour."""
        if self._clock() >= self._until:
            async with self._changing:
                if self._clock() >= self._until:
                    self._salt, self._until = await self._next()
        return self._salt

    async def _next(self) -> tuple[bytes, float]:
        return secrets.token_bytes(32), self._clock() + SALT_SECONDS


class SharedSalt(OwnSalt):
    """One of all processes that use the same Redis, which forgets it in time."""

    def __init__(self, redis: Any, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(clock)
        self._redis = redis

    async def _next(self) -> tuple[bytes, float]:
        """Asked again every minute, in case that Redis has lost it and another process has begun anew."""
        async with self._redis.pipeline() as asked:
            asked.set(_KEY, secrets.token_bytes(32), nx=True, ex=SALT_SECONDS)
            asked.get(_KEY)
            asked.pttl(_KEY)
            _, salt, milliseconds = await asked.execute()
        return salt, self._clock() + min(milliseconds / 1000, ASK_AGAIN_SECONDS)
