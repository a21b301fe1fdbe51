"""Answers that mean harm, and the proof that others go on meanwhile."""

import asyncio
import gzip
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

from tests.clients.sources.hostile_web import QUICK, Answer, Asked

LONGEST_GAP_SECONDS = 0.5
LONGEST_SECONDS = 5.0
BRIEF, PATIENT = replace(QUICK, seconds=0.3), replace(QUICK, seconds=LONGEST_SECONDS)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BOMB = gzip.compress(b"<p>" * 10_000_000, 1)


def endlessly(start: bytes, piece: bytes, pause_seconds: float = 0.0) -> Answer:
    """Sends as long as anybody listens."""

    async def sent(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause_seconds)

    return sent


@asynccontextmanager
async def others_go_on() -> AsyncGenerator[None]:
    """Somebody else's work on the same event loop, which is never kept waiting for long."""
    loop = asyncio.get_running_loop()
    gaps = [0.0]

    async def beat() -> None:
        last = loop.time()
        while True:
            await asyncio.sleep(0.002)
            gaps.append(loop.time() - last)
            last = loop.time()

    heart = asyncio.create_task(beat())
    began = loop.time()
    yield
    heart.cancel()
    await asyncio.gather(heart, return_exceptions=True)
    assert loop.time() - began < LONGEST_SECONDS
    assert max(gaps) < LONGEST_GAP_SECONDS
