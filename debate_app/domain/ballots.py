"""Counts votes as the outboxes of browsers send them: many at once, each exactly once.

A ballot carries a number that rises in its browser. The last number seen for a participant, viewpoint and
browser is kept, so a ballot that comes again, or comes late behind a newer one, changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, insert, tuple_, update
from sqlmodel import Session, col, select

from debate_app.domain import participants, permissions, rows, votes
from debate_app.domain.actors import NOBODY_YET, Actor
from debate_app.domain.permissions import Action
from debate_app.domain.refused import NotAllowed, NotFound, Refused, SignedOut
from debate_app.domain.tables import BallotMark, Question, Side, Viewpoint
from debate_app.domain.votes import Stands, Statement

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


@dataclass(frozen=True, slots=True)
class Place:
    """What a ballot is about."""

    viewpoint: Viewpoint
    question: Question


def count(session: Session, ballots: Sequence[Ballot]) -> list[Counted | Refused]:
    """Count the ballots in their order, in a few statements however many they are; one answer for each.

    A ballot that is refused writes nothing, not even its participant, and spoils no other.
    """
    places = _places(session, {ballot.viewpoint_id for ballot in ballots})
    sound = [ballot for ballot in ballots if _fault(ballot, places) is None]
    actors = _actors(session, sound, places)
    questions = {places[ballot.viewpoint_id].question.id or 0 for ballot in sound}
    for question_id in sorted(questions):
        rows.locked_question(session, question_id)
    refused = [_fault(ballot, places) or _refusal(ballot, actors, places) for ballot in ballots]
    allowed = [ballot for ballot, fault in zip(ballots, refused, strict=True) if fault is None]
    people = {cookie: actor.id for cookie, actor in actors.items()}
    fresh = _fresh(session, allowed, people)
    votes.take(session, [Statement(people[one.cookie], one.viewpoint_id, one.side, one.version) for one in fresh])
    held = votes.held(session, ((people[one.cookie], one.viewpoint_id) for one in allowed))
    sequences = _sequences(session, questions)
    return [
        fault or _answer(ballot, places[ballot.viewpoint_id].viewpoint.question_id, sequences, people, held)
        for ballot, fault in zip(ballots, refused, strict=True)
    ]


def _places(session: Session, viewpoint_ids: set[int]) -> dict[int, Place]:
    """Each viewpoint that exists, by its id, and its question."""
    asked = {viewpoint_id for viewpoint_id in viewpoint_ids if rows.is_id(viewpoint_id)}
    found = select(Viewpoint, Question).join(Question, col(Question.id) == col(Viewpoint.question_id))
    read = session.exec(found.where(col(Viewpoint.id).in_(asked)), execution_options={"populate_existing": True})
    return {rows.new_id(viewpoint.id): Place(viewpoint, question) for viewpoint, question in read}


def _fault(ballot: Ballot, places: dict[int, Place]) -> Refused | None:
    """What is wrong with the ballot, seen without a lock: versions only rise, and what the voter saw was committed."""
    if ballot.viewpoint_id not in places:
        return NotFound("This viewpoint does not exist.")
    try:
        votes.check_version(ballot.version, places[ballot.viewpoint_id].viewpoint.version)
    except Refused as fault:
        return fault
    return None


def _actors(session: Session, ballots: Sequence[Ballot], places: dict[int, Place]) -> dict[str, Actor]:
    """Who votes, by cookie. Of those who never acted, only the rows of those who may vote are written."""
    open_to_all = {viewpoint_id for viewpoint_id, place in places.items() if _forbidden(NOBODY_YET, place) is None}
    welcome = {ballot.cookie for ballot in ballots if ballot.viewpoint_id in open_to_all}
    return participants.ensure_all(session, {ballot.cookie for ballot in ballots}, welcome)


def _refusal(ballot: Ballot, actors: dict[str, Actor], places: dict[int, Place]) -> Refused | None:
    """Why this voter may not vote there, seen under the lock of the question."""
    actor = actors.get(ballot.cookie)
    if sentence := _forbidden(actor or NOBODY_YET, places[ballot.viewpoint_id]):
        return NotAllowed(sentence)
    return None if actor else SignedOut("This browser was signed out. Reload the page and vote again.")


def _forbidden(actor: Actor, place: Place) -> str | None:
    return permissions.refusal(actor, Action.VOTE, place.question, viewpoint=place.viewpoint)


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
    place = (col(BallotMark.participant_id), col(BallotMark.viewpoint_id), col(BallotMark.browser))
    found = session.exec(select(*place, BallotMark.number).where(tuple_(*place).in_(wanted)))
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


def _sequences(session: Session, question_ids: set[int]) -> dict[int, int]:
    found = select(Question.id, Question.sequence).where(col(Question.id).in_(question_ids))
    return {rows.new_id(question_id): sequence for question_id, sequence in session.exec(found)}


def _answer(
    ballot: Ballot, question_id: int, sequences: dict[int, int], people: dict[str, int], held: Stands
) -> Counted:
    side, version = held[people[ballot.cookie], ballot.viewpoint_id] or (None, 0)
    return Counted(question_id, ballot.viewpoint_id, side, version, ballot.number, sequences[question_id])


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
