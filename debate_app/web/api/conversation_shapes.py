"""What the answers say about conversations; see ``shapes.py``."""

from dataclasses import dataclass
from typing import Annotated

from debate_app.domain.tables import EditKind, EditStatus, EventKind
from debate_app.web.api.shapes import Count, Hidden, Id, Link, Moment, Page, Shape, Sides, one_of


@dataclass(frozen=True, slots=True)
class Comment(Shape):
    """A comment or a reply; `text` is null where its author removed it or a moderator hides it."""

    id: Id
    author: str | None
    at: Moment
    edited_at: Moment | None
    text: str | None
    language: str
    """The tag of the language that it is written in, such as `en` or `pt-BR`."""
    removed: bool
    hidden: Hidden | None


@dataclass(frozen=True, slots=True)
class Run(Shape):
    """A run of a text that was compared with the one before it."""

    text: str
    fate: Annotated[str, one_of("same", "added", "removed")]


@dataclass(frozen=True, slots=True)
class Edit(Shape):
    """An edit, proposed or applied, and what became of it."""

    id: Id
    kind: Annotated[str, one_of(*EditKind)]
    language: str | None
    """That of a translation."""
    status: Annotated[str, one_of(*EditStatus)]
    author: str | None
    at: Moment
    paragraph_number: Id | None
    reason: str
    text: str | None
    """The wording that was proposed; null where it is hidden or was erased."""
    changes: tuple[Run, ...]
    decided_by: str | None
    decided_at: Moment | None
    decision: str
    """The reason that was given with the decision."""
    base_version: Id
    """The viewpoint's version that it was made on."""
    version: Id | None
    """The one that it made."""
    restores_version: Id | None
    small: bool
    """A small correction, which leaves the meaning as it was."""
    standing: Sides | None
    """Where people stand on it; null while the question is sealed."""
    hidden: Hidden | None
    erased: bool


@dataclass(frozen=True, slots=True)
class Event(Shape):
    """Something that happened to a viewpoint."""

    id: Id
    kind: Annotated[str, one_of(*EventKind)]
    """`weighed`: it was decided anew whether an edit is a small correction; `doubted`: the comment says why a source
    does not support the text."""
    author: str | None
    at: Moment
    active_at: Moment
    """When something last happened to it: a reply, a decision."""
    paragraph_id: Id | None
    paragraph_number: Id | None
    edit: Edit | None
    small: bool | None
    """What was decided, where it was weighed."""
    doubted: Link | None
    """The address of the source that is doubted."""
    comment: Comment | None
    replies: tuple[Comment, ...]
    """The newest of them, oldest first."""
    reply_count: Count
    page: Link


@dataclass(frozen=True, slots=True)
class Conversation(Page):
    """A part of a viewpoint's conversation: what was active last comes first."""

    viewpoint_id: Id
    items: tuple[Event, ...]
