"""The hub's stage, as it stands and as it runs."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
from sqlalchemy import Engine

from debate_app.live import hub as hubs
from tests.live.stage import Stage


@pytest.fixture
async def stage(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The hub does not run: it counts no heads, and hears no other process."""
    return Stage(engine, monkeypatch)


@pytest.fixture
async def counting(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Stage]:
    """The hub runs, and counts heads every few milliseconds."""
    monkeypatch.setattr(hubs, "PRESENCE_SECONDS", 0.01)
    running = asyncio.create_task(stage.hub.run())
    await asyncio.sleep(0)
    yield stage
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
