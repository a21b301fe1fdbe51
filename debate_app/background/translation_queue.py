"""What waits to be translated, in the order in which it is wanted; each text once, however many ask for it."""

import asyncio
import heapq
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from debate_app.domain.translations import Key, Translated
from debate_app.words import plain

BATCH_TEXTS = 4
MOST_TEXTS = 5_000
FULL_SECONDS = 10.0
_LATER_SECONDS = (0.1, 0.2, 0.4, 0.8, 1.5)
"""How long to wait before each look at what another process is translating."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no translation, for whoever waits, and when to ask again."""

    sentence: str
    retry_seconds: float


Outcome = Translated | Failure | None
"""None: the text stands no more, or is hidden."""

Future = asyncio.Future[Outcome]


@dataclass(slots=True, eq=False)
class Task:
    """One text, which stands at ``place``. ``rank`` is low for what is wanted soon; it is not looked at again before
    ``later``, in seconds of the loop's clock."""

    question_id: int
    key: Key
    place: str
    rank: int
    serial: int
    future: Future = field(default_factory=asyncio.Future[Outcome])
    later: float = 0.0
    looks: int = 0

    @property
    def lane(self) -> tuple[int, str, str]:
        """What can be translated in one go."""
        return self.question_id, self.key.source_language, self.key.language

    @property
    def turn(self) -> tuple[int, int]:
        """What comes before what."""
        return self.rank, self.serial


class Queue:
    """Used on one event loop."""

    def __init__(self) -> None:
        self._tasks: dict[tuple[int, Key], Task] = {}
        self._waiting: set[Task] = set()
        self._begun = 0
        self._serials = itertools.count()
        self._more = asyncio.Event()

    def ask(self, question_id: int, wanted: Mapping[Key, str]) -> dict[Key, Future]:
        """What will come of these texts, each with the place where it stands; the first are wanted first.

        Nobody waits for all that was asked before: the first text of whoever asks now is wanted as soon as the next
        one of whoever asked earlier.
        """
        asked: dict[Key, Future] = {}
        for position, (key, place) in enumerate(wanted.items()):
            task = self._tasks.get((question_id, key)) or self._added(question_id, key, place, position)
            asked[key] = task.future
        self._more.set()
        return asked

    async def next_batch(self) -> list[Task]:
        """The next texts to translate, of one question and one pair of languages, once there are any."""
        while True:
            now = asyncio.get_running_loop().time()
            ready = [task for task in self._waiting if task.later <= now]
            if ready:
                return self._batch(ready)
            self._more.clear()
            soonest = min((task.later for task in self._waiting), default=None)
            try:
                async with asyncio.timeout_at(soonest):
                    await self._more.wait()
            except TimeoutError:
                continue

    def settle(self, task: Task, outcome: Outcome) -> None:
        """Tell whoever waits for it."""
        self._tasks.pop((task.question_id, task.key), None)
        self._waiting.discard(task)
        if not task.future.done():
            task.future.set_result(outcome)

    def settle_all(self, failure: Failure) -> None:
        """Tell everybody who waits for anything."""
        for task in list(self._tasks.values()):
            self.settle(task, failure)

    def look_later(self, task: Task) -> None:
        """Somebody else is translating it: look again in a while."""
        if task.future.done():
            return
        task.later = asyncio.get_running_loop().time() + _LATER_SECONDS[min(task.looks, len(_LATER_SECONDS) - 1)]
        task.looks += 1
        self._waiting.add(task)
        self._more.set()

    def _added(self, question_id: int, key: Key, place: str, position: int) -> Task:
        task = Task(question_id, key, place, self._begun + position, next(self._serials))
        if len(self._tasks) >= MOST_TEXTS:
            full = plain("Very much is being translated just now. Ask again in a moment.")
            task.future.set_result(Failure(full, FULL_SECONDS))
        else:
            self._tasks[question_id, key] = task
            self._waiting.add(task)
        return task

    def _batch(self, ready: Iterable[Task]) -> list[Task]:
        first = min(ready, key=lambda task: task.turn)
        same = (task for task in ready if task.lane == first.lane)
        batch = heapq.nsmallest(BATCH_TEXTS, same, key=lambda task: task.turn)
        self._waiting.difference_update(batch)
        self._begun += len(batch)
        return batch
