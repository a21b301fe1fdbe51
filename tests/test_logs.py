"""What browsers send stays out of the logs."""

import asyncio
import base64
import contextlib
import logging
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from debate_app import logs
from debate_app.web import pages
from tests.browser.server import PROJECT, Server, serving
from tests.databases import ON_BOTH
from tests.running import Place
from tests.visitor import LIVE, QUESTION_FORM, ROOT, VOTES, visit

SECRET = "hush" + secrets.token_hex(8)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def raised(message: str) -> Exception:
    try:
        int(message)
    except ValueError as fault:
        try:
            {}[message]
        except KeyError as second:
            second.__cause__ = fault
            return second
    raise AssertionError


SAID = [
    ("reflex.app", "Received event from session abc with no associated token. This may indicate a bug. Event data: %s"),
    ("reflex.app", "Attempting to send delta to disconnected client '%s'"),
    ("reflex.app", "[Reflex Backend Exception]: Traceback %s"),
    ("reflex_base.event.processor.base_state_processor", "Error transforming event payload for handler X.y: %s"),
    (
        "reflex_base.event.processor.event_processor",
        "Error processing event queue entry for Event(name='%s') [txid=1]:",
    ),
    ("engineio.server", "abc: Received packet MESSAGE data %s"),
    ("socketio.server", 'received event "%s" from abc [/]'),
    ("uvicorn.error", '127.0.0.1:1 - "WebSocket /_event/?token=%s" [accepted]'),
    ("redis", "Connection to redis://:%s@db lost"),
    ("sqlalchemy.pool.impl.QueuePool", "Exception during reset or similar: %s"),
    ("some_library_of_next_year", "Odd: %s"),
    ("asyncio", "Task exception was never retrieved, future: <Task exception=ValueError('%s')>"),
]


@pytest.mark.parametrize(("name", "message"), SAID)
def test_the_libraries_say_what_happened_and_not_with_what(
    told: pytest.LogCaptureFixture, name: str, message: str
) -> None:
    """What begins a text in the source of whoever speaks is told, and nothing from the first value on."""
    with logs.without_values():
        logging.getLogger(name).error(message, SECRET)
        logging.getLogger(name).error(message.replace("%s", SECRET))
    first, second = told.records
    assert first.getMessage() == message
    assert second.getMessage() == message.partition("%s")[0].rpartition(" ")[0]
    assert (first.name, first.levelname) == (name, "ERROR")
    assert SECRET not in told.text


def test_what_begins_with_a_value_is_told_by_its_place(told: pytest.LogCaptureFixture) -> None:
    with logs.without_values():
        logging.getLogger("reflex").error(f"{SECRET} is odd")  # noqa: G004
    [record] = told.records
    assert record.getMessage() == f"Something in test_logs.py, {record.lineno}"


def test_an_exception_is_told_by_its_types_and_places(told: pytest.LogCaptureFixture) -> None:
    with logs.without_values():
        logging.getLogger("engineio.server").error("message async handler error", exc_info=raised(SECRET))
    [record] = told.records
    assert SECRET not in told.text
    assert record.exc_info is None
    assert record.getMessage().startswith("message async handler error\n")
    for known in ("KeyError", "ValueError", "and then", "test_logs.py", "in raised"):
        assert known in record.getMessage()


def test_a_failed_handler_is_told_in_the_same_way(told: pytest.LogCaptureFixture) -> None:
    logs.failed(raised(SECRET))
    [record] = told.records
    assert SECRET not in told.text
    assert record.getMessage().startswith("An event failed.\n")
    assert "test_logs.py" in record.getMessage()


def test_what_we_say_ourselves_is_left_as_it_is(told: pytest.LogCaptureFixture) -> None:
    with logs.without_values():
        logging.getLogger("debate_app.live.hub").warning("Question %d: {odd}", 7)
        logging.getLogger("debate_apps").warning("Not ours: %s", SECRET)
    assert [record.getMessage() for record in told.records] == [
        "Question 7: {odd}",
        "Not ours: %s",
    ]


def test_afterwards_everything_is_as_before(told: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    with logs.without_values():
        assert logging.getLogRecordFactory() is not before
        with logs.without_values():
            logging.getLogger("uvicorn.error").error("It failed: %s", SECRET, exc_info=raised(SECRET))
        assert logging.getLogRecordFactory() is not before
    [record] = told.records
    assert "test_logs.py" in record.getMessage()
    assert SECRET not in told.text
    assert logging.getLogRecordFactory() is before


MESSAGES: list[Any] = [
    SECRET, 7, None, [], [SECRET], {}, {"name": SECRET}, {"name": [SECRET]}, {"name": None, "payload": SECRET},
    {"name": f"{ROOT}.{SECRET}", "payload": {"a": SECRET}}, {"name": f"{VOTES}.cast", "payload": SECRET},
    {"name": f"{VOTES}.cast", "payload": {"ballots": SECRET, "browser": SECRET}},
    {"name": f"{VOTES}.cast", "payload": {"ballots": [], "browser": "", "state": SECRET}},
    {"name": f"{VOTES}.setvar", "payload": {"var_name": SECRET, "value": SECRET}},
    {"name": f"{LIVE[0]}.setvar", "payload": {"var_name": "missing", "value": SECRET}},
    {"name": f"{ROOT}.hydrate", "payload": {SECRET: SECRET}},
    {"name": f"{ROOT}.hydrate", "payload": {}, "router_data": SECRET},
    {"name": f"{ROOT}.hydrate", "payload": {}, "router_data": {"pathname": [SECRET], "query": SECRET}},
    {"name": f"{ROOT}.hydrate", "payload": {}, "router_data": {"pathname": "/", "query": [SECRET]}},
    {"name": f"{QUESTION_FORM}.review", "payload": {"form": {"title": [SECRET]}}},
    {"name": f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal",
     "payload": {"vars": {SECRET: SECRET}}},
    {"name": f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
     "payload": {"info": SECRET, "component_stack": SECRET}},
]  # fmt: skip
PACKETS = [
    f'42/_event,["{SECRET}",{{"a":"{SECRET}"}}]', f'42/_event,["client_error",{{"message":"{SECRET}"}}]', f"4{SECRET}",
    f"9{SECRET}", f"42/{SECRET},[]", "42/_event,[]", "42/_event,", f'42/_event,{{"{SECRET}":1}}', f'450-["{SECRET}"]',
    f'44/_event,{{"message":"{SECRET}"}}', f'42/_event,["event","{SECRET}"]', f'43/_event,99["{SECRET}"]', "",
]  # fmt: skip


async def test_a_served_websocket_may_be_sent_anything_and_nothing_of_it_is_logged(tmp_path: Path) -> None:
    with serving(tmp_path, LOG_LEVEL="debug") as server:
        cookies, tokens = [SECRET], [SECRET]
        for message in MESSAGES:
            visitor = await visit(server.address)
            cookies.append(visitor.cookie)
            tokens.append(visitor.token)
            visitor.message(message)
            await visitor.answered()
            visitor.close()
        for packet in PACKETS:
            visitor = await visit(server.address)
            cookies.append(visitor.cookie)
            tokens.append(visitor.token)
            visitor.send(packet)
            visitor.send("41/_event,")
            visitor.close()
            await visitor.closed
        stranger = await visit(server.address, token=f"{SECRET}&token=")
        stranger.close()
        last = await visit(server.address)
        await last.answered()
        last.close()
        await asyncio.to_thread(server.stop)
        server.reader.join()
    said = "".join(server.said)
    for kept in (*cookies, *tokens):
        assert kept not in said
    assert "participant=" not in said
    assert said.count("was refused") >= 5


LEFT_TO_PYTHON = """
import sys, threading, warnings
from debate_app import logs
logs.begin("info")
class Dying:
    def __del__(self): raise ValueError(sys.argv[1])
def fail(): raise LookupError(sys.argv[1])
with logs.without_values():
    warnings.warn(sys.argv[1])
    Dying()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    raise RuntimeError(sys.argv[1]) from KeyError(sys.argv[1])
"""


def test_what_is_left_to_python_is_told_without_its_values() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEFT_TO_PYTHON, SECRET], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert SECRET not in done.stdout + done.stderr
    for known in (
        "WARNING debate_app.logs: UserWarning in <string>, line 9.",
        "ValueError",
        "LookupError",
        "KeyError",
        "RuntimeError",
        "in fail",
    ):
        assert known in done.stderr


@ON_BOTH
async def test_what_a_page_raises_is_told_without_its_values(
    place: Place, told: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(pages.kept, "page", failing)
    async with httpx.AsyncClient(base_url=place.address) as client:
        answer = await client.get(f"/q/1?{SECRET}", headers={"cookie": f"participant={SECRET}"})
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")
    assert answer.headers["content-security-policy"]
    assert any(record.getMessage().startswith("Exception in ASGI application") for record in told.records)
    assert "ValueError" in told.text
    assert SECRET not in told.text


FORM = f"name=Ada&password={SECRET}&text={SECRET}"
_HEAD = f"Host: x\r\nCookie: participant={SECRET}\r\nAuthorization: Bearer {SECRET}\r\nReferer: http://x/{SECRET}\r\n"
_WEBSOCKET = f"GET /_event/?token={SECRET}&EIO=4&transport=websocket HTTP/1.1\r\n{_HEAD}Origin: http://x\r\n"
_UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
_OPENED = f"{_WEBSOCKET}{_UPGRADE}Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
_MASKED = 0x80 | len(SECRET)
REQUESTS = {
    "question": f"GET /q/{SECRET}?a={SECRET} HTTP/1.1\r\n{_HEAD}\r\n",
    "form": f"POST / HTTP/1.1\r\n{_HEAD}Origin: http://x\r\nContent-Length: {len(FORM)}\r\n"
    f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{FORM}",
    "foreign form": f"POST /sign-in HTTP/1.1\r\n{_HEAD}Content-Length: {len(FORM)}\r\n\r\n{FORM}",
    "broken parts": f"POST / HTTP/1.1\r\n{_HEAD}Origin: http://x\r\nContent-Length: {len(FORM)}\r\n"
    f"Content-Type: multipart/form-data; boundary={SECRET}\r\n\r\n{FORM}",
    "odd version": f"GET /{SECRET} HTTP/9.9\r\n{_HEAD}\r\n",
    "odd method": f"{SECRET} / HTTP/1.1\r\n{_HEAD}\r\n",
    "odd line": f"{SECRET}\r\n\r\n",
    "odd header": f"GET / HTTP/1.1\r\n{_HEAD}{SECRET}\r\n\r\n",
    "two hosts": f"GET / HTTP/1.1\r\n{_HEAD}Host: {SECRET}\r\n\r\n",
    "odd host": f"GET / HTTP/1.1\r\nHost: {SECRET}/\r\n\r\n",
    "odd length": f"POST / HTTP/1.1\r\n{_HEAD}Content-Length: {SECRET}\r\n\r\n",
    "odd chunk": f"POST / HTTP/1.1\r\n{_HEAD}Origin: http://x\r\nTransfer-Encoding: chunked\r\n\r\n{SECRET}\r\n",
    "odd coding": f"POST / HTTP/1.1\r\n{_HEAD}Transfer-Encoding: {SECRET}\r\n\r\n",
    "odd upgrade": f"GET / HTTP/1.1\r\n{_HEAD}Upgrade: {SECRET}\r\nConnection: Upgrade\r\n\r\n",
    "large header": f"GET / HTTP/1.1\r\n{_HEAD}X: {SECRET * 10_000}\r\n\r\n",
    "polling": f"POST /_event/?token={SECRET}&EIO=4&transport=polling HTTP/1.1\r\n{_HEAD}\r\n",
    "websocket without a key": f"{_WEBSOCKET}{_UPGRADE}\r\n",
    "odd websocket": f"{_WEBSOCKET}{_UPGRADE.replace('13', SECRET)}Sec-WebSocket-Key: {SECRET}\r\n\r\n",
    "websocket elsewhere": _OPENED.replace("/_event/", f"/{SECRET}"),
    "foreign websocket": _OPENED.replace("Origin: http://x", f"Origin: http://{SECRET}"),
    "odd protocol": _OPENED.replace("Upgrade: ", f"Sec-WebSocket-Protocol: {SECRET}\r\nUpgrade: ", 1),
    "odd transport": _OPENED.replace("=websocket", f"={SECRET}"),
    "odd session": _OPENED.replace("?token", f"?sid={SECRET}&token"),
}
FRAMES = [
    bytes((0x81, len(SECRET))) + SECRET.encode(),
    bytes((0xF1, _MASKED, 0, 0, 0, 0)) + SECRET.encode(),
    bytes((0x81, _MASKED + 1, 0, 0, 0, 0)) + SECRET.encode() + b"\xff",
    bytes((0x8F, _MASKED, 0, 0, 0, 0)) + SECRET.encode(),
    bytes((0x80, _MASKED, 0, 0, 0, 0)) + SECRET.encode(),
    bytes((0x88, _MASKED, 0, 0, 0, 0)) + SECRET.encode(),
    bytes((0x82, _MASKED, 0, 0, 0, 0)) + SECRET.encode(),
    bytes((0x01, _MASKED, 0, 0, 0, 0)) + SECRET.encode() + bytes((0x81, 0x80, 0, 0, 0, 0)),
    bytes((0x81, _MASKED + 1, 0, 0, 0, 0)) + b"4" + SECRET.encode(),
    bytes((0x81, _MASKED + 10, 0, 0, 0, 0)) + SECRET.encode(),
]


def sent(server: Server, request: str, frame: bytes = b"") -> bytes:
    """What the server answers; the frame that follows is sent when it has."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        with contextlib.suppress(OSError):  # it may have answered and gone before it has all
            line.sendall(request.encode())
        answer = line.recv(65536)
        if frame:
            line.sendall(frame)
            line.shutdown(socket.SHUT_WR)
            with contextlib.suppress(OSError):
                while line.recv(65536):
                    pass
    return answer


def test_a_server_may_be_sent_any_bytes_and_nothing_of_them_is_logged(tmp_path: Path) -> None:
    with serving(tmp_path, LOG_LEVEL="debug") as server:
        for name, request in REQUESTS.items():
            assert sent(server, request).startswith(b"HTTP/1.1 "), name
        for frame in FRAMES:
            assert sent(server, _OPENED, frame).startswith(b"HTTP/1.1 101")
        assert sent(server, "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 200")
        server.stop()
        server.reader.join()
    said = "".join(server.said)
    assert "Invalid HTTP request received." in said
    assert SECRET not in said
    assert base64.b64encode(SECRET.encode()).decode() not in said
    assert "127.0.0.1" not in said.replace(server.address, "")
