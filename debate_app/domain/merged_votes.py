"""Two people's votes made one's: on viewpoints, with the marks of their ballots, and on proposed edits.

Whoever calls holds the locks of the questions.
"""

from collections.abc import Collection, Generator, Mapping

from sqlalchemy import ColumnElement, bindparam, update
from sqlmodel import Session, col, select

from debate_app.domain import support, votes, withdrawing
from debate_app.domain.tables import (
    BallotMark,
    Edit,
    EditVote,
    QuarantinedVoter,
    Side,
    Viewpoint,
    Vote,
    VoteOrigin,
)
from debate_app.domain.votes import Statement

Cast = tuple[Side, int, str]
"""A side, the version that it was taken on, and when."""


def of_viewpoints(session: Session, from_id: int, into_id: int) -> set[int]:
    """Move the votes, of two on one viewpoint the later; returns the ids of the questions that changed.

    Who was in quarantine with the votes of one who had none in that question stays in it.
    """
    mine = _cast(session, from_id)
    theirs = _cast(session, into_id, mine)
    later = {one: cast for one, cast in mine.items() if one not in theirs or theirs[one][2] < cast[2]}
    changed = withdrawing.votes_of(session, from_id, VoteOrigin.MERGED)
    _move_quarantine(session, from_id, into_id)
    changed |= withdrawing.take(session, _statements(into_id, later, theirs), VoteOrigin.MERGED)
    _date_back(session, into_id, later)
    _move_marks(session, from_id, into_id)
    return changed


def of_edits(session: Session, from_id: int, into_id: int) -> set[int]:
    """Move the sides taken on edits, of two on one edit the later; returns the ids of the questions whose counts
    changed."""
    changed: set[int] = set()
    found = (
        select(EditVote, Edit, Viewpoint.question_id)
        .join(Edit, col(Edit.id) == col(EditVote.edit_id))
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .where(col(EditVote.participant_id) == from_id)
    )
    for mine, edit, question_id in session.exec(found).all():
        theirs = session.get(EditVote, (into_id, mine.edit_id))
        if theirs is not None:
            support.drop(session, edit, mine if mine.cast_at <= theirs.cast_at else theirs)
            changed.add(question_id)
        if theirs is None or mine.cast_at > theirs.cast_at:
            mine.participant_id = into_id
    session.flush()
    return changed


def _cast(session: Session, participant_id: int, viewpoint_ids: Collection[int] | None = None) -> dict[int, Cast]:
    """The participant's votes by viewpoint: all, or those on these viewpoints."""
    about = select(Vote.viewpoint_id, col(Vote.side), Vote.viewpoint_version, Vote.cast_at)
    chosen = about.where(col(Vote.participant_id) == participant_id)
    parts = [()] if viewpoint_ids is None else withdrawing.parts(viewpoint_ids)
    return {
        viewpoint_id: (Side(side), version, at)
        for part in parts
        for viewpoint_id, side, version, at in session.exec(
            chosen.where(col(Vote.viewpoint_id).in_(part)) if part else chosen
        )
    }


def _statements(into_id: int, later: Mapping[int, Cast], theirs: Mapping[int, Cast]) -> Generator[Statement]:
    """A side on an older version than the account's own is said anew, or it would change nothing."""
    for viewpoint_id, (side, version, _) in later.items():
        if viewpoint_id in theirs and version < theirs[viewpoint_id][1]:
            yield Statement(into_id, viewpoint_id, None, theirs[viewpoint_id][1])
        yield Statement(into_id, viewpoint_id, side, version)


def _date_back(session: Session, participant_id: int, cast: Mapping[int, Cast]) -> None:
    """The votes were cast when they were cast, not now."""
    moments = [{"who": participant_id, "viewpoint": one, "at": at} for one, (_, _, at) in cast.items()]
    if moments:
        session.connection().execute(_DATE, moments)


def _move_quarantine(session: Session, from_id: int, into_id: int) -> None:
    for apart in session.exec(select(QuarantinedVoter).where(col(QuarantinedVoter.participant_id) == from_id)).all():
        if session.get(QuarantinedVoter, (apart.question_id, into_id)) or votes.of(session, into_id, apart.question_id):
            session.delete(apart)
        else:
            apart.participant_id = into_id
    session.flush()


def _move_marks(session: Session, from_id: int, into_id: int) -> None:
    """A ballot that comes again, or late, from the browser that was the guest's changes nothing."""
    fresh = {"populate_existing": True}
    for part in withdrawing.parts(session.exec(select(BallotMark).where(_of(from_id)), execution_options=fresh).all()):
        about = col(BallotMark.viewpoint_id).in_({mark.viewpoint_id for mark in part})
        known = session.exec(select(BallotMark).where(_of(into_id), about), execution_options=fresh)
        theirs = {(mark.viewpoint_id, mark.browser): mark for mark in known}
        for mark in part:
            if (held := theirs.get((mark.viewpoint_id, mark.browser))) is None:
                mark.participant_id = into_id
            else:
                held.number = max(held.number, mark.number)
                session.delete(mark)
    session.flush()


def _of(participant_id: int) -> ColumnElement[bool]:
    return col(BallotMark.participant_id) == participant_id


_DATE = (
    update(Vote)
    .where(col(Vote.participant_id) == bindparam("who"), col(Vote.viewpoint_id) == bindparam("viewpoint"))
    .values(cast_at=bindparam("at"))
)
