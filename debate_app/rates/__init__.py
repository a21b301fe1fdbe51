"""How often somebody may do something, and how it is known who that is before anything else is."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from reflex.app import App
from starlette.types import Scope

from debate_app.rates.addresses import address_of
from debate_app.rates.counts import Counts
from debate_app.rates.guard import guarded
from debate_app.rates.kinds import Kind
from debate_app.rates.limiter import Limiter
from debate_app.rates.shared import SharedCounts
from debate_app.settings import Settings

__all__ = ["Kind", "allows", "serving", "spend", "spend_from"]

_limiters: list[Limiter] = []


@asynccontextmanager
async def serving(app: App, settings: Settings, drop: Callable[[str], None]) -> AsyncGenerator[None]:
    """Limit what is done in this process until the block ends.

    ``drop`` closes the connection of a session id: of one that brings more than any person could send.
    """
    counts = SharedCounts(settings.redis_url) if settings.redis_url else Counts()
    limiter = Limiter(settings.rates, counts, settings.trusted_proxy_hops)
    former, _limiters[:] = _limiters[:], [limiter]
    try:
        with guarded(app, limiter, drop):
            yield
    finally:
        _limiters[:] = former
        await counts.close()


async def spend(kind: Kind, person: str, address: str, cost: int = 1) -> None:
    """Count that this person does it, ``cost`` times, from this address; an empty one of them is not counted for.

    Raises TooMany, which says for how long, before anything is read or written.
    """
    for limiter in _limiters:
        await limiter.spend(kind, person, address, cost)


async def spend_from(scope: Scope, kind: Kind, person: str, cost: int = 1) -> None:
    """The same for whoever sent this request."""
    for limiter in _limiters:
        await limiter.spend(kind, person, address_of(scope, limiter.hops), cost)


async def allows(kind: Kind, person: str, address: str) -> bool:
    """The same as an answer, for what is left out where it comes too often."""
    return all([await limiter.allows(kind, person, address) for limiter in _limiters])
