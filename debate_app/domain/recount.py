"""Proves that tallies, votes and the ledger agree, or says where they differ. Reads only; counted by the database."""

from typing import Any

from sqlalchemy import (
    FromClause,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    case,
    func,
    label,
    literal,
    or_,
    union_all,
)
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from debate_app.domain.tables import Act, Side, Tally, Viewpoint, Vote, VoteEvent

LISTED_PARTICIPANTS = 100
_KEPT = ("tally", "votes", "ledger")


def differences(session: Session) -> list[str]:
    """One sentence for each version of a viewpoint whose tally, votes and ledger give different figures, and for
    each participant whose vote is not what their last line in the ledger says (the first ``LISTED_PARTICIPANTS``).

    Empty when all agree. The ledger's last line is the one with the highest id.
    """
    session.flush()
    return [*_versions(session), *_participants(session)]


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
    tally_of = {"tally_agree": col(Tally.agrees), "tally_disagree": col(Tally.disagrees)}
    tally = _figures(col(Tally.viewpoint_id), col(Tally.viewpoint_version), tallies=literal(1), **tally_of)
    votes = _counted("votes", col(Vote.viewpoint_id), col(Vote.viewpoint_version), col(Vote.side))
    ledger = _counted("ledger", lines.viewpoint_id, lines.viewpoint_version, lines.act)
    every = union_all(today, tally, votes, ledger).subquery("every").c
    place = (every.viewpoint_id, every.viewpoint_version)
    missing = func.sum(every.today) > func.sum(every.tallies)
    unequal = (
        func.sum(every[f"tally_{side}"]) != func.sum(every[f"{other}_{side}"]) for other in _KEPT[1:] for side in Side
    )
    sums = (func.sum(every[f"{kept}_{side}"]) for kept in _KEPT for side in Side)
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
    names = ("today", "tallies", *(f"{kept}_{side}" for kept in _KEPT for side in Side))
    figures = (label(name, known.get(name, literal(0))) for name in names)
    return select_columns(label("viewpoint_id", viewpoint_id), label("viewpoint_version", version), *figures)


def _counted(
    kept: str,
    viewpoint_id: SQLColumnExpression[int],
    version: SQLColumnExpression[int],
    side: SQLColumnExpression[str],
) -> Select[Any]:
    sums = {f"{kept}_{word}": func.sum(case((side == word, 1), else_=0)) for word in Side}
    return _figures(viewpoint_id, version, **sums).group_by(viewpoint_id, version)


def _version_sentence(viewpoint_id: int, version: int, tallies: int, *figures: int) -> str:
    tally, votes, ledger = (f"{figures[at]} agree, {figures[at + 1]} disagree" for at in (0, 2, 4))
    tally = tally if tallies else "there is none"
    return f"Viewpoint {viewpoint_id}, version {version}: tally: {tally}; votes: {votes}; ledger: {ledger}."


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
