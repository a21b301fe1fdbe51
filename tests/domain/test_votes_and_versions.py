"""A vote belongs to the text that was voted on: it stays on that version until its voter says otherwise."""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from debate_app.domain import ballots, participants, recount, rows, snapshots, tallies, votes
from debate_app.domain.ballots import Ballot, Counted
from debate_app.domain.refused import Invalid
from debate_app.domain.snapshot import ViewpointTally
from debate_app.domain.tables import BallotMark, Participant, Side, Tally, Vote, VoteEvent
from debate_app.store.engine import reading, transaction
from tests import scene, versions
from tests.databases import ON_BOTH

pytestmark = ON_BOTH

COOKIE, BROWSER = "a" * 43, "0" * 16


@pytest.fixture
def voter(session: Session) -> int:
    return scene.guest(session)


def tally(session: Session, viewpoint_id: int) -> ViewpointTally:
    question_id = rows.viewpoint(session, viewpoint_id).question_id
    return next(one for one in snapshots.tallies(session, question_id)[1] if one.viewpoint_id == viewpoint_id)


def ledger(session: Session) -> list[tuple[str, int]]:
    lines = session.exec(select(VoteEvent).order_by(col(VoteEvent.id)))
    return [(str(line.act), line.viewpoint_version) for line in lines]


def tally_rows(session: Session) -> list[tuple[int, int, int]]:
    """(Version, agrees, disagrees) of each row that there is."""
    found = select(Tally.viewpoint_version, Tally.agrees, Tally.disagrees).order_by(col(Tally.viewpoint_version))
    return [(version, agrees, disagrees) for version, agrees, disagrees in session.exec(found)]


def sequence(session: Session, question_id: int) -> int:
    return snapshots.tallies(session, question_id)[0]


def test_an_edit_moves_no_vote(session: Session, voter: int, question_id: int, viewpoint_id: int) -> None:
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    assert versions.begin(session, viewpoint_id) == 2
    votes.cast(session, scene.guest(session), viewpoint_id, Side.DISAGREE)
    assert votes.of(session, voter, question_id) == {viewpoint_id: (Side.AGREE, 1)}
    assert tally(session, viewpoint_id) == ViewpointTally(viewpoint_id, 1, 1, 1, ((2, 0, 1), (1, 1, 0)))
    assert recount.differences(session) == []


def test_votes_from_before_a_small_correction_are_on_todays_meaning(session: Session, viewpoint_id: int) -> None:
    votes.cast(session, scene.guest(session), viewpoint_id, Side.AGREE)
    versions.begin(session, viewpoint_id)
    votes.cast(session, scene.guest(session), viewpoint_id, Side.AGREE)
    versions.begin(session, viewpoint_id, small=True)
    votes.cast(session, scene.guest(session), viewpoint_id, Side.AGREE)
    assert tally(session, viewpoint_id) == ViewpointTally(viewpoint_id, 3, 0, 1, ((3, 1, 0), (2, 1, 0), (1, 1, 0)))


def test_a_vote_that_left_before_an_edit_and_arrives_after_it_stands_on_the_old_version(
    session: Session, voter: int, question_id: int, viewpoint_id: int
) -> None:
    versions.begin(session, viewpoint_id)
    outcome = votes.cast(session, voter, viewpoint_id, Side.AGREE, version=1)
    assert outcome == votes.VoteOutcome(question_id, viewpoint_id, Side.AGREE, 1, 0, True)
    assert session.exec(select(Vote)).one().viewpoint_version == 1
    assert ledger(session) == [("agree", 1)]
    assert tally_rows(session) == [(1, 1, 0), (2, 0, 0)]
    assert recount.differences(session) == []


def test_the_same_side_on_a_newer_version_keeps_the_vote_and_says_so(
    session: Session, voter: int, question_id: int, viewpoint_id: int
) -> None:
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    session.exec(select(Vote)).one().cast_at = "2000-01-01T00:00:00.000Z"
    versions.begin(session, viewpoint_id)
    before = sequence(session, question_id)
    outcome = votes.cast(session, voter, viewpoint_id, Side.AGREE, version=2)
    assert (outcome.agrees, outcome.disagrees, outcome.changed) == (1, 0, True)
    assert sequence(session, question_id) == before + 1
    assert ledger(session) == [("agree", 1), ("agree", 2)]
    vote = session.exec(select(Vote)).one()
    session.refresh(vote)
    assert (vote.side, vote.viewpoint_version) == (Side.AGREE, 2)
    assert vote.cast_at > "2000-01-01T00:00:00.000Z"
    assert tally_rows(session) == [(2, 1, 0)]
    assert recount.differences(session) == []


@pytest.mark.parametrize("version", [1, 2])
def test_the_same_side_on_the_same_version_or_an_older_one_changes_nothing(
    session: Session, voter: int, question_id: int, viewpoint_id: int, version: int
) -> None:
    versions.begin(session, viewpoint_id)
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    before = sequence(session, question_id)
    assert not votes.cast(session, voter, viewpoint_id, Side.AGREE, version).changed
    assert sequence(session, question_id) == before
    assert ledger(session) == [("agree", 2)]
    assert votes.of(session, voter, question_id) == {viewpoint_id: (Side.AGREE, 2)}


def test_the_other_side_takes_the_version_of_its_statement(
    session: Session, voter: int, question_id: int, viewpoint_id: int
) -> None:
    versions.begin(session, viewpoint_id)
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    assert votes.cast(session, voter, viewpoint_id, Side.DISAGREE, version=1).changed
    assert votes.of(session, voter, question_id) == {viewpoint_id: (Side.DISAGREE, 1)}
    assert tally_rows(session) == [(1, 0, 1), (2, 0, 0)]
    assert recount.differences(session) == []


def test_a_withdrawal_takes_the_vote_from_the_version_that_it_was_on(
    session: Session, voter: int, question_id: int, viewpoint_id: int
) -> None:
    votes.cast(session, voter, viewpoint_id, Side.DISAGREE)
    versions.begin(session, viewpoint_id)
    assert votes.cast(session, voter, viewpoint_id, None).changed
    assert ledger(session) == [("disagree", 1), ("withdraw", 2)]
    assert tally_rows(session) == [(2, 0, 0)]
    assert not votes.cast(session, voter, viewpoint_id, None, version=1).changed
    assert recount.differences(session) == []


@pytest.mark.parametrize("version", [0, -1, 3, 2**31, 2**63])
def test_a_version_that_never_was_is_refused_and_writes_nothing(
    session: Session, voter: int, question_id: int, viewpoint_id: int, version: int
) -> None:
    versions.begin(session, viewpoint_id)
    before = snapshots.tallies(session, question_id)
    with pytest.raises(Invalid, match="a version of the text that does not exist"):
        votes.cast(session, voter, viewpoint_id, Side.AGREE, version)
    [answer] = ballots.count(session, [Ballot(COOKIE, BROWSER, viewpoint_id, Side.AGREE, 1, version)])
    assert isinstance(answer, Invalid)
    assert participants.by_cookie(session, COOKIE) is None
    assert snapshots.tallies(session, question_id) == before
    for table in (BallotMark, VoteEvent, Vote):
        assert session.exec(select(func.count()).select_from(table)).one() == 0


def test_a_ballot_of_no_version_spoils_no_other_and_its_number_may_be_used_again(
    session: Session, viewpoint_id: int
) -> None:
    wrong, right = (Ballot(COOKIE, BROWSER, viewpoint_id, Side.AGREE, 5, version) for version in (2, 1))
    answers = ballots.count(session, [wrong, Ballot("b" * 43, BROWSER, viewpoint_id, Side.DISAGREE, 1, 1)])
    assert [type(answer) for answer in answers] == [Invalid, Counted]
    [answer] = ballots.count(session, [right])
    assert isinstance(answer, Counted)
    assert (answer.side, answer.version) == (Side.AGREE, 1)
    assert tally_rows(session) == [(1, 1, 1)]


def test_a_ballot_is_answered_with_the_version_that_the_vote_is_on(session: Session, viewpoint_id: int) -> None:
    def answered(side: Side | None, number: int, version: int) -> tuple[Side | None, int]:
        [answer] = ballots.count(session, [Ballot(COOKIE, BROWSER, viewpoint_id, side, number, version)])
        assert isinstance(answer, Counted)
        return answer.side, answer.version

    versions.begin(session, viewpoint_id)
    assert answered(Side.AGREE, 1, 1) == (Side.AGREE, 1)
    assert answered(Side.AGREE, 2, 2) == (Side.AGREE, 2)
    assert answered(Side.AGREE, 3, 1) == (Side.AGREE, 2)
    assert answered(Side.AGREE, 1, 1) == (Side.AGREE, 2)  # sent again, because its answer was lost
    assert answered(None, 4, 1) == (None, 0)


def test_ballots_on_several_versions_are_counted_together(session: Session, viewpoint_id: int) -> None:
    versions.begin(session, viewpoint_id)
    versions.begin(session, viewpoint_id)
    sent = [
        Ballot(f"{voter:043d}", BROWSER, viewpoint_id, side, 1, version)
        for voter, (side, version) in enumerate([(Side.AGREE, 1), (Side.AGREE, 3), (Side.DISAGREE, 3), (Side.AGREE, 2)])
    ]
    keep = Ballot(sent[0].cookie, BROWSER, viewpoint_id, Side.AGREE, 2, 3)
    ballots.count(session, [*sent, keep])
    assert tally_rows(session) == [(2, 1, 0), (3, 2, 1)]
    assert recount.differences(session) == []


def test_a_new_version_begins_its_count_and_empty_ones_go(session: Session, voter: int, viewpoint_id: int) -> None:
    versions.begin(session, viewpoint_id)
    assert tally_rows(session) == [(2, 0, 0)]
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    versions.begin(session, viewpoint_id)
    assert tally_rows(session) == [(2, 1, 0), (3, 0, 0)]
    tallies.open_version(session, viewpoint_id, 3)
    assert tally_rows(session) == [(2, 1, 0), (3, 0, 0)]
    assert tallies.total(session, viewpoint_id) == (1, 0)


@dataclass
class Believed:
    """What a person would say: who stands where, on which version, and how many times something changed."""

    version: int = 1
    meaning: int = 1
    changes: int = 0
    stands: dict[int, tuple[Side, int]] = field(default_factory=dict)

    def edit(self, small: bool) -> None:
        self.version += 1
        self.meaning = self.meaning if small else self.version

    def state(self, voter: int, side: Side | None, version: int) -> None:
        before = self.stands.get(voter)
        if side is None:
            self.changes += self.stands.pop(voter, None) is not None
        elif before is None or before[0] is not side or version > before[1]:
            self.stands[voter] = (side, version)
            self.changes += 1

    def counts(self) -> Counter[tuple[int, Side]]:
        return Counter((version, side) for side, version in self.stands.values())


ACTS = st.lists(
    st.one_of(
        st.booleans(),  # an edit, and whether it is a small correction
        st.tuples(st.integers(0, 3), st.sampled_from([*Side, None]), st.integers(0, 3)),
    ),
    max_size=30,
)


@settings(max_examples=30, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, together=st.booleans())
def test_any_mixture_of_votes_and_edits_keeps_tallies_votes_and_ledger_alike_by_version(
    engine: Engine, acts: list[bool | tuple[int, Side | None, int]], together: bool
) -> None:
    """Voters may have seen any version so far; their votes come one by one, or as many as come between two edits."""
    with transaction(engine) as session:
        question_id = scene.question(session)
        viewpoint_id = scene.viewpoint(session, question_id)
        believed, waiting, edits = Believed(), list[Ballot](), 0
        first = sequence(session, question_id)
        for number, act in enumerate([*acts, True], 1):
            if isinstance(act, bool):
                ballots.count(session, waiting)
                waiting = []
                versions.begin(session, viewpoint_id, small=act)
                believed.edit(small=act)
                edits += 1
                continue
            voter, side, ago = act
            version = max(1, believed.version - ago)
            believed.state(voter, side, version)
            waiting.append(Ballot(str(voter) * 43, BROWSER, viewpoint_id, side, number, version))
            if not together:
                ballots.count(session, waiting)
                waiting = []
        assert recount.differences(session) == []
        assert tally(session, viewpoint_id) == expected(viewpoint_id, believed)
        assert sum(agrees + disagrees for _, agrees, disagrees in tally_rows(session)) == len(believed.stands)
        assert all(row[0] == believed.version or any(row[1:]) for row in tally_rows(session))
        for voter in range(4):
            participant_id = participants.by_cookie(session, str(voter) * 43)
            mine = votes.of(session, participant_id, question_id) if participant_id else {}
            assert mine.get(viewpoint_id) == believed.stands.get(voter)
        if not together:
            assert sequence(session, question_id) == first + edits + believed.changes
        session.rollback()


def expected(viewpoint_id: int, believed: Believed) -> ViewpointTally:
    counts = believed.counts()
    voted = sorted({version for version, _ in counts}, reverse=True)
    by_version = tuple((version, counts[version, Side.AGREE], counts[version, Side.DISAGREE]) for version in voted)
    return ViewpointTally(
        viewpoint_id=viewpoint_id,
        agrees=sum(agrees for _, agrees, _ in by_version),
        disagrees=sum(disagrees for _, _, disagrees in by_version),
        earlier=sum(agrees + disagrees for version, agrees, disagrees in by_version if version < believed.meaning),
        versions=by_version,
    )


def test_votes_and_edits_that_come_at_once_lose_no_vote(engine: Engine) -> None:
    with transaction(engine) as session:
        viewpoint_id = scene.viewpoint(session, scene.question(session))
    together = threading.Barrier(5)

    def vote(seed: int) -> None:
        chance = random.Random(seed)
        together.wait()
        for number in range(1, 13):
            with reading(engine) as session:
                seen = rows.viewpoint(session, viewpoint_id).version
            sent = [
                Ballot(f"{seed}{voter:042d}", BROWSER, viewpoint_id, chance.choice([*Side, None]), number, seen)
                for voter in range(5)
            ]
            with transaction(engine) as session:
                assert all(isinstance(answer, Counted) for answer in ballots.count(session, sent))

    def edit() -> None:
        together.wait()
        for _ in range(12):
            with transaction(engine) as session:
                versions.begin(session, viewpoint_id)

    with ThreadPoolExecutor(5) as threads:
        for running in [*(threads.submit(vote, seed) for seed in range(4)), threads.submit(edit)]:
            running.result()
    with reading(engine) as session:
        assert recount.differences(session) == []
        assert rows.viewpoint(session, viewpoint_id).version == 13
        assert session.exec(select(func.count()).select_from(Participant)).one() >= 20
