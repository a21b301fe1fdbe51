"""Starting and stopping the server: what it says, and with which code it ends."""

import signal
import socket
import sqlite3
import time
from pathlib import Path

import pytest

from debate_app.serve import CannotListen, listen, ready
from debate_app.settings import Settings
from tests.browser.server import PROJECT, Server, free_port, serving, start

SECOND_START_SECONDS = 10


def dump(server: Server) -> list[str]:
    with sqlite3.connect(server.database_url.removeprefix("sqlite:///")) as database:
        return list(database.iterdump())


def tree(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_second_start_is_fast_and_changes_nothing(tmp_path: Path):
    with serving(tmp_path) as server:
        assert server.stop() == -signal.SIGTERM
        rows, files = dump(server), tree(PROJECT / ".web" / "build")
    began = time.monotonic()
    with serving(tmp_path) as server:
        took = time.monotonic() - began
        assert server.stop() == -signal.SIGTERM
        assert dump(server) == rows
        assert tree(PROJECT / ".web" / "build") == files
    assert took < SECOND_START_SECONDS


def test_ctrl_c_ends_it_without_a_traceback(tmp_path: Path):
    with serving(tmp_path) as server:
        assert server.stop(signal.SIGINT) == 0
        server.reader.join()
        assert server.said[0] == f"Ready: {server.address}\n"
        assert server.said[-1] == "Stopped.\n"
        assert "Traceback" not in "".join(server.said)


def test_a_port_in_use_is_said_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(HOST="127.0.0.1", PORT=str(port))
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said == f"Port {port} is in use. Stop what serves there, or choose another: PORT={port + 1}.\n"


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/nothing", f"sqlite:///{PROJECT}/Makefile/debate.db", "sqlite:////dev/null"]
)
def test_a_database_that_cannot_be_used_is_said_in_a_sentence(url: str):
    process = start(HOST="127.0.0.1", PORT=str(free_port()), DATABASE_URL=url)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in said
    assert "cannot be used: " in said


@pytest.mark.parametrize("host", ["192.0.2.77", "no-such-host.invalid"])
def test_a_host_that_is_not_this_machine_is_said_in_a_sentence(host: str):
    with pytest.raises(CannotListen, match=f"^HOST names no address of this machine: {host}"):
        listen(host, free_port())


def test_it_names_the_addresses_that_a_person_can_type():
    assert ready(Settings(host="127.0.0.1", port=3001)) == "Ready: http://127.0.0.1:3001"
    assert ready(Settings(host="::1")) == "Ready: http://[::1]:3000"
    assert ready(Settings()).startswith("Ready: http://localhost:3000")
    assert ready(Settings(public_url="https://debate.example")).endswith("\nFor everybody: https://debate.example")
