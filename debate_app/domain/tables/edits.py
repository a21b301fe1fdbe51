"""Tables of edits: what people would change in a viewpoint, every wording of it, and what became of it."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from debate_app.domain.tables.base import Table, one_of, word_of
from debate_app.domain.tables.votes import Side


class EditKind(StrEnum):
    """What an edit does to a viewpoint."""

    CHANGE = "change"
    INSERT = "insert"
    REMOVE = "remove"
    MOVE = "move"
    TITLE = "title"
    SOURCES = "sources"
    RESTORE = "restore"
    TRANSLATION = "translation"


class EditStatus(StrEnum):
    """What became of an edit. The first two are open: somebody may still decide, revise or withdraw."""

    PROPOSED = "proposed"
    NEEDS_LOOK = "needs_look"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class RevisionCause(StrEnum):
    """Why there is another wording of an edit: its author revised it, it was carried over to a newer text, or
    whoever approved it changed it."""

    PROPOSED = "proposed"
    REVISED = "revised"
    CARRIED = "carried"
    ADJUSTED = "adjusted"


class Edit(Table, table=True):
    """A change of a viewpoint that its author made, or that somebody else proposes.

    ``paragraph_id`` is the paragraph that it changes, removes, moves or, once approved, brought in; ``revision``
    the newest wording, the one that was applied where it is approved. ``version`` is the viewpoint's version
    that it made: none where it is not approved, or left the text as it was. Who decided an imported edit is
    not known. A corrected translation names its ``language``. ``agrees`` and ``disagrees`` count those who saw the
    wording ``voted_from`` or a later one.
    """

    __table_args__ = (
        one_of("kind", EditKind),
        one_of("status", EditStatus),
        CheckConstraint("(decided_by_id IS NULL) = (decided_at IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(kind = 'translation') = (language IS NOT NULL)", name="language_of_translation"),
        CheckConstraint("version IS NULL OR status = 'approved'", name="version_when_approved"),
        CheckConstraint("agrees >= 0 AND disagrees >= 0", name="counts_not_negative"),
        Index(None, "viewpoint_id", "status"),
        Index(None, "author_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id")
    kind: EditKind = Field(sa_type=word_of(EditKind))
    paragraph_id: int | None = Field(default=None, foreign_key="paragraph.id", index=True)
    author_id: int = Field(foreign_key="participant.id")
    created_at: str
    status: EditStatus = Field(sa_type=word_of(EditStatus))
    language: str | None = None
    revision: int = 1
    decided_by_id: int | None = Field(default=None, foreign_key="participant.id")
    decided_at: str | None = None
    decision: str = ""
    version: int | None = None
    voted_from: int = 1
    agrees: int = 0
    disagrees: int = 0
    hidden_id: int | None = Field(default=None, foreign_key="moderation_act.id")
    erased_at: str | None = None


class EditRevision(Table, table=True):
    """One wording of an edit, made on ``base_version`` of the viewpoint. Rows are added and never changed.

    ``before`` is the text of the part as it stood there, empty for an insertion and a restoration; of an imported
    edit it may not be known. ``text`` takes its place; a removal, a move and a restoration have none. An insertion
    or a move puts its paragraph behind ``after_id``, or first. ``restores`` is the version that the viewpoint
    goes back to.
    """

    __table_args__ = (one_of("cause", RevisionCause),)

    edit_id: int = Field(foreign_key="edit.id", primary_key=True)
    number: int = Field(primary_key=True)
    cause: RevisionCause = Field(sa_type=word_of(RevisionCause))
    base_version: int
    before: str | None = None
    text: str | None = None
    after_id: int | None = Field(default=None, foreign_key="paragraph.id")
    restores: int | None = None
    reason: str
    author_id: int = Field(foreign_key="participant.id")
    created_at: str


class EditVote(Table, table=True):
    """Where a participant stands on a proposed edit, and the wording that they saw."""

    __table_args__ = (one_of("side", Side),)

    participant_id: int = Field(foreign_key="participant.id", primary_key=True)
    edit_id: int = Field(foreign_key="edit.id", primary_key=True)
    side: Side = Field(sa_type=word_of(Side))
    revision: int
    cast_at: str
