"""What was counted lately of the votes on questions: however many ask, counting takes a small part of the time.

A count is shown for as long as it took, ``PATIENCE`` times: at once where there are a hundred votes, and for some
seconds where there are a million.
"""

import asyncio
import time
from dataclasses import dataclass, field

from debate_app.domain import breakdown
from debate_app.domain.breakdown import Counted
from debate_app.store.access import read

PATIENCE = 10
MOST_KEPT = 64


@dataclass(slots=True)
class _Count:
    """One of a question: who comes while it is under way waits for it."""

    running: asyncio.Task[Counted]
    began: float = field(default_factory=time.monotonic)
    good_until: float = float("inf")


_kept: dict[int, _Count] = {}


async def counted(question_id: int, *, anew: bool = False) -> Counted:
    """The votes of the question, counted lately or ``anew``. Raises ``Away``."""
    held = _kept.get(question_id)
    if anew or held is None or held.good_until <= time.monotonic():
        held = _begin(question_id)
    return await asyncio.shield(held.running)


def _begin(question_id: int) -> _Count:
    count = _Count(asyncio.create_task(read(breakdown.count, question_id)))
    _kept.pop(question_id, None)
    _kept[question_id] = count
    for oldest in list(_kept)[:-MOST_KEPT]:
        del _kept[oldest]

    def done(task: asyncio.Task[Counted]) -> None:
        now = time.monotonic()
        failed = task.cancelled() or task.exception() is not None
        count.good_until = now if failed else now + PATIENCE * (now - count.began)

    count.running.add_done_callback(done)
    return count
