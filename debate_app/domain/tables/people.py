"""Tables of people, and of the files that some of them came with."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from debate_app.domain.tables.base import Table, one_of, word_of


class ParticipantKind(StrEnum):
    """How a participant came to be here."""

    GUEST = "guest"
    IMPORTED = "imported"


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


class Moderator(Table, table=True):
    """A participant who may decide wherever an author may; made one from the command line."""

    participant_id: int = Field(foreign_key="participant.id", primary_key=True)
    added_at: str
