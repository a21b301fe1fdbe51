"""Counts votes as the outboxes of browsers send them: many at once, each exactly once.

A ballot carries a number that rises in its browser. The last number seen for a participant, viewpoint and
browser is kept, so a ballot that comes again, or comes late behind a newer one, changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, insert, tuple_, update
from sqlmodel import Session, col, select

from debate_app.domain import participants, rows, votes
from debate_app.domain.refused import NotFound, Refused
from debate_app.domain.tables import BallotMark, Question, Side, Viewpoint
from debate_app.domain.votes import Sides, Statement

Mark = tuple[int, int, str]
"""A participant, a viewpoint and a browser."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a browser sent: the vote of whoever holds ``cookie`` on the viewpoint is now ``side``."""

    cookie: str
    browser: str
    viewpoint_id: int
    side: Side | None
    number: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Where the participant stands once this is committed; from ``sequence`` on, the tally includes it."""

    question_id: int
    viewpoint_id: int
    side: Side | None
    number: int
    sequence: int


def count(session: Session, ballots: Sequence[Ballot]) -> list[Counted | Refused]:
    """Count the ballots in their order, in a few statements however many they are; one answer for each.

    A ballot that is refused writes nothing, not even its participant, and spoils no other.
    """
    questions = _questions(session, {ballot.viewpoint_id for ballot in ballots})
    known = [ballot for ballot in ballots if ballot.viewpoint_id in questions]
    people = participants.ensure_all(session, {ballot.cookie for ballot in known})
    for question_id in sorted(set(questions.values())):
        rows.locked_question(session, question_id)
    fresh = _fresh(session, known, people)
    votes.take(session, [Statement(people[one.cookie], one.viewpoint_id, one.side) for one in fresh])
    held = votes.held(session, ((people[one.cookie], one.viewpoint_id) for one in known))
    sequences = _sequences(session, set(questions.values()))
    return [_answer(ballot, questions, sequences, people, held) for ballot in ballots]


def _questions(session: Session, viewpoint_ids: set[int]) -> dict[int, int]:
    """The question of each viewpoint that exists."""
    asked = {viewpoint_id for viewpoint_id in viewpoint_ids if rows.is_id(viewpoint_id)}
    found = select(Viewpoint.id, Viewpoint.question_id).where(col(Viewpoint.id).in_(asked))
    return {rows.new_id(viewpoint_id): question_id for viewpoint_id, question_id in session.exec(found)}


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
    ballot: Ballot, questions: dict[int, int], sequences: dict[int, int], people: dict[str, int], held: Sides
) -> Counted | Refused:
    question_id = questions.get(ballot.viewpoint_id)
    if question_id is None:
        return NotFound("This viewpoint does not exist.")
    side = held[people[ballot.cookie], ballot.viewpoint_id]
    return Counted(question_id, ballot.viewpoint_id, side, ballot.number, sequences[question_id])


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
