"""Proves that tallies, votes and the ledger agree, or says where they differ. Reads only; counted by the database."""

from sqlalchemy import FromClause, SQLColumnExpression, String, case, func, literal, or_, select, union_all
from sqlmodel import Session, col

from debate_app.domain.tables import Act, Side, Tally, Viewpoint, Vote, VoteEvent

LISTED_PARTICIPANTS = 100


def differences(session: Session) -> list[str]:
    """One sentence for each viewpoint whose tally, votes and ledger give different figures, and for each
    participant whose vote is not what their last line in the ledger says (the first ``LISTED_PARTICIPANTS``).

    Empty when all agree. The ledger's last line is the one with the highest id.
    """
    session.flush()
    return [*_viewpoints(session), *_participants(session)]


def _last_lines() -> FromClause:
    newest = select(func.max(VoteEvent.id)).group_by(col(VoteEvent.participant_id), col(VoteEvent.viewpoint_id))
    return (
        select(col(VoteEvent.participant_id), col(VoteEvent.viewpoint_id), col(VoteEvent.act))
        .where(col(VoteEvent.id).in_(newest))
        .subquery("last_line")
    )


def _counted(viewpoint_id: SQLColumnExpression[int], side: SQLColumnExpression[str], name: str) -> FromClause:
    sums = (func.sum(case((side == word, 1), else_=0)).label(word.value) for word in Side)
    return select(viewpoint_id, *sums).group_by(viewpoint_id).subquery(name)


def _viewpoints(session: Session) -> list[str]:
    lines = _last_lines()
    votes = _counted(col(Vote.viewpoint_id), col(Vote.side), "votes")
    ledger = _counted(lines.c.viewpoint_id, lines.c.act, "ledger")
    tally = (func.coalesce(col(Tally.agrees), -1), func.coalesce(col(Tally.disagrees), -1))
    figures = [tuple(func.coalesce(counts.c[side.value], 0) for side in Side) for counts in (votes, ledger)]
    differs = or_(*(one != other for counts in figures for one, other in zip(tally, counts, strict=True)))
    found = (
        select(col(Viewpoint.id), *tally, *figures[0], *figures[1])
        .outerjoin(Tally, col(Tally.viewpoint_id) == col(Viewpoint.id))
        .outerjoin(votes, votes.c.viewpoint_id == col(Viewpoint.id))
        .outerjoin(ledger, ledger.c.viewpoint_id == col(Viewpoint.id))
        .where(differs)
        .order_by(col(Viewpoint.id))
    )
    return [_viewpoint_sentence(*row) for row in session.connection().execute(found)]


def _viewpoint_sentence(viewpoint_id: int, *figures: int) -> str:
    tally, votes, ledger = (f"{figures[at]} agree, {figures[at + 1]} disagree" for at in (0, 2, 4))
    tally = "there is none" if figures[0] < 0 else tally
    return f"Viewpoint {viewpoint_id}: tally: {tally}; votes: {votes}; ledger: {ledger}."


def _participants(session: Session) -> list[str]:
    """Grouped, not joined: a join over votes without an index of its own would take the square of their number."""
    lines, nothing = _last_lines(), literal(None, String)
    votes = select(col(Vote.participant_id), col(Vote.viewpoint_id), col(Vote.side), nothing.label("act"))
    ledger = select(lines.c.participant_id, lines.c.viewpoint_id, nothing, lines.c.act)
    both = union_all(votes, ledger).subquery("both")
    vote, act = func.max(both.c.side), func.max(both.c.act)
    found = (
        select(both.c.participant_id, both.c.viewpoint_id, vote, act)
        .group_by(both.c.viewpoint_id, both.c.participant_id)
        .having(func.coalesce(vote, Act.WITHDRAW.value) != func.coalesce(act, "nothing"))
        .order_by(both.c.viewpoint_id, both.c.participant_id)
        .limit(LISTED_PARTICIPANTS)
    )
    return [_participant_sentence(*row) for row in session.connection().execute(found)]


def _participant_sentence(participant_id: int, viewpoint_id: int, side: str | None, act: str | None) -> str:
    vote = f"the vote {side}" if side else "no vote"
    return f"Viewpoint {viewpoint_id}: participant {participant_id} has {vote}, the ledger says {act or 'nothing'}."
