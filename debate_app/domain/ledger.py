"""The ledger of votes as everybody may read it: what was done on which version within which hour, and how often.

Nobody is in it, by no name and no number: the votes of one person cannot be put together, and no vote stands beside the
minute in which somebody was seen to vote. What moved from a guest to their account was done before, and is left out.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from sqlalchemy import and_, case, func, literal, sql, tuple_
from sqlmodel import Session, col

from debate_app.domain import hidden, snapshots
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Act, QuarantinedVoter, Viewpoint, VoteEvent, VoteOrigin
from debate_app.words import plain

LARGEST_PAGE = 1_000
_HOUR = len("2026-11-23T09")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: by its ``hour``, a moment at which one began, and then by the rest. ``act`` counts in the
    order of ``Act``."""

    hour: str
    viewpoint_id: int
    version: int
    act: int
    imported: int
    apart: int


@dataclass(frozen=True, slots=True)
class Line:
    """That ``times`` the same was done; ``apart`` are the acts of those who are in quarantine now."""

    place: Place
    act: Act
    times: int


def is_sealed(session: Session, question_id: int) -> bool:
    """Whether the ledger of the question is not read yet. Raises ``NotFound``, also for a hidden question."""
    return snapshots.is_sealed(hidden.readable_question(session, question_id))


def lines(session: Session, question_id: int, after: Place | None, size: int) -> tuple[Line, ...]:
    """The question's lines after a place or from the first on, ``size`` (1 to ``LARGEST_PAGE``) of them.

    Nothing of a viewpoint that is hidden. The database adds up what comes after that place, and sends these lines.
    """
    if not 1 <= size <= LARGEST_PAGE:
        raise Invalid(plain("Between 1 and {most} lines are told at once.", most=LARGEST_PAGE))
    place: list[Any] = [*_acts(question_id, after).subquery().c]
    counted: Any = sql.select(*place, func.count()).group_by(*place).order_by(*place).limit(size)
    if after is not None:
        last = (after.hour[:_HOUR], *astuple(after)[1:])
        counted = counted.where(tuple_(*place) > tuple_(*map(literal, last)))
    session.flush()
    found: Sequence[Any] = session.connection().execute(counted).all()
    acts = dict(enumerate(Act))
    return tuple(Line(Place(f"{hour}:00:00.000Z", *rest), acts[rest[2]], times) for hour, *rest, times in found)


def _acts(question_id: int, after: Place | None) -> sql.Select[Any]:
    """The place of every act on the question's viewpoints, from the hour of that place on."""
    place: tuple[Any, ...] = (
        func.substr(col(VoteEvent.at), 1, _HOUR),
        col(VoteEvent.viewpoint_id),
        col(VoteEvent.viewpoint_version),
        case({one: number for number, one in enumerate(Act)}, value=col(VoteEvent.act)),
        case((col(VoteEvent.origin) == VoteOrigin.IMPORTED, 1), else_=0),
        case((col(QuarantinedVoter.participant_id).is_not(None), 1), else_=0),
    )
    same = col(QuarantinedVoter.participant_id) == col(VoteEvent.participant_id)
    acts: Any = (
        sql.select(*(one.label(name) for one, name in zip(place, Place.__slots__, strict=True)))
        .join(Viewpoint, col(Viewpoint.id) == col(VoteEvent.viewpoint_id))
        .outerjoin(QuarantinedVoter, and_(col(QuarantinedVoter.question_id) == question_id, same))
        .where(col(Viewpoint.question_id) == question_id, hidden.stands(Viewpoint))
        .where(col(VoteEvent.origin) != VoteOrigin.MERGED)
    )
    return acts if after is None else acts.where(col(VoteEvent.at) >= after.hour[:_HOUR])
