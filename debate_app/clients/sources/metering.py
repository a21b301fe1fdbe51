"""Counts what comes off the wire, whatever it turns out to be: headers, chunk marks, a body without an end."""

import asyncio
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

_AT_ONCE = 4 * 1024


class TooMuch(httpcore.ReadError):
    """The other side has sent more than is allowed."""


class Meter(httpcore.AsyncNetworkBackend):
    """One request's way into the network. ``allowed_bytes`` may be raised on the way; ``aclose`` closes all of it."""

    def __init__(self, network: httpcore.AsyncNetworkBackend, allowed_bytes: int) -> None:
        self._network = network
        self._streams: list[httpcore.AsyncNetworkStream] = []
        self._read_bytes = 0
        self.allowed_bytes = allowed_bytes

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """The network's connection, metered."""
        stream = await self._network.connect_tcp(host, port, timeout, local_address, socket_options)
        self._streams.append(stream)
        return _Metered(stream, self)

    def count(self, data: bytes) -> bytes:
        """``data``, counted. Raises ``TooMuch``."""
        self._read_bytes += len(data)
        if self._read_bytes > self.allowed_bytes:
            raise TooMuch
        return data

    async def aclose(self) -> None:
        """Close every connection: httpcore leaves one open whose encryption was still being agreed on."""
        for stream in self._streams:
            await stream.aclose()


class _Metered(httpcore.AsyncNetworkStream):
    def __init__(self, stream: httpcore.AsyncNetworkStream, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        # Little at a time and never without a break: what is read is parsed at once, chunk by tiny chunk.
        await asyncio.sleep(0)
        return self._meter.count(await self._stream.read(min(max_bytes, _AT_ONCE), timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        return _Metered(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
