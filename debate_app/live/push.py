"""Puts encoded frames straight into the send queues of the sockets that watch a question.

This is the one place, beside the gate, that reaches into Reflex, socket.io and Engine.IO: a room emit
encodes and queues once per recipient through tasks, ten times the cost of handing all of them one packet.
"""

from collections.abc import Callable, Iterable
from typing import Any

from engineio.packet import MESSAGE, Packet
from reflex.app import App

SOCKETIO_EVENT = "2"
LONGEST_QUEUE = 200
"""Packets that a socket may leave unread before it is dropped: it costs memory, and the others nothing."""


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

    def send(self, sids: Iterable[str], update: str) -> list[str]:
        """Queue ``update`` on each socket, at once and in order; returns the ids that are gone."""
        packet = Packet(MESSAGE, f"{SOCKETIO_EVENT}{self._namespace},{update}")
        return [sid for sid in sids if not self._queue(sid, packet)]

    def _queue(self, sid: str, packet: Packet) -> bool:
        manager = self._sio.manager
        socket = self._sio.eio.sockets.get(manager.eio_sid_from_sid(sid, self._namespace))
        if socket is None or socket.closed:
            return False
        if socket.queue.qsize() > LONGEST_QUEUE:
            self._sio.start_background_task(socket.close, wait=False, abort=True)
            return False
        socket.queue.put_nowait(packet)
        return True
