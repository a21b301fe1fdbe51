"""What waits for somebody's decision: edits of their viewpoints, and for moderators those that nobody else decides."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from debate_app.domain import actors, hidden, rows, slugs
from debate_app.domain.edit_records import OPEN
from debate_app.domain.initials import person
from debate_app.domain.notices import UNREACHABLE
from debate_app.domain.snapshot import Person
from debate_app.domain.tables import Appointment, Edit, Participant, Question, Viewpoint

SHOWN = 30

_proposer, _owner = aliased(Participant), aliased(Participant)


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An edit that waits, and where it stands."""

    edit_id: int
    kind: str
    status: str
    by: Person
    at: str
    question_id: int
    slug: str
    viewpoint_title: str


def waiting(session: Session, participant_id: int) -> tuple[ReviewItem, ...]:
    """The edits that wait for this participant, the oldest first, at most ``SHOWN``.

    A moderator is asked about viewpoints whose authors came with a file, or left, and cannot sign in.
    """
    asked: ColumnElement[bool] = col(Viewpoint.author_id) == participant_id
    if actors.of(session, participant_id).moderates:
        asked |= col(_owner.kind).in_(UNREACHABLE)
    found = (
        select(Edit, _proposer.name, Question, Viewpoint.title)
        .join(_proposer, col(_proposer.id) == col(Edit.author_id))
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .join(_owner, col(_owner.id) == col(Viewpoint.author_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(asked, col(Edit.status).in_(OPEN), col(Edit.hidden_id).is_(None), hidden.stands(Viewpoint))
        .order_by(col(Edit.id))
        .limit(SHOWN)
    )
    return tuple(
        ReviewItem(
            edit_id=rows.new_id(edit.id),
            kind=edit.kind.value,
            status=edit.status.value,
            by=person(name),
            at=edit.created_at,
            question_id=rows.new_id(question.id),
            slug=slugs.slug(hidden.title_of(question)),
            viewpoint_title=title,
        )
        for edit, name, question, title in session.exec(found)
    )


def deciders(session: Session, viewpoint_id: int) -> tuple[int, ...]:
    """Who is asked to decide on edits of the viewpoint: its author, or the moderators where nobody can reach them."""
    author = rows.participant(session, rows.viewpoint(session, viewpoint_id).author_id)
    if author.kind not in UNREACHABLE:
        return (rows.new_id(author.id),)
    return tuple(session.exec(select(Appointment.participant_id)))
