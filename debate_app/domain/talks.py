"""Reads what is going on around each viewpoint of a question: its newest events, what waits, what is remarked."""

from collections import defaultdict

from sqlalchemy import func
from sqlmodel import Session, col, select

from debate_app.domain import conversation, hidden
from debate_app.domain.conversation import Told
from debate_app.domain.edit_records import OPEN
from debate_app.domain.snapshot import EventText, Talk
from debate_app.domain.tables import Comment, ConversationEvent, Edit, Viewpoint


def read(session: Session, question_id: int) -> tuple[Talk, ...]:
    """One for each viewpoint, in the page's order."""
    events, proposals = map(_by_viewpoint, conversation.current(session, question_id))
    totals, waiting = _totals(session, question_id), _waiting(session, question_id)
    remarks = _remarks(session, question_id)
    listed = select(Viewpoint.id).where(col(Viewpoint.question_id) == question_id).order_by(col(Viewpoint.position))
    return tuple(
        Talk(
            viewpoint_id=viewpoint_id,
            events=tuple(events[viewpoint_id]),
            events_total=totals.get(viewpoint_id, 0),
            proposals=tuple(proposals[viewpoint_id]),
            proposals_total=waiting.get(viewpoint_id, 0),
            remarks=tuple(remarks[viewpoint_id]),
        )
        for viewpoint_id in session.exec(listed)
        if viewpoint_id is not None
    )


def _by_viewpoint(found: Told) -> dict[int, list[EventText]]:
    texts: dict[int, list[EventText]] = defaultdict(list)
    for viewpoint_id, text in found:
        texts[viewpoint_id].append(text)
    return texts


def _totals(session: Session, question_id: int) -> dict[int, int]:
    counted = (
        select(ConversationEvent.viewpoint_id, func.count())
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(col(Viewpoint.question_id) == question_id, hidden.stands(Viewpoint))
        .group_by(col(ConversationEvent.viewpoint_id))
    )
    return dict(session.exec(counted).all())


def _waiting(session: Session, question_id: int) -> dict[int, int]:
    counted = (
        select(Edit.viewpoint_id, func.count())
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .where(col(Viewpoint.question_id) == question_id, col(Edit.status).in_(OPEN), hidden.stands(Viewpoint))
        .group_by(col(Edit.viewpoint_id))
    )
    return dict(session.exec(counted).all())


def _remarks(session: Session, question_id: int) -> dict[int, list[tuple[int, int]]]:
    """How many comments and replies each paragraph has that anybody spoke about."""
    counted = (
        select(ConversationEvent.viewpoint_id, ConversationEvent.paragraph_id, func.count())
        .join(Comment, col(Comment.event_id) == col(ConversationEvent.id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(
            col(Viewpoint.question_id) == question_id,
            hidden.stands(Viewpoint),
            col(ConversationEvent.kind).in_(conversation.SPOKEN),
            col(ConversationEvent.paragraph_id).is_not(None),
            col(Comment.removed_at).is_(None),
            col(Comment.hidden_id).is_(None),
        )
        .group_by(col(ConversationEvent.viewpoint_id), col(ConversationEvent.paragraph_id))
        .order_by(col(ConversationEvent.paragraph_id))
    )
    remarks: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for viewpoint_id, paragraph_id, count in session.exec(counted):
        remarks[viewpoint_id].append((paragraph_id or 0, count))
    return remarks
