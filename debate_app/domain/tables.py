"""The tables, with their constraints; the rules that use them live in the modules named for the nouns.

Every time is ISO 8601 text in UTC: a moment is ``2026-11-23T09:30:00.000Z`` (always milliseconds),
a date that came without a time is ``2026-11-23`` and stays one. Such text sorts in order of time,
reads the same from SQLite and PostgreSQL, and goes to the browser unchanged (see ``dates.py``).
"""

import re
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Dialect,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class ParticipantKind(StrEnum):
    """How a participant came to be here."""

    GUEST = "guest"
    IMPORTED = "imported"


class Side(StrEnum):
    """The two sides of a vote."""

    AGREE = "agree"
    DISAGREE = "disagree"


class Act(StrEnum):
    """What a line of the vote ledger says: a side taken, or a vote taken back."""

    AGREE = "agree"
    DISAGREE = "disagree"
    WITHDRAW = "withdraw"


class VoteOrigin(StrEnum):
    """Where a line of the vote ledger came from."""

    CAST = "cast"
    IMPORTED = "imported"


class EventKind(StrEnum):
    """What a conversation event records."""

    CREATED = "created"
    EDIT = "edit"


class EditStatus(StrEnum):
    """What became of an edit."""

    APPROVED = "approved"


def word_of(values: type[StrEnum]) -> type[TypeDecorator[StrEnum]]:
    """The column type that stores one of ``values`` as its word, and gives it back as the enum."""

    class Word(TypeDecorator[StrEnum]):
        impl = String
        cache_ok = True

        def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
            return None if value is None else values(value)

    return Word


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """The database's own check that ``column`` holds one of ``values``."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Table(SQLModel):
    """A table named for its class: ``ImportedFile`` is ``imported_file``."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class ImportedFile(Table, table=True):
    """A debate file that was taken in; ``copy_number`` tells deliberate repeats apart."""

    __table_args__ = (UniqueConstraint("digest", "copy_number"),)

    id: int | None = Field(default=None, primary_key=True)
    digest: str
    copy_number: int
    imported_at: str


class Participant(Table, table=True):
    """Somebody who voted or wrote. Guests hold a cookie, of which only the hash is kept."""

    __table_args__ = (
        one_of("kind", ParticipantKind),
        CheckConstraint("(kind = 'imported') = (imported_file_id IS NOT NULL)", name="imported_has_file"),
        CheckConstraint("(kind = 'guest') = (cookie_hash IS NOT NULL)", name="guest_has_cookie"),
        UniqueConstraint("imported_file_id", "name"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: ParticipantKind = Field(sa_type=word_of(ParticipantKind))
    name: str | None = None
    cookie_hash: str | None = Field(default=None, unique=True)
    imported_file_id: int | None = Field(default=None, foreign_key="imported_file.id")
    created_at: str


class Question(Table, table=True):
    """What is asked. ``sequence`` rises with any visible change, ``text_sequence`` follows its texts."""

    __table_args__ = (CheckConstraint("sequence >= text_sequence", name="sequence_leads"),)

    id: int | None = Field(default=None, primary_key=True)
    title: str
    background: str
    language: str
    author_id: int = Field(foreign_key="participant.id")
    created_at: str = Field(index=True)
    updated_at: str = Field(index=True)
    sequence: int = 1
    text_sequence: int = 1
    search_text: str
    imported_file_id: int | None = Field(default=None, foreign_key="imported_file.id", unique=True)


class Topic(Table, table=True):
    """A subject that the question belongs to."""

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    position: int = Field(primary_key=True)
    name: str


class Viewpoint(Table, table=True):
    """A short essay that takes a position. ``version`` rises with each applied change of its text."""

    __table_args__ = (
        UniqueConstraint("question_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
        CheckConstraint("version >= 1", name="version_from_one"),
    )

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id")
    position: int
    title: str
    author_id: int = Field(foreign_key="participant.id")
    created_at: str
    version: int = 1


class Paragraph(Table, table=True):
    """A place in a viewpoint; ``version_number`` names the text that stands there now."""

    __table_args__ = (
        UniqueConstraint("viewpoint_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
    )

    id: int | None = Field(default=None, primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id")
    position: int
    version_number: int = 1


class ParagraphVersion(Table, table=True):
    """One text of a paragraph. Rows are added and never changed."""

    __table_args__ = (CheckConstraint("number >= 1", name="number_from_one"),)

    paragraph_id: int = Field(foreign_key="paragraph.id", primary_key=True)
    number: int = Field(primary_key=True)
    text: str
    author_id: int = Field(foreign_key="participant.id")
    created_at: str


class Source(Table, table=True):
    """Something that a viewpoint rests on, as it was typed; ``label`` is the mark that cites it."""

    viewpoint_id: int = Field(foreign_key="viewpoint.id", primary_key=True)
    position: int = Field(primary_key=True)
    address: str
    label: str | None = None


class Vote(Table, table=True):
    """The side that a participant takes on a viewpoint now, and the version they took it on."""

    __table_args__ = (one_of("side", Side), Index(None, "viewpoint_id", "cast_at"))

    participant_id: int = Field(foreign_key="participant.id", primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id", primary_key=True)
    side: Side = Field(sa_type=word_of(Side))
    viewpoint_version: int
    cast_at: str


class VoteEvent(Table, table=True):
    """The ledger behind the votes. Rows are added and never changed."""

    __table_args__ = (
        one_of("act", Act),
        one_of("origin", VoteOrigin),
        Index(None, "viewpoint_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="participant.id")
    viewpoint_id: int = Field(foreign_key="viewpoint.id")
    act: Act = Field(sa_type=word_of(Act))
    viewpoint_version: int
    origin: VoteOrigin = Field(sa_type=word_of(VoteOrigin))
    at: str


class BallotMark(Table, table=True):
    """The last number seen of a participant's votes on a viewpoint from one of their browsers (``ballots.py``)."""

    participant_id: int = Field(foreign_key="participant.id", primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id", primary_key=True)
    browser: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)


class Tally(Table, table=True):
    """A viewpoint's counts, kept in the same transaction as its votes."""

    __table_args__ = (CheckConstraint("agrees >= 0 AND disagrees >= 0", name="counts_not_negative"),)

    viewpoint_id: int = Field(foreign_key="viewpoint.id", primary_key=True)
    agrees: int = 0
    disagrees: int = 0


class ConversationEvent(Table, table=True):
    """What happened to a viewpoint, for ever: who, when, what.

    An edit names the paragraph and the version it made (``after_number``) and, where the text before
    it is known, the version it was made from (``before_number``).
    """

    __table_args__ = (
        one_of("kind", EventKind),
        one_of("status", EditStatus),
        CheckConstraint("(kind = 'edit') = (paragraph_id IS NOT NULL)", name="edit_has_paragraph"),
        CheckConstraint("(kind = 'edit') = (after_number IS NOT NULL)", name="edit_has_text"),
        CheckConstraint("(kind = 'edit') = (status IS NOT NULL)", name="edit_has_status"),
        ForeignKeyConstraint(
            ["paragraph_id", "before_number"],
            ["paragraph_version.paragraph_id", "paragraph_version.number"],
            name="fk_conversation_event_before",
        ),
        ForeignKeyConstraint(
            ["paragraph_id", "after_number"],
            ["paragraph_version.paragraph_id", "paragraph_version.number"],
            name="fk_conversation_event_after",
        ),
        Index(None, "viewpoint_id", "at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id")
    kind: EventKind = Field(sa_type=word_of(EventKind))
    author_id: int = Field(foreign_key="participant.id")
    at: str
    status: EditStatus | None = Field(default=None, sa_type=word_of(EditStatus))
    paragraph_id: int | None = Field(default=None, foreign_key="paragraph.id")
    before_number: int | None = None
    after_number: int | None = None
