"""What of a question is shown away from its page: its title, and where people stand on its viewpoints."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from debate_app.domain import hidden, rows, snapshots
from debate_app.domain.tables import Viewpoint


@dataclass(frozen=True, slots=True)
class Stand:
    """A viewpoint and its counts; both are 0 while they are sealed."""

    id: int
    title: str
    language: str
    agrees: int
    disagrees: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A question whose words are shown, and those of its viewpoints whose words are, in the page's order."""

    id: int
    title: str
    language: str
    sealed: bool
    stands: tuple[Stand, ...]


def read(session: Session, question_id: int) -> Standing:
    """What anybody may see of it. Raises ``NotFound``, also while the question is hidden."""
    question = hidden.readable_question(session, question_id)
    sealed = snapshots.is_sealed(question)
    _, tallies = snapshots.tallies(session, question_id)
    counts = {} if sealed else {tally.viewpoint_id: (tally.agrees, tally.disagrees) for tally in tallies}
    shown = (
        select(Viewpoint.id, Viewpoint.title, Viewpoint.language)
        .where(col(Viewpoint.question_id) == question_id, hidden.stands(Viewpoint))
        .order_by(col(Viewpoint.position))
    )
    stands = (
        Stand(rows.new_id(viewpoint_id), title, language, *counts.get(rows.new_id(viewpoint_id), (0, 0)))
        for viewpoint_id, title, language in session.exec(shown)
    )
    return Standing(question_id, question.title, question.language, sealed, tuple(stands))
