"""Votes in quarantine: those of a burst of voters are counted apart from all others, until a moderator says otherwise.

No vote is changed and none is deleted: voters are noted, their votes move to the other counts of the same tallies
and back, and both acts are lines of the public log.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import and_, delete, except_, func, insert, literal, sql, tuple_
from sqlmodel import Session, col, select

from debate_app.domain import actors, dates, log, permissions, rows, tallies, texts
from debate_app.domain.log import Subject
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import (
    ActKind,
    ModerationAct,
    Participant,
    ParticipantKind,
    Quarantine,
    QuarantinedVoter,
    Side,
    SubjectKind,
    Viewpoint,
    Vote,
    VoteEvent,
)
from debate_app.words import plain

Voter = tuple[int, int]
"""Somebody in a question: the ids of the question and of the participant."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Who is meant: whoever first voted on a question at ``began_at`` or later, and before ``ended_at`` (moments as
    ``dates.typed`` takes them); with ``guests_only``, those of them who have no account now."""

    began_at: str
    ended_at: str
    guests_only: bool


@dataclass(frozen=True, slots=True)
class SetApart:
    """How many voters are concerned, and how many votes they hold now."""

    voters: int
    votes: int


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the public log: who, when and why. ``by`` is empty for somebody who has no name any more."""

    act_id: int
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """A quarantine as everybody may read of it; ``size`` is what it set apart when it was put."""

    id: int
    burst: Burst
    size: SetApart
    put: Said
    lifted: Said | None


def told(session: Session, question_id: int) -> tuple[Told, ...]:
    """Every quarantine that the question ever had, the newest first."""
    theirs = select(Quarantine).where(col(Quarantine.question_id) == question_id).order_by(col(Quarantine.id).desc())
    found = session.exec(theirs).all()
    said = _said(session, {one for row in found for one in (row.act_id, row.lifted_act_id)})
    return tuple(
        Told(
            rows.new_id(one.id),
            Burst(one.began_at, one.ended_at, one.guests_only),
            SetApart(one.voters, one.votes),
            said[one.act_id],
            said.get(one.lifted_act_id),
        )
        for one in found
    )


def preview(session: Session, by_id: int | None, question_id: int, burst: Burst) -> SetApart:
    """How many a quarantine would set apart: those who are apart already are not counted. Writes nothing.

    Raises ``NotAllowed``, ``NotFound`` and ``Invalid``.
    """
    question = rows.question(session, question_id)
    permissions.require(actors.of_visitor(session, by_id), Action.MODERATE, question)
    return _meant(session, question_id, _read(burst))


def put(session: Session, by_id: int, question_id: int, burst: Burst, reason: str) -> SetApart:
    """Count the votes of these voters on the question apart, those that they hold and whatever they vote later.

    What lies ahead is no part of a burst: it ends now at the latest. Raises ``NotAllowed``, ``NotFound`` and
    ``Invalid``, before anything is written.
    """
    question = rows.locked_question(session, question_id)
    permissions.require(actors.of(session, by_id), Action.MODERATE, question)
    burst, reason = _read(burst), _reason(reason)
    meant = _meant(session, question_id, burst)
    if not meant.voters:
        raise Invalid(plain("Nobody is set apart by this: no voter who counts now first voted in that time."))
    act_id = log.write(session, ActKind.QUARANTINE, _subject(question_id), by_id, reason)
    quarantine_id = _add(session, question_id, act_id, burst, meant)
    _move(session, question_id, quarantine_id, 1)
    question.quarantines += 1
    question.sequence += 1
    return meant


def lift(session: Session, by_id: int, quarantine_id: int, reason: str) -> int:
    """Count the votes of those whom this quarantine set apart again; returns the id of the question.

    Raises ``NotAllowed``, ``NotFound`` and ``Invalid``, before anything is written.
    """
    question = rows.locked_question(session, _row(session, quarantine_id).question_id)
    one = _row(session, quarantine_id)
    session.refresh(one)
    permissions.require(actors.of(session, by_id), Action.MODERATE, question)
    reason = _reason(reason)
    if one.lifted_act_id is not None:
        raise Invalid(plain("These votes are counted again already."))
    subject = _subject(one.question_id)
    one.lifted_act_id = log.write(session, ActKind.RELEASE, subject, by_id, reason, undoes_id=one.act_id)
    _move(session, one.question_id, quarantine_id, -1)
    session.exec(delete(QuarantinedVoter).where(col(QuarantinedVoter.quarantine_id) == quarantine_id))
    question.quarantines -= 1
    question.sequence += 1
    return one.question_id


def among(session: Session, voters: Collection[Voter]) -> set[Voter]:
    """Those of the voters whose votes are counted apart now."""
    place = (col(QuarantinedVoter.question_id), col(QuarantinedVoter.participant_id))
    return set(session.exec(select(*place).where(tuple_(*place).in_(set(voters)))))


def _said(session: Session, act_ids: Collection[int | None]) -> dict[int | None, Said]:
    acts = (
        select(ModerationAct, Participant.name)
        .outerjoin(Participant, col(Participant.id) == col(ModerationAct.by_id))
        .where(col(ModerationAct.id).in_({one for one in act_ids if one is not None}))
    )
    return {act.id: Said(rows.new_id(act.id), name or "", act.at, act.reason) for act, name in session.exec(acts)}


def _read(burst: Burst) -> Burst:
    began = dates.typed(burst.began_at, "began_at")
    ended = min(dates.typed(burst.ended_at, "ended_at"), dates.now())
    if began >= ended:
        raise Invalid(plain("The end has to come after the beginning, and the beginning before now."), "ended_at")
    return replace(burst, began_at=began, ended_at=ended)


def _reason(reason: str) -> str:
    cleaned = texts.reason(reason)
    if not cleaned:
        raise Invalid(plain("Say why: it is read in the public log."), "reason")
    return cleaned


def _subject(question_id: int) -> Subject:
    return Subject(SubjectKind.QUESTION, question_id, question_id)


def _row(session: Session, quarantine_id: int) -> Quarantine:
    one = session.get(Quarantine, quarantine_id) if rows.is_id(quarantine_id) else None
    if one is None:
        raise NotFound(plain("This quarantine does not exist."))
    return one


def _first_voters(question_id: int, burst: Burst) -> sql.Subquery:
    """Whose first line in the ledger of the question falls into the burst, and who is not apart yet."""
    ledger = select(col(VoteEvent.participant_id)).where(col(VoteEvent.viewpoint_id).in_(_viewpoints(question_id)))
    came = ledger.where(col(VoteEvent.at) >= burst.began_at, col(VoteEvent.at) < burst.ended_at)
    if burst.guests_only:
        same = col(Participant.id) == col(VoteEvent.participant_id)
        came = came.join(Participant, and_(same, col(Participant.kind) == ParticipantKind.GUEST))
    earlier = ledger.where(col(VoteEvent.at) < burst.began_at)
    apart = select(col(QuarantinedVoter.participant_id)).where(col(QuarantinedVoter.question_id) == question_id)
    return except_(came, earlier, apart).subquery("first_voters")


def _viewpoints(question_id: int) -> Any:
    return select(col(Viewpoint.id)).where(col(Viewpoint.question_id) == question_id)


def _meant(session: Session, question_id: int, burst: Burst) -> SetApart:
    chosen = _first_voters(question_id, burst).c.participant_id
    held = and_(col(Vote.participant_id) == chosen, col(Vote.viewpoint_id).in_(_viewpoints(question_id)))
    counted = sql.select(func.count(chosen.distinct()), func.count(col(Vote.side))).outerjoin_from(
        chosen.table, Vote, held
    )
    session.flush()
    voters, votes = session.connection().execute(counted).one()
    return SetApart(voters, votes)


def _add(session: Session, question_id: int, act_id: int, burst: Burst, meant: SetApart) -> int:
    one = Quarantine(
        question_id=question_id,
        act_id=act_id,
        guests_only=burst.guests_only,
        began_at=burst.began_at,
        ended_at=burst.ended_at,
        voters=meant.voters,
        votes=meant.votes,
    )
    session.add(one)
    session.flush()
    chosen = _first_voters(question_id, burst)
    written = sql.select(literal(question_id), chosen.c.participant_id, literal(rows.new_id(one.id)))
    session.exec(insert(QuarantinedVoter).from_select(["question_id", "participant_id", "quarantine_id"], written))
    return rows.new_id(one.id)


def _move(session: Session, question_id: int, quarantine_id: int, by: int) -> None:
    """Move the votes of its voters to the counts apart, or back."""
    place = (col(Vote.viewpoint_id), col(Vote.viewpoint_version), col(Vote.side))
    found = (
        sql.select(*place, func.count())
        .join(QuarantinedVoter, col(QuarantinedVoter.participant_id) == col(Vote.participant_id))
        .where(col(QuarantinedVoter.quarantine_id) == quarantine_id)
        .where(col(Vote.viewpoint_id).in_(_viewpoints(question_id)))
        .group_by(*place)
    )
    moves = tallies.Moves()
    for viewpoint_id, version, side, votes in session.connection().execute(found):
        moves[viewpoint_id, version, Side(side), True] += by * votes
        moves[viewpoint_id, version, Side(side), False] -= by * votes
    newest = select(col(Viewpoint.id), Viewpoint.version).where(col(Viewpoint.question_id) == question_id)
    tallies.move(session, moves, {rows.new_id(one): version for one, version in session.exec(newest)})
