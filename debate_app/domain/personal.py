"""What is one participant's own on a question's page: what they may do there, what they did, what they are told."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from debate_app.domain import dates, limits, moderators, notices, participants, question_edits, reviews, rows, support
from debate_app.domain.edit_records import OPEN
from debate_app.domain.notices import NoticeText
from debate_app.domain.refused import NotFound
from debate_app.domain.reviews import ReviewItem
from debate_app.domain.tables import Comment, ConversationEvent, Edit, Side, Viewpoint

OWN_COMMENTS = 500


@dataclass(frozen=True, slots=True)
class Own:
    """``decides`` are the viewpoints whose edits the participant decides on; ``edits`` their own open proposals;
    ``comments`` their own comments, with whether their words can still be changed; ``stands`` their side on
    proposals."""

    name: str
    moderates: bool
    edits_question: bool
    decides: frozenset[int]
    edits: frozenset[int]
    comments: dict[int, bool]
    stands: dict[int, Side]
    to_review: tuple[ReviewItem, ...]
    notices: tuple[NoticeText, ...]


def read(session: Session, participant_id: int, question_id: int | None) -> Own:
    """The participant's own, on that question's page or on any other.

    Whoever has no name has written nothing, decides nothing and is told nothing: a voter costs two queries.
    """
    here = question_id if question_id is not None and rows.is_id(question_id) else 0
    name, stands = participants.name_of(session, participant_id), support.of(session, participant_id, here)
    if not name:
        return Own("", False, False, frozenset(), frozenset(), {}, stands, (), ())
    moderates = moderators.is_moderator(session, participant_id)
    return Own(
        name=name,
        moderates=moderates,
        edits_question=_edits_question(session, participant_id, here),
        decides=frozenset(_decides(session, participant_id, here, moderates)),
        edits=frozenset(_edits(session, participant_id, here)),
        comments=_comments(session, participant_id, here),
        stands=stands,
        to_review=reviews.waiting(session, participant_id),
        notices=notices.unseen(session, participant_id),
    )


def _edits_question(session: Session, participant_id: int, question_id: int) -> bool:
    try:
        return question_edits.may_edit(session, participant_id, rows.question(session, question_id))
    except NotFound:
        return False


def _decides(session: Session, participant_id: int, question_id: int, moderates: bool) -> list[int]:
    here = select(Viewpoint.id).where(col(Viewpoint.question_id) == question_id)
    chosen = here if moderates else here.where(col(Viewpoint.author_id) == participant_id)
    return [rows.new_id(viewpoint_id) for viewpoint_id in session.exec(chosen)]


def _edits(session: Session, participant_id: int, question_id: int) -> list[int]:
    found = (
        select(Edit.id)
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .where(
            col(Viewpoint.question_id) == question_id,
            col(Edit.author_id) == participant_id,
            col(Edit.status).in_(OPEN),
        )
    )
    return [rows.new_id(edit_id) for edit_id in session.exec(found)]


def _comments(session: Session, participant_id: int, question_id: int) -> dict[int, bool]:
    found = (
        select(Comment.id, Comment.created_at)
        .join(ConversationEvent, col(ConversationEvent.id) == col(Comment.event_id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(
            col(Viewpoint.question_id) == question_id,
            col(Comment.author_id) == participant_id,
            col(Comment.removed_at).is_(None),
        )
        .order_by(col(Comment.id).desc())
        .limit(OWN_COMMENTS)
    )
    since = dates.minutes_ago(limits.COMMENT_EDIT_MINUTES)
    return {rows.new_id(comment_id): created_at >= since for comment_id, created_at in session.exec(found)}
