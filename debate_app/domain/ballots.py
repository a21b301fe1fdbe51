"""Counts votes as the outboxes of browsers send them: many at once, each exactly once.

A ballot carries a number that rises in its browser. The last number seen for a participant, viewpoint and
browser is kept, so a ballot that comes again, or comes late behind a newer one, changes nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_, bindparam, insert, select, tuple_, update
from sqlmodel import Session, col

from debate_app.domain import participants, permissions, places, votes
from debate_app.domain.actors import NOBODY_YET, Actor
from debate_app.domain.permissions import Action
from debate_app.domain.places import Place
from debate_app.domain.refused import NotAllowed, NotFound, Refused, SignedOut
from debate_app.domain.tables import BallotMark, Side
from debate_app.domain.votes import Stands, Statement
from debate_app.words import plain

Mark = tuple[int, int, str]
"""A participant, a viewpoint and a browser."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a browser sent: the vote of whoever holds ``cookie`` on the viewpoint is now ``side``.

    ``version`` is the viewpoint's that they saw. A vote that was on its way while an edit was applied stays on it.
    """

    cookie: str
    browser: str
    viewpoint_id: int
    side: Side | None
    number: int
    version: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Where the participant stands once this is committed, and on which version (0 where they hold no vote);
    from ``sequence`` on, the tally includes it."""

    question_id: int
    viewpoint_id: int
    side: Side | None
    version: int
    number: int
    sequence: int


def count(session: Session, ballots: Sequence[Ballot]) -> list[Counted | Refused]:
    """Count the ballots in their order, in a few statements however many they are; one answer for each.

    A ballot that is refused writes nothing, not even its participant, and spoils no other.
    """
    about = places.of_viewpoints(session, {ballot.viewpoint_id for ballot in ballots})
    faults = [_fault(ballot, about) for ballot in ballots]
    sound = [ballot for ballot, fault in zip(ballots, faults, strict=True) if fault is None]
    actors = _actors(session, sound, about)
    sequences = places.lock(session, {about[ballot.viewpoint_id].question.id for ballot in sound})
    about = places.of_viewpoints(session, {ballot.viewpoint_id for ballot in sound})
    refusal = _refusals(about)
    refused = [
        fault or _fault(ballot, about) or refusal(ballot, actors.get(ballot.cookie))
        for ballot, fault in zip(ballots, faults, strict=True)
    ]
    allowed = [ballot for ballot, fault in zip(ballots, refused, strict=True) if fault is None]
    people = {cookie: actor.id for cookie, actor in actors.items()}
    before = votes.held(session, ((people[one.cookie], one.viewpoint_id) for one in allowed))
    fresh = _fresh(session, allowed, people)
    stated = [Statement(people[one.cookie], one.viewpoint_id, one.side, one.version) for one in fresh]
    after, changed = votes.carry_out(session, stated, before, about)
    return [
        fault or _answer(ballot, about[ballot.viewpoint_id].question.id, sequences, changed, people, after)
        for ballot, fault in zip(ballots, refused, strict=True)
    ]


def _fault(ballot: Ballot, about: Mapping[int, Place]) -> Refused | None:
    """What is wrong with the ballot itself; versions only rise, and what the voter saw was committed."""
    if ballot.viewpoint_id not in about:
        return NotFound(plain("This viewpoint does not exist."))
    try:
        votes.check_version(ballot.version, about[ballot.viewpoint_id].version)
    except Refused as fault:
        return fault
    return None


def _actors(session: Session, ballots: Sequence[Ballot], about: Mapping[int, Place]) -> dict[str, Actor]:
    """Who votes, by cookie. Of those who never acted, only the rows of those who may vote are written."""
    open_to_all = {viewpoint_id for viewpoint_id, place in about.items() if _forbidden(NOBODY_YET, place) is None}
    welcome = {ballot.cookie for ballot in ballots if ballot.viewpoint_id in open_to_all}
    return participants.ensure_all(session, {ballot.cookie for ballot in ballots}, welcome)


def _refusals(about: Mapping[int, Place]) -> Callable[[Ballot, Actor | None], Refused | None]:
    """Tells why a voter may not vote there. Of people who are alike it is asked once for each viewpoint."""
    asked: dict[tuple[int, Actor], str | None] = {}

    def refusal(ballot: Ballot, actor: Actor | None) -> Refused | None:
        alike = ballot.viewpoint_id, replace(actor, id=0) if actor else NOBODY_YET
        if alike not in asked:
            asked[alike] = _forbidden(alike[1], about[ballot.viewpoint_id])
        if sentence := asked[alike]:
            return NotAllowed(sentence)
        return None if actor else SignedOut(plain("This browser was signed out. Reload the page and vote again."))

    return refusal


def _forbidden(actor: Actor, place: Place) -> str | None:
    return permissions.refusal(actor, Action.VOTE, place.question, viewpoint=place)


def _fresh(session: Session, ballots: Sequence[Ballot], people: dict[str, int]) -> list[Ballot]:
    """The ballots that are newer than what was seen of their browser; they are marked as seen."""
    seen = _marks(session, ballots, people)
    latest, fresh = dict(seen), list[Ballot]()
    for ballot in ballots:
        mark = (people[ballot.cookie], ballot.viewpoint_id, ballot.browser)
        if ballot.number > latest.get(mark, 0):
            latest[mark] = ballot.number
            fresh.append(ballot)
    _write_marks(session, {mark: number for mark, number in latest.items() if number > seen.get(mark, 0)}, seen)
    return fresh


def _marks(session: Session, ballots: Sequence[Ballot], people: dict[str, int]) -> dict[Mark, int]:
    wanted = {(people[ballot.cookie], ballot.viewpoint_id, ballot.browser) for ballot in ballots}
    found = session.connection().execute(_SEEN, {"marks": list(wanted)}) if wanted else ()
    return {(participant_id, viewpoint_id, browser): number for participant_id, viewpoint_id, browser, number in found}


def _write_marks(session: Session, marks: dict[Mark, int], seen: dict[Mark, int]) -> None:
    for statement, chosen in (
        (_FIRST, [mark for mark in marks if mark not in seen]),
        (_NEXT, [mark for mark in marks if mark in seen]),
    ):
        if chosen:
            values = [dict(zip(("participant", "viewpoint", "of"), mark, strict=True)) for mark in chosen]
            numbered = [value | {"newest": marks[mark]} for value, mark in zip(values, chosen, strict=True)]
            session.connection().execute(statement, numbered)


def _answer(
    ballot: Ballot,
    question_id: int,
    sequences: Mapping[int, int],
    changed: Collection[int],
    people: Mapping[str, int],
    held: Stands,
) -> Counted:
    side, version = held[people[ballot.cookie], ballot.viewpoint_id] or (None, 0)
    sequence = sequences[question_id] + (question_id in changed)
    return Counted(question_id, ballot.viewpoint_id, side, version, ballot.number, sequence)


_MARK = (col(BallotMark.participant_id), col(BallotMark.viewpoint_id), col(BallotMark.browser))
_SEEN = select(*_MARK, col(BallotMark.number)).where(tuple_(*_MARK).in_(bindparam("marks", expanding=True)))
_FIRST = insert(BallotMark).values(
    participant_id=bindparam("participant"),
    viewpoint_id=bindparam("viewpoint"),
    browser=bindparam("of"),
    number=bindparam("newest"),
)
_NEXT = (
    update(BallotMark)
    .where(
        and_(
            col(BallotMark.participant_id) == bindparam("participant"),
            col(BallotMark.viewpoint_id) == bindparam("viewpoint"),
            col(BallotMark.browser) == bindparam("of"),
        )
    )
    .values(number=bindparam("newest"))
)
