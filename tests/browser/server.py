"""The production server, started for a test as `make run` starts it, with a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
BUILD_AND_START_SECONDS = 600
STOP_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A server that is ready: ``address`` has no slash at the end, ``database_url`` works for the tests too."""

    address: str
    port: int
    database_url: str
    process: subprocess.Popen[str]
    reader: threading.Thread
    said: list[str]

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        """Asks it to stop and returns its exit code."""
        self.process.send_signal(with_signal)
        return self.process.wait(STOP_SECONDS)


def environment(**variables: str) -> dict[str, str]:
    """This process's environment without what the app or Reflex put there, and with ``variables``."""
    ours = (
        "HOST",
        "PORT",
        "DATABASE_URL",
        "REDIS_URL",
        "PUBLIC_URL",
        "TRUSTED_PROXY_HOPS",
        "ALLOW_MISSING_ORIGIN",
        "CONNECTIONS_PER_ADDRESS",
        "EMBEDDING",
        "SAMPLE_DEBATE",
        "OFFLINE",
        "SOURCES",
        "LOG_LEVEL",
        "RATES",
        "SMTP_URL",
        "MAIL_FROM",
    )
    families = ("REFLEX_", "__REFLEX_", "RATE_")
    foreign = {n: v for n, v in os.environ.items() if n not in ours and not n.startswith(families)}
    # nothing reaches outside, unless a test brings what is there
    return foreign | {"PYTHONUNBUFFERED": "1", "SOURCES": "off"} | variables


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def serving(folder: Path, **variables: str) -> Generator[Server]:
    """A server on a free port, with an SQLite database in ``folder`` unless DATABASE_URL is among the variables."""
    port = free_port()
    chosen = {"HOST": "127.0.0.1", "PORT": str(port), "DATABASE_URL": f"sqlite:///{folder / 'debate.db'}"} | variables
    process = start(**chosen)
    reader, said = _until_ready(process)
    try:
        address = f"http://127.0.0.1:{chosen['PORT']}"
        yield Server(address, int(chosen["PORT"]), chosen["DATABASE_URL"], process, reader, said)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(STOP_SECONDS)
        reader.join()


def start(**variables: str) -> subprocess.Popen[str]:
    """`python -m debate_app serve` in the project's folder; what it says comes through ``stdout``."""
    return subprocess.Popen(
        [sys.executable, "-m", "debate_app", "serve"],
        cwd=PROJECT,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _until_ready(process: subprocess.Popen[str]) -> tuple[threading.Thread, list[str]]:
    """Waits for the word, and keeps reading: a server whose output nobody reads stops one day."""
    said: list[str] = []
    ready = threading.Event()

    def listen() -> None:
        assert process.stdout
        with process.stdout:
            for line in process.stdout:
                said.append(line)
                if line.startswith("Ready:"):
                    ready.set()
        ready.set()

    reader = threading.Thread(target=listen, daemon=True)
    reader.start()
    ready.wait(BUILD_AND_START_SECONDS)
    if not any(line.startswith("Ready:") for line in said):
        process.kill()
        process.wait()
        raise AssertionError("The server did not start:\n" + "".join(said))
    return reader, said
