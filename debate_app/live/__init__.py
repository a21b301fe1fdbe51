"""Keeps every browser that watches a question current: snapshots, pacing, and the frames that are sent."""

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from reflex.app import App
from reflex.event import EventHandler
from reflex.utils.format import format_event_handler

from debate_app.live.bus import Bus, RedisBus
from debate_app.live.frames import Sees
from debate_app.live.hub import Hub
from debate_app.live.push import Sockets

SOON_SECONDS = (2.0, 5.0)

_hubs: list[Hub] = []


@asynccontextmanager
async def serving(app: App, redis_url: str | None, on_nudge: EventHandler) -> AsyncGenerator[None]:
    """Serve this process's browsers, which are connected to ``app``, until the block ends.

    ``on_nudge`` takes no arguments: it is what the browsers of a nudged person call.
    """
    bus = RedisBus(redis_url) if redis_url else Bus()
    hub = Hub(Sockets(app, depart), bus, format_event_handler(on_nudge))
    _hubs[:] = [hub]
    running = asyncio.create_task(hub.run())
    try:
        yield
    finally:
        _hubs.clear()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def changed(question_id: int) -> None:
    """Say that something which everybody sees of this question was committed."""
    for hub in _hubs:
        hub.changed(question_id)


def marks(question_id: int) -> int:
    """How often it was said that this question changed, in this process or in one that it hears."""
    return sum(hub.marks(question_id) for hub in _hubs)


def nudge(owner: str) -> None:
    """Say that something which only this person sees was committed: their browsers, wherever they watch a
    question, soon ask for what is their own. ``owner`` is the one that they watch as, the hash of their cookie."""
    for hub in _hubs:
        hub.nudge(owner)


def reconnect(owner: str) -> None:
    """Say that nobody acts as this owner any more, since their cookie was signed in or out: their sockets are closed,
    in every process, and their browsers connect anew with the cookie that they hold now."""
    for hub in _hubs:
        hub.reconnect(owner)


def voted(owner: str, question_id: int) -> None:
    """Say that votes of this person on the question were committed."""
    for hub in _hubs:
        hub.voted(owner, question_id)


async def watch(sid: str, owner: str, question_id: int, sees: Sees) -> None:
    """Send the question's page to this socket now, and what changes from then on.

    While the question is sealed, only the counts of the viewpoints that it ``sees`` are sent, all for None.
    """
    for hub in _hubs:
        await hub.watch(sid, owner, question_id, sees)


def show(sid: str, sees: Sees) -> None:
    """Let this socket see these counts from now on, where its question is sealed."""
    for hub in _hubs:
        hub.show(sid, sees)


def arrive(sid: str, owner: str) -> None:
    """Say whom this socket acts as: the hash of its cookie."""
    for hub in _hubs:
        hub.arrive(sid, owner)


def depart(sid: str) -> None:
    """Say that this socket is closed."""
    for hub in _hubs:
        hub.depart(sid)


def leave(sid: str) -> None:
    """Send this socket nothing more."""
    for hub in _hubs:
        hub.leave(sid)


def drop_soon(sid: str) -> None:
    """Close this socket in a few seconds, so that its browser, which connects anew at once, tries again then."""
    for hub in _hubs:
        asyncio.get_running_loop().call_later(random.uniform(*SOON_SECONDS), hub.drop, sid)  # noqa: S311
