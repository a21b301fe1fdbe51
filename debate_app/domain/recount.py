"""Proves that tallies, votes, quarantines and the ledger agree, or says where they differ.

Reads only; counted by the database.
"""

from typing import Any

from sqlalchemy import (
    FromClause,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    and_,
    case,
    func,
    label,
    literal,
    or_,
    union_all,
)
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from debate_app.domain.tables import (
    Act,
    Quarantine,
    QuarantinedVoter,
    Question,
    Side,
    Tally,
    Viewpoint,
    Vote,
    VoteEvent,
)

LISTED_PARTICIPANTS = 100
_KEPT = ("tally", "votes", "ledger")
_COUNTS = ("agree", "disagree", "apart_agree", "apart_disagree")


def differences(session: Session) -> list[str]:
    """One sentence for each version of a viewpoint whose tally, votes and ledger give different figures, for each
    participant whose vote is not what their last line in the ledger says (the first ``LISTED_PARTICIPANTS``), and for
    each question whose quarantines are not those that are in force.

    Empty when all agree. The ledger's last line is the one with the highest id.
    """
    session.flush()
    return [*_versions(session), *_participants(session), *_questions(session)]


def _last_lines() -> FromClause:
    newest = select(func.max(VoteEvent.id)).group_by(col(VoteEvent.participant_id), col(VoteEvent.viewpoint_id))
    place = (col(VoteEvent.participant_id), col(VoteEvent.viewpoint_id))
    return (
        select_columns(*place, col(VoteEvent.viewpoint_version), col(VoteEvent.act))
        .where(col(VoteEvent.id).in_(newest))
        .subquery("last_line")
    )


def _versions(session: Session) -> list[str]:
    """Added up, not joined: a version may be known to any of them and not to the others."""
    lines = _last_lines().c
    today = _figures(col(Viewpoint.id), col(Viewpoint.version), today=literal(1))
    counts = (col(Tally.agrees), col(Tally.disagrees), col(Tally.apart_agrees), col(Tally.apart_disagrees))
    tally_of = {f"tally_{count}": kept for count, kept in zip(_COUNTS, counts, strict=True)}
    tally = _figures(col(Tally.viewpoint_id), col(Tally.viewpoint_version), tallies=literal(1), **tally_of)
    place = (col(Vote.viewpoint_id), col(Vote.viewpoint_version), col(Vote.participant_id))
    votes = _counted("votes", *place, col(Vote.side))
    ledger = _counted("ledger", lines.viewpoint_id, lines.viewpoint_version, lines.participant_id, lines.act)
    every = union_all(today, tally, votes, ledger).subquery("every").c
    place = (every.viewpoint_id, every.viewpoint_version)
    missing = func.sum(every.today) > func.sum(every.tallies)
    unequal = (
        func.sum(every[f"tally_{one}"]) != func.sum(every[f"{other}_{one}"]) for other in _KEPT[1:] for one in _COUNTS
    )
    sums = (func.sum(every[f"{kept}_{one}"]) for kept in _KEPT for one in _COUNTS)
    found = (
        select_columns(*place, func.sum(every.tallies), *sums)
        .group_by(*place)
        .having(or_(missing, *unequal))
        .order_by(*place)
    )
    return [_version_sentence(*row) for row in session.connection().execute(found)]


def _figures(
    viewpoint_id: SQLColumnExpression[Any], version: SQLColumnExpression[Any], **known: SQLColumnExpression[int]
) -> Select[Any]:
    """Rows of one of them; all that it does not know is 0."""
    names = ("today", "tallies", *(f"{kept}_{one}" for kept in _KEPT for one in _COUNTS))
    figures = (label(name, known.get(name, literal(0))) for name in names)
    return select_columns(label("viewpoint_id", viewpoint_id), label("viewpoint_version", version), *figures)


def _counted(
    kept: str,
    viewpoint_id: SQLColumnExpression[int],
    version: SQLColumnExpression[int],
    participant_id: SQLColumnExpression[int],
    side: SQLColumnExpression[str],
) -> Select[Any]:
    """Votes of somebody in quarantine are counted apart; a withdrawal is on neither side."""
    voter = col(QuarantinedVoter.participant_id)
    sums = {
        f"{kept}_{apart}{word}": func.sum(case((and_(side == word, holds), 1), else_=0))
        for apart, holds in (("", voter.is_(None)), ("apart_", voter.is_not(None)))
        for word in Side
    }
    asked = and_(voter == participant_id, col(QuarantinedVoter.question_id) == col(Viewpoint.question_id))
    return (
        _figures(viewpoint_id, version, **sums)
        .join(Viewpoint, col(Viewpoint.id) == viewpoint_id)
        .outerjoin(QuarantinedVoter, asked)
        .group_by(viewpoint_id, version)
    )


def _version_sentence(viewpoint_id: int, version: int, tallies: int, *figures: int) -> str:
    tally, votes, ledger = (_figures_sentence(*figures[at : at + 4]) for at in (0, 4, 8))
    tally = tally if tallies else "there is none"
    return f"Viewpoint {viewpoint_id}, version {version}: tally: {tally}; votes: {votes}; ledger: {ledger}."


def _figures_sentence(agrees: int, disagrees: int, apart_agrees: int, apart_disagrees: int) -> str:
    apart = f" (in quarantine: {apart_agrees} agree, {apart_disagrees} disagree)"
    return f"{agrees} agree, {disagrees} disagree{apart if apart_agrees or apart_disagrees else ''}"


def _participants(session: Session) -> list[str]:
    """Grouped, not joined: a join over votes without an index of its own would take the square of their number."""
    lines, nothing, no_version = _last_lines().c, literal(None, String), literal(None, Integer)
    held = (col(Vote.side), label("voted_on", col(Vote.viewpoint_version)), label("act", nothing))
    votes = select_columns(col(Vote.participant_id), col(Vote.viewpoint_id), *held, label("acted_on", no_version))
    said = (nothing, no_version, lines.act, lines.viewpoint_version)
    both = union_all(votes, select_columns(lines.participant_id, lines.viewpoint_id, *said)).subquery("both").c
    side, voted_on, act, acted_on = (func.max(one) for one in (both.side, both.voted_on, both.act, both.acted_on))
    unequal = func.coalesce(side, Act.WITHDRAW.value) != func.coalesce(act, "nothing")
    found = (
        select_columns(both.participant_id, both.viewpoint_id, side, voted_on, act, acted_on)
        .group_by(both.viewpoint_id, both.participant_id)
        .having(or_(unequal, voted_on != acted_on))
        .order_by(both.viewpoint_id, both.participant_id)
        .limit(LISTED_PARTICIPANTS)
    )
    return [_participant_sentence(*row) for row in session.connection().execute(found)]


def _participant_sentence(
    participant_id: int, viewpoint_id: int, side: str | None, voted_on: int, act: str | None, acted_on: int
) -> str:
    vote = f"the vote {side} on version {voted_on}" if side else "no vote"
    line = f"{act} on version {acted_on}" if act else "nothing"
    return f"Viewpoint {viewpoint_id}: participant {participant_id} has {vote}, the ledger says {line}."


def _questions(session: Session) -> list[str]:
    """How many quarantines each question says are in force, how many are, and who is apart without any of them."""
    in_force = and_(col(Quarantine.question_id) == col(Question.id), col(Quarantine.lifted_act_id).is_(None))
    those = select(func.count()).select_from(Quarantine).where(in_force).correlate(Question).scalar_subquery()
    held_by = and_(col(Quarantine.id) == col(QuarantinedVoter.quarantine_id), in_force)
    stray = (
        select(func.count())
        .select_from(QuarantinedVoter)
        .where(col(QuarantinedVoter.question_id) == col(Question.id))
        .where(~select(Quarantine.id).where(held_by).correlate(QuarantinedVoter, Question).exists())
        .correlate(Question)
        .scalar_subquery()
    )
    found = (
        select_columns(col(Question.id), col(Question.quarantines), those, stray)
        .where(or_(col(Question.quarantines) != those, stray > 0))
        .order_by(col(Question.id))
    )
    return [
        f"Question {one}: quarantines: {said}; in force: {true}; voters apart without one: {strays}."
        for one, said, true, strays in session.connection().execute(found)
    ]
