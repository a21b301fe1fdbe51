"""Tables of people: who takes part, from which browsers, under which account, and what they may decide."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from debate_app.domain.tables.base import Table, one_of, word_of


class ParticipantKind(StrEnum):
    """How a participant came to be here. ``former``: their account was deleted, or became part of another."""

    GUEST = "guest"
    ACCOUNT = "account"
    IMPORTED = "imported"
    FORMER = "former"


class Role(StrEnum):
    """What a participant is appointed to."""

    MODERATOR = "moderator"
    ADMIN = "admin"


class ImportedFile(Table, table=True):
    """A debate file that was taken in; ``copy_number`` tells deliberate repeats apart."""

    __table_args__ = (UniqueConstraint("digest", "copy_number"),)

    id: int | None = Field(default=None, primary_key=True)
    digest: str
    copy_number: int
    imported_at: str


class Participant(Table, table=True):
    """Somebody who voted or wrote. ``name_key`` is their name without what looks alike (``names.py``).

    While ``suspended_until`` lies ahead they only read, and appeal. ``language`` is the one that they chose for
    the interface.
    """

    __table_args__ = (
        one_of("kind", ParticipantKind),
        CheckConstraint("(kind = 'imported') = (imported_file_id IS NOT NULL)", name="imported_has_file"),
        CheckConstraint("kind <> 'former' OR name IS NULL", name="former_has_no_name"),
        CheckConstraint("kind <> 'account' OR name IS NOT NULL", name="account_has_name"),
        UniqueConstraint("imported_file_id", "name"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: ParticipantKind = Field(sa_type=word_of(ParticipantKind))
    name: str | None = None
    name_key: str | None = Field(default=None, index=True)
    imported_file_id: int | None = Field(default=None, foreign_key="imported_file.id")
    created_at: str
    suspended_until: str | None = None
    language: str | None = None


class BrowserSession(Table, table=True):
    """A browser that acted, as whom it acts, and for how long. Only the hash of its cookie is kept.

    An ended one stays until it would have expired: its cookie never becomes anybody again. ``browser`` names the
    browser to its owner ("Firefox on Linux"); ``drafts_before`` is what its drafts were kept under before it was
    signed in.
    """

    id: int | None = Field(default=None, primary_key=True)
    cookie_hash: str = Field(unique=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    browser: str = ""
    drafts_before: str = ""
    created_at: str
    seen_at: str
    expires_at: str = Field(index=True)
    ended_at: str | None = None


class Account(Table, table=True):
    """How a participant signs in. ``name_key`` belongs to one account alone; ``drafts`` is what their drafts are
    kept under in their browsers. An email address counts once its owner has confirmed it."""

    participant_id: int = Field(foreign_key="participant.id", primary_key=True)
    name_key: str = Field(unique=True)
    password_hash: str | None = None
    drafts: str
    email: str | None = None
    email_confirmed_at: str | None = None
    created_at: str


class Passkey(Table, table=True):
    """A passkey of an account: the public half alone; ``credential_id`` in base64url."""

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    credential_id: str = Field(unique=True)
    public_key: str
    sign_count: int = 0
    name: str
    created_at: str
    used_at: str | None = None


class PasskeyChallenge(Table, table=True):
    """What a browser was asked to sign, once."""

    cookie_hash: str = Field(primary_key=True)
    purpose: str = Field(primary_key=True)
    challenge: str
    expires_at: str


class MailPurpose(StrEnum):
    """What a mailed link is for."""

    CONFIRM = "confirm"
    RECOVER = "recover"


class MailedLink(Table, table=True):
    """A link that was mailed to somebody: it works once, and only the hash of its token is kept."""

    __table_args__ = (one_of("purpose", MailPurpose),)

    token_hash: str = Field(primary_key=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    purpose: MailPurpose = Field(sa_type=word_of(MailPurpose))
    email: str
    expires_at: str
    used_at: str | None = None


class Appointment(Table, table=True):
    """The role that a participant holds; made from the command line (``by_id`` is none then), or by an admin."""

    __table_args__ = (one_of("role", Role),)

    participant_id: int = Field(foreign_key="participant.id", primary_key=True)
    role: Role = Field(sa_type=word_of(Role))
    by_id: int | None = Field(default=None, foreign_key="participant.id")
    added_at: str
