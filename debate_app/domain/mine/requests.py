"""What one person asked moderators for, and what they were answered."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from debate_app.domain.mine.portions import Portion, fetch
from debate_app.domain.tables import ActKind, Appeal, ModerationAct, Report, ReportCause, SubjectKind

_answer = aliased(ModerationAct)


@dataclass(frozen=True, slots=True)
class Answer:
    """An act of moderation: a line of the public log."""

    act_id: int
    kind: ActKind
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report; the answer is none while it waits."""

    subject: SubjectKind
    subject_id: int
    cause: ReportCause
    text: str
    at: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class AppealLine:
    """An appeal against an act; the answer is none while it waits."""

    against: Answer
    text: str
    at: str
    answer: Answer | None


def reports(session: Session, participant_id: int, start: int) -> Portion[ReportLine]:
    """The participant's reports, the latest first."""
    found = (
        select(Report, ModerationAct)
        .outerjoin(ModerationAct, col(ModerationAct.id) == col(Report.act_id))
        .where(col(Report.by_id) == participant_id)
        .order_by(col(Report.id).desc())
    )
    lines, start, total = fetch(session, found, start)
    told = (ReportLine(one.subject_kind, one.subject_id, one.cause, one.text, one.at, _told(act)) for one, act in lines)
    return Portion(tuple(told), start, total)


def appeals(session: Session, participant_id: int, start: int) -> Portion[AppealLine]:
    """The participant's appeals, the latest first."""
    found = (
        select(Appeal, ModerationAct, _answer)
        .join(ModerationAct, col(ModerationAct.id) == col(Appeal.act_id))
        .outerjoin(_answer, col(_answer.id) == col(Appeal.answer_id))
        .where(col(Appeal.by_id) == participant_id)
        .order_by(col(Appeal.id).desc())
    )
    lines, start, total = fetch(session, found, start)
    told = (AppealLine(_act(act), one.text, one.at, _told(answer)) for one, act, answer in lines)
    return Portion(tuple(told), start, total)


def _told(act: ModerationAct | None) -> Answer | None:
    return None if act is None else _act(act)


def _act(act: ModerationAct) -> Answer:
    return Answer(act.id or 0, act.kind, act.reason, act.at)
