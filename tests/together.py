"""Doing several things at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def together(act: Callable[[T], R], those: Sequence[T]) -> list[R]:
    """Call ``act`` with each of those in a thread of its own, all at once; returns what came of each, in order."""
    ready = threading.Barrier(len(those))

    def one(given: T) -> R:
        ready.wait()
        return act(given)

    with ThreadPoolExecutor(len(those)) as threads:
        return list(threads.map(one, those))
