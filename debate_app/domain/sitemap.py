"""What search engines are told of: every question and viewpoint whose words are shown, and when it last changed.

They are told in pages by their ids, so that a page keeps its members however many come after them.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, SQLColumnExpression, func
from sqlmodel import Session, col, select

from debate_app.domain import hidden, rows
from debate_app.domain.tables import ConversationEvent, Question, Viewpoint

PAGE = 10_000
"""The most ids that one page spans."""

MOST_PAGES = rows.LARGEST_ID // PAGE


@dataclass(frozen=True, slots=True)
class Page:
    """The questions or the viewpoints (``kind``) whose ids are in the ``number``-th range of ``PAGE``, from 1."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the site: of a question, which has a ``title``, or of a viewpoint, which is found by its id alone."""

    id: int
    title: str
    changed_at: str


def pages(session: Session) -> tuple[Page, ...]:
    """The pages that hold anything."""
    of_questions = select(_page_of(col(Question.id))).where(hidden.stands(Question))
    of_viewpoints = (
        select(_page_of(col(Viewpoint.id)))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(hidden.stands(Question), hidden.stands(Viewpoint))
    )
    return tuple(
        Page(kind, number)
        for kind, found in (("questions", of_questions), ("viewpoints", of_viewpoints))
        for number in session.exec(found.distinct().order_by("page"))
    )


def questions(session: Session, number: int) -> tuple[Place, ...]:
    """The questions of that page, by their ids."""
    found = (
        select(Question.id, Question.title, Question.updated_at)
        .where(_is_on(col(Question.id), number), hidden.stands(Question))
        .order_by(col(Question.id))
    )
    return tuple(Place(rows.new_id(one), title, at) for one, title, at in session.exec(found))


def viewpoints(session: Session, number: int) -> tuple[Place, ...]:
    """The viewpoints of that page, by their ids; each changes with its conversation."""
    changed_at = (
        select(func.max(col(ConversationEvent.active_at)))
        .where(col(ConversationEvent.viewpoint_id) == col(Viewpoint.id))
        .correlate(Viewpoint)
        .scalar_subquery()
    )
    found = (
        select(Viewpoint.id, func.coalesce(changed_at, col(Viewpoint.created_at)))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(_is_on(col(Viewpoint.id), number), hidden.stands(Question), hidden.stands(Viewpoint))
        .order_by(col(Viewpoint.id))
    )
    return tuple(Place(rows.new_id(one), "", at) for one, at in session.exec(found))


def _page_of(row_id: SQLColumnExpression[int | None]) -> ColumnElement[int]:
    return ((row_id - 1) // PAGE + 1).label("page")


def _is_on(row_id: SQLColumnExpression[int | None], number: int) -> ColumnElement[bool]:
    return row_id.between((number - 1) * PAGE + 1, number * PAGE)
