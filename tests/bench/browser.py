"""A visitor's browser on a question's page, as far as the server can tell: it speaks Reflex's websocket protocol.

Of what the server sends it reads only what is measured: the question's sequence, and the answers to its votes.
"""

import asyncio
import json
import re
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bench.wire import Socket

ROOT = "reflex___state____state"
HYDRATE = f"{ROOT}.hydrate_and_load"
VOTES = f"{ROOT}.debate_app___state___votes____votes"
COUNTS = f"{ROOT}.debate_app___live___page____counts"
CONVERSATION = f"{ROOT}.debate_app___state___conversation____conversation"
NAMESPACE = "/_event,"

HYDRATED = b'"is_hydrated_rx_state_":true'
_SEQUENCE = re.compile(rb'"sequence_rx_state_":(\d+)')


Shown = tuple[int, int]
"""A viewpoint's id, and the version of it that the page shows."""


class Later(Exception):
    """The vote could not be counted yet, and is to be sent again."""


class Lost(ConnectionError):
    """The connection ended before the answer."""


class Refused(Exception):
    """The server says that this vote cannot be counted; carries its sentence."""


@dataclass(frozen=True)
class Place:
    """A question's page on a server of this machine."""

    port: int
    question_id: int = 1

    @property
    def route(self) -> str:
        """What Reflex's browser code sends with each event."""
        path = f"/q/{self.question_id}/x"
        query = {"question_id": str(self.question_id), "slug": "x"}
        return json.dumps({"pathname": path, "asPath": path, "query": query})


@dataclass(eq=False)
class _Pending:
    viewpoint_id: int
    number: int
    sequence: asyncio.Future[int]


class Browser(Socket):
    """One connection of one visitor; ``current`` is done when the whole page is there and may be used, with its bytes.

    ``receipts`` collects (moment, sequence) of each update while it is a list; ``heard`` is called with every
    message that is not about the numbers alone.
    """

    def __init__(self, place: Place, cookie: str = "", mark: str = "") -> None:
        self.cookie = cookie or secrets.token_urlsafe(32)
        self.mark = mark or secrets.token_hex(8)
        host = f"127.0.0.1:{place.port}"
        path = f"/_event/?token={uuid.uuid4()}&EIO=4&transport=websocket"
        super().__init__(host, path, f"Cookie: participant={self.cookie}\r\nOrigin: http://{host}\r\n")
        self.current: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.sequence = 0
        self.update_bytes = 0
        self.receipts: list[tuple[float, int]] | None = None
        self.heard: Callable[[bytes], None] | None = None
        self._route = place.route
        self._pending: list[_Pending] = []
        self._awaited: list[tuple[int, asyncio.Future[None]]] = []
        self._later = 0
        self._page_bytes = 0
        self._hydrated = False

    async def vote(self, viewpoint: Shown, side: str, number: int) -> int:
        """The sequence from which on the tallies include this vote. Raises Later, Refused and Lost."""
        if self.closed.done():
            raise Lost
        viewpoint_id, version = viewpoint
        pending = _Pending(viewpoint_id, number, asyncio.get_running_loop().create_future())
        self._pending.append(pending)
        self.event(f"{VOTES}.cast", {"ballots": [[viewpoint_id, side, number, version]], "browser": self.mark})
        try:
            return await pending.sequence
        finally:
            self._pending.remove(pending)

    async def until(self, sequence: int) -> None:
        """Return once the page shows this sequence, or a later one. Raises Lost."""
        if self.closed.done():
            raise Lost
        if self.sequence < sequence:
            awaited = (sequence, asyncio.get_running_loop().create_future())
            self._awaited.append(awaited)
            try:
                await awaited[1]
            finally:
                self._awaited.remove(awaited)

    def event(self, name: str, payload: dict[str, Any]) -> None:
        """Send an event, as a click on the page does."""
        encoded = json.dumps(payload)
        self.send(f'42{NAMESPACE}["event",{{"name":"{name}","payload":{encoded},"router_data":{self._route}}}]')

    def received(self, payload: bytes) -> None:
        """An Engine.IO packet came in."""
        if payload == b"2":
            self.send("3")
        elif payload.startswith(b"0{"):
            first = f'{{"event":{{"name":"{HYDRATE}","payload":{{}},"router_data":{self._route}}}}}'
            self.send(f"40{NAMESPACE}{first}")
        elif payload.startswith(b"42"):
            self._updated(payload)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits is told."""
        super().connection_lost(exc)
        waiting = [pending.sequence for pending in self._pending] + [shown for _, shown in self._awaited]
        for future in waiting:
            if not future.done():
                future.set_exception(Lost())
        if not self.current.done():
            self.current.set_exception(Lost())
            self.current.exception()

    def _updated(self, payload: bytes) -> None:
        if found := _SEQUENCE.search(payload):
            self._shown(int(found[1]), len(payload))
        elif self.heard:
            self.heard(payload)
        if not self.current.done():
            self._hydrated = self._hydrated or HYDRATED in payload
            if self._hydrated and self._page_bytes:
                self.current.set_result(self._page_bytes)
        if self._pending and b"___votes____votes" in payload:
            self._answered(json.loads(payload[payload.index(b",") + 1 :])[1]["delta"].get(VOTES, {}))

    def _shown(self, sequence: int, size: int) -> None:
        self._page_bytes = self._page_bytes or size
        self.sequence, self.update_bytes = sequence, size
        if self.receipts is not None:
            self.receipts.append((time.perf_counter(), sequence))
        for awaited, shown in self._awaited:
            if sequence >= awaited and not shown.done():
                shown.set_result(None)

    def _answered(self, votes: dict[str, Any]) -> None:
        held, refusals = votes.get("held_rx_state_", {}), votes.get("refusals_rx_state_", {})
        later, self._later = self._later, votes.get("later_rx_state_", self._later)
        for pending in self._pending:
            key = str(pending.viewpoint_id)
            _, number, sequence, _ = held.get(key, ("", 0, 0, 0))
            refused, sentence = refusals.get(key, (0, ""))
            if pending.sequence.done():
                continue
            if number >= pending.number:
                pending.sequence.set_result(sequence)
            elif refused >= pending.number:
                pending.sequence.set_exception(Refused(sentence))
            elif self._later > later:
                pending.sequence.set_exception(Later())


async def connect(place: Place, cookie: str = "", mark: str = "") -> Browser:
    """A browser that shows the whole page. Raises OSError when the server is away, or goes away meanwhile."""
    browser = Browser(place, cookie, mark)
    await asyncio.get_running_loop().create_connection(lambda: browser, "127.0.0.1", place.port)
    try:
        await browser.opened
        await browser.current
    except asyncio.CancelledError:
        browser.close()
        raise
    return browser
