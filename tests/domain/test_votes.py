"""Votes: statements, counted exactly."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from debate_app.domain import recount, snapshots, votes
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import Act, Side, Vote, VoteEvent, VoteOrigin
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH

pytestmark = ON_BOTH


@pytest.fixture
def voter(session: Session) -> int:
    return scene.guest(session)


def ledger(session: Session) -> list[Act]:
    return [line.act for line in session.exec(select(VoteEvent).order_by(col(VoteEvent.id)))]


def test_a_vote_is_counted(session: Session, voter: int, question_id: int, viewpoint_id: int) -> None:
    outcome = votes.cast(session, voter, viewpoint_id, Side.AGREE)
    assert outcome == votes.VoteOutcome(question_id, viewpoint_id, Side.AGREE, 1, 0, True)
    assert votes.of(session, voter, question_id) == {viewpoint_id: (Side.AGREE, 1)}
    assert snapshots.tallies(session, question_id)[1][0].agrees == 1


def test_the_same_vote_again_changes_nothing(session: Session, voter: int, question_id: int, viewpoint_id: int) -> None:
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    before = snapshots.tallies(session, question_id)
    outcome = votes.cast(session, voter, viewpoint_id, Side.AGREE)
    assert (outcome.agrees, outcome.disagrees, outcome.changed) == (1, 0, False)
    assert snapshots.tallies(session, question_id) == before
    assert ledger(session) == [Act.AGREE]


def test_the_other_side_replaces_the_first(session: Session, voter: int, question_id: int, viewpoint_id: int) -> None:
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    outcome = votes.cast(session, voter, viewpoint_id, Side.DISAGREE)
    assert (outcome.agrees, outcome.disagrees, outcome.changed) == (0, 1, True)
    assert votes.of(session, voter, question_id) == {viewpoint_id: (Side.DISAGREE, 1)}


def test_a_vote_can_be_taken_back(session: Session, voter: int, question_id: int, viewpoint_id: int) -> None:
    assert not votes.cast(session, voter, viewpoint_id, None).changed
    votes.cast(session, voter, viewpoint_id, Side.DISAGREE)
    outcome = votes.cast(session, voter, viewpoint_id, None)
    assert (outcome.side, outcome.agrees, outcome.disagrees, outcome.changed) == (None, 0, 0, True)
    assert votes.of(session, voter, question_id) == {}
    assert ledger(session) == [Act.DISAGREE, Act.WITHDRAW]


def test_each_change_raises_the_sequence_by_one_and_leaves_the_texts(
    session: Session, voter: int, question_id: int, viewpoint_id: int
) -> None:
    before = snapshots.read(session, question_id)
    for side in (Side.AGREE, Side.DISAGREE, None, None):
        votes.cast(session, voter, viewpoint_id, side)
    after = snapshots.read(session, question_id)
    assert after.sequence == before.sequence + 3
    assert after.text_sequence == before.text_sequence
    assert after.question.updated_at == before.question.updated_at


def test_a_vote_remembers_the_version_it_was_given_on(session: Session, voter: int, viewpoint_id: int) -> None:
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    vote, line = session.exec(select(Vote)).one(), session.exec(select(VoteEvent)).one()
    assert (vote.viewpoint_version, line.viewpoint_version) == (1, 1)
    assert vote.cast_at == line.at
    assert line.origin is VoteOrigin.CAST


def test_voters_do_not_see_each_others_votes(session: Session, question_id: int, viewpoint_id: int) -> None:
    first, second = scene.guest(session), scene.guest(session)
    votes.cast(session, first, viewpoint_id, Side.AGREE)
    votes.cast(session, second, viewpoint_id, Side.DISAGREE)
    assert votes.of(session, first, question_id) == {viewpoint_id: (Side.AGREE, 1)}
    assert votes.of(session, second, question_id) == {viewpoint_id: (Side.DISAGREE, 1)}


@pytest.mark.parametrize("hostile_id", [0, -1, 4_000, 2**31, 2**63, -(2**63) - 1])
def test_ids_of_nothing_are_not_found(session: Session, voter: int, viewpoint_id: int, hostile_id: int) -> None:
    with pytest.raises(NotFound):
        votes.cast(session, voter, hostile_id, Side.AGREE)
    with pytest.raises(NotFound):
        votes.cast(session, hostile_id, viewpoint_id, Side.AGREE)
    assert votes.of(session, hostile_id, hostile_id) == {}


@pytest.mark.parametrize("side", ["", "AGREE", "withdraw", "agree ", "x" * 10_000])
def test_a_side_that_is_none_is_refused(session: Session, voter: int, viewpoint_id: int, side: str) -> None:
    with pytest.raises(Invalid):
        votes.cast(session, voter, viewpoint_id, side)  # type: ignore[arg-type]
    assert ledger(session) == []


def test_a_side_may_come_as_its_word(session: Session, voter: int, viewpoint_id: int) -> None:
    assert votes.cast(session, voter, viewpoint_id, "agree").side is Side.AGREE  # type: ignore[arg-type]


def test_votes_that_come_at_once_are_counted_exactly(engine: Engine) -> None:
    with transaction(engine) as session:
        asked = scene.question(session)
        places = [scene.viewpoint(session, asked, f"Number {number}") for number in range(2)]
        voters = [scene.guest(session) for _ in range(3)]
    together = threading.Barrier(8)

    def hammer(seed: int) -> int:
        chance = random.Random(seed)
        together.wait()
        changed = 0
        for _ in range(15):
            with transaction(engine) as session:
                side = chance.choice([Side.AGREE, Side.DISAGREE, None])
                changed += votes.cast(session, chance.choice(voters), chance.choice(places), side).changed
        return changed

    with ThreadPoolExecutor(8) as threads:
        changes = sum(threads.map(hammer, range(8)))
    with reading(engine) as session:
        assert recount.differences(session) == []
        assert len(ledger(session)) == changes
        assert snapshots.tallies(session, asked)[0] == 3 + changes


def test_statements_are_taken_in_their_order(session: Session, voter: int, question_id: int, viewpoint_id: int) -> None:
    other = scene.viewpoint(session, question_id, "Other")
    statements = [
        votes.Statement(voter, viewpoint_id, Side.AGREE, 1),
        votes.Statement(voter, other, Side.AGREE, 1),
        votes.Statement(voter, viewpoint_id, Side.DISAGREE, 1),
        votes.Statement(voter, viewpoint_id, Side.DISAGREE, 1),
        votes.Statement(voter, other, None, 1),
    ]
    assert votes.take(session, statements) == {question_id}
    assert votes.of(session, voter, question_id) == {viewpoint_id: (Side.DISAGREE, 1)}
    assert ledger(session) == [Act.AGREE, Act.AGREE, Act.DISAGREE, Act.WITHDRAW]
    assert recount.differences(session) == []


def test_statements_that_change_nothing_write_nothing(session: Session, voter: int, viewpoint_id: int) -> None:
    assert votes.take(session, [votes.Statement(voter, viewpoint_id, None, 1)]) == set()
    assert votes.take(session, []) == set()
    assert ledger(session) == []


def test_where_somebody_stands_is_told_for_just_the_places_that_were_asked(
    session: Session, voter: int, question_id: int, viewpoint_id: int
) -> None:
    other = scene.viewpoint(session, question_id, "Other")
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    votes.cast(session, voter, other, Side.AGREE)
    stranger = scene.guest(session)
    asked = [(voter, viewpoint_id), (stranger, other)]
    assert votes.held(session, asked) == {(voter, viewpoint_id): (Side.AGREE, 1), (stranger, other): None}
    assert votes.held(session, []) == {}
