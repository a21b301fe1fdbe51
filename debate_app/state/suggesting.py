"""Which language a text looks like while it is being typed."""

import asyncio

from debate_app.clients import detecting
from debate_app.languages import WRITTEN

_CALLED = {"no": "nb"}


async def looks_like(*texts: str) -> str:
    """The language that the texts together are surely written in, of those that an author is offered; empty where
    that cannot be told. It is worked out beside the loop: it takes some milliseconds."""
    found = await asyncio.to_thread(detecting.detect, "\n".join(texts)) or ""
    called = _CALLED.get(found, found)
    return called if called in WRITTEN else ""
