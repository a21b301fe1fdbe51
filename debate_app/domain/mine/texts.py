"""What one person wrote: questions, viewpoints, proposed edits with what became of each, and comments."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from debate_app.domain import edit_records, names
from debate_app.domain.mine.portions import Place, Portion, fetch, place
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    EditKind,
    EditRevision,
    EditStatus,
    EventKind,
    Participant,
    Question,
    Viewpoint,
)

EXCERPT_CHARACTERS = 160

_decider = aliased(Participant)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A question or a viewpoint: ``versions`` counts its wordings, ``history`` is where they are.

    ``hidden_id`` is the act that hides it, 0 where none does; ``erased`` tells that its words are gone.
    """

    place: Place
    at: str
    versions: int
    history: str
    hidden_id: int
    erased: bool


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """An edit of somebody's viewpoint, or of one's own, and what became of it: ``decided_by`` is empty where nobody
    did, ``decision`` is why, ``version`` the one that it made, 0 for none."""

    place: Place
    kind: EditKind
    at: str
    text: str
    reason: str
    status: EditStatus
    decided_by: str
    decided_at: str
    decision: str
    version: int
    hidden_id: int
    erased: bool


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment or a reply; ``removed`` tells that its words are gone."""

    place: Place
    at: str
    text: str
    removed: bool
    hidden_id: int


def questions(session: Session, participant_id: int, start: int) -> Portion[TextLine]:
    """The questions that the participant asked, the latest first."""
    found = select(Question).where(col(Question.author_id) == participant_id).order_by(col(Question.id).desc())
    lines, start, total = fetch(session, found, start)
    told = (_text(place(participant_id, one), one, f"/history/question/{one.id}") for (one,) in lines)
    return Portion(tuple(told), start, total)


def viewpoints(session: Session, participant_id: int, start: int) -> Portion[TextLine]:
    """The viewpoints that the participant added, the latest first."""
    found = (
        select(Viewpoint, Question)
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(col(Viewpoint.author_id) == participant_id)
        .order_by(col(Viewpoint.id).desc())
    )
    lines, start, total = fetch(session, found, start)
    told = (_text(place(participant_id, question, one), one, f"/history/viewpoint/{one.id}") for one, question in lines)
    return Portion(tuple(told), start, total)


def proposals(session: Session, participant_id: int, start: int) -> Portion[ProposalLine]:
    """The edits that the participant made or proposed, as they were worded last, the latest first."""
    found = (
        select(Edit, EditRevision, col(_decider.name), col(ConversationEvent.id), Viewpoint, Question)
        .join(EditRevision, edit_records.newest())
        .join(ConversationEvent, col(ConversationEvent.edit_id) == col(Edit.id))
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .outerjoin(_decider, col(_decider.id) == col(Edit.decided_by_id))
        .where(col(Edit.author_id) == participant_id, col(ConversationEvent.kind) == EventKind.EDIT)
        .order_by(col(Edit.id).desc())
    )
    lines, start, total = fetch(session, found, start)
    return Portion(tuple(_proposal(participant_id, *line) for line in lines), start, total)


def comments(session: Session, participant_id: int, start: int) -> Portion[CommentLine]:
    """What the participant said, the latest first."""
    found = (
        select(Comment, Viewpoint, Question)
        .join(ConversationEvent, col(ConversationEvent.id) == col(Comment.event_id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(col(Comment.author_id) == participant_id)
        .order_by(col(Comment.id).desc())
    )
    lines, start, total = fetch(session, found, start)
    told = (
        CommentLine(
            place(participant_id, question, viewpoint, f"event-{comment.event_id}"),
            comment.created_at,
            _excerpt(comment.text),
            comment.removed_at is not None,
            comment.hidden_id or 0,
        )
        for comment, viewpoint, question in lines
    )
    return Portion(tuple(told), start, total)


def _text(where: Place, one: Question | Viewpoint, history: str) -> TextLine:
    return TextLine(where, one.created_at, one.version, history, one.hidden_id or 0, one.erased_at is not None)


def _proposal(
    participant_id: int,
    edit: Edit,
    revision: EditRevision,
    decider: str | None,
    event_id: int,
    viewpoint: Viewpoint,
    question: Question,
) -> ProposalLine:
    by_another = edit.decided_by_id not in (None, participant_id)
    return ProposalLine(
        place=place(participant_id, question, viewpoint, f"event-{event_id}"),
        kind=edit.kind,
        at=edit.created_at,
        text=_excerpt(revision.text or ""),
        reason=revision.reason,
        status=edit.status,
        decided_by=names.shown(decider) if by_another else "",
        decided_at=edit.decided_at or "",
        decision=edit.decision,
        version=edit.version or 0,
        hidden_id=edit.hidden_id or 0,
        erased=edit.erased_at is not None,
    )


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT_CHARACTERS else line[:EXCERPT_CHARACTERS].rstrip() + "…"
