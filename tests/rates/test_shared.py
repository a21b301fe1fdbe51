"""Counts of several processes on a real Redis, which may go and come back."""

import asyncio
import logging

import pytest
from redis import asyncio as redis

from debate_app.rates.kinds import Kind
from debate_app.rates.limiter import Limiter
from debate_app.rates.salted import SALT_SECONDS
from debate_app.rates.shared import PREFIX, SharedCounts
from tests.limited import CLASSROOM, only
from tests.services import Service
from tests.waiting import PATIENCE_SECONDS, until

RATES = only(vote="10/hour")


async def allowed(limiter: Limiter, times: int) -> int:
    answers = await asyncio.gather(*(limiter.allows(Kind.VOTE, "ann", CLASSROOM) for _ in range(times)))
    return sum(answers)


async def test_two_processes_count_together(server: Service) -> None:
    counts = [SharedCounts(server.url) for _ in range(2)]
    answers = await asyncio.gather(*(allowed(Limiter(RATES, one), 10) for one in counts))
    assert sum(answers) == 10
    for one in counts:
        await one.close()


async def test_hundreds_at_once_share_a_few_trips_and_each_is_answered(server: Service) -> None:
    counts = SharedCounts(server.url)
    limiter = Limiter(only(vote="1/hour", vote_address="300/hour"), counts)
    answers = await asyncio.gather(*(limiter.allows(Kind.VOTE, f"p{n // 2}", CLASSROOM) for n in range(500)))
    assert sum(answers) == 250
    async with redis.from_url(server.url) as client:
        calls = (await client.info("commandstats"))["cmdstat_eval"]["calls"]
        reads = (await client.info("stats"))["total_reads_processed"]
    assert calls >= 750
    assert reads < calls / 5
    await counts.close()


async def test_what_redis_keeps_names_nobody_and_ends_by_itself(server: Service) -> None:
    counts = SharedCounts(server.url)
    await Limiter(only(vote="1/hour", vote_address="1/hour"), counts).spend(Kind.VOTE, "a-person", CLASSROOM)
    async with redis.from_url(server.url, decode_responses=True) as client:
        keys = await client.keys()
        lives = {key: await client.ttl(key) for key in keys}
    assert len([key for key in keys if key.startswith(f"{PREFIX}vote:")]) == 2
    assert not [key for key in keys if CLASSROOM in key or "a-person" in key]
    assert 0 < min(lives.values()) <= max(lives.values()) <= SALT_SECONDS
    await counts.close()


async def test_nobody_waits_for_a_redis_that_is_away_and_it_is_logged_once(
    server: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="debate_app")
    counts = SharedCounts(server.url)
    limiter = Limiter(RATES, counts)
    assert await allowed(limiter, 8) == 8
    server.stop()
    assert await allowed(limiter, 20) == 10  # of this process alone, from now on
    assert await allowed(limiter, 20) == 0
    server.start()

    async def is_back() -> bool:
        await limiter.allows(Kind.VOTE, "ann", CLASSROOM)
        return len(caplog.messages) > 1

    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await is_back():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    assert caplog.messages == [
        "Redis is away (ConnectionError): each process limits rates by itself.",
        "Redis is back: rates are limited over all processes.",
    ]
    await counts.close()


async def test_a_server_starts_while_redis_is_away(server: Service) -> None:
    server.stop()
    counts = SharedCounts(server.url)
    assert await allowed(Limiter(RATES, counts), 20) == 10
    await counts.close()


async def test_whoever_is_gone_while_redis_is_asked_disturbs_nobody(server: Service) -> None:
    counts = SharedCounts(server.url)
    limiter = Limiter(RATES, counts)
    await limiter.spend(Kind.VOTE, "bo", CLASSROOM)
    gone = asyncio.create_task(limiter.spend(Kind.VOTE, "ann", CLASSROOM))
    await until(lambda: counts._shared._windows._asking)  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    gone.cancel()
    assert await allowed(limiter, 20) in (9, 10)
    await counts.close()
