"""The floor: a bare Starlette websocket that does for votes and watchers what the app does, and nothing else.

The same wire, the same kind of transaction (vote, ledger and tally, together, ``synchronous=FULL``), the same
update, sent at once and then at most every 50 ms. Started by itself: ``python -m tests.bench.reference PORT FILE``.
"""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from tests.bench.browser import COUNTS, NAMESPACE, ROOT, VOTES

PACE_SECONDS = 0.05
VIEWPOINT_IDS = range(1, 6)
SCHEMA = """
CREATE TABLE vote (participant TEXT, viewpoint INTEGER, side TEXT, PRIMARY KEY (participant, viewpoint));
CREATE TABLE ledger (id INTEGER PRIMARY KEY, participant TEXT, viewpoint INTEGER, side TEXT);
CREATE TABLE tally (viewpoint INTEGER PRIMARY KEY, agree INTEGER, disagree INTEGER);
"""

Ballot = tuple[str, int, str, int, int]
"""Participant, viewpoint, side, number, version."""


class Floor:
    """The one question that this server has."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._database.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {SCHEMA}")
        self._database.executemany("INSERT INTO tally VALUES (?, 0, 0)", [(one,) for one in VIEWPOINT_IDS])
        self._sequence, self._counts = 1, dict.fromkeys(VIEWPOINT_IDS, (0, 0, 0))
        self._watchers: set[WebSocket] = set()
        self._waiting: list[tuple[WebSocket, Ballot]] = []
        self._counting: asyncio.Task[None] | None = None
        self._pacing: asyncio.Task[None] | None = None

    async def serve(self, websocket: WebSocket) -> None:
        """One browser, until it goes."""
        await websocket.accept()
        await websocket.send_text('0{"sid":"x","upgrades":[],"pingTimeout":20000,"pingInterval":25000}')
        await websocket.receive_text()
        self._watchers.add(websocket)
        await websocket.send_text(self._update())
        await websocket.send_text(_event({ROOT: {"is_hydrated_rx_state_": True}}))
        try:
            async for text in websocket.iter_text():
                self._take(websocket, text)
        finally:
            self._watchers.discard(websocket)

    def _take(self, websocket: WebSocket, text: str) -> None:
        ballot = json.loads(text[text.index(",") + 1 :])[1]["payload"]["ballots"][0]
        self._waiting.append((websocket, (websocket.cookies["participant"], *ballot)))
        if self._counting is None or self._counting.done():
            self._counting = asyncio.create_task(self._count())

    async def _count(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            self._counts = await asyncio.to_thread(self._commit, [ballot for _, ballot in together])
            self._sequence += len(together)
            for websocket, (_, viewpoint_id, side, number, version) in together:
                held = {"held_rx_state_": {viewpoint_id: [side, number, self._sequence, version]}}
                await websocket.send_text(_event({VOTES: held}))
            if self._pacing is None or self._pacing.done():
                self._pacing = asyncio.create_task(self._pace())

    def _commit(self, ballots: Sequence[Ballot]) -> dict[int, tuple[int, int, int]]:
        run = self._database.execute
        run("BEGIN IMMEDIATE")
        for participant, viewpoint_id, side, _, _ in ballots:
            before = run("SELECT side FROM vote WHERE (participant, viewpoint) = (?, ?)", (participant, viewpoint_id))
            old = (before.fetchone() or ("",))[0]
            run("INSERT OR REPLACE INTO vote VALUES (?, ?, ?)", (participant, viewpoint_id, side))
            run("INSERT INTO ledger VALUES (NULL, ?, ?, ?)", (participant, viewpoint_id, side))
            agree, disagree = ((side == word) - (old == word) for word in ("agree", "disagree"))
            counted = "UPDATE tally SET agree = agree + ?, disagree = disagree + ? WHERE viewpoint = ?"
            run(counted, (agree, disagree, viewpoint_id))
        counts = {one: (agree, disagree, 0) for one, agree, disagree in run("SELECT * FROM tally")}
        run("COMMIT")
        return counts

    async def _pace(self) -> None:
        sent = 0
        while sent < self._sequence:
            sent, update = self._sequence, self._update()
            for websocket in list(self._watchers):
                await websocket.send_text(update)
            await asyncio.sleep(PACE_SECONDS)

    def _update(self) -> str:
        numbers = {"sequence": self._sequence, "tallies": self._counts, "by_version": {}, "apart": {}}
        return _event({COUNTS: {f"{name}_rx_state_": value for name, value in numbers.items()}})


def _event(delta: dict[str, object]) -> str:
    encoded = json.dumps(["event", {"delta": delta, "events": []}], separators=(",", ":"))
    return f"42{NAMESPACE}{encoded}"


def main(port: int, file: Path) -> None:
    """Serve until told to stop, on the same server software with the same settings as the app."""
    app = Starlette(routes=[WebSocketRoute("/_event/", Floor(file).serve)])
    settings = {"ws": "wsproto", "ws_per_message_deflate": False, "ws_ping_interval": None, "loop": "uvloop"}
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False, **settings)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
