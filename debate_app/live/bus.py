"""Carries the word that a question changed, and how many watch it, to the other processes.

The word is all that crosses: each process reads the database itself. So a word that is lost while Redis is
away costs nothing but time, and when Redis is back every process looks at all that it watches again.
"""

import asyncio
import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

from redis import asyncio as redis
from redis.exceptions import RedisError

CHANNEL = "debate:questions"
RETRY_SECONDS = 1.0
logger = logging.getLogger(__name__)

Heard = Callable[[str, int, int | None], None]
"""Called with the process that speaks, the question, and how many watch it there (None: it changed)."""


class Bus:
    """This process alone: there is nobody to tell."""

    def changed(self, question_id: int) -> None:
        """Tell the others that the question changed."""

    def here(self, question_id: int, people: int) -> None:
        """Tell the others how many people watch the question in this process."""

    async def run(self, heard: Heard, missed: Callable[[], None]) -> None:
        """Hear the others until cancelled; ``missed`` is called whenever words may have been lost."""


class RedisBus(Bus):
    """All processes that use the same Redis. Its being away is logged once and never waited for."""

    def __init__(self, url: str) -> None:
        self._redis: Any = redis.from_url(url, socket_connect_timeout=2, socket_timeout=5, health_check_interval=10)
        self._name = secrets.token_hex(8)
        self._untold: dict[tuple[int, bool], int | None] = {}
        self._something = asyncio.Event()
        self._failing = set[str]()

    def changed(self, question_id: int) -> None:
        """Tell the others soon; a question that changes again before that is told once."""
        self._tell(question_id, None)

    def here(self, question_id: int, people: int) -> None:
        """Tell the others soon; only the newest number is told."""
        self._tell(question_id, people)

    async def run(self, heard: Heard, missed: Callable[[], None]) -> None:
        """Speak and hear until cancelled, beginning again whenever Redis was away."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._again_and_again("speaking", self._speak))
                tasks.create_task(self._again_and_again("hearing", lambda: self._hear(heard, missed)))
        finally:
            await self._redis.aclose()

    def _tell(self, question_id: int, people: int | None) -> None:
        self._untold[question_id, people is None] = people
        self._something.set()

    async def _again_and_again(self, doing: str, work: Callable[[], Any]) -> None:
        while True:
            try:
                await work()
            except (RedisError, OSError) as fault:
                if not self._failing:
                    logger.warning(
                        "Redis is away (%s): votes cross to other processes when it is back.", type(fault).__name__
                    )
                self._failing.add(doing)
                await asyncio.sleep(RETRY_SECONDS)
                self._something.set()

    def _works(self, doing: str) -> None:
        if doing in self._failing:
            self._failing.remove(doing)
            if not self._failing:
                logger.warning("Redis is back.")

    async def _speak(self) -> None:
        while True:
            await self._something.wait()
            self._something.clear()
            while self._untold:
                about = next(iter(self._untold))
                people = self._untold.pop(about)  # first: it may have to be told again while it is told
                try:
                    await self._redis.publish(CHANNEL, json.dumps([self._name, about[0], people]))
                except (RedisError, OSError):
                    self._untold.setdefault(about, people)
                    raise
                self._works("speaking")

    async def _hear(self, heard: Heard, missed: Callable[[], None]) -> None:
        async with self._redis.pubsub() as words:
            await words.subscribe(CHANNEL)
            self._works("hearing")
            missed()
            while True:
                word = await words.get_message(ignore_subscribe_messages=True, timeout=1.0)
                if word is not None and (said := _understood(word["data"])) and said[0] != self._name:
                    heard(*said)


def _understood(data: bytes) -> tuple[str, int, int | None] | None:
    """The word, if it is one of ours."""
    try:
        word = json.loads(data)
    except (ValueError, RecursionError):
        return None
    match word:
        case [str(process), int(question_id), int() | None as people]:
            return process, question_id, people
        case _:
            return None
