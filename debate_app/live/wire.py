"""The websocket of our own server, which takes a frame that was encoded once for everybody.

The frame of an update is the same for all who watch. Framing it again for each of them is most of what a
broadcast costs, so ``serve.py`` runs uvicorn with this class, and ``push.py`` writes the bytes themselves.
"""

from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

EXTENSION = "debate.websocket"
MOST_UNREAD_BYTES = 512 * 1024
"""What a browser may leave unread before it is dropped: it costs memory, and must cost the others nothing."""

MOST_MESSAGE_BYTES = 2 * 1000 * 1000
"""Of one message from a browser: uvicorn closes the websocket of a longer one while it is coming in. What Reflex
lets socket.io take is less, 1,000,000 characters, but is looked at only once a message is there."""


class DirectWebSocket(WSProtocol):
    """Names itself in the connection's scope, so that what was encoded elsewhere can be written here."""

    async def run_asgi(self) -> None:
        """Serve the connection."""
        self.scope.setdefault("extensions", {})[EXTENSION] = {"socket": self}
        await super().run_asgi()

    def write(self, frame: bytes) -> bool:
        """Write a whole frame; whether the connection still takes any. uvicorn never sends half a message."""
        if not self.handshake_complete or self.close_sent or self.transport.is_closing():
            return False
        if self.transport.get_write_buffer_size() > MOST_UNREAD_BYTES:
            self.transport.abort()
            return False
        self.transport.write(frame)
        return True


def text_frame(payload: bytes) -> bytes:
    """An unmasked, uncompressed text message in one frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 1 << 16:
        return b"\x81\x7e" + size.to_bytes(2) + payload
    return b"\x81\x7f" + size.to_bytes(8) + payload
