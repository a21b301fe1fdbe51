"""What waits for moderators: subjects that were reported, and appeals that the one who asks may answer."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from debate_app.domain import actors, acts, appeals, moderating, people, permissions, subjects
from debate_app.domain.acts import Line
from debate_app.domain.log import Subject
from debate_app.domain.permissions import Action
from debate_app.domain.tables import Appeal, ModerationAct, Participant, Report, ReportCause, SubjectKind

SHOWN = 30
"""How many of each are on one page."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A subject that was reported: how often, for what, and how its text begins."""

    kind: SubjectKind
    id: int
    author: str
    excerpt: str
    place: str
    reports: int
    causes: tuple[tuple[ReportCause, int], ...]
    oldest: str
    newest: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An appeal that waits, and the act that it is against."""

    act: Line
    by: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what waits, the oldest first; and whether who asks also ``appoints`` moderators."""

    reported: tuple[Reported, ...]
    asked: tuple[Asked, ...]
    more: bool
    appoints: bool


def read(session: Session, by_id: int | None, page: int = 1) -> Queue:
    """What waits for this moderator, from the first page on. Raises ``NotAllowed`` for anybody else."""
    moderating.require(session, by_id)
    assert by_id is not None, "whoever moderates has acted"
    begin, end = SHOWN * (page - 1), SHOWN * page
    grouped = _grouped(session, begin)
    waiting = _asked(session, by_id)
    reported = tuple(_reported(session, *one) for one in grouped[:SHOWN])
    more = len(grouped) > SHOWN or len(waiting) > end
    appoints = permissions.refusal(actors.of(session, by_id), Action.APPOINT) is None
    return Queue(reported, tuple(_told(session, *one) for one in waiting[begin:end]), more, appoints)


def _grouped(session: Session, begin: int) -> list[tuple[Subject, str, str]]:
    """The subjects with open reports, one more than are shown: each with when the first and the last one came."""
    first = func.min(Report.at)
    found = (
        select(col(Report.subject_kind), Report.subject_id, first, func.max(Report.at))
        .where(col(Report.closed_at).is_(None))
        .group_by(col(Report.subject_kind), col(Report.subject_id))
        .order_by(first, func.min(Report.id))
        .offset(begin)
        .limit(SHOWN + 1)
    )
    return [(Subject(kind, subject_id), oldest, newest) for kind, subject_id, oldest, newest in session.exec(found)]


def _reported(session: Session, subject: Subject, oldest: str, newest: str) -> Reported:
    found = subjects.find(session, subject.kind, subject.id)
    counting = (
        select(col(Report.cause), func.count())
        .where(*moderating.waiting_on(subject))
        .group_by(col(Report.cause))
        .order_by(func.count().desc(), col(Report.cause))
    )
    causes = tuple((cause, number) for cause, number in session.exec(counting))
    return Reported(
        kind=subject.kind,
        id=subject.id,
        author=people.called(session.get_one(Participant, found.author_id)),
        excerpt=subjects.excerpt(session, found),
        place=subjects.place_of(session, subject),
        reports=sum(number for _, number in causes),
        causes=causes,
        oldest=oldest,
        newest=newest,
    )


def _asked(session: Session, by_id: int) -> list[tuple[Appeal, ModerationAct, Participant]]:
    """Every appeal that waits for this moderator, with the act and whoever appeals."""
    found = (
        select(Appeal, ModerationAct, Participant)
        .join(ModerationAct, col(ModerationAct.id) == col(Appeal.act_id))
        .join(Participant, col(Participant.id) == col(Appeal.by_id))
        .where(col(Appeal.answer_id).is_(None))
        .order_by(col(Appeal.id))
    )
    return [one for one in session.exec(found).all() if appeals.unanswerable(session, by_id, one[1], one[0]) is None]


def _told(session: Session, asked: Appeal, act: ModerationAct, by: Participant) -> Asked:
    return Asked(acts.line(session, act), people.called(by), asked.text, asked.at)
