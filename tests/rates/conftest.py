"""A Redis, started once for those tests that need one."""

from collections.abc import AsyncGenerator, Generator

import pytest
from redis import Redis

from debate_app.rates import shared
from debate_app.rates.counts import Counts
from debate_app.rates.shared import SharedCounts
from tests import services
from tests.limited import Clock
from tests.services import Service


@pytest.fixture(scope="session")
def _redis() -> Generator[Service]:
    with services.redis() as running:
        yield running


@pytest.fixture
def server(_redis: Service, monkeypatch: pytest.MonkeyPatch) -> Generator[Service]:
    """It holds nothing, and runs again for the next test."""
    monkeypatch.setattr(shared, "RETRY_SECONDS", 0.02)
    with Redis.from_url(_redis.url) as client:
        client.flushall()
    yield _redis
    _redis.restart()


@pytest.fixture(params=["memory", "redis"])
async def counts(request: pytest.FixtureRequest) -> AsyncGenerator[Counts]:
    """Of this process, and of all; the time of the former stands still."""
    made = Clock().counts()
    if request.param == "redis":
        made = SharedCounts(request.getfixturevalue("server").url)
    yield made
    await made.close()
