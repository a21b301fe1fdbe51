"""Translates what readers ask for, behind their backs: a request waits for it, or asks again later.

Texts go to the engine a few at a time, and twice so: the next are claimed while it works.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress

from debate_app import languages
from debate_app.background.translation_queue import Failure, Future, Queue, Task
from debate_app.clients.translating import Translator, Unavailable, translator
from debate_app.domain import translations
from debate_app.domain.refused import Refused
from debate_app.domain.translations import Claim, Key
from debate_app.settings import Settings
from debate_app.store.access import write
from debate_app.words import plain

WORKERS = 2
FAILED_SECONDS = 10.0
logger = logging.getLogger(__name__)


class Desk:
    """Where texts are handed in to one engine."""

    def __init__(self, engine: Translator) -> None:
        self.engine = engine
        self._queue = Queue()
        self._turn = asyncio.Lock()
        self._held: list[Claim] = []

    def ask(self, question_id: int, wanted: Mapping[Key, str]) -> dict[Key, Future]:
        """What will come of these texts, each with the place of the question's page where it stands."""
        return self._queue.ask(question_id, wanted)

    async def work(self) -> None:
        """Translate what is handed in, for ever."""
        while True:
            claim = None
            async with self._turn:  # what is wanted first is claimed, and so begun, first
                batch = await self._queue.next_batch()
                with self._telling(batch):
                    claim = await self._claimed(batch)
            if claim and claim.texts:
                with self._telling(batch):
                    await self._translate(batch, claim)

    async def leave(self) -> None:
        """Give up what is claimed, and tell whoever waits."""
        self._queue.settle_all(_broken())
        for claim in self._held:
            with suppress(Refused):
                await write(translations.release, claim, claim.texts)

    @contextmanager
    def _telling(self, batch: Sequence[Task]) -> Generator[None]:
        """Where something fails within, tell whoever waits for these, in the language that they want to read."""
        language = batch[0].key.language
        with languages.speaking(language if language in languages.INTERFACE else languages.ENGLISH):
            try:
                yield
            except Unavailable as fault:
                self._queue.settle_all(Failure(fault.sentence, fault.retry_seconds))
            except Refused as fault:  # the database is away
                self._settle(batch, Failure(fault.sentence, FAILED_SECONDS))
            except Exception as fault:
                logger.error("A translation failed: %s", type(fault).__name__)
                self._settle(batch, _broken())

    async def _claimed(self, batch: Sequence[Task]) -> Claim:
        """Claim the texts, and settle those that need no translating any more."""
        claim = await write(translations.claim, batch[0].question_id, {task.place: task.key for task in batch})
        for task in batch:
            if task.key in claim.elsewhere:
                self._queue.look_later(task)
            elif task.key not in claim.texts:
                self._queue.settle(task, claim.known.get(task.key))
        return claim

    async def _translate(self, batch: Sequence[Task], claim: Claim) -> None:
        """Translate what was claimed and keep that; or give the claim up."""
        self._held.append(claim)
        try:
            [(source, target)] = {(key.source_language, key.language) for key in claim.texts}
            made = await self.engine.translate([*claim.texts.values()], source, target)
            texts = {key: (one.text, one.doubtful) for key, one in zip(claim.texts, made, strict=True)}
            kept = await write(translations.keep, claim, texts, self.engine.name)
        except Exception:
            self._held.remove(claim)
            await write(translations.release, claim, claim.texts)
            raise
        self._held.remove(claim)
        for task in batch:
            if task.key in claim.texts:
                self._queue.settle(task, kept.get(task.key))

    def _settle(self, batch: Sequence[Task], outcome: Failure) -> None:
        for task in batch:
            self._queue.settle(task, outcome)


_desks: list[Desk] = []


@asynccontextmanager
async def translating(settings: Settings) -> AsyncGenerator[None]:
    """Translate with the engine that the settings name until the block ends, if they name one."""
    engine = translator(settings.translation)
    if engine is None:
        yield
        return
    try:
        async with translating_with(engine):
            yield
    finally:
        await engine.close()


@asynccontextmanager
async def translating_with(engine: Translator) -> AsyncGenerator[None]:
    """Translate with this engine until the block ends."""
    desk = Desk(engine)
    former, _desks[:] = _desks[:], [desk]
    workers = [asyncio.create_task(desk.work()) for _ in range(WORKERS)]
    try:
        yield
    finally:
        _desks[:] = former
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        await desk.leave()


def desk() -> Desk | None:
    """Where texts are handed in; None where nothing translates here."""
    return _desks[0] if _desks else None


def _broken() -> Failure:
    return Failure(plain("This could not be translated. The original can be read."), FAILED_SECONDS)
