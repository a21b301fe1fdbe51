"""Reports: somebody asks moderators for a look at something. Who did is told to moderators alone."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from debate_app.domain import actors, dates, moderating, people, permissions, subjects, texts
from debate_app.domain.log import Subject
from debate_app.domain.moderating import Done
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.subjects import Found
from debate_app.domain.tables import ActKind, Participant, ParticipantKind, Report, ReportCause, SubjectKind
from debate_app.words import plain

SHOWN = 50
"""How many reports on one subject a moderator reads."""


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report as moderators read it; ``act_id`` closed it, 0 where it waits."""

    by: str
    cause: ReportCause
    text: str
    at: str
    act_id: int


def send(session: Session, by_id: int, kind: SubjectKind, subject_id: int, cause: str, text: str = "") -> None:
    """Report the subject. While an earlier report of the same person waits, this one takes its place.

    Raises ``Invalid``, ``NotAllowed`` and ``NotFound``.
    """
    if cause not in list(ReportCause):
        raise Invalid(plain("Choose what is wrong with it."), "cause")
    cleaned = texts.report(text)
    permissions.require(actors.of(session, by_id), Action.REPORT)
    found = subjects.locked(session, kind, subject_id)  # two at once from one person are one report
    check(session, found)
    subject = found.subject
    mine = select(Report).where(*moderating.waiting_on(subject), col(Report.by_id) == by_id)
    report = session.exec(mine).first() or Report(
        subject_kind=kind,
        subject_id=subject_id,
        question_id=subject.question_id,
        by_id=by_id,
        cause=ReportCause(cause),
        text=cleaned,
        at=dates.now(),
    )
    report.cause, report.text = ReportCause(cause), cleaned
    session.add(report)
    session.flush()


def check(session: Session, found: Found) -> None:
    """Raises ``Invalid`` where there is nothing to report, and ``NotFound`` for somebody who never wrote."""
    row = found.row
    if isinstance(row, Participant):
        if row.kind is ParticipantKind.FORMER or not people.texts_of(session, found.author_id):
            raise NotFound(plain("This participant does not exist."))
    elif subjects.is_hidden(found):
        raise Invalid(plain("A moderator has hidden this already."))
    elif not subjects.has_text(found):
        raise Invalid(plain("There is no text here any more."))


def keep(session: Session, by_id: int, kind: SubjectKind, subject_id: int, reason: str) -> Done:
    """Note that the reports on the subject were read, and that it stays as it is. Raises ``Invalid`` where none
    waits, ``NotAllowed`` and ``NotFound``."""
    reason = moderating.public_reason(reason)
    found = moderating.begin(session, by_id, kind, subject_id)
    if not any_waits(session, found.subject):
        raise Invalid(plain("No report waits here."))
    return moderating.record(session, found, ActKind.KEPT, by_id, reason)


def any_waits(session: Session, subject: Subject) -> bool:
    """Whether a report on the subject waits."""
    return session.exec(select(Report.id).where(*moderating.waiting_on(subject))).first() is not None


def on(session: Session, subject: Subject) -> tuple[ReportText, ...]:
    """The reports on the subject, the newest first, at most ``SHOWN``. The caller has made sure that a moderator
    reads them."""
    found = (
        select(Report, Participant)
        .join(Participant, col(Participant.id) == col(Report.by_id))
        .where(col(Report.subject_kind) == subject.kind, col(Report.subject_id) == subject.id)
        .order_by(col(Report.id).desc())
        .limit(SHOWN)
    )
    return tuple(
        ReportText(people.called(by), one.cause, one.text, one.at, one.act_id or 0) for one, by in session.exec(found)
    )
