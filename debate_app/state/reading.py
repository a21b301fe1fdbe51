"""The order in which this reader goes through the viewpoints."""

import reflex as rx
from sqlmodel import Session

from debate_app.domain import rows, snapshots
from debate_app.domain.order import BY_COUNTS, ViewpointOrder, in_order
from debate_app.domain.refused import NotAllowed
from debate_app.domain.snapshot import ViewpointTally
from debate_app.state.acts import Answering, act
from debate_app.state.shapes import identifier, one_of
from debate_app.store.access import read
from debate_app.words import plain


class Reading(Answering, rx.State):
    """``order`` holds ids of viewpoints as they were sorted when this reader asked: votes do not move them.

    ``seen`` is the newest viewpoint that this reader has let in since the page was opened.
    """

    sorted_by: str = ViewpointOrder.LISTED
    order: list[int] = []
    seen: int = 0

    @act(question_id=identifier, sorted_by=one_of(*ViewpointOrder))
    async def sort(self, question_id: int, sorted_by: str):
        """Sort by the counts of this moment."""
        tallies = await read(_tallies, question_id, ViewpointOrder(sorted_by))
        self.order = in_order(tallies, ViewpointOrder(sorted_by))
        self.sorted_by = sorted_by

    @act(newest=identifier)
    async def take_in(self, newest: int):
        """Let in the viewpoints that came meanwhile."""
        self.seen = newest


def _tallies(session: Session, question_id: int, sorted_by: ViewpointOrder) -> tuple[ViewpointTally, ...]:
    """The counts to sort by, which an order would give away while the question is sealed."""
    if sorted_by in BY_COUNTS and snapshots.is_sealed(rows.question(session, question_id)):
        raise NotAllowed(plain("The counts of this question show after voting, so it is not sorted by them."))
    return snapshots.tallies(session, question_id)[1]
