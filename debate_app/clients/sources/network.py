"""The network as look-ups see it: names lead to public addresses or nowhere, and what was checked is connected to."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import certifi
import httpcore

from debate_app.clients.sources.public import is_public

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""From a name to all numeric addresses that it leads to. Raises OSError."""

MOST_TRIED = 3
_RESOLVERS = 8


class NotPublic(httpcore.ConnectError):
    """The name leads, among others or only, to an address that is not public."""


class PublicNetwork(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only. A name is resolved once for each connection, and the connection goes to an
    address of that one answer: a name that leads elsewhere a moment later gains nothing.

    One address that is not public is enough to refuse the name: no honest site has one beside its public ones.
    """

    def __init__(
        self,
        *,
        resolve: Resolve | None = None,
        wire: httpcore.AsyncNetworkBackend | None = None,
        certificates: ssl.SSLContext | None = None,
        connect_seconds: float = 4.0,
    ) -> None:
        # Threads of its own: a name server that is slow on purpose must not take those that everything else waits for.
        self._threads = ThreadPoolExecutor(_RESOLVERS, thread_name_prefix="resolving")
        self._resolve = resolve or self._resolved
        self._wire = wire or cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend())
        self._connect_seconds = connect_seconds
        self.certificates = certificates or ssl.create_default_context(cafile=certifi.where())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to one of the addresses that ``host`` leads to. Raises ``NotPublic``, httpcore's errors."""
        try:
            addresses = tuple(dict.fromkeys(await self._resolve(host)))
        except (OSError, UnicodeError):
            raise httpcore.ConnectError("The name is unknown.") from None
        if not addresses or not all(map(is_public, addresses)):
            raise NotPublic(host)
        seconds = self._connect_seconds if timeout is None else min(timeout, self._connect_seconds)
        fault: Exception | None = None
        for address in addresses[:MOST_TRIED]:
            try:
                return await self._wire.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failure:
                fault = failure
        raise fault or httpcore.ConnectError(host)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _resolved(self, name: str) -> Sequence[str]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _addresses, name)


def _addresses(name: str) -> list[str]:
    # The dot at the end makes the name a whole one: without it, the machine's own search domains are tried as well.
    found = socket.getaddrinfo(f"{name}.", None, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(address[0]) for *_, address in found]
