"""What browsers send stays out of the logs."""

import asyncio
import logging
import secrets
from pathlib import Path
from typing import Any

import pytest

from debate_app import logs
from tests.browser.server import serving
from tests.visitor import PAGE, QUESTION_FORM, ROOT, VOTES, visit

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
    ("reflex.app", "[Reflex Backend Exception]\n Traceback %s\n"),
    ("reflex_base.event.processor.base_state_processor", "Error transforming event payload for handler X.y: %s"),
    (
        "reflex_base.event.processor.event_processor",
        "Error processing event queue entry for Event(name='%s') [txid=1]:",
    ),
    ("engineio.server", "abc: Received packet MESSAGE data %s"),
    ("socketio.server", 'received event "%s" from abc [/]'),
    ("uvicorn.error", '127.0.0.1:1 - "WebSocket /_event/?token=%s" [accepted]'),
    ("asyncio", "Task exception was never retrieved\nfuture: <Task exception=ValueError('%s')>"),
]


@pytest.mark.parametrize(("name", "message"), SAID)
def test_the_libraries_say_what_happened_and_not_with_what(
    told: pytest.LogCaptureFixture, name: str, message: str
) -> None:
    with logs.without_values():
        logging.getLogger(name).error(message, SECRET)
        logging.getLogger(name).error(message.replace("%s", SECRET))
    assert SECRET not in told.text
    assert [record.levelname for record in told.records] == ["ERROR", "ERROR"]
    beginning = message.partition("%s")[0].split(":")[0].split("'")[0].split("\n")[0].split("(")[0].split('"')[0]
    assert all(record.getMessage().startswith(beginning.strip()[:9]) for record in told.records)


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
        logging.getLogger("reflexes").warning("Not of the framework: %s", "left")
    assert [record.getMessage() for record in told.records] == ["Question 7: {odd}", "Not of the framework: left"]


def test_afterwards_everything_is_as_before(told: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    with logs.without_values():
        assert logging.getLogRecordFactory() is not before
    assert logging.getLogRecordFactory() is before


MESSAGES: list[Any] = [
    SECRET, 7, None, [], [SECRET], {}, {"name": SECRET}, {"name": [SECRET]}, {"name": None, "payload": SECRET},
    {"name": f"{ROOT}.{SECRET}", "payload": {"a": SECRET}}, {"name": f"{VOTES}.cast", "payload": SECRET},
    {"name": f"{VOTES}.cast", "payload": {"ballots": SECRET, "browser": SECRET}},
    {"name": f"{VOTES}.cast", "payload": {"ballots": [], "browser": "", "state": SECRET}},
    {"name": f"{VOTES}.setvar", "payload": {"var_name": SECRET, "value": SECRET}},
    {"name": f"{PAGE}.setvar", "payload": {"var_name": "sequence", "value": SECRET}},
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
