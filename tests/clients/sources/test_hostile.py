"""Answers that mean harm: they bring nothing, and everybody else goes on meanwhile."""

import asyncio
import gzip
import threading
from collections.abc import AsyncGenerator
from dataclasses import replace

import httpcore
import pytest

from debate_app.clients.sources import Failed, Found, Reason, bodies, head
from debate_app.clients.sources.bodies import Wish
from debate_app.clients.sources.described import Described
from debate_app.clients.sources.headers import Headers
from debate_app.clients.sources.metering import Meter
from tests.clients.sources.hostile_answers import BOMB, BRIEF, HEAD, PATIENT, endlessly, others_go_on
from tests.clients.sources.hostile_web import Answer, Web, answer, page


@pytest.mark.parametrize(
    "body",
    [
        b"<a " * 43_000,
        b"<a " + b" ".join(b"a%d" % number for number in range(30_000)),
        b"<div>" * 50_000,
        b"<div>" * 20_000 + b"</p>" * 40_000,
        b"<title>" * 30_000,
        b"<b><i><font>" * 20_000,
        b"<table><tr><td>" * 17_000,
        b"<script type=application/ld+json>" + b"[" * 100_000,
        b'<script type="application/ld+json">' + b'{"@graph":[' * 9_000,
        b'<script type="application/ld+json">' + b"9" * 60_000 + b"</script>",
        b'<script type="application/ld+json">{"@type":[{}],"author":{"name":{"name":[]}}}</script>' * 100,
        b"<meta name=author content=x>" * 8_000,
        b"<meta name=author content='" + b"e\xcc\x81\xcc\x81" * 40_000,
        b"<!--" * 60_000,
        b"<![CDATA[" * 20_000,
        b"&" * 250_000,
        b"\0" * 250_000,
        b"\xff\xfe" + b"<\0" * 100_000,
        b"<html lang='" + b"a-" * 100_000,
        bytes(range(256)) * 1_000,
        BOMB,
    ],
    ids=lambda body: repr(body[:24]),
)
async def test_a_page_that_nobody_can_read_is_an_empty_one(web: Web, body: bytes) -> None:
    coding = "gzip" if body is BOMB else "identity"
    web.answers["a.example/"] = answer(body, content_encoding=coding)
    looker = web.looker(PATIENT)
    async with others_go_on():
        found = await looker.look_up("http://a.example/")
    assert isinstance(found, Found)
    assert len(found.title) <= 300
    assert len(found.author) <= 200
    assert (found.site, found.published, found.language) == ("", "", "")
    await looker.close()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (endlessly(HEAD + b"Content-Length: 10000000000\r\n\r\n", b"<a " * 20_000), None),
        (endlessly(HEAD + b"\r\n", b"\0" * 60_000), None),
        (endlessly(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n" * 4_000), None),
        (endlessly(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 60_000), Reason.NOT_HTTP),
        (endlessly(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")), None),
        (endlessly(HEAD + b"X: ", b"x" * 60_000), Reason.TOO_LARGE),
        (endlessly(HEAD, b"a:\r\n" * 10_000), Reason.TOO_LARGE),
        (endlessly(b"", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 100), Reason.TOO_LARGE),
        (endlessly(HEAD, b"X", 0.02), Reason.TIMED_OUT),
        (endlessly(HEAD + b"\r\n", b"<", 0.02), Reason.TIMED_OUT),
        (endlessly(b"", b"", 0.02), Reason.TIMED_OUT),
        (b"", Reason.NOT_HTTP),
        (b"220 mail.example ESMTP\r\n", Reason.NOT_HTTP),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", Reason.NOT_HTTP),
        (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", Reason.NOT_HTTP),
        (HEAD + b"Content-Length: 9\r\n\r\nshort", Reason.NOT_HTTP),
        (answer(BOMB[:1_000], content_encoding="gzip"), None),
        (answer("<title>No", content_encoding="gzip"), None),
        (answer("<title>No", content_encoding="br"), None),
        (answer("<title>No", content_encoding="gzip, gzip"), None),
        (answer(status="200 OK", content_type="text/html; charset=" + "x" * 20_000), None),
        (answer(b"\xe9" * 100, content_type="text/html; charset=zlib"), None),
    ],
)
async def test_an_answer_without_an_end_or_a_form_brings_nothing(
    web: Web, given: Answer, reason: Reason | None
) -> None:
    web.answers["a.example/"] = given
    looker = web.looker(BRIEF if reason is Reason.TIMED_OUT else PATIENT)
    async with others_go_on():
        told = await looker.look_up("http://a.example/")
    if reason:
        assert told == Failed(reason)
    else:
        assert isinstance(told, Found)
        assert (told.title, told.site, told.author) == ("", "", "")
    await looker.close()


async def test_a_bomb_is_unpacked_no_further_than_it_is_wanted() -> None:
    taken = 0

    async def pieces() -> AsyncGenerator[bytes]:
        nonlocal taken
        for start in range(0, len(BOMB), 4_096):
            taken += 1
            yield BOMB[start : start + 4_096]

    packed = Headers([(b"Content-Encoding", b"gzip")])
    assert await bodies.read(pieces(), packed, Wish(100_000), 4_000) == (b"<p>" * 40_000)[:100_000]
    assert taken == 1
    assert await bodies.read(pieces(), packed, Wish(0), 4_000) == b""
    assert await bodies.read(pieces(), Headers([]), Wish(100_000), 2) == BOMB[:8_192]


async def test_what_unpacks_to_nothing_is_read_no_further_than_the_wire_allows(web: Web) -> None:
    start = HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10]
    web.answers["a.example/"] = endlessly(start, b"\0\0\0\xff\xff" * 4_000)
    looker = web.looker(replace(BRIEF, wire_bytes=100_000, pieces=1_000_000_000))
    assert isinstance(await looker.look_up("http://a.example/"), Found)


async def test_what_came_is_read_away_from_the_event_loop(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_data: bytes, _charset: str) -> Described:
        return Described(threading.current_thread().name)

    monkeypatch.setattr(head, "read", read)
    web.answers["a.example/"] = page("Here")
    found = await web.looker().look_up("http://a.example/")
    assert isinstance(found, Found)
    assert found.title.startswith("reading-sources")


async def test_data_that_is_there_already_lets_others_go_first() -> None:
    class Full(httpcore.AsyncNetworkStream):
        async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
            return b"x" * max_bytes

    class Wire(httpcore.AsyncNetworkBackend):
        async def connect_tcp(self, *_where: object, **_options: object) -> httpcore.AsyncNetworkStream:
            return Full()

    stream = await Meter(Wire(), 1_000_000).connect_tcp("a.example", 80)
    turns: list[str] = []

    async def other() -> None:
        for _ in range(3):
            turns.append("other")
            await asyncio.sleep(0)

    async def reading() -> None:
        for _ in range(3):
            data = await stream.read(65_536)
            turns.append(str(len(data)))

    await asyncio.gather(reading(), other())
    assert turns == ["other", "4096"] * 3
