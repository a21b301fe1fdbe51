"""Votes: a participant's side on a viewpoint, its ledger and its tally, kept in one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, delete, insert, tuple_, update
from sqlmodel import Session, col, select

from debate_app.domain import dates, rows
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Act, Question, Side, Tally, Viewpoint, Vote, VoteEvent, VoteOrigin

Place = tuple[int, int]
"""A participant and a viewpoint, by their ids."""

Sides = dict[Place, Side | None]
"""Where participants stand; None where they hold no vote."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The participant's side on the viewpoint is now ``side``; None withdraws."""

    participant_id: int
    viewpoint_id: int
    side: Side | None

    @property
    def place(self) -> Place:
        """Whose vote on what this is."""
        return self.participant_id, self.viewpoint_id


@dataclass(frozen=True, slots=True)
class VoteOutcome:
    """A participant's side on a viewpoint after their vote, and the counts with it in them."""

    question_id: int
    viewpoint_id: int
    side: Side | None
    agrees: int
    disagrees: int
    changed: bool


def cast(session: Session, participant_id: int, viewpoint_id: int, side: Side | None) -> VoteOutcome:
    """State that the participant's side on the viewpoint is now ``side``; None withdraws.

    A statement, never a toggle: saying it again writes nothing and leaves the sequence alone.
    Raises ``NotFound`` and ``Invalid``, before anything is written.
    """
    statement = Statement(participant_id, viewpoint_id, _side(side))
    rows.participant(session, participant_id)
    question_id = rows.viewpoint(session, viewpoint_id).question_id
    rows.locked_question(session, question_id)
    changed = take(session, [statement])
    tally = select(Tally.agrees, Tally.disagrees).where(col(Tally.viewpoint_id) == viewpoint_id)
    agrees, disagrees = session.exec(tally).one()
    return VoteOutcome(question_id, viewpoint_id, statement.side, agrees, disagrees, bool(changed))


def take(session: Session, statements: Sequence[Statement]) -> set[int]:
    """Make the statements true, in their order, in a few database statements however many they are.

    Returns the ids of the questions that changed. Participants and viewpoints exist, and the caller holds
    the locks of the questions (``rows.locked_question``, in the order of their ids).
    """
    before = held(session, (one.place for one in statements))
    after, acts = dict(before), list[Statement]()
    for one in statements:
        if after[one.place] is not one.side:
            after[one.place] = one.side
            acts.append(one)
    if not acts:
        return set()
    about = _viewpoints(session, {one.viewpoint_id for one in acts})
    at = dates.now()
    _write_ledger(session, acts, about, at)
    _write_votes(session, before, after, about, at)
    _write_tallies(session, before, after)
    changed = {about[one.viewpoint_id].question_id for one in acts}
    session.exec(update(Question).where(col(Question.id).in_(changed)).values(sequence=col(Question.sequence) + 1))
    return changed


def of(session: Session, participant_id: int, question_id: int) -> dict[int, Side]:
    """The participant's votes on the question's viewpoints: side by viewpoint id."""
    if not (rows.is_id(participant_id) and rows.is_id(question_id)):
        return {}
    found = (
        select(Vote.viewpoint_id, col(Vote.side))
        .join(Viewpoint, col(Viewpoint.id) == col(Vote.viewpoint_id))
        .where(col(Vote.participant_id) == participant_id, col(Viewpoint.question_id) == question_id)
    )
    return {viewpoint_id: Side(side) for viewpoint_id, side in session.exec(found)}


def held(session: Session, places: Iterable[Place]) -> Sides:
    """Where the participants stand on the viewpoints."""
    wanted = set(places)
    found = select(Vote.participant_id, Vote.viewpoint_id, col(Vote.side)).where(
        tuple_(col(Vote.participant_id), col(Vote.viewpoint_id)).in_(wanted)
    )
    sides = {(participant_id, viewpoint_id): Side(side) for participant_id, viewpoint_id, side in session.exec(found)}
    return {place: sides.get(place) for place in wanted}


def _side(side: str | None) -> Side | None:
    try:
        return None if side is None else Side(side)
    except ValueError:
        raise Invalid("A vote is “agree”, “disagree”, or taken back.") from None


def _viewpoints(session: Session, viewpoint_ids: set[int]) -> dict[int, Viewpoint]:
    found = session.exec(select(Viewpoint).where(col(Viewpoint.id).in_(viewpoint_ids)))
    return {rows.new_id(viewpoint.id): viewpoint for viewpoint in found}


def _write_ledger(session: Session, acts: list[Statement], about: dict[int, Viewpoint], at: str) -> None:
    lines = [
        {
            "participant_id": one.participant_id,
            "viewpoint_id": one.viewpoint_id,
            "act": Act(one.side) if one.side else Act.WITHDRAW,
            "viewpoint_version": about[one.viewpoint_id].version,
            "origin": VoteOrigin.CAST,
            "at": at,
        }
        for one in acts
    ]
    session.connection().execute(insert(VoteEvent), lines)


def _write_votes(session: Session, before: Sides, after: Sides, about: dict[int, Viewpoint], at: str) -> None:
    """Insert, update or delete one row for each place that changed."""
    written: dict[str, list[dict[str, object]]] = {"new": [], "switched": [], "gone": []}
    for place, side in after.items():
        if side is before[place]:
            continue
        kind = "gone" if side is None else "switched" if before[place] else "new"
        row: dict[str, object] = {"participant": place[0], "viewpoint": place[1]}
        if side is not None:
            row |= {"taken": side, "version": about[place[1]].version, "at": at}
        written[kind].append(row)
    for kind, rows_of_kind in written.items():
        if rows_of_kind:
            session.connection().execute(_VOTE_STATEMENTS[kind], rows_of_kind)


def _write_tallies(session: Session, before: Sides, after: Sides) -> None:
    moved: Counter[tuple[int, Side]] = Counter()
    for (participant_id, viewpoint_id), side in after.items():
        for where, by in ((before[participant_id, viewpoint_id], -1), (side, 1)):
            if where is not None:
                moved[viewpoint_id, where] += by
    counts = [
        {
            "viewpoint": viewpoint_id,
            "agreeing": moved[viewpoint_id, Side.AGREE],
            "disagreeing": moved[viewpoint_id, Side.DISAGREE],
        }
        for viewpoint_id in sorted({viewpoint_id for viewpoint_id, _ in moved})
    ]
    if counts:
        session.connection().execute(_COUNT, counts)


_OWN = and_(col(Vote.participant_id) == bindparam("participant"), col(Vote.viewpoint_id) == bindparam("viewpoint"))
_CAST: dict[str, BindParameter[Any]] = {
    "side": bindparam("taken"),
    "viewpoint_version": bindparam("version"),
    "cast_at": bindparam("at"),
}
_VOTE_STATEMENTS = {
    "new": insert(Vote).values(participant_id=bindparam("participant"), viewpoint_id=bindparam("viewpoint"), **_CAST),
    "switched": update(Vote).where(_OWN).values(**_CAST),
    "gone": delete(Vote).where(_OWN),
}
_COUNT = (
    update(Tally)
    .where(col(Tally.viewpoint_id) == bindparam("viewpoint"))
    .values(agrees=col(Tally.agrees) + bindparam("agreeing"), disagrees=col(Tally.disagrees) + bindparam("disagreeing"))
)
