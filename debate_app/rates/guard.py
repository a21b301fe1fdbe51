"""Stands where messages come in, before any state is found or made: who sends too many is not listened to.

The one place in this package that reaches into Reflex and socket.io. Their namespace calls its method ``on_`` and
the name of the event for whatever name a browser sends, ``connect`` and ``disconnect`` included: a message with
such a name could put headers and an address of its choice in the place of the connection's own. It stops here.
"""

from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import Any

from reflex.app import App

from debate_app.rates.addresses import address_of
from debate_app.rates.kinds import Kind
from debate_app.rates.limiter import Limiter
from debate_app.rates.windows import OwnWindows

_SENT_BY_BROWSERS = frozenset({"event", "ping", "client_error"})


@contextmanager
def guarded(app: App, limiter: Limiter, drop: Callable[[str], None]) -> Generator[None]:
    """Guard the app's messages until the block ends; ``drop`` closes the connection of a session id."""
    events: Any = app.event_namespace
    guard = _Guard(app, events, limiter, drop)
    events.trigger_event, events._build_static_router_data = guard.trigger, guard.connection
    try:
        yield
    finally:
        events.trigger_event, events._build_static_router_data = guard.before


class _Guard:
    def __init__(self, app: Any, events: Any, limiter: Limiter, drop: Callable[[str], None]) -> None:
        self._sio = app.sio
        self._known = app._registration_context.event_handlers
        self._namespace = events.namespace
        self._next: Callable[..., Awaitable[Any]] = events.trigger_event
        self._describe: Callable[[str, Any], dict[str, Any]] = events._build_static_router_data
        self.before = self._next, self._describe
        self._limiter, self._drop = limiter, drop
        self._messages = OwnWindows()
        self._addresses: dict[str, str] = {}
        self._unheard: set[str] = set()

    def connection(self, sid: str, environ: Any) -> dict[str, Any]:
        """What an event's state is told of its connection, with the address as we know it."""
        return self._describe(sid, environ) | {"ip": self._addresses.get(sid, "")}

    async def trigger(self, event: Any, sid: str, *args: Any) -> Any:
        """Pass on what may come in."""
        if event == "connect" and args and self._is_connecting(sid, args[0]):
            return await self._connect(sid, *args)
        if not self._sio.manager.is_connected(sid, self._namespace):
            self._addresses.pop(sid, None)
            self._unheard.discard(sid)
            return await self._next("disconnect", sid, *args) if event == "disconnect" else None
        return await self._next(event, sid, *args) if await self._may_come_in(event, sid, args) else None

    def _is_connecting(self, sid: str, environ: Any) -> bool:
        """Whether this is what the server itself says of a new connection: no message can hold that very object."""
        return isinstance(environ, dict) and environ is self._sio.get_environ(sid, self._namespace)

    async def _connect(self, sid: str, environ: dict[str, Any], *args: Any) -> Any:
        self._addresses[sid] = address = address_of(environ["asgi.scope"], self._limiter.hops)
        if await self._limiter.allows(Kind.PAGE, "", address):
            return await self._next("connect", sid, environ, *args)
        self._refuse(sid)
        return None

    async def _may_come_in(self, event: Any, sid: str, args: tuple[Any, ...]) -> bool:
        if sid in self._unheard:
            return False
        for rate in self._limiter.connection:
            if not await self._messages.acquire_sliding_window_entry(sid, rate.amount, rate.get_expiry()):
                self._refuse(sid)
                return False
        if event == "event" and self._is_known(args):
            return True
        return event in _SENT_BY_BROWSERS and await self._limiter.allows(Kind.FAULT, "", self._addresses.get(sid, ""))

    def _is_known(self, args: tuple[Any, ...]) -> bool:
        """Whether the framework will know what to do; what it does not know it writes to the log."""
        match args:
            case ({"name": str(name)},):
                return name in self._known
            case _:
                return False

    def _refuse(self, sid: str) -> None:
        """Hear nothing more of it; the browser, if it is one, connects anew when the connection has been closed."""
        self._unheard.add(sid)
        self._drop(sid)
