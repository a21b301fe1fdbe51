"""Where somebody acts: what of a question and its viewpoints decides who may do what there, without their texts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from debate_app.domain import rows
from debate_app.domain.tables import Audience, Question, Viewpoint


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. ``quarantines`` counts those in force."""

    id: int
    author_id: int
    voters: Audience
    writers: Audience
    opens_at: str | None
    closes_at: str | None
    locked: bool
    hidden_id: int | None
    erased_at: str | None
    quarantines: int


@dataclass(frozen=True, slots=True)
class Place:
    """A viewpoint, and the question that it answers."""

    question: Asked
    version: int
    locked: bool
    hidden_id: int | None
    erased_at: str | None


def question(session: Session, question_id: int | None) -> Asked | None:
    """The question, if there is one of that id."""
    if question_id is None or not rows.is_id(question_id):
        return None
    session.flush()
    found = session.connection().execute(_QUESTION, {"question": question_id}).first()
    return _asked(found) if found else None


def of_viewpoints(session: Session, viewpoint_ids: Collection[int]) -> dict[int, Place]:
    """Those of the viewpoints that exist, by their ids."""
    asked = [viewpoint_id for viewpoint_id in viewpoint_ids if rows.is_id(viewpoint_id)]
    if not asked:
        return {}
    session.flush()
    found = session.connection().execute(_VIEWPOINTS, {"viewpoints": asked})
    return dict(_place(row) for row in found)


def lock(session: Session, question_ids: Collection[int]) -> dict[int, int]:
    """The sequences of the questions, to which nobody else can write until this transaction ends."""
    if not question_ids:
        return {}
    session.flush()
    found = session.connection().execute(_LOCK, {"questions": list(question_ids)})
    return {rows.new_id(question_id): sequence for question_id, sequence in found}


def _asked(row: Sequence[Any]) -> Asked:
    return Asked(*row)


def _place(row: Sequence[Any]) -> tuple[int, Place]:
    viewpoint_id, *own = row[:_OWN]
    return viewpoint_id, Place(_asked(row[_OWN:]), *own)


_ASKED = (
    col(Question.id),
    col(Question.author_id),
    col(Question.voters),
    col(Question.writers),
    col(Question.opens_at),
    col(Question.closes_at),
    col(Question.locked),
    col(Question.hidden_id),
    col(Question.erased_at),
    col(Question.quarantines),
)
_ANSWER = (
    col(Viewpoint.id),
    col(Viewpoint.version),
    col(Viewpoint.locked),
    col(Viewpoint.hidden_id),
    col(Viewpoint.erased_at),
)
_OWN = len(_ANSWER)
_QUESTION = select_columns(*_ASKED).where(col(Question.id) == bindparam("question"))
_VIEWPOINTS = (
    select_columns(*_ANSWER, *_ASKED)
    .join(Question, col(Question.id) == col(Viewpoint.question_id))
    .where(col(Viewpoint.id).in_(bindparam("viewpoints", expanding=True)))
)
_LOCK = (
    select_columns(col(Question.id), col(Question.sequence))
    .where(col(Question.id).in_(bindparam("questions", expanding=True)))
    .order_by(col(Question.id))
    .with_for_update()
)
