"""Looks up what the debates' sources say about themselves, a few at a time, and tells the pages that show them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Protocol

from debate_app import live
from debate_app.clients.sources import Failed, Found, Looked, Looker, Reason, Unchanged, Validators
from debate_app.domain import references
from debate_app.domain.references import Answered, Claimed, Outcome, Says, Silent
from debate_app.domain.refused import Refused
from debate_app.settings import Settings
from debate_app.store import access

PAUSE_SECONDS = 5.0
AT_ONCE = 8
PRODUCT = "DebateSources/1.0"
_NOBODY_KNOWS = frozenset({Reason.FORBIDDEN, Reason.BUSY, Reason.TOO_LARGE})
"""What says nothing about whether readers reach the source."""


class Looks(Protocol):
    """Who asks the sources; it never raises."""

    async def look_up(self, address: str, known: Validators = ...) -> Looked:
        """What is found at the address."""
        ...

    async def close(self) -> None:
        """Ask nobody any more."""
        ...


@asynccontextmanager
async def looking_up(settings: Settings, make: Callable[[str], Looks] | None = None) -> AsyncIterator[None]:
    """Look sources up until the block ends, where the settings say so; ``make`` makes the one who asks them."""
    if not settings.sources:
        yield
        return
    agent = f"{PRODUCT} (+{settings.public_url})" if settings.public_url else PRODUCT
    looker = make(agent) if make else Looker(agent=agent)
    task = asyncio.create_task(_again_and_again(looker))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await looker.close()


async def round_of(looker: Looks) -> int:
    """Look up to ``AT_ONCE`` due addresses up; returns how many. Raises ``Away``."""
    if await access.read(references.has_new):
        await access.write(references.note)
    if not await access.read(references.has_due):
        return 0
    claimed = await access.write(references.claim, AT_ONCE)
    outcomes = dict(await asyncio.gather(*(_look_up(looker, one) for one in claimed)))
    for question_id in await access.write(references.keep, outcomes):
        live.changed(question_id)
    return len(claimed)


async def _again_and_again(looker: Looks) -> None:
    while True:
        looked = 0
        with suppress(Refused):  # the database is away: it has been logged, and the next time will do
            looked = await round_of(looker)
        if looked < AT_ONCE:
            await asyncio.sleep(PAUSE_SECONDS)


async def _look_up(looker: Looks, one: Claimed) -> tuple[str, Outcome]:
    return one.address, _outcome(await looker.look_up(one.address, Validators(one.etag, one.last_modified)))


def _outcome(looked: Looked) -> Outcome:
    match looked:
        case Found():
            says = Says(
                leads_to=looked.address,
                title=looked.title,
                site=looked.site,
                author=looked.author,
                published=looked.published,
                language=looked.language,
                kind=looked.type.value,
            )
            return Answered(looked.validators.etag, looked.validators.last_modified, looked.fresh_seconds, says)
        case Unchanged():
            return Answered(looked.validators.etag, looked.validators.last_modified, looked.fresh_seconds)
        case Failed():
            unreachable = looked.reason not in _NOBODY_KNOWS
            return Silent(looked.reason.value, unreachable, looked.retry_after_seconds)
