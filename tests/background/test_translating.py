"""What waits to be translated: in which order, once among several processes, and given up in the end."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import Engine

from debate_app.background import translating, translation_queue
from debate_app.background.translating import Desk, translating_with
from debate_app.background.translation_queue import BATCH_TEXTS, Failure, Queue
from debate_app.domain import originals, translations
from debate_app.domain.translations import Key, Translated
from debate_app.store import access
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.debates import row_counts
from tests.translators import Parrot


def keys(*digests: str, language: str = "pt") -> dict[Key, str]:
    return {Key(digest, "en", language): f"title-{digest}" for digest in digests}


async def taken(queue: Queue) -> list[str]:
    """The places of the next batch."""
    return [task.place for task in await queue.next_batch()]


@asynccontextmanager
async def process(parrot: Parrot) -> AsyncGenerator[Desk]:
    """Another process that translates for the same database."""
    desk = Desk(parrot)
    worker = asyncio.create_task(desk.work())
    yield desk
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    await desk.leave()


def wanted(engine: Engine) -> dict[Key, str]:
    """The paragraphs of an essay, each where it stands."""
    with transaction(engine) as session:
        essay = scene.essay(session)
    with reading(engine) as session:
        places = [f"paragraph-{one}" for one in (essay.a, essay.b, essay.c)]
        found = originals.read(session, essay.question_id, places)
    return {translations.key(one, "pt"): place for place, one in found.items()}


async def test_what_is_read_first_comes_first_and_nobody_waits_for_a_whole_page() -> None:
    queue = Queue()
    queue.ask(1, keys(*"abcdefghijkl"))
    assert await taken(queue) == [f"title-{one}" for one in "abcd"]
    queue.ask(2, keys("x", "y"))
    queue.ask(1, keys("z", language="fr"))
    assert await taken(queue) == [f"title-{one}" for one in "efgh"]
    assert await taken(queue) == ["title-x", "title-y"]
    assert await taken(queue) == ["title-z"]
    assert await taken(queue) == [f"title-{one}" for one in "ijkl"]
    late = asyncio.create_task(taken(queue))
    queue.ask(3, keys("last"))
    assert await late == ["title-last"]


async def test_a_text_that_many_ask_for_waits_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation_queue, "MOST_TEXTS", 2)
    queue = Queue()
    first, second = (queue.ask(1, keys("a", "b")) for _ in range(2))
    assert first == second
    [full] = queue.ask(1, keys("c")).values()
    assert full.result() == Failure("Very much is being translated just now. Ask again in a moment.", 10)
    [task, other] = await queue.next_batch()
    queue.settle(task, None)
    assert first[task.key].result() is None
    assert not first[other.key].done()
    assert BATCH_TEXTS > 2


@ON_BOTH
async def test_several_processes_translate_each_text_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "engine", lambda: engine)
    asked, one, other = wanted(engine), Parrot(), Parrot()
    for parrot in (one, other):
        parrot.going.clear()
    async with process(one) as here, process(other) as there:
        futures = [*here.ask(1, asked).values(), *there.ask(1, asked).values()]
        await asyncio.wait(
            [asyncio.create_task(parrot.called.wait()) for parrot in (one, other)], return_when="FIRST_COMPLETED"
        )
        for parrot in (one, other):
            parrot.going.set()
        made = await asyncio.gather(*futures)
    assert [text.text for text in made if isinstance(text, Translated)] == [
        f"[pt] {text}" for text in ("Apes eat apples.", "Bears eat berries.", "Cats eat cakes.")
    ] * 2
    assert (one.given + other.given).total() == 3
    assert row_counts(engine)["translation_claim"] == 0


async def test_whoever_stops_gives_up_what_was_claimed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "engine", lambda: engine)
    parrot = Parrot()
    parrot.going.clear()
    async with translating_with(parrot):
        desk = translating.desk()
        assert desk is not None
        futures = desk.ask(1, wanted(engine))
        await parrot.called.wait()
        assert row_counts(engine)["translation_claim"] == 3
    assert translating.desk() is None
    assert row_counts(engine)["translation_claim"] == 0
    for future in futures.values():
        assert isinstance(future.result(), Failure)
