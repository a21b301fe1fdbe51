"""How the votes on a question came in: by the kinds of those who voted, and hour by hour. Counted by the database.

Where people stand is counted from the votes; when they said so, from the ledger.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, case, func, sql
from sqlmodel import Session, col, select

from debate_app.domain import actors, dates, hidden, permissions, quarantines, rows, snapshots, votes
from debate_app.domain.permissions import Action
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import (
    Act,
    Participant,
    ParticipantKind,
    QuarantinedVoter,
    Side,
    Viewpoint,
    Vote,
    VoteEvent,
    VoteOrigin,
)
from debate_app.words import plain

DAYS = 14
"""How far back the hours go from the newest line of the ledger."""
_HOUR = len("2026-11-23T09")

Came = tuple[str, ParticipantKind, int]
"""The beginning of a time as far as its hour, a kind, and a number."""


@dataclass(frozen=True, slots=True)
class Stands:
    """Votes that stand: counted, and in quarantine."""

    agrees: int = 0
    disagrees: int = 0
    apart_agrees: int = 0
    apart_disagrees: int = 0

    @property
    def counted(self) -> int:
        """Both sides."""
        return self.agrees + self.disagrees

    @property
    def apart(self) -> int:
        """Both sides, in quarantine."""
        return self.apart_agrees + self.apart_disagrees


@dataclass(frozen=True, slots=True)
class ViewpointVotes:
    """The votes on a viewpoint by the kind of those who hold them. Its title is empty where it is hidden."""

    id: int
    number: int
    title: str
    by_kind: dict[ParticipantKind, Stands]

    @property
    def everybody(self) -> Stands:
        """The votes of all kinds together."""
        held = self.by_kind.values()
        return Stands(
            sum(one.agrees for one in held),
            sum(one.disagrees for one in held),
            sum(one.apart_agrees for one in held),
            sum(one.apart_disagrees for one in held),
        )


@dataclass(frozen=True, slots=True)
class Hour:
    """What came within an hour, which began at ``began_at``, by the kind that its senders are of now: ``cast`` are
    the votes, changes of mind among them, ``first`` the people who had never voted on the question before."""

    began_at: str
    cast: Counter[ParticipantKind] = field(default_factory=Counter[ParticipantKind])
    first: Counter[ParticipantKind] = field(default_factory=Counter[ParticipantKind])

    @property
    def total(self) -> int:
        """All votes of the hour."""
        return self.cast.total()


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, the same for everybody: the votes that stand, by viewpoint and kind, and the hours in which
    votes came, the newest first, all that there are from ``since`` on."""

    stands: dict[int, dict[ParticipantKind, Stands]]
    hours: tuple[Hour, ...]
    since: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How the votes on a question came in, as somebody may know it.

    ``title`` is empty where the question is hidden. ``sides`` tells whether they may know who agrees; ``moderates``
    whether they may put votes in quarantine. ``since`` is empty where the hours go back to the beginning.
    """

    question_id: int
    title: str
    sides: bool
    moderates: bool
    viewpoints: tuple[ViewpointVotes, ...]
    hours: tuple[Hour, ...]
    since: str
    quarantines: tuple[quarantines.Told, ...]


def count(session: Session, question_id: int) -> Counted:
    """Count the votes of the question, which exists. The work grows with them: a million take some seconds."""
    since = _since(session, question_id)
    return Counted(_stands(session, question_id), _hours(session, question_id, since), since)


def moderates(session: Session, question_id: int, reader_id: int | None) -> bool:
    """Whether they may put votes of this question in quarantine. Raises ``NotFound``, also for a hidden question
    unless they may."""
    question = rows.question(session, question_id)
    actor = actors.of_visitor(session, reader_id)
    may = permissions.refusal(actor, Action.MODERATE, question) is None
    if hidden.is_hidden(question) and not may:
        raise NotFound(plain("This question is hidden."))
    return may


def read(session: Session, question_id: int, reader_id: int | None, counted: Counted) -> Breakdown:
    """The breakdown for this participant, or for somebody who never acted, with what was counted of the question.
    Raises ``NotFound``, as ``moderates`` does."""
    question, moderator = rows.question(session, question_id), moderates(session, question_id, reader_id)
    viewpoints = _viewpoints(session, question_id, counted)
    sealed = snapshots.is_sealed(question) and not moderator
    return Breakdown(
        question_id=question_id,
        title=hidden.title_of(question),
        sides=not sealed or _voted_on_all(session, question_id, viewpoints, reader_id),
        moderates=moderator,
        viewpoints=viewpoints,
        hours=counted.hours,
        since=counted.since if counted.since > question.created_at else "",
        quarantines=quarantines.told(session, question_id),
    )


def _voted_on_all(
    session: Session, question_id: int, viewpoints: tuple[ViewpointVotes, ...], participant_id: int | None
) -> bool:
    asked = {one.id for one in viewpoints if one.title}
    return bool(asked) and asked <= votes.of(session, participant_id or 0, question_id).keys()


def _viewpoints(session: Session, question_id: int, counted: Counted) -> tuple[ViewpointVotes, ...]:
    listed = select(Viewpoint).where(col(Viewpoint.question_id) == question_id).order_by(col(Viewpoint.position))
    return tuple(
        ViewpointVotes(
            (viewpoint_id := rows.new_id(one.id)),
            one.position,
            hidden.title_of(one),
            counted.stands.get(viewpoint_id, {}),
        )
        for one in session.exec(listed)
    )


def _stands(session: Session, question_id: int) -> dict[int, dict[ParticipantKind, Stands]]:
    """Where people of each kind stand on each viewpoint, by its id."""
    voter = col(QuarantinedVoter.participant_id)
    counts = (
        func.sum(case((and_(col(Vote.side) == side, apart), 1), else_=0))
        for apart in (voter.is_(None), voter.is_not(None))
        for side in Side
    )
    group = (col(Vote.viewpoint_id), col(Participant.kind))
    counted = (
        sql.select(*group, *counts)
        .join(Participant, col(Participant.id) == col(Vote.participant_id))
        .outerjoin(
            QuarantinedVoter, and_(voter == col(Vote.participant_id), col(QuarantinedVoter.question_id) == question_id)
        )
        .where(col(Vote.viewpoint_id).in_(_here(question_id)))
        .group_by(*group)
    )
    found: list[tuple[Any, ...]] = [tuple(row) for row in session.connection().execute(counted)]
    stands: dict[int, dict[ParticipantKind, Stands]] = {viewpoint_id: {} for viewpoint_id, *_ in found}
    for viewpoint_id, kind, *numbers in found:
        stands[viewpoint_id][kind] = Stands(*numbers)
    return stands


def _since(session: Session, question_id: int) -> str:
    """From when on the hours are told; empty where nobody has voted."""
    last = select(func.max(col(VoteEvent.at))).where(col(VoteEvent.viewpoint_id) == col(Viewpoint.id))
    newest = sql.select(func.max(last.correlate(Viewpoint).scalar_subquery()))
    at = session.connection().execute(newest.where(col(Viewpoint.question_id) == question_id)).scalar_one()
    return f"{dates.later(at, days=-DAYS)[:_HOUR]}:00:00.000Z" if at else ""


def _hours(session: Session, question_id: int, since: str) -> tuple[Hour, ...]:
    hours: dict[str, Hour] = {}
    for began, kind, count in _cast(session, question_id, since):
        hours.setdefault(began, Hour(f"{began}:00:00.000Z")).cast[kind] += count
    for began, kind, count in _first(session, question_id, since):
        hours.setdefault(began, Hour(f"{began}:00:00.000Z")).first[kind] += count
    return tuple(hours[began] for began in sorted(hours, reverse=True))


def _cast(session: Session, question_id: int, since: str) -> list[Came]:
    """Hour, kind, and how many votes. What is taken back, or comes along at a sign-in, is no vote that came in."""
    hour = func.substr(col(VoteEvent.at), 1, _HOUR)
    came = col(VoteEvent.origin).in_((VoteOrigin.CAST, VoteOrigin.IMPORTED))
    counted = (
        sql.select(hour, col(Participant.kind), func.count())
        .join(Participant, col(Participant.id) == col(VoteEvent.participant_id))
        .where(col(VoteEvent.viewpoint_id).in_(_here(question_id)), col(VoteEvent.at) >= since)
        .where(came, col(VoteEvent.act) != Act.WITHDRAW)
        .group_by(hour, col(Participant.kind))
    )
    return [(began, kind, count) for began, kind, count in session.connection().execute(counted)]


def _first(session: Session, question_id: int, since: str) -> list[Came]:
    """Hour, kind, and how many people voted on the question for the first time."""
    began = func.min(col(VoteEvent.at))
    firsts = (
        sql.select(col(VoteEvent.participant_id), began.label("at"))
        .where(col(VoteEvent.viewpoint_id).in_(_here(question_id)))
        .group_by(col(VoteEvent.participant_id))
        .having(began >= since)
        .subquery("firsts")
    )
    hour = func.substr(firsts.c.at, 1, _HOUR)
    counted = (
        sql.select(hour, col(Participant.kind), func.count())
        .join(Participant, col(Participant.id) == firsts.c.participant_id)
        .group_by(hour, col(Participant.kind))
    )
    return [(began, kind, count) for began, kind, count in session.connection().execute(counted)]


def _here(question_id: int) -> Select[Any]:
    return sql.select(col(Viewpoint.id)).where(col(Viewpoint.question_id) == question_id)
