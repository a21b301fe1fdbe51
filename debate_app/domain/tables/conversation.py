"""Tables of the conversation: what happened to a viewpoint, what people say about it, and who is told."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from debate_app.domain.tables.base import Table, one_of, word_of


class EventKind(StrEnum):
    """What a conversation event records. ``weighed``: it was decided anew whether an edit is a small
    correction. ``doubted``: somebody says, in its comment, that a source does not support the text."""

    CREATED = "created"
    EDIT = "edit"
    COMMENT = "comment"
    WEIGHED = "weighed"
    DOUBTED = "doubted"


class ConversationEvent(Table, table=True):
    """What happened to a viewpoint, for ever: who, when, what.

    ``active_at`` is when something last happened to it: a reply, a decision. A comment may be about one
    paragraph. ``small`` is what was decided of a weighed edit.
    """

    __table_args__ = (
        one_of("kind", EventKind),
        CheckConstraint("(kind IN ('edit', 'weighed')) = (edit_id IS NOT NULL)", name="edit_of_edit"),
        CheckConstraint("(kind = 'weighed') = (small IS NOT NULL)", name="weighed_is_decided"),
        Index(None, "viewpoint_id", "active_at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id")
    kind: EventKind = Field(sa_type=word_of(EventKind))
    author_id: int = Field(foreign_key="participant.id")
    at: str
    active_at: str
    edit_id: int | None = Field(default=None, foreign_key="edit.id", index=True)
    paragraph_id: int | None = Field(default=None, foreign_key="paragraph.id")
    small: bool | None = None


class Comment(Table, table=True):
    """What somebody says about an event; ``number`` 0 is the comment that a comment event is made of, the others
    are replies. One that was removed keeps its place and loses its text."""

    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("removed_at IS NULL OR text = ''", name="removed_is_empty"),
    )

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="conversation_event.id")
    number: int
    author_id: int = Field(foreign_key="participant.id", index=True)
    text: str
    language: str
    created_at: str
    edited_at: str | None = None
    removed_at: str | None = None
    hidden_id: int | None = Field(default=None, foreign_key="moderation_act.id")


class NoticeKind(StrEnum):
    """What a participant is told of: what became of their edit, a reply to them, their name in a comment."""

    APPROVED = "approved"
    DECLINED = "declined"
    NEEDS_LOOK = "needs_look"
    REPLIED = "replied"
    MENTIONED = "mentioned"


class Notice(Table, table=True):
    """Something that a participant is told on the page until they have seen it."""

    __table_args__ = (one_of("kind", NoticeKind), Index(None, "participant_id", "seen_at"))

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="participant.id")
    kind: NoticeKind = Field(sa_type=word_of(NoticeKind))
    event_id: int = Field(foreign_key="conversation_event.id")
    by_id: int = Field(foreign_key="participant.id")
    at: str
    seen_at: str | None = None
