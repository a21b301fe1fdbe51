"""What a question's feed tells: the question, and the newest of what happened in it."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from debate_app.domain import conversation, hidden
from debate_app.domain.snapshot import EventText
from debate_app.domain.tables import Viewpoint

NEWEST = 50
"""How many a feed tells of."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, and the viewpoint that it belongs to, with its language."""

    viewpoint_id: int
    viewpoint: str
    language: str
    event: EventText


@dataclass(frozen=True, slots=True)
class QuestionFeed:
    """A question whose words are shown; what last happened comes first."""

    id: int
    title: str
    language: str
    created_at: str
    happenings: tuple[Happening, ...]


def question(session: Session, question_id: int) -> QuestionFeed:
    """The question's feed. Raises ``NotFound``, also while the question is hidden."""
    row = hidden.readable_question(session, question_id)
    told = conversation.latest(session, question_id, NEWEST)
    named = select(Viewpoint).where(col(Viewpoint.id).in_({one for one, _ in told}))
    found = {viewpoint.id: viewpoint for viewpoint in session.exec(named)}
    happenings = tuple(Happening(one, found[one].title, found[one].language, event) for one, event in told)
    return QuestionFeed(question_id, row.title, row.language, row.created_at, happenings)
