"""The texts of somebody who takes them along, as far as nobody else built on them.

Whoever calls holds the locks of the questions.
"""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from debate_app.domain import dates, edit_records, erasing, rows
from debate_app.domain.edit_records import OPEN
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    EditStatus,
    Question,
    Viewpoint,
    Vote,
)


def erase(session: Session, participant_id: int, concerned: Sequence[Question]) -> set[int]:
    """Erase their comments, their edits that were never approved, their viewpoints, and their questions in which
    nobody else took part; returns the ids of the questions that changed."""
    changed = _comments(session, participant_id) | _edits(session, participant_id)
    changed |= _viewpoints(session, participant_id)
    for question in concerned:
        if question.author_id == participant_id and not _others_took_part(session, participant_id, question):
            erasing.erase_question(session, question)
            changed.add(rows.new_id(question.id))
    return changed


def _comments(session: Session, participant_id: int) -> set[int]:
    found = (
        select(Comment, Viewpoint.question_id)
        .join(ConversationEvent, col(ConversationEvent.id) == col(Comment.event_id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(col(Comment.author_id) == participant_id, col(Comment.removed_at).is_(None))
    )
    changed: set[int] = set()
    for comment, question_id in session.exec(found).all():
        erasing.erase_comment(session, comment)
        changed.add(question_id)
    return changed


def _edits(session: Session, participant_id: int) -> set[int]:
    found = (
        select(Edit, Viewpoint.question_id)
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .where(col(Edit.author_id) == participant_id, col(Edit.status) != EditStatus.APPROVED)
    )
    changed: set[int] = set()
    for edit, question_id in session.exec(found).all():
        if edit.status in OPEN:
            edit_records.decide(session, edit, EditStatus.WITHDRAWN, participant_id, "", dates.now())
        erasing.erase_edit(session, edit)
        changed.add(question_id)
    return changed


def _viewpoints(session: Session, participant_id: int) -> set[int]:
    found = session.exec(select(Viewpoint).where(col(Viewpoint.author_id) == participant_id)).all()
    for viewpoint in found:
        erasing.erase_viewpoint(session, viewpoint)
    return {viewpoint.question_id for viewpoint in found}


def _others_took_part(session: Session, participant_id: int, question: Question) -> bool:
    """Whether anybody else answered, voted or spoke in the question."""
    here = select(Viewpoint.id).where(col(Viewpoint.question_id) == question.id)
    events = select(ConversationEvent.id).where(col(ConversationEvent.viewpoint_id).in_(here))
    others = (
        here.where(col(Viewpoint.author_id) != participant_id),
        events.where(col(ConversationEvent.author_id) != participant_id),
        select(Comment.id).where(col(Comment.event_id).in_(events), col(Comment.author_id) != participant_id),
        select(Vote.participant_id).where(col(Vote.viewpoint_id).in_(here), col(Vote.participant_id) != participant_id),
    )
    return any(session.exec(one.limit(1)).first() is not None for one in others)
