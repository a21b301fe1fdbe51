"""Hands an update to the sockets that watch a question: encoded once, queued at once and in order.

This is the one place, beside the gate and ``wire.py``, that reaches into Reflex, socket.io and Engine.IO. A
room emit there encodes and queues for each recipient through tasks: twenty times the cost of one ready frame.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol

from engineio.packet import MESSAGE, Packet  # pyright: ignore[reportMissingTypeStubs]
from reflex.app import App

from debate_app.live.wire import EXTENSION, DirectWebSocket, text_frame

LONGEST_QUEUE = 200
"""Packets that a socket of another server may leave unread before it is dropped."""


class Update:
    """A socket.io event, encoded at its first use for each kind of line."""

    def __init__(self, namespace: str, event: str) -> None:
        self._text = f"2{namespace},{event}"

    @cached_property
    def frame(self) -> bytes:
        """For our own server's websockets."""
        return text_frame(f"4{self._text}".encode())

    @cached_property
    def packet(self) -> Packet:
        """For Engine.IO's queue; it keeps its own encoding."""
        return Packet(MESSAGE, self._text)


class Line(Protocol):
    """The way to one browser."""

    def send(self, update: Update) -> bool:
        """Queue the update; whether the browser is still there."""
        ...

    def drop(self) -> None:
        """Close the connection; the browser connects anew."""
        ...


class DirectLine:
    """To a browser on our own server (``serve.py``)."""

    def __init__(self, socket: DirectWebSocket) -> None:
        self._socket = socket

    def send(self, update: Update) -> bool:
        """Write the ready frame."""
        return self._socket.write(update.frame)

    def drop(self) -> None:
        """Without waiting for what is unread."""
        self._socket.transport.abort()


class QueueLine:
    """To a browser on any other server, such as that of ``reflex run``."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket

    def send(self, update: Update) -> bool:
        """Put the ready packet into the socket's queue."""
        if self._socket.closed:
            return False
        if self._socket.queue.qsize() > LONGEST_QUEUE:
            self.drop()
            return False
        self._socket.queue.put_nowait(update.packet)
        return True

    def drop(self) -> None:
        """Forget what is unread, and end the task that writes it."""
        while not self._socket.queue.empty():
            self._socket.queue.get_nowait()
        self._socket.queue.put_nowait(None)
        self._socket.server.start_background_task(self._socket.close, wait=False, abort=True)


class Sockets:
    """The open sockets of this process, by the session id that an event arrives with."""

    def __init__(self, app: App, closed: Callable[[str], None]) -> None:
        self._sio: Any = app.sio
        events: Any = app.event_namespace
        self._namespace = str(events.namespace)
        disconnect = events.on_disconnect

        def on_disconnect(sid: str) -> Any:
            closed(sid)
            return disconnect(sid)

        events.on_disconnect = on_disconnect

    def update(self, event: str) -> Update:
        """An encoded socket.io event, ready for any number of lines."""
        return Update(self._namespace, event)

    def line(self, sid: str) -> Line | None:
        """The way to the browser whose events arrive with this id; None when it is gone."""
        engine_id = self._sio.manager.eio_sid_from_sid(sid, self._namespace)
        socket = self._sio.eio.sockets.get(engine_id)
        if socket is None or socket.closed:
            return None
        scope = self._sio.get_environ(sid, self._namespace)["asgi.scope"]
        direct = scope.get("extensions", {}).get(EXTENSION)
        return DirectLine(direct["socket"]) if direct else QueueLine(socket)
