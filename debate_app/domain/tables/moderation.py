"""Tables of moderation: what was reported, what was decided about it, and who asked for another look."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from debate_app.domain.tables.base import Table, one_of, word_of


class SubjectKind(StrEnum):
    """What can be reported, and decided about."""

    QUESTION = "question"
    VIEWPOINT = "viewpoint"
    EDIT = "edit"
    COMMENT = "comment"
    PARTICIPANT = "participant"


class ActKind(StrEnum):
    """What is done to keep a debate civil. ``kept``: reports were read, and the text stays; ``upheld``: an appeal
    was answered, and the act stands; ``erased``: a text was deleted because the law asked for it."""

    HIDE = "hide"
    RESTORE = "restore"
    LOCK = "lock"
    UNLOCK = "unlock"
    SUSPEND = "suspend"
    LIFT = "lift"
    QUARANTINE = "quarantine"
    RELEASE = "release"
    KEPT = "kept"
    UPHELD = "upheld"
    APPOINT = "appoint"
    DISMISS = "dismiss"
    SETTINGS = "settings"
    ERASED = "erased"


class ModerationAct(Table, table=True):
    """A line of the public log. Rows are added and never changed: the database refuses both.

    ``by_id`` is none where it was done from the command line. ``until`` is when a suspension ends; ``undoes_id``
    the act that this one takes back, ``answers_id`` the appeal that it answers.
    """

    __table_args__ = (
        one_of("kind", ActKind),
        one_of("subject_kind", SubjectKind),
        Index(None, "subject_kind", "subject_id"),
        Index(None, "question_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: ActKind = Field(sa_type=word_of(ActKind))
    subject_kind: SubjectKind = Field(sa_type=word_of(SubjectKind))
    subject_id: int
    question_id: int | None = None
    by_id: int | None = Field(default=None, foreign_key="participant.id")
    reason: str
    at: str
    until: str | None = None
    undoes_id: int | None = Field(default=None, foreign_key="moderation_act.id")


class ReportCause(StrEnum):
    """Why something is reported."""

    SPAM = "spam"
    ABUSE = "abuse"
    PRIVATE = "private"
    FALSE = "false"
    OTHER = "other"


class Report(Table, table=True):
    """Somebody asks for a look at something. Who did is told to nobody but moderators.

    It waits until an act closes it; one person has one report at a time on one subject.
    """

    __table_args__ = (
        one_of("subject_kind", SubjectKind),
        one_of("cause", ReportCause),
        CheckConstraint("(closed_at IS NULL) = (act_id IS NULL)", name="closed_by_an_act"),
        Index(None, "closed_at", "subject_kind", "subject_id"),
        Index(None, "by_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject_kind: SubjectKind = Field(sa_type=word_of(SubjectKind))
    subject_id: int
    question_id: int | None = None
    by_id: int = Field(foreign_key="participant.id")
    cause: ReportCause = Field(sa_type=word_of(ReportCause))
    text: str
    at: str
    act_id: int | None = Field(default=None, foreign_key="moderation_act.id")
    closed_at: str | None = None


class Appeal(Table, table=True):
    """Whoever an act concerns asks for another look at it, once. ``answer_id`` is the act that answers it: one that
    undoes the first, or one that upholds it."""

    id: int | None = Field(default=None, primary_key=True)
    act_id: int = Field(foreign_key="moderation_act.id", unique=True)
    by_id: int = Field(foreign_key="participant.id", index=True)
    text: str
    at: str
    answer_id: int | None = Field(default=None, foreign_key="moderation_act.id")


class Quarantine(Table, table=True):
    """Voters whose votes on a question are counted apart, since they came in a burst: the guests, or everybody,
    who first voted there from ``began_at`` until ``ended_at``. Lifted, their votes count again. ``voters`` and
    ``votes`` is how many it set apart when it was put."""

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)
    act_id: int = Field(foreign_key="moderation_act.id")
    guests_only: bool
    began_at: str
    ended_at: str
    voters: int = 0
    votes: int = 0
    lifted_act_id: int | None = Field(default=None, foreign_key="moderation_act.id")


class QuarantinedVoter(Table, table=True):
    """A participant whose votes on a question are counted apart now."""

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    participant_id: int = Field(foreign_key="participant.id", primary_key=True)
    quarantine_id: int = Field(foreign_key="quarantine.id", index=True)
