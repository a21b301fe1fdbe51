"""Waiting for what is going to happen, and no longer."""

import asyncio
from collections.abc import Callable
from typing import Any

PATIENCE_SECONDS = 20


async def until(holds: Callable[[], Any]) -> None:
    """Return once ``holds`` does. For what nothing announces: it is asked every few milliseconds."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
