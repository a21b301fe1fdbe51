"""The real app in the test's own process and event loop, on a database of the test's choice."""

import asyncio
import contextlib
import functools
import os
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
import uvicorn
from sqlalchemy import Engine

from debate_app.store import access, voting
from debate_app.store.voting import BallotBox
from tests.waiting import until


@dataclass(frozen=True)
class Place:
    """A running server, and what is in its database."""

    address: str
    engine: Engine
    question_id: int
    viewpoint_id: int


_VARIABLES = {
    "REFLEX_ENV_MODE": "prod",
    "__REFLEX_SKIP_COMPILE": "true",
    "SAMPLE_DEBATE": "off",
    "RATES": "off",
    "SOURCES": "off",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/never-reached",
}


@functools.cache
def app() -> Any:
    """The ASGI app, without the built pages. It is made once in a process, and may be served again and again."""
    with mock.patch.dict(os.environ, _VARIABLES):
        from debate_app import debate_app, start

        start._leave_the_framework_uncollected = lambda: None  # the framework's, and all that other tests made
        return debate_app.app()


@asynccontextmanager
async def running(engine: Engine, monkeypatch: pytest.MonkeyPatch, ws: Any = None) -> AsyncGenerator[str]:
    """Serve as `make run` does, or with another websocket than our own, and yield the address."""
    served = app()
    from debate_app.live.wire import DirectWebSocket

    monkeypatch.setattr(access, "engine", lambda: engine)
    monkeypatch.setattr(voting, "box", BallotBox())
    server = uvicorn.Server(
        uvicorn.Config(
            served,
            lifespan="on",
            log_config=None,
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            ws=ws or DirectWebSocket,
            ws_ping_interval=None,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=1,
        )
    )
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign] # they are the test run's
    listening = socket.create_server(("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    await until(lambda: server.started or serving.done())
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        listening.close()
