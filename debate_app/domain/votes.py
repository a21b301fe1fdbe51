"""Votes: a participant's side on a version of a viewpoint, its ledger and its tallies, kept in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, delete, insert, tuple_, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from debate_app.domain import actors, dates, permissions, places, quarantines, rows, tallies
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Act, Question, Side, Viewpoint, Vote, VoteEvent, VoteOrigin
from debate_app.words import plain

Place = tuple[int, int]
"""A participant and a viewpoint, by their ids."""

Stand = tuple[Side, int]
"""A side, and the version of the viewpoint that it was taken on."""

Stands = dict[Place, Stand | None]
"""Where participants stand; None where they hold no vote."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The participant's side on the viewpoint, of which they saw ``version``, is now ``side``; None withdraws."""

    participant_id: int
    viewpoint_id: int
    side: Side | None
    version: int

    @property
    def place(self) -> Place:
        """Whose vote on what this is."""
        return self.participant_id, self.viewpoint_id

    @property
    def stand(self) -> Stand | None:
        """Where the participant stands then."""
        return (self.side, self.version) if self.side else None

    def changes(self, before: Stand | None) -> bool:
        """Whether it says anything new of who stood there: another side, or the same on a newer version."""
        if before is None or self.side is not before[0]:
            return self.stand != before
        return self.version > before[1]


@dataclass(frozen=True, slots=True)
class VoteOutcome:
    """A participant's side on a viewpoint after their vote, and the counts with it in them."""

    question_id: int
    viewpoint_id: int
    side: Side | None
    agrees: int
    disagrees: int
    changed: bool


def cast(
    session: Session, participant_id: int, viewpoint_id: int, side: Side | None, version: int | None = None
) -> VoteOutcome:
    """State that the participant's side on the viewpoint is now ``side``; None withdraws.

    ``version`` is the one that the participant saw, today's where it is None: the vote belongs to it. A statement,
    never a toggle: saying it again, on the same version or an older one, writes nothing and leaves the sequence
    alone. Raises ``NotFound`` and ``Invalid``, before anything is written.
    """
    side = _side(side)
    actor = actors.of(session, participant_id)
    question, viewpoint = rows.locked_viewpoint(session, viewpoint_id)
    permissions.require(actor, Action.VOTE, question, viewpoint=viewpoint)
    question_id = viewpoint.question_id
    seen = viewpoint.version if version is None else version
    check_version(seen, viewpoint.version)
    changed = take(session, [Statement(participant_id, viewpoint_id, side, seen)])
    agrees, disagrees = tallies.total(session, viewpoint_id)
    return VoteOutcome(question_id, viewpoint_id, side, agrees, disagrees, bool(changed))


def check_version(version: int, newest: int) -> None:
    """Raise ``Invalid`` for a version that nobody can have seen, where ``newest`` is the viewpoint's."""
    if not 1 <= version <= newest:
        raise Invalid(
            plain("This vote is on a version of the text that does not exist. Reload the page and vote again.")
        )


def take(session: Session, statements: Sequence[Statement], origin: VoteOrigin = VoteOrigin.CAST) -> set[int]:
    """Make the statements true, in their order, in a few database statements however many they are.

    ``origin`` is what the ledger says of where they came from. Returns the ids of the questions that changed.
    Participants, viewpoints and versions exist, and the caller holds the locks of the questions
    (``rows.locked_question``, in the order of their ids).
    """
    before = held(session, (one.place for one in statements))
    about = places.of_viewpoints(session, {one.viewpoint_id for one in statements})
    return carry_out(session, statements, before, about, origin)[1]


def carry_out(
    session: Session,
    statements: Iterable[Statement],
    before: Stands,
    about: Mapping[int, places.Place],
    origin: VoteOrigin = VoteOrigin.CAST,
) -> tuple[Stands, set[int]]:
    """The same for who knows where they stand ``before`` and what the statements are ``about``, both read under the
    locks; returns where they stand after it, too."""
    after, acts = dict(before), list[Statement]()
    for one in statements:
        if one.changes(after[one.place]):
            after[one.place] = one.stand
            acts.append(one)
    if not acts:
        return after, set()
    at = dates.now()
    _write_ledger(session, acts, origin, at)
    _write_votes(session, before, after, at)
    moves = _moves(before, after, _apart(session, acts, about))
    tallies.move(session, moves, {viewpoint_id: one.version for viewpoint_id, one in about.items()})
    changed = {about[one.viewpoint_id].question.id for one in acts}
    session.exec(update(Question).where(col(Question.id).in_(changed)).values(sequence=col(Question.sequence) + 1))
    return after, changed


def of(session: Session, participant_id: int, question_id: int) -> dict[int, Stand]:
    """The participant's votes on the question's viewpoints: side and version by viewpoint id."""
    if not (rows.is_id(participant_id) and rows.is_id(question_id)):
        return {}
    found = (
        select(Vote.viewpoint_id, col(Vote.side), Vote.viewpoint_version)
        .join(Viewpoint, col(Viewpoint.id) == col(Vote.viewpoint_id))
        .where(col(Vote.participant_id) == participant_id, col(Viewpoint.question_id) == question_id)
    )
    return {viewpoint_id: (Side(side), version) for viewpoint_id, side, version in session.exec(found)}


def held(session: Session, wanted: Iterable[Place]) -> Stands:
    """Where the participants stand on the viewpoints."""
    stands: Stands = dict.fromkeys(wanted)
    if stands:
        session.flush()
        for participant_id, viewpoint_id, side, version in session.connection().execute(_HELD, {"places": [*stands]}):
            stands[participant_id, viewpoint_id] = (side, version)
    return stands


def _side(side: str | None) -> Side | None:
    try:
        return None if side is None else Side(side)
    except ValueError:
        raise Invalid(plain("A vote is “agree”, “disagree”, or taken back.")) from None


def _apart(session: Session, acts: list[Statement], about: Mapping[int, places.Place]) -> set[Place]:
    """Those whose votes are counted apart: nobody is looked up where no quarantine is in force."""
    watched = [one for one in acts if about[one.viewpoint_id].question.quarantines]
    voters = {one: (about[one.viewpoint_id].question.id, one.participant_id) for one in watched}
    found = quarantines.among(session, voters.values()) if voters else ()
    return {one.place for one, voter in voters.items() if voter in found}


def _write_ledger(session: Session, acts: list[Statement], origin: VoteOrigin, at: str) -> None:
    lines = [
        {
            "participant_id": one.participant_id,
            "viewpoint_id": one.viewpoint_id,
            "act": Act(one.side) if one.side else Act.WITHDRAW,
            "viewpoint_version": one.version,
            "origin": origin,
            "at": at,
        }
        for one in acts
    ]
    session.connection().execute(insert(VoteEvent), lines)


def _write_votes(session: Session, before: Stands, after: Stands, at: str) -> None:
    """Insert, update or delete one row for each place that changed."""
    written: dict[str, list[dict[str, object]]] = {"new": [], "moved": [], "gone": []}
    for place, stand in after.items():
        if stand == before[place]:
            continue
        kind = "gone" if stand is None else "moved" if before[place] else "new"
        row: dict[str, object] = {"participant": place[0], "viewpoint": place[1]}
        if stand is not None:
            row |= {"taken": stand[0], "version": stand[1], "at": at}
        written[kind].append(row)
    for kind, rows_of_kind in written.items():
        if rows_of_kind:
            session.connection().execute(_VOTE_STATEMENTS[kind], rows_of_kind)


def _moves(before: Stands, after: Stands, apart: set[Place]) -> tallies.Moves:
    moves = tallies.Moves()
    for place, stand in after.items():
        if stand != before[place]:
            for where, by in ((before[place], -1), (stand, 1)):
                if where is not None:
                    moves[place[1], where[1], where[0], place in apart] += by
    return moves


_HELD = select_columns(
    col(Vote.participant_id), col(Vote.viewpoint_id), col(Vote.side), col(Vote.viewpoint_version)
).where(tuple_(col(Vote.participant_id), col(Vote.viewpoint_id)).in_(bindparam("places", expanding=True)))
_OWN = and_(col(Vote.participant_id) == bindparam("participant"), col(Vote.viewpoint_id) == bindparam("viewpoint"))
_CAST: dict[str, BindParameter[Any]] = {
    "side": bindparam("taken"),
    "viewpoint_version": bindparam("version"),
    "cast_at": bindparam("at"),
}
_VOTE_STATEMENTS = {
    "new": insert(Vote).values(participant_id=bindparam("participant"), viewpoint_id=bindparam("viewpoint"), **_CAST),
    "moved": update(Vote).where(_OWN).values(**_CAST),
    "gone": delete(Vote).where(_OWN),
}
