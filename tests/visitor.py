"""A visitor's browser as the server knows it: what it sends, what it hears, and what its vars then are."""

import asyncio
import json
import secrets
import uuid
from collections.abc import Callable
from typing import Any

from tests import shown
from tests.bench.wire import Socket
from tests.waiting import PATIENCE_SECONDS

ROOT = "reflex___state____state"
LIVE = tuple(f"{ROOT}.debate_app___live___page____{name}" for name in ("page", "answers", "counts", "presence"))
"""The states of the question's page that are pushed."""
COUNTS = LIVE[2]
VOTES = f"{ROOT}.debate_app___state___votes____votes"
VISITOR = f"{ROOT}.debate_app___state___visitor____visitor"
PERSONAL = f"{ROOT}.debate_app___state___personal____personal"
VIEWPOINT_FORM = f"{ROOT}.debate_app___state___viewpoints____new_viewpoint"
QUESTION_FORM = f"{ROOT}.debate_app___state___questions____new_question"
HYDRATE = f"{ROOT}.hydrate_and_load"
NO_COOKIE = "This browser refuses our cookie, so its votes cannot be counted."
_MARK = "_rx_state_"


class Visitor(Socket):
    """One connection. ``said`` is every event message in its order; ``vars`` what they left, by state; ``calls``
    the events that it was told to send, which it leaves to the test."""

    def __init__(
        self, host: str, cookie: str, token: str, route: dict[str, Any], boot: bool, origin: str, more: str = ""
    ) -> None:
        self.cookie, self.token, self.route = cookie, token, route
        self.said: list[dict[str, Any]] = []
        self.calls: list[dict[str, Any]] = []
        self.heard: list[str] = []
        self.vars: dict[str, dict[str, Any]] = {}
        self._boot = boot
        self._news = asyncio.Event()
        header = f"Cookie: participant={cookie}\r\n{more}" if cookie else more
        super().__init__(host, f"/_event/?token={token}&EIO=4&transport=websocket", f"{header}Origin: {origin}\r\n")

    def page(self, name: str) -> Any:
        """A var of the question's page."""
        return self._live().get(name)

    def viewpoints(self) -> list[Any]:
        """Those that the question's page shows."""
        return shown.viewpoints(self._live())

    def _live(self) -> dict[str, Any]:
        return {name: value for state in LIVE for name, value in self.vars.get(state, {}).items()}

    def event(self, name: str, payload: Any = None) -> None:
        """Send an event."""
        self.message({"name": name, "payload": {} if payload is None else payload, "router_data": self.route})

    def message(self, message: Any) -> None:
        """Send anything in an event's place."""
        self.send(f'42/_event,["event",{json.dumps(message)}]')

    def vote(
        self, viewpoint_id: int, side: str, number: int, browser: str = "0123456789abcdef", version: int = 1
    ) -> None:
        """Send one ballot."""
        self.event(f"{VOTES}.cast", {"ballots": [[viewpoint_id, side, number, version]], "browser": browser})

    async def until(self, holds: Callable[[], Any]) -> None:
        """Return once ``holds`` does; it is asked after each message."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():
                self._news.clear()
                await self._news.wait()

    async def answered(self) -> None:
        """Return once everything that was sent before has been handled: events of one visitor go one by one."""
        nowhere, number = 2**31 - 1, secrets.randbelow(2**40) + 1
        self.vote(nowhere, "agree", number)
        place = str(nowhere)
        await self.until(lambda: self.vars.get(VOTES, {}).get("refusals", {}).get(place, [0])[0] == number)

    def changes(self, state: str, var: str, since: int = 0) -> list[Any]:
        """The values that a var was given, in their order."""
        deltas = [said["delta"].get(state, {}) for said in self.said[since:]]
        return [delta[var + _MARK] for delta in deltas if var + _MARK in delta]

    def received(self, payload: bytes) -> None:
        text = payload.decode()
        self.heard.append(text)
        if text == "2":
            self.send("3")
        elif text.startswith("0{"):
            first = {"event": {"name": HYDRATE, "payload": {}, "router_data": self.route}} if self._boot else {}
            self.send(f"40/_event,{json.dumps(first)}")
        elif text.startswith('42/_event,["event"'):
            self._update(json.loads(text.removeprefix("42/_event,"))[1])
        self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._news.set()

    def _update(self, update: dict[str, Any]) -> None:
        self.said.append(update)
        self.calls += update.get("events", [])
        for state, delta in update["delta"].items():
            values = self.vars.setdefault(state, {})
            values.update({name.removesuffix(_MARK): value for name, value in delta.items()})


def at_question(question_id: object, **more: object) -> dict[str, Any]:
    """The route of a question's page, as the browser tells it."""
    path = f"/q/{question_id}/x"
    return {"pathname": path, "asPath": path, "query": {"question_id": str(question_id), "slug": "x"}} | more


HOME = {"pathname": "/", "asPath": "/", "query": {}}


async def visit(
    address: str,
    route: dict[str, Any] = HOME,
    *,
    cookie: str | None = None,
    token: str = "",
    boot: bool = True,
    origin: str = "",
    forwarded: str = "",
) -> Visitor:
    """A connection to the server at ``address``; an empty cookie is none, and without ``boot`` nothing is asked yet.

    ``forwarded`` is what a proxy says of whom it was asked by.
    """
    host = address.removeprefix("http://")
    mine = secrets.token_urlsafe(32) if cookie is None else cookie
    more = f"X-Forwarded-For: {forwarded}\r\n" if forwarded else ""
    visitor = Visitor(host, mine, token or str(uuid.uuid4()), route, boot, origin or address, more)
    name, _, port = host.rpartition(":")
    await asyncio.get_running_loop().create_connection(lambda: visitor, name, int(port))
    await visitor.opened
    await visitor.until(lambda: any(text.startswith("40/_event") for text in visitor.heard))
    return visitor


async def watch(address: str, question_id: int, *, cookie: str | None = None, token: str = "") -> Visitor:
    """A visitor of a question's page, once it is all there."""
    visitor = await visit(address, at_question(question_id), cookie=cookie, token=token)
    await visitor.until(lambda: visitor.page("sequence") and visitor.vars.get(ROOT, {}).get("is_hydrated"))
    return visitor
