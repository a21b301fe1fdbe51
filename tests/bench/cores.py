"""Keeps server and load generator apart, and reads what a server uses."""

import os
import resource
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psutil

_PINNING = hasattr(os, "sched_setaffinity")
_CORES = sorted(os.sched_getaffinity(0)) if _PINNING else []
_SERVER, _GENERATOR = (set(_CORES[:1]), set(_CORES[1:])) if len(_CORES) > 1 else (set(_CORES), set(_CORES))


def take_generators_place() -> list[str]:
    """Pin this process to the generator's cores, let it hold many connections; sentences on what runs where."""
    busy = psutil.cpu_percent(interval=2)
    others = f"Before the start, other processes kept the machine {busy:.0f} % busy."
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if not _PINNING or _SERVER == _GENERATOR:
        return ["Server, database and load generator share the cores of this machine: they are not pinned.", others]
    os.sched_setaffinity(0, _GENERATOR)
    return [f"Server and database on core {_named(_SERVER)}, load generator on core {_named(_GENERATOR)}.", others]


@contextmanager
def for_server() -> Generator[None]:
    """Processes that are started inside run on the server's core."""
    if _PINNING:
        os.sched_setaffinity(0, _SERVER)
    try:
        yield
    finally:
        if _PINNING:
            os.sched_setaffinity(0, _GENERATOR)


def cpu_seconds(pid: int) -> float:
    """What all threads of the process have used since it started."""
    used = psutil.Process(pid).cpu_times()
    return used.user + used.system


def waited_seconds(pid: int) -> float:
    """How long the process's event loop was ready to run and its core was not free; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


def resident_kb(pid: int) -> float:
    """The process's memory."""
    return psutil.Process(pid).memory_info().rss / 1024


def _named(cores: set[int]) -> str:
    return ", ".join(map(str, sorted(cores)))
