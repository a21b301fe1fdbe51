"""A line for each thing that somebody wrote: the rows that it is told from, and how.

``reader_id`` is the participant who reads it, 0 for the public: titles of their own are shown while hidden, too.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from debate_app.domain import edit_records, names
from debate_app.domain.mine.portions import Place, place
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
from debate_app.words import plain

EXCERPT_CHARACTERS = 160

Rows = Select[*tuple[Any, ...]]
"""What is asked of the database for lines of one kind."""

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
    did, ``decision`` is why, ``version`` the one that it made, 0 for none, and ``history`` where that is read."""

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
    history: str
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


def questions() -> Rows:
    """Of each question, what ``question`` tells it from."""
    return select(Question)


def viewpoints() -> Rows:
    """The same of each viewpoint."""
    return select(Viewpoint, Question).join(Question, col(Question.id) == col(Viewpoint.question_id))


def proposals() -> Rows:
    """The same of each edit, as it was worded last."""
    return (
        select(Edit, EditRevision, col(_decider.name), col(ConversationEvent.id), Viewpoint, Question)
        .join(EditRevision, edit_records.newest())
        .join(ConversationEvent, col(ConversationEvent.edit_id) == col(Edit.id))
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .outerjoin(_decider, col(_decider.id) == col(Edit.decided_by_id))
        .where(col(ConversationEvent.kind) == EventKind.EDIT)
    )


def comments() -> Rows:
    """The same of each comment and reply."""
    return (
        select(Comment, Viewpoint, Question)
        .join(ConversationEvent, col(ConversationEvent.id) == col(Comment.event_id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
    )


def question(reader_id: int, one: Question) -> TextLine:
    """The line of a question."""
    return _text(place(reader_id, one), one, f"/history/question/{one.id}")


def viewpoint(reader_id: int, one: Viewpoint, asked: Question) -> TextLine:
    """The line of a viewpoint."""
    return _text(place(reader_id, asked, one), one, f"/history/viewpoint/{one.id}")


def proposal(
    reader_id: int,
    edit: Edit,
    revision: EditRevision,
    decider: str | None,
    event_id: int,
    viewpoint: Viewpoint,
    question: Question,
) -> ProposalLine:
    """The line of an edit."""
    by_another = edit.decided_by_id not in (None, edit.author_id)
    return ProposalLine(
        place=place(reader_id, question, viewpoint, f"event-{event_id}"),
        kind=edit.kind,
        at=edit.created_at,
        text=_excerpt(revision.text or ""),
        reason=revision.reason,
        status=edit.status,
        decided_by=(decider or plain(names.FORMER)) if by_another else "",
        decided_at=edit.decided_at or "",
        decision=edit.decision,
        version=edit.version or 0,
        history=f"/history/viewpoint/{viewpoint.id}/{edit.version}" if edit.version else "",
        hidden_id=edit.hidden_id or 0,
        erased=edit.erased_at is not None,
    )


def comment(reader_id: int, said: Comment, viewpoint: Viewpoint, question: Question) -> CommentLine:
    """The line of a comment or a reply."""
    return CommentLine(
        place=place(reader_id, question, viewpoint, f"event-{said.event_id}"),
        at=said.created_at,
        text=_excerpt(said.text),
        removed=said.removed_at is not None,
        hidden_id=said.hidden_id or 0,
    )


def _text(where: Place, one: Question | Viewpoint, history: str) -> TextLine:
    return TextLine(where, one.created_at, one.version, history, one.hidden_id or 0, one.erased_at is not None)


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT_CHARACTERS else line[:EXCERPT_CHARACTERS].rstrip() + "…"
