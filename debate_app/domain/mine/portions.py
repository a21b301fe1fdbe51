"""A list that may be long, some lines at a time; and where a line's thing is."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import func, select
from sqlmodel import Session

from debate_app.domain import hidden, rows, slugs
from debate_app.domain.tables import Question, Viewpoint

SIZE = 50
"""How many lines are shown at once."""

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Portion(Generic[Line]):
    """The lines from place ``start`` (from 0) on, of ``total``."""

    lines: tuple[Line, ...]
    start: int
    total: int


@dataclass(frozen=True, slots=True)
class Place:
    """A question, or a viewpoint in it, and its address. A title is empty where its words are not shown."""

    question: str
    path: str
    title: str = ""


def fetch(session: Session, wanted: Any, start: int) -> tuple[list[Any], int, int]:
    """The rows of a SELECT from that place on, the place that was meant, and how many there are in all."""
    counted = select(func.count()).select_from(wanted.order_by(None).subquery())
    total: int = session.connection().execute(counted).scalar_one()
    start = start if 0 <= start < total else 0
    return [*session.exec(wanted.offset(start).limit(SIZE))], start, total


def place(participant_id: int, question: Question, viewpoint: Viewpoint | None = None, anchor: str = "") -> Place:
    """Where that is, as this participant may read it: their own titles also while they are hidden."""
    path = slugs.path(rows.new_id(question.id), hidden.title_of(question))
    asked = _title(participant_id, question)
    if viewpoint is None:
        return Place(asked, path)
    return Place(asked, f"{path}#{anchor or f'viewpoint-{viewpoint.id}'}", _title(participant_id, viewpoint))


def _title(participant_id: int, one: Question | Viewpoint) -> str:
    return one.title if one.author_id == participant_id else hidden.title_of(one)
