"""A websocket client that costs the load generator little: RFC 6455 without extensions, on bare asyncio transports.

It reads what our servers send (unfragmented text frames, pings, closes) and nothing else.
"""

import asyncio
import base64
import os
import struct
from typing import cast

TEXT, CLOSE, PING, PONG = 0x81, 0x88, 0x89, 0x8A
_HEAD_END = b"\r\n\r\n"


class Refusal(ConnectionError):
    """The server did not open a websocket; carries the first line of its answer."""


class Socket(asyncio.Protocol):
    """One websocket. Subclasses take what arrives in ``received``; ``opened`` is done when it may be written to."""

    def __init__(self, host: str, path: str, headers: str = "") -> None:
        loop = asyncio.get_running_loop()
        self.opened: asyncio.Future[None] = loop.create_future()
        self.closed: asyncio.Future[None] = loop.create_future()
        key = base64.b64encode(os.urandom(16)).decode()
        self._request = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{headers}\r\n"
        ).encode()
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def received(self, payload: bytes) -> None:
        """A text message came in."""

    def send(self, text: str) -> None:
        """Write one text frame; on a closed socket this does nothing."""
        self._write(TEXT, text.encode())

    def close(self) -> None:
        """Close as a browser's tab does: at once, without waiting for an answer."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the websocket."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Both futures end, whatever the reason was."""
        if not self.opened.done():
            self.opened.set_exception(Refusal(str(exc or "closed")))
            self.opened.exception()
        if not self.closed.done():
            self.closed.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Cut what came in into frames."""
        if self._buffer:
            data = self._buffer + data
        start = 0 if self.opened.done() else self._shaken(data)
        end = len(data)
        while start >= 0 and end - start >= 2:
            length, at = data[start + 1], start + 2
            if length == 126:
                at, length = at + 2, int.from_bytes(data[at : at + 2], "big")
            elif length == 127:
                at, length = at + 8, int.from_bytes(data[at : at + 8], "big")
            if at > end or at + length > end:
                break
            self._frame(data[start], data[at : at + length])
            start = at + length
        self._buffer = data[max(start, 0) :]

    def _shaken(self, data: bytes) -> int:
        """Where the frames begin, or -1 while the answer to the request is not complete."""
        head = data.find(_HEAD_END)
        if head < 0:
            return -1
        if data.startswith(b"HTTP/1.1 101"):
            self.opened.set_result(None)
        else:
            self.opened.set_exception(Refusal(data.split(b"\r\n", 1)[0].decode("latin-1")))
            self.close()
        return head + len(_HEAD_END)

    def _frame(self, opcode: int, payload: bytes) -> None:
        if opcode == TEXT:
            self.received(payload)
        elif opcode == PING:
            self._write(PONG, payload)
        elif opcode == CLOSE:
            self.close()

    def _write(self, opcode: int, payload: bytes) -> None:
        """Clients must mask; a key of zeros leaves the bytes as they are and is as valid as any other."""
        length = len(payload)
        if length < 126:
            head = struct.pack("!BB4x", opcode, 0x80 | length)
        elif length < 65536:
            head = struct.pack("!BBH4x", opcode, 0x80 | 126, length)
        else:
            head = struct.pack("!BBQ4x", opcode, 0x80 | 127, length)
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(head + payload)
