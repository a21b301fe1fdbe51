"""Ready frames, on the inner parts of the framework, socket.io, Engine.IO and uvicorn that they need."""

import asyncio
import inspect
import json
import socket
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from engineio import packet as engineio_packet
from engineio.async_socket import AsyncSocket
from engineio.packet import Packet
from hypothesis import given
from hypothesis import strategies as st
from socketio import packet as socketio_packet
from sqlalchemy import Engine
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol
from wsproto.frame_protocol import FrameProtocol, Opcode

from debate_app import live
from debate_app.domain import snapshots, votes
from debate_app.domain.tables import Side
from debate_app.live import frames, push, wire
from debate_app.live.push import QueueLine, Sockets, Update
from debate_app.live.wire import text_frame
from debate_app.store.engine import transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.running import Place, app, running
from tests.visitor import COUNTS, HOME, ROOT, Visitor, visit, watch


@pytest.fixture(params=["ours", "wsproto"])
async def server(
    request: pytest.FixtureRequest, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Place]:
    """Our own server, and any other, such as that of `reflex run`."""
    with transaction(engine) as session:
        question_id = scene.question(session)
        viewpoint_id = scene.viewpoint(session, question_id)
    async with running(engine, monkeypatch, None if request.param == "ours" else "wsproto") as address:
        yield Place(address, engine, question_id, viewpoint_id)


def test_an_update_is_framed_as_the_libraries_would_frame_it() -> None:
    event = frames.people_here(3)
    ready = Update("/_event", event)
    theirs = socketio_packet.Packet(socketio_packet.EVENT, json.loads(event), namespace="/_event")
    theirs_encoded = Packet(engineio_packet.MESSAGE, theirs.encode()).encode()
    assert json.loads(ready.packet.encode().partition(",")[2]) == json.loads(theirs_encoded.partition(",")[2])
    assert ready.packet.encode().partition(",")[0] == theirs_encoded.partition(",")[0] == "42/_event"
    assert ready.frame == text_frame(ready.packet.encode().encode())


@given(st.one_of(st.text(max_size=300), st.sampled_from([125, 126, 65_535, 65_536]).map(lambda size: "x" * size)))
def test_any_text_is_one_frame_that_a_client_reads(text: str) -> None:
    reader = FrameProtocol(client=True, extensions=[])
    reader.receive_bytes(text_frame(text.encode()))
    read = [*reader.received_frames()]
    assert "".join(str(frame.payload) for frame in read) == text
    assert read[-1].message_finished
    assert {frame.opcode for frame in read} == {Opcode.TEXT}


def test_the_inner_parts_that_are_used_are_there() -> None:
    """When a new version fails here, read push.py and wire.py anew against it."""
    app()
    from debate_app.debate_app import app as made

    assert made.event_namespace.namespace == "/_event"
    assert [*inspect.signature(made.event_namespace.on_disconnect).parameters] == ["sid"]
    assert [*inspect.signature(made.sio.manager.eio_sid_from_sid).parameters] == ["sid", "namespace"]
    assert [*inspect.signature(made.sio.get_environ).parameters] == ["sid", "namespace"]
    assert made.sio.eio.sockets == {}
    assert [*inspect.signature(AsyncSocket.close).parameters] == ["self", "wait", "abort", "reason"]
    assert "self.closed = True" in inspect.getsource(AsyncSocket.close)
    assert "packets == [None]" in inspect.getsource(AsyncSocket.poll)
    assert "encode_cache" in inspect.getsource(Packet.encode)
    protocol = inspect.getsource(WSProtocol)
    for used in ("self.handshake_complete", "self.close_sent", "self.transport", "self.scope", "async def run_asgi"):
        assert used in protocol


async def test_a_vote_reaches_the_other_browser_on_either_server(server: Place) -> None:
    ann, bo = await watch(server.address, server.question_id), await watch(server.address, server.question_id)
    ann.vote(server.viewpoint_id, "agree", 1)
    for visitor in (ann, bo):
        await visitor.until(lambda visitor=visitor: visitor.page("tallies") == {str(server.viewpoint_id): [1, 0, 0]})
        visitor.close()


async def test_our_own_server_is_written_to_directly_and_any_other_through_its_queue(server: Place) -> None:
    visitor = await watch(server.address, server.question_id)
    [hub] = live._hubs
    [sid] = hub._rooms[server.question_id].watchers
    line: Any = hub._sockets.line(sid)
    engine_socket = next(iter(hub._sockets._sio.eio.sockets.values()))
    for attribute in ("queue", "closed", "server"):
        assert hasattr(engine_socket, attribute)
    if isinstance(line, push.DirectLine):
        assert isinstance(line._socket, WSProtocol)
        assert line._socket.handshake_complete
        assert not line._socket.transport.is_closing()
        assert line._socket.transport.get_write_buffer_size() == 0
    else:
        assert line._socket is engine_socket
    assert hub._sockets.line("nobody") is None
    visitor.close()
    await visitor.closed


async def test_who_leaves_is_known_to_have_left(server: Place) -> None:
    visitor, other = await watch(server.address, server.question_id), await watch(server.address, server.question_id)
    await other.until(lambda: other.page("here") == 2)
    visitor.close()
    await other.until(lambda: other.page("here") == 1)
    [hub] = live._hubs
    assert len(hub._watching) == 1
    other.close()


async def test_a_dropped_browser_sees_its_connection_end(server: Place) -> None:
    visitor = await visit(server.address, HOME)
    await visitor.until(lambda: visitor.vars.get(ROOT, {}).get("is_hydrated"))
    [hub] = live._hubs
    [sid] = hub._sockets._sio.manager.rooms["/_event"][None]
    hub.drop(sid)
    await asyncio.wait_for(visitor.closed, 20)
    hub.drop(sid)
    hub.drop("nobody")


async def test_a_browser_that_does_not_read_is_dropped_and_the_others_stay_current(
    server: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MOST_UNREAD_BYTES", 50_000)
    monkeypatch.setattr(push, "LONGEST_QUEUE", 20)
    deaf, ann = await watch(server.address, server.question_id), await watch(server.address, server.question_id)
    assert deaf._transport is not None
    deaf._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    deaf._transport.pause_reading()  # type: ignore[attr-defined]
    [hub] = live._hubs
    room = hub._rooms[server.question_id]
    ready, rounds = "x" * 200_000, 0
    while len(room.watchers) == 2:
        rounds += 1
        assert rounds < 2_000, "It was never dropped."
        hub._send(room, f'["event",{{"delta":{{}},"events":[],"fill":"{ready}"}}]')
        await ann.until(lambda rounds=rounds: sum("fill" in text for text in ann.heard) >= rounds)
    ann.vote(server.viewpoint_id, "agree", 1)
    await ann.until(lambda: ann.page("tallies") == {str(server.viewpoint_id): [1, 0, 0]})
    await ann.until(lambda: ann.page("here") == 1)
    ann.close()
    deaf._transport.abort()  # type: ignore[attr-defined]


async def test_a_queue_that_nobody_reads_is_forgotten_when_its_browser_is_dropped() -> None:
    class Server:
        def __init__(self) -> None:
            self.closing: list[Any] = []

        def start_background_task(self, close: Any, **how: Any) -> None:
            self.closing.append((close, how))

    class Unread:
        def __init__(self) -> None:
            self.queue: asyncio.Queue[Any] = asyncio.Queue()
            self.closed, self.server = False, Server()

        async def close(self) -> None: ...

    unread = Unread()
    line = QueueLine(unread)
    sent = 0
    while line.send(Update("/_event", "[]")):
        sent += 1
    assert sent == push.LONGEST_QUEUE + 1
    assert unread.queue.get_nowait() is None  # which ends Engine.IO's writer
    assert unread.queue.empty()
    assert unread.server.closing == [(unread.close, {"wait": False, "abort": True})]
    unread.closed = True
    assert not line.send(Update("/_event", "[]"))


@ON_BOTH
async def test_hydration_votes_and_pushes_may_come_in_any_order_and_nothing_goes_back(place: Place) -> None:
    """socket.io's own messages go through tasks and ready frames do not: one may overtake the other."""
    visitors = [await watch(place.address, place.question_id) for _ in range(4)]

    async def storm(visitor: Visitor, first: int) -> None:
        for number in range(first, first + 20):
            visitor.vote(place.viewpoint_id, ("agree", "disagree", "")[number % 3], number)
            if number % 4 == 0:
                visitor.event(f"{ROOT}.hydrate")
            if number % 5 == 0:
                await asyncio.sleep(0)
        await visitor.answered()

    await asyncio.gather(*(storm(visitor, 1) for visitor in visitors))
    with transaction(place.engine) as session:
        votes.cast(session, scene.guest(session), place.viewpoint_id, Side.AGREE)
    live.changed(place.question_id)
    with transaction(place.engine) as session:
        sequence, [tally] = snapshots.tallies(session, place.question_id)
    for visitor in visitors:
        await visitor.until(lambda visitor=visitor: visitor.page("sequence") == sequence)
        seen = visitor.changes(COUNTS, "sequence")
        assert seen[-1] == sequence
        assert seen == sorted(seen)
        assert visitor.page("tallies") == {str(place.viewpoint_id): [tally.agrees, tally.disagrees, 0]}
        visitor.close()


def test_closing_is_told_before_the_framework_forgets_the_browser() -> None:
    told: list[str] = []

    class Namespace:
        namespace = "/_event"

        def on_disconnect(self, sid: str) -> str:
            told.append(f"framework {sid}")
            return "task"

    class App:
        sio = None
        event_namespace = Namespace()

    made: Any = App()
    Sockets(made, lambda sid: told.append(f"ours {sid}"))
    assert made.event_namespace.on_disconnect("a") == "task"
    assert told == ["ours a", "framework a"]
