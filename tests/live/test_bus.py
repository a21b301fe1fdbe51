"""Words between processes, on a real Redis that may go and come back."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from redis import asyncio as redis

from debate_app.live import bus
from debate_app.live.bus import Bus, Changed, Here, Nudged, RedisBus, Word
from tests import services
from tests.services import Service
from tests.waiting import PATIENCE_SECONDS, until

ANN = "a1" * 32


@pytest.fixture(scope="module")
def _server() -> Generator[Service]:
    with services.redis() as server:
        yield server


@pytest.fixture
def server(_server: Service, monkeypatch: pytest.MonkeyPatch) -> Generator[Service]:
    monkeypatch.setattr(bus, "RETRY_SECONDS", 0.02)
    yield _server
    _server.stop()
    _server.start()


class Ear:
    """What one process hears."""

    def __init__(self, speaking: Bus) -> None:
        self.bus = speaking
        self.words: list[Word] = []
        self.speakers: set[str] = set()
        self.missed = 0
        self._news = asyncio.Event()

    def hear(self, process: str, word: Word) -> None:
        self.speakers.add(process)
        self.words.append(word)
        self._news.set()

    def miss(self) -> None:
        self.missed += 1
        self._news.set()

    async def until(self, holds: Callable[[], Any]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def process(url: str) -> AsyncGenerator[Ear]:
    """A process that hears the others."""
    ear = Ear(RedisBus(url))
    running = asyncio.create_task(ear.bus.run(ear.hear, ear.miss))
    try:
        await ear.until(lambda: ear.missed or running.done())
        yield ear
        assert not running.done()
    finally:
        running.cancel()
        await asyncio.wait([running])
    assert running.cancelled()


@pytest.fixture
async def two(server: Service) -> AsyncGenerator[tuple[Ear, Ear]]:
    async with process(server.url) as one, process(server.url) as other:
        yield one, other


async def test_a_word_crosses_and_ones_own_is_not_heard(two: tuple[Ear, Ear]) -> None:
    one, other = two
    one.bus.tell(Changed(7))
    one.bus.tell(Here(7, 3))
    one.bus.tell(Nudged(ANN))
    await other.until(lambda: len(other.words) == 3)
    assert set(other.words) == {Changed(7), Here(7, 3), Nudged(ANN)}
    other.bus.tell(Changed(8))
    await one.until(lambda: one.words)
    assert one.words == [Changed(8)]
    assert len(one.speakers | other.speakers) == 2


async def test_a_word_said_while_the_same_one_is_told_is_told_too(
    two: tuple[Ear, Ear], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    talker: Any = one.bus
    publish, again = talker._redis.publish, [True, True]

    async def publish_and_change(*word: Any) -> Any:
        told = await publish(*word)
        if again:
            again.pop()
            one.bus.tell(Changed(7))
        return told

    monkeypatch.setattr(talker._redis, "publish", publish_and_change)
    one.bus.tell(Changed(7))
    await other.until(lambda: len(other.words) == 3)


async def test_of_many_numbers_of_people_the_last_is_told_last(two: tuple[Ear, Ear]) -> None:
    one, other = two
    for people in range(50):
        one.bus.tell(Here(7, people))
    await other.until(lambda: Here(7, 49) in other.words)
    assert other.words[-1] == Here(7, 49)
    assert len(other.words) < 5


GARBAGE = [
    b"", b"\xff\xfe", b"null", b"12", b"{}", b"[]", b'["a"]', b'["a", "7", null]', b'["a", 7, "3"]', b"[1, 7, null]",
    b'["a", 7, null, 1]', b"not json", b'["a", null]', b'["a", 7]', b'["a", ["b"]]', b'["a", "' + b"g" * 64 + b'"]',
    b'["a", "' + b"a" * 63 + b'"]', b'["a", "' + b"A1" * 32 + b'"]', b'["a", "' + b"a1" * 32 + b'", null]',
    b'["a", "' + b"a1" * 32 + b'\\n"]',
    b"[" * 100_000, b'["a", 7.5, null]', b'["a", ' + b"9" * 5_000 + b", null]",
]  # fmt: skip


async def test_garbage_is_passed_over(server: Service, two: tuple[Ear, Ear], caplog: pytest.LogCaptureFixture) -> None:
    one, other = two
    async with redis.from_url(server.url) as stranger:
        for word in GARBAGE:
            await stranger.publish(bus.CHANNEL, word)
    one.bus.tell(Changed(7))
    await other.until(lambda: Changed(7) in other.words)
    assert other.words == [Changed(7)]
    assert other.missed == 1
    assert caplog.records == []


async def test_while_redis_is_away_nothing_waits_and_afterwards_words_flow_again(
    server: Service, two: tuple[Ear, Ear], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "debate_app")
    one, other = two

    async def away() -> None:
        await asyncio.to_thread(server.stop)
        for question_id in range(1, 200):
            one.bus.tell(Changed(question_id))  # returns at once, whatever happens
        await until(lambda: sum(text.startswith("Redis is away") for text in caplog.messages) == 2)

    for time in (1, 2):
        await away()
        missed = (one.missed, other.missed)
        await asyncio.to_thread(server.start)
        await one.until(lambda missed=missed: one.missed > missed[0])
        await other.until(lambda missed=missed: other.missed > missed[1])
        other.words.clear()
        one.bus.tell(Changed(1_000 + time))
        await other.until(lambda time=time: Changed(1_000 + time) in other.words)
        await until(lambda: caplog.messages.count("Redis is back.") == 2)
        assert len(caplog.messages) == 4  # each of the two says each once
        caplog.clear()


async def test_what_was_to_be_told_while_redis_was_away_is_not_told_again_and_again_afterwards(
    server: Service, two: tuple[Ear, Ear]
) -> None:
    one, other = two
    await asyncio.to_thread(server.stop)
    for _ in range(5):
        one.bus.tell(Changed(7))
        one.bus.tell(Nudged(ANN))
    one.bus.tell(Here(7, 1))
    one.bus.tell(Here(7, 2))
    await asyncio.to_thread(server.start)
    await one.until(lambda: one.missed == 2)
    await other.until(lambda: other.missed == 2)
    one.bus.tell(Changed(8))
    await other.until(lambda: Changed(8) in other.words)
    assert other.words.count(Changed(7)) <= 1
    assert other.words.count(Nudged(ANN)) <= 1
    assert Here(7, 1) not in other.words


async def test_a_process_that_starts_while_redis_is_away_joins_when_it_comes(server: Service) -> None:
    await asyncio.to_thread(server.stop)
    ear = Ear(RedisBus(server.url))
    running = asyncio.create_task(ear.bus.run(ear.hear, ear.miss))
    ear.bus.tell(Changed(1))
    await asyncio.sleep(0)
    assert ear.missed == 0
    await asyncio.to_thread(server.start)
    await ear.until(lambda: ear.missed == 1)
    running.cancel()
    await asyncio.wait([running])


async def test_alone_there_is_nobody_to_tell() -> None:
    alone = Bus()
    alone.tell(Changed(1))
    alone.tell(Here(1, 2))
    await alone.run(lambda *_: None, lambda: None)
