"""What is measured: the app on a database of its own, and the reference server, both on the server's core."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import col, select

from debate_app.domain import recount
from debate_app.domain.tables import Viewpoint
from debate_app.store.engine import connect, reading
from tests.bench import cores
from tests.bench.browser import Place, Shown
from tests.bench.reference import VIEWPOINT_IDS
from tests.browser.server import PROJECT, environment, free_port, serving
from tests.services import Service

SETTINGS = {"LOG_LEVEL": "error", "CONNECTIONS_PER_ADDRESS": "0", "RATES": "off"}
"""What differs from how the app is started by hand."""


@dataclass(frozen=True)
class Target:
    """A server that is ready, and the viewpoints of the question at ``place`` as its page shows them."""

    pid: int
    place: Place
    viewpoints: tuple[Shown, ...]
    database_url: str = ""


@contextmanager
def app(folder: Path, **variables: str) -> Generator[Target]:
    """The app; with an SQLite database in ``folder`` and the sample debate, unless ``variables`` say otherwise."""
    with contextlib.ExitStack() as stack:
        with cores.for_server():
            server = stack.enter_context(serving(folder, **SETTINGS | variables))
        place = Place(server.port)
        yield Target(server.process.pid, place, viewpoints(server.database_url, 1), server.database_url)


def reference(folder: Path) -> AbstractContextManager[Target]:
    """The reference server."""
    return _running("tests.bench.reference", str(folder / "reference.db"))


def still(size: int) -> AbstractContextManager[Target]:
    """The server that does nothing but send so many bytes."""
    return _running("tests.bench.still", str(size))


@contextmanager
def _running(module: str, argument: str) -> Generator[Target]:
    port = free_port()
    with cores.for_server():
        command = [sys.executable, "-m", module, str(port), argument]
        process = subprocess.Popen(command, cwd=PROJECT, env=environment())
    try:
        _until_listening(port, process)
        yield Target(process.pid, Place(port), tuple((one, 1) for one in VIEWPOINT_IDS))
    finally:
        process.terminate()
        process.wait()


@contextmanager
def on_its_core(service: AbstractContextManager[Service]) -> Generator[Service]:
    """A PostgreSQL or a Redis (``tests/services.py``) on the server's core."""
    with contextlib.ExitStack() as stack:
        with cores.for_server():
            running = stack.enter_context(service)
        yield running


def viewpoints(database_url: str, question_id: int) -> tuple[Shown, ...]:
    """The question's viewpoints as they stand."""
    engine = connect(database_url)
    with reading(engine) as session:
        standing = select(col(Viewpoint.id), Viewpoint.version).where(Viewpoint.question_id == question_id)
        found = session.exec(standing).all()
    engine.dispose()
    return tuple((viewpoint_id, version) for viewpoint_id, version in found)


def differences(database_url: str) -> list[str]:
    """What `recount` finds wrong."""
    engine = connect(database_url)
    with reading(engine) as session:
        found = recount.differences(session)
    engine.dispose()
    return found


def _until_listening(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise AssertionError("The reference server did not start.")
