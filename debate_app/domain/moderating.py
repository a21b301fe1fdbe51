"""What all acts of moderation have in common: who may, under which lock, and what each leaves behind."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from debate_app.domain import actors, dates, log, permissions, subjects, texts
from debate_app.domain.log import Subject
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, NotAllowed
from debate_app.domain.subjects import Found
from debate_app.domain.tables import ActKind, Appeal, Appointment, ModerationAct, Participant, Report, SubjectKind
from debate_app.words import plain


@dataclass(frozen=True, slots=True)
class Done:
    """A line that was added to the log: in which question, if in any, and whom it concerns."""

    act_id: int
    question_id: int | None
    concerned_id: int


def require(session: Session, by_id: int | None) -> None:
    """Raises ``NotAllowed`` for whoever does not moderate."""
    permissions.require(actors.of_visitor(session, by_id), Action.MODERATE)


def begin(session: Session, by_id: int, kind: SubjectKind, subject_id: int) -> Found:
    """The subject under its lock, for this moderator to decide about. Raises ``NotAllowed`` and ``NotFound``."""
    require(session, by_id)
    found = subjects.locked(session, kind, subject_id)
    if (sentence := own(session, by_id, found)) is not None:
        raise NotAllowed(sentence)
    return found


def own(session: Session, by_id: int, found: Found) -> str | None:
    """Why this moderator leaves the subject to another one: it is their own, and there is another one."""
    if found.author_id != by_id or not others(session, {by_id}):
        return None
    return plain("This is your own: another moderator decides about it.")


def others(session: Session, but: Collection[int | None]) -> bool:
    """Whether there are moderators besides these who can act now."""
    active = (
        select(Appointment.participant_id)
        .join(Participant, col(Participant.id) == col(Appointment.participant_id))
        .where(col(Participant.suspended_until).is_(None) | (col(Participant.suspended_until) <= dates.now()))
    )
    return bool(set(session.exec(active)) - set(but))


def public_reason(reason: str) -> str:
    """The reason as the log shows it. Raises ``Invalid`` where there is none."""
    if not (cleaned := texts.reason(reason)):
        raise Invalid(plain("Give a reason: everybody can read it in the log."), "reason")
    return cleaned


def record(
    session: Session,
    found: Found,
    kind: ActKind,
    by_id: int | None,
    reason: str,
    *,
    until: str | None = None,
    undoes_id: int | None = None,
) -> Done:
    """Add the act to the log. It closes the reports of its subject that wait, and answers the appeal against the act
    that it takes back."""
    subject = found.subject
    act_id = log.write(session, kind, subject, by_id, reason, until=until, undoes_id=undoes_id)
    session.exec(update(Report).where(*waiting_on(subject)).values(act_id=act_id, closed_at=dates.now()))
    if undoes_id is not None:
        open_appeal = (col(Appeal.act_id) == undoes_id, col(Appeal.answer_id).is_(None))
        session.exec(update(Appeal).where(*open_appeal).values(answer_id=act_id))
    return Done(act_id, subject.question_id, found.author_id)


def waiting_on(subject: Subject) -> tuple[ColumnElement[bool], ...]:
    """The conditions of the reports on the subject that wait for an act."""
    return (
        col(Report.closed_at).is_(None),
        col(Report.subject_kind) == subject.kind,
        col(Report.subject_id) == subject.id,
    )


def standing(session: Session, subject: Subject, kind: ActKind) -> ModerationAct | None:
    """The newest act of this kind on the subject that no other act has taken back."""
    undoing = aliased(ModerationAct)
    undone = select(undoing.id).where(col(undoing.undoes_id) == col(ModerationAct.id)).exists()
    found = (
        select(ModerationAct)
        .where(col(ModerationAct.subject_kind) == subject.kind, col(ModerationAct.subject_id) == subject.id)
        .where(col(ModerationAct.kind) == kind, ~undone)
        .order_by(col(ModerationAct.id).desc())
    )
    return session.exec(found).first()


def undoing(session: Session, act_id: int) -> int | None:
    """The act that took this one back."""
    return session.exec(select(ModerationAct.id).where(col(ModerationAct.undoes_id) == act_id)).first()
