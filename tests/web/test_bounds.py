"""How much one sender may ask: the size of a request, of a message, and how many connections."""

import asyncio
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.types import Message, Receive, Scope, Send

from debate_app.live.wire import MOST_MESSAGE_BYTES
from debate_app.settings import Settings
from debate_app.web.bounds import MOST_BODY_BYTES, TOO_LARGE, Bounds
from tests.bench.wire import Refusal
from tests.browser.server import Server, serving
from tests.visitor import ROOT, visit
from tests.waiting import PATIENCE_SECONDS
from tests.web.conftest import asked


def scope(kind: str = "http", client: str = "203.0.113.9", **headers: str) -> Scope:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": kind, "method": "POST", "path": "/", "headers": pairs, "client": (client, 4711)}


async def read(scope: Scope, *parts: bytes) -> tuple[int, bytes | None]:
    """The status, and what the app behind the bounds got to read."""
    coming: list[Message] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    coming.append({"type": "http.request", "body": b"", "more_body": False})
    statuses: list[int] = []
    got: list[bytes] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def reading(_scope: Scope, receive: Receive, send: Send) -> None:
        more = True
        while more:
            message = await receive()
            got.append(message["body"])
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})

    await Bounds(reading, Settings())(scope, receive, send)
    return statuses[0], b"".join(got) if got else None


async def test_what_fits_is_read_as_it_was_sent() -> None:
    parts = b"a=1&", b"b=2", b"&c=3"
    assert await read(scope(content_length="11"), *parts) == (200, b"a=1&b=2&c=3")
    assert await read(scope(transfer_encoding="chunked"), *parts) == (200, b"a=1&b=2&c=3")
    assert await read(scope(content_length=str(MOST_BODY_BYTES)), b"x" * MOST_BODY_BYTES) == (
        200,
        b"x" * MOST_BODY_BYTES,
    )


@pytest.mark.parametrize("said", [str(MOST_BODY_BYTES + 1), "9" * 4_000])
async def test_what_is_said_to_be_too_large_is_not_read(said: str) -> None:
    assert await read(scope(content_length=said), b"x") == (413, None)


@pytest.mark.parametrize("said", [{"content_length": "5"}, {"transfer_encoding": "chunked"}, {"content_length": "-1"}])
async def test_what_is_too_large_is_not_taken_whatever_it_was_said_to_be(said: dict[str, str]) -> None:
    assert await read(scope(**said), b"x" * MOST_BODY_BYTES, b"x") == (413, None)


async def test_what_came_in_part_is_not_taken_for_the_whole() -> None:
    coming: list[Message] = [
        {"type": "http.request", "body": b"all=1&", "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Message:
        return coming.pop(0)

    async def never(*_: object) -> None:
        raise AssertionError

    await Bounds(never, Settings())(scope(content_length="20"), receive, never)
    assert coming == []


def test_the_running_server_says_so(server: Server) -> None:
    many = b"x" * (MOST_BODY_BYTES + 1)
    own = {"origin": server.address}
    told = asked(server.address, "/", "POST", many, content_length=str(len(many)), **own)
    assert (told.status, told.text) == (413, TOO_LARGE)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(many), many)
    told = asked(server.address, "/", "POST", chunked, transfer_encoding="chunked", **own)
    assert (told.status, told.text) == (413, TOO_LARGE)
    assert asked(server.address, "/", "POST", b"a=1", content_length="3", **own).status == 405


class Crowd:
    """Websockets that stay open until they are told to leave."""

    def __init__(self, **settings: int) -> None:
        self._bounds = Bounds(self._stay, Settings(**settings))  # type: ignore[arg-type]
        self._leaving = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.taken: list[str] = []

    async def _stay(self, scope: Scope, _receive: Receive, _send: Send) -> None:
        self.taken.append(scope["client"][0])
        await self._leaving.wait()

    async def come(self, client: str, **headers: str) -> bool:
        """Whether one more from there is let in."""
        refused: list[Message] = []

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            refused.append(message)

        before = len(self.taken)
        task = asyncio.create_task(self._bounds(scope("websocket", client, **headers), receive, send))
        self._tasks.append(task)
        await asyncio.sleep(0)
        assert (len(self.taken) > before) is (refused == [])
        return not refused

    async def leave(self) -> None:
        """Everybody goes."""
        self._leaving.set()
        await asyncio.gather(*self._tasks)
        self._leaving.clear()
        self._tasks.clear()


async def test_one_address_has_so_many_connections_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    crowd = Crowd(connections_per_address=2)
    assert [await crowd.come("203.0.113.9") for _ in range(4)] == [True, True, False, False]
    assert await crowd.come("203.0.113.10")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "203.0.113" not in caplog.text
    await crowd.leave()
    assert [await crowd.come("203.0.113.9") for _ in range(3)] == [True, True, False]
    await crowd.leave()
    assert not crowd._bounds._open


async def test_a_household_is_counted_as_one() -> None:
    crowd = Crowd(connections_per_address=2)
    assert [await crowd.come(f"2001:db8::{end}") for end in (1, 2, 3)] == [True, True, False]
    assert await crowd.come("2001:db8:0:1::1")
    await crowd.leave()


async def test_behind_a_proxy_those_whom_it_names_are_counted() -> None:
    crowd = Crowd(connections_per_address=1, trusted_proxy_hops=1)
    assert await crowd.come("10.0.0.1", x_forwarded_for="198.51.100.1")
    assert await crowd.come("10.0.0.1", x_forwarded_for="198.51.100.2")
    assert not await crowd.come("10.0.0.1", x_forwarded_for="6.6.6.6, 198.51.100.2")
    await crowd.leave()


async def test_nought_is_no_bound() -> None:
    crowd = Crowd(connections_per_address=0)
    assert all([await crowd.come("203.0.113.9") for _ in range(50)])
    await crowd.leave()


async def test_the_default_serves_a_school_behind_one_address() -> None:
    people, tabs = 60, 8
    crowd = Crowd()
    assert all([await crowd.come("203.0.113.9") for _ in range(people * tabs)])
    await crowd.leave()


async def alive(address: str) -> None:
    visitor = await visit(address)
    await visitor.until(lambda: visitor.vars.get(ROOT, {}).get("is_hydrated"))
    visitor.close()
    await visitor.closed


async def test_the_running_server_counts_connections(tmp_path: Path) -> None:
    with serving(tmp_path, CONNECTIONS_PER_ADDRESS="2") as server:
        first, second = await visit(server.address), await visit(server.address)
        with pytest.raises(Refusal, match="403"):
            await visit(server.address)
        first.close()
        await first.closed
        await until_let_in(server)
        second.close()


async def until_let_in(server: Server) -> None:
    """The server learns of a closed connection a little later than we do."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            try:
                await alive(server.address)
            except Refusal:
                continue
            return


@pytest.mark.parametrize(
    "text",
    [
        "4" + "x" * MOST_MESSAGE_BYTES,
        "4" + "\u00e9" * (MOST_MESSAGE_BYTES // 2),
        "4" + "x" * (MOST_MESSAGE_BYTES - 10),
        "b" + "AAAA" * 10,
        '451-/_event,["event",{"_placeholder":true,"num":0}]',
        '459999999999-/_event,["event",{"_placeholder":true,"num":0}]',
        '461-/_event,1[{"_placeholder":true,"num":0}]',
        '\uff14\uff151-/_event,["event",{"_placeholder":true,"num":0}]',
    ],
    ids=[
        "too many bytes",
        "too many as UTF-8",
        "too many for socket.io",
        "base64",
        "attachment",
        "attachments",
        "ack",
        "wide digits",
    ],
)
async def test_a_message_too_large_or_in_parts_ends_the_websocket(server: Server, text: str) -> None:
    visitor = await visit(server.address)
    visitor.send(text)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await visitor.closed
    await alive(server.address)


async def test_a_large_message_that_a_page_could_send_is_taken(server: Server) -> None:
    visitor = await visit(server.address)
    visitor.message({"name": "nothing", "payload": {"text": "x" * 900_000}})
    await visitor.answered()
    visitor.close()


def test_a_message_that_never_ends_is_not_collected(server: Server) -> None:
    """The server closes while the frames of one message are still coming in, and holds no more than the bound."""
    where = urlsplit(server.address)
    head = (
        f"GET /_event/?EIO=4&transport=websocket&token=t HTTP/1.1\r\nHost: {where.netloc}\r\n"
        f"Origin: {server.address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    piece = 60_000
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=20) as line:
        line.sendall(head.encode())
        assert line.recv(65536).startswith(b"HTTP/1.1 101")
        frame = bytes((0x01, 0xFE)) + piece.to_bytes(2) + b"\0\0\0\0" + b"x" * piece
        following = b"\0" + frame[1:]
        with pytest.raises(OSError, match=r"."):
            for number in range(40 * MOST_MESSAGE_BYTES // piece):
                line.sendall(following if number else frame)
