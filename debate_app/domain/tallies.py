"""Tallies: the counts of a viewpoint's votes, one row for each of its versions that holds any, and for today's.

Votes in quarantine are counted apart in the same rows. Whoever writes here holds the lock of the question.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from debate_app.domain.tables import Side, Tally

Moves = Counter[tuple[int, int, Side, bool]]
"""How many votes more (or fewer) there are: by viewpoint id, version, side, and whether they are counted apart."""


def total(session: Session, viewpoint_id: int) -> tuple[int, int]:
    """The viewpoint's agrees and disagrees, on all of its versions, without those that are counted apart."""
    counts = select(Tally.agrees, Tally.disagrees).where(col(Tally.viewpoint_id) == viewpoint_id)
    by_version = session.exec(counts).all()
    return sum(agrees for agrees, _ in by_version), sum(disagrees for _, disagrees in by_version)


def open_version(session: Session, viewpoint_id: int, version: int) -> None:
    """Begin the count of the viewpoint's new ``version``; the row of an earlier one that holds no votes goes."""
    _open(session, [{"viewpoint": viewpoint_id, "version": version}])
    earlier = (col(Tally.viewpoint_id) == viewpoint_id, col(Tally.viewpoint_version) < version)
    session.exec(delete(Tally).where(*earlier, *_EMPTY))


def move(session: Session, moves: Moves, newest: Mapping[int, int]) -> None:
    """Add the moves to the counts; ``newest`` is today's version of each viewpoint.

    Today's row is there always, so one statement is all that votes on it need.
    """
    places = sorted({(viewpoint_id, version) for viewpoint_id, version, _, _ in moves})
    earlier = [{"viewpoint": one, "version": version} for one, version in places if version < newest[one]]
    counts = [
        {
            "viewpoint": one,
            "version": version,
            "agreeing": moves[one, version, Side.AGREE, False],
            "disagreeing": moves[one, version, Side.DISAGREE, False],
            "agreeing_apart": moves[one, version, Side.AGREE, True],
            "disagreeing_apart": moves[one, version, Side.DISAGREE, True],
        }
        for one, version in places
    ]
    if earlier:
        _open(session, earlier)
    if counts:
        session.connection().execute(_COUNT, counts)
    if earlier:
        session.connection().execute(_CLOSE, earlier)


def _open(session: Session, versions: list[dict[str, int]]) -> None:
    """Make the rows of these versions, without votes, where there are none yet."""
    session.connection().execute(_OPEN[session.get_bind().dialect.name], versions)


_NEW: dict[str, Any] = {
    "viewpoint_id": bindparam("viewpoint"),
    "viewpoint_version": bindparam("version"),
    "agrees": 0,
    "disagrees": 0,
    "apart_agrees": 0,
    "apart_disagrees": 0,
}
_OPEN = {
    "sqlite": sqlite.insert(Tally).values(**_NEW).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(Tally).values(**_NEW).on_conflict_do_nothing(),
}
_ROW = and_(col(Tally.viewpoint_id) == bindparam("viewpoint"), col(Tally.viewpoint_version) == bindparam("version"))
_COUNT = (
    update(Tally)
    .where(_ROW)
    .values(
        agrees=col(Tally.agrees) + bindparam("agreeing"),
        disagrees=col(Tally.disagrees) + bindparam("disagreeing"),
        apart_agrees=col(Tally.apart_agrees) + bindparam("agreeing_apart"),
        apart_disagrees=col(Tally.apart_disagrees) + bindparam("disagreeing_apart"),
    )
)
_COUNTS = (col(Tally.agrees), col(Tally.disagrees), col(Tally.apart_agrees), col(Tally.apart_disagrees))
_EMPTY = tuple(count == 0 for count in _COUNTS)
_CLOSE = delete(Tally).where(_ROW, *_EMPTY)
