"""Carries words to the other processes: a question changed, so many watch it, a person is to ask again.

The word is all that crosses: each process reads the database itself. So a word that is lost while Redis is
away costs nothing but time, and when Redis is back every process looks at all that it watches again.
"""

import asyncio
import json
import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from redis import asyncio as redis
from redis.exceptions import RedisError

CHANNEL = "debate:questions"
RETRY_SECONDS = 1.0
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that everybody sees of the question was committed."""

    question_id: int


@dataclass(frozen=True, slots=True)
class Here:
    """So many people watch the question in the process that says so."""

    question_id: int
    people: int


@dataclass(frozen=True, slots=True)
class Nudged:
    """Something that only this person sees was committed."""

    owner: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Nobody acts as this owner any more: their cookie was signed in or out."""

    owner: str


Word = Changed | Here | Nudged | Gone
Heard = Callable[[str, Word], None]
"""Called with the process that speaks, and its word."""


class Bus:
    """This process alone: there is nobody to tell."""

    def tell(self, word: Word) -> None:
        """Tell the others soon; what is said again before that is told once, and of ``Here`` only the newest."""

    async def run(self, heard: Heard, missed: Callable[[], None]) -> None:
        """Hear the others until cancelled; ``missed`` is called whenever words may have been lost."""


class RedisBus(Bus):
    """All processes that use the same Redis. Its being away is logged once and never waited for."""

    def __init__(self, url: str) -> None:
        self._redis: Any = redis.from_url(url, socket_connect_timeout=2, socket_timeout=5, health_check_interval=10)
        self._name = secrets.token_hex(8)
        self._untold: dict[object, Word] = {}
        self._something = asyncio.Event()
        self._failing = set[str]()

    def tell(self, word: Word) -> None:
        """Tell the others as soon as Redis takes it."""
        self._untold[_subject(word)] = word
        self._something.set()

    async def run(self, heard: Heard, missed: Callable[[], None]) -> None:
        """Speak and hear until cancelled, beginning again whenever Redis was away."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._again_and_again("speaking", self._speak))
                tasks.create_task(self._again_and_again("hearing", lambda: self._hear(heard, missed)))
        finally:
            await self._redis.aclose()

    async def _again_and_again(self, doing: str, work: Callable[[], Any]) -> None:
        while True:
            try:
                await work()
            except (RedisError, OSError) as fault:
                _heed_being_stopped()
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
                subject = next(iter(self._untold))
                word = self._untold.pop(subject)  # first: it may have to be told again while it is told
                try:
                    await self._redis.publish(CHANNEL, json.dumps([self._name, *_spelled(word)]))
                except (RedisError, OSError):
                    self._untold.setdefault(subject, word)
                    raise
                self._works("speaking")

    async def _hear(self, heard: Heard, missed: Callable[[], None]) -> None:
        async with self._redis.pubsub() as words:
            await words.subscribe(CHANNEL)
            self._works("hearing")
            missed()
            while True:
                message = await words.get_message(ignore_subscribe_messages=True, timeout=1.0)
                _heed_being_stopped()
                if message is not None and (said := _understood(message["data"])) and said[0] != self._name:
                    heard(*said)


def _subject(word: Word) -> object:
    """A newer word on the same subject takes the place of an older one."""
    return (Here, word.question_id) if isinstance(word, Here) else word


def _spelled(word: Word) -> tuple[object, ...]:
    match word:
        case Changed(question_id):
            return question_id, None
        case Here(question_id, people):
            return question_id, people
        case Nudged(owner):
            return (owner,)
        case Gone(owner):
            return owner, "gone", ""


def _understood(data: bytes) -> tuple[str, Word] | None:
    """The process that speaks and its word, if it is one of ours."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return None
    match said:
        case [str(process), int(question_id), None]:
            return process, Changed(question_id)
        case [str(process), int(question_id), int(people)]:
            return process, Here(question_id, people)
        case [str(process), str(owner), "gone", ""] if re.fullmatch("[0-9a-f]{64}", owner):
            return process, Gone(owner)
        case [str(process), str(owner)] if re.fullmatch("[0-9a-f]{64}", owner):
            return process, Nudged(owner)
        case _:
            return None


def _heed_being_stopped() -> None:
    """The client may take the cancelling of its task for a time-out of its own: then the task would never end."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
