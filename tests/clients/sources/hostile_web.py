"""A web of one's own on loopback: names lead to public addresses by number, and those to two servers here.

What stands in for the net begins behind ``PublicNetwork``'s check: everything that is asked for passes the real one.
"""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpcore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from debate_app.clients.sources import Bounds, Looker, PublicNetwork

PUBLIC = "93.184.215.14"
QUICK = Bounds(seconds=1.0, patience_seconds=3.0, connect_seconds=0.3, pause_seconds=0.0)

Answer = bytes | Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]


def answer(body: str | bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer. ``content_type`` and the like name headers."""
    body = body.encode() if isinstance(body, str) else body
    told = {"content_type": "text/html", "content_length": str(len(body))} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in told.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def page(title: str) -> bytes:
    return answer(f"<title>{title}</title></head>")


def redirect(to: str, status: str = "302 Found") -> bytes:
    return answer(status=status, location=to)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as a server saw it."""

    host: str
    target: str
    headers: dict[str, str]
    server_name: str | None


@dataclass
class Web:
    """``answers`` by address without a scheme (``a.example/x``); who is not there answers 404."""

    answers: dict[str, Answer] = field(default_factory=dict)
    names: dict[str, Callable[[], Sequence[str]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    most_at_once: int = 0
    ports: dict[int, int] = field(default_factory=dict)
    server_name: str | None = None
    serving: set[asyncio.StreamWriter] = field(default_factory=set)
    left: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def addresses(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [asked.host + asked.target for asked in self.asked if asked.target != "/robots.txt"]

    async def all_left(self) -> None:
        """Wait until every connection is closed: none is left to be collected."""
        async with asyncio.timeout(5):
            while self.serving:
                self.left.clear()
                await self.left.wait()

    async def resolve(self, name: str) -> Sequence[str]:
        self.resolved.append(name)
        return self.names.get(name, lambda: [PUBLIC])()

    def looker(self, bounds: Bounds = QUICK, **options: Any) -> Looker:
        network = PublicNetwork(
            resolve=self.resolve, wire=_Wire(self), certificates=_trust(), connect_seconds=bounds.connect_seconds
        )
        return Looker(agent="debate-reader/1.0 (+https://debate.example)", network=network, bounds=bounds, **options)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: it lasts until the answer is given, or the other side has gone."""
        self.serving.add(writer)
        self.most_at_once = max(self.most_at_once, len(self.serving))
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            both = [asyncio.create_task(self._answer(head, writer)), asyncio.create_task(reader.read(1))]
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
        writer.close()
        self.serving.discard(writer)
        self.left.set()

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        asked = _read(head, self.server_name if _is_secure(writer) else None)
        self.asked.append(asked)
        given = self.answers.get(asked.host + asked.target, answer(status="404 Not Found"))
        if isinstance(given, bytes):
            writer.write(given)
        else:
            await given(asked, writer)
        await writer.drain()


class _Wire(httpcore.AsyncNetworkBackend):
    """The net: what was connected to is written down, and answered here."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._loopback: Any = httpcore.AnyIOBackend()

    async def connect_tcp(self, host: str, port: int, *others: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        self._web.connected.append((host, port))
        return await self._loopback.connect_tcp("127.0.0.1", self._web.ports[port], *others, **options)


@asynccontextmanager
async def web_here() -> AsyncGenerator[Web]:
    """Both servers, as long as they are needed."""
    web = Web()
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _with_certificate(secure)
    secure.set_servername_callback(lambda _socket, name, _context: setattr(web, "server_name", name))
    servers = [await asyncio.start_server(web.serve, "127.0.0.1", 0, ssl=kind) for kind in (None, secure)]
    web.ports = {port: server.sockets[0].getsockname()[1] for port, server in zip((80, 443), servers, strict=True)}
    try:
        yield web
    finally:
        for server in servers:
            server.close()
        await web.all_left()


def _read(head: bytes, server_name: str | None) -> Asked:
    first, *lines = head.decode().strip().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Asked(headers["Host"], first.split(" ")[1], headers, server_name)


def _is_secure(writer: asyncio.StreamWriter) -> bool:
    return writer.get_extra_info("ssl_object") is not None


@cache
def _certificate() -> tuple[bytes, bytes]:
    """A certificate of our own for some names, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A web on loopback")])
    names = [x509.DNSName(host) for host in ("a.example", "b.example", "doi.org", "xn--bcher-kva.example")]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return made.public_bytes(pem), private


def _with_certificate(context: ssl.SSLContext) -> None:
    with TemporaryDirectory() as folder:
        both = Path(folder) / "both.pem"
        both.write_bytes(b"".join(_certificate()))
        context.load_cert_chain(both)


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context(cadata=_certificate()[0].decode())
