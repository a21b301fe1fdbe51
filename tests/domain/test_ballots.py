"""Ballots as the outboxes of browsers send them: many at once, each counted exactly once."""

import random
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlmodel import Session, func, select

from debate_app.domain import ballots, participants, recount, snapshots, votes
from debate_app.domain.ballots import Ballot, Counted
from debate_app.domain.refused import NotFound, SignedOut
from debate_app.domain.tables import BallotMark, BrowserSession, Participant, Side, VoteEvent
from debate_app.store.engine import reading, transaction
from tests import scene, versions
from tests.databases import ON_BOTH, statements

pytestmark = ON_BOTH

COOKIE = "a" * 43
BROWSER = "0123456789abcdef"


@pytest.fixture
def ballot(viewpoint_id: int) -> Ballot:
    return Ballot(COOKIE, BROWSER, viewpoint_id, Side.AGREE, 10, 1)


def count_one(session: Session, ballot: Ballot) -> Counted:
    [answer] = ballots.count(session, [ballot])
    assert isinstance(answer, Counted)
    return answer


def tally(session: Session, question_id: int, place: int = 0) -> tuple[int, int]:
    counts = snapshots.tallies(session, question_id)[1][place]
    return counts.agrees, counts.disagrees


def ledger_lines(session: Session) -> int:
    return session.exec(select(func.count()).select_from(VoteEvent)).one()


def held(session: Session, question_id: int, cookie: str = COOKIE) -> dict[int, Side]:
    participant_id = participants.by_cookie(session, cookie)
    mine = votes.of(session, participant_id, question_id) if participant_id else {}
    return {viewpoint_id: side for viewpoint_id, (side, _) in mine.items()}


def test_a_ballot_is_counted_and_answered_with_where_the_voter_stands(
    session: Session, question_id: int, ballot: Ballot
) -> None:
    sequence = snapshots.tallies(session, question_id)[0]
    answer = count_one(session, ballot)
    assert answer == Counted(question_id, ballot.viewpoint_id, Side.AGREE, 1, 10, sequence + 1)
    assert tally(session, question_id) == (1, 0)
    assert recount.differences(session) == []


def test_a_ballot_that_comes_twice_counts_once_and_is_answered_alike(
    session: Session, question_id: int, ballot: Ballot
) -> None:
    first = count_one(session, ballot)
    assert count_one(session, ballot) == first
    assert ballots.count(session, [ballot, ballot]) == [first, first]
    assert tally(session, question_id) == (1, 0)
    assert ledger_lines(session) == 1


def test_a_late_older_number_changes_nothing_and_is_answered_with_what_stands(
    session: Session, question_id: int, ballot: Ballot
) -> None:
    newest = count_one(session, ballot)
    late = count_one(session, replace(ballot, side=Side.DISAGREE, number=9))
    assert late == replace(newest, number=9)
    assert tally(session, question_id) == (1, 0)
    assert ledger_lines(session) == 1


def test_the_latest_number_wins_within_one_message_too(session: Session, question_id: int, ballot: Ballot) -> None:
    sent = [
        replace(ballot, side=Side.DISAGREE, number=12),
        replace(ballot, side=None, number=11),
        replace(ballot, side=Side.AGREE, number=13),
    ]
    answers = ballots.count(session, sent)
    assert [answer.side for answer in answers if isinstance(answer, Counted)] == [Side.AGREE] * 3
    assert tally(session, question_id) == (1, 0)
    assert recount.differences(session) == []


def test_a_withdrawal_is_a_ballot_too(session: Session, question_id: int, ballot: Ballot) -> None:
    count_one(session, ballot)
    assert count_one(session, replace(ballot, side=None, number=11)).side is None
    assert held(session, question_id) == {}
    assert count_one(session, ballot).side is None


def test_between_two_browsers_of_one_person_the_order_of_commits_wins(
    session: Session, question_id: int, ballot: Ballot
) -> None:
    count_one(session, replace(ballot, number=1_000))
    count_one(session, replace(ballot, browser="f" * 16, side=Side.DISAGREE, number=1))
    assert held(session, question_id) == {ballot.viewpoint_id: Side.DISAGREE}
    assert tally(session, question_id) == (0, 1)
    assert count_one(session, replace(ballot, number=1_000)).side is Side.DISAGREE


def test_the_largest_number_that_a_message_may_carry_is_kept(session: Session, ballot: Ballot) -> None:
    count_one(session, replace(ballot, number=2**63 - 1))
    assert session.exec(select(BallotMark.number)).one() == 2**63 - 1


@pytest.mark.parametrize("viewpoint_id", [0, -1, 4_000, 2**31, 2**63 - 1, 2**70])
def test_a_viewpoint_that_is_none_is_refused_and_leaves_no_trace(
    session: Session, question_id: int, viewpoint_id: int
) -> None:
    before = session.exec(select(func.count()).select_from(Participant)).one()
    [answer] = ballots.count(session, [Ballot(COOKIE, BROWSER, viewpoint_id, Side.AGREE, 1, 1)])
    assert isinstance(answer, NotFound)
    assert session.exec(select(func.count()).select_from(Participant)).one() == before
    assert session.exec(select(BallotMark)).all() == []


def test_a_refused_ballot_spoils_no_other(session: Session, question_id: int, ballot: Ballot) -> None:
    answers = ballots.count(
        session, [replace(ballot, viewpoint_id=2**63 - 1), ballot, replace(ballot, cookie="b" * 43, viewpoint_id=77)]
    )
    assert [type(answer) for answer in answers] == [NotFound, Counted, NotFound]
    assert tally(session, question_id) == (1, 0)
    assert participants.by_cookie(session, "b" * 43) is None


def test_a_cookie_that_we_never_gave_is_refused_before_anything_is_written(session: Session, ballot: Ballot) -> None:
    (answer,) = ballots.count(session, [replace(ballot, cookie="short")])
    assert isinstance(answer, SignedOut)
    assert session.exec(select(BallotMark)).all() == []


def test_no_ballots_have_no_answers(session: Session) -> None:
    assert ballots.count(session, []) == []


def test_the_sequence_of_an_answer_is_that_from_which_the_tally_includes_the_vote(engine: Engine) -> None:
    with transaction(engine) as session:
        asked = [scene.question(session, title) for title in ("First?", "Second?")]
        places = [scene.viewpoint(session, question_id) for question_id in asked for _ in range(1)]
    for number in range(1, 4):
        with transaction(engine) as session:
            sent = [
                Ballot(str(person) * 43, BROWSER, place, Side.AGREE, number, 1)
                for person in range(3)
                for place in places
            ]
            answers = ballots.count(session, sent)
        with reading(engine) as session:
            now = {question_id: snapshots.tallies(session, question_id)[0] for question_id in asked}
        assert {a.question_id: a.sequence for a in answers if isinstance(a, Counted)} == now


def test_many_voters_on_several_questions_are_counted_in_one_transaction(session: Session) -> None:
    asked = [scene.question(session, f"Number {number}?") for number in range(3)]
    places = [scene.viewpoint(session, question_id, f"{place}") for question_id in asked for place in range(2)]
    sent = [
        Ballot(f"{voter:043d}", BROWSER, place, Side.AGREE if voter % 3 else Side.DISAGREE, 1, 1)
        for voter in range(20)
        for place in places
    ]
    random.Random(5).shuffle(sent)
    answers = ballots.count(session, sent)
    assert [(a.viewpoint_id, a.side) for a in answers if isinstance(a, Counted)] == [
        (one.viewpoint_id, one.side) for one in sent
    ]
    for question_id in asked:
        assert [tally(session, question_id, place) for place in (0, 1)] == [(13, 7)] * 2
    assert recount.differences(session) == []


def test_the_number_of_statements_does_not_grow_with_the_number_of_ballots(engine: Engine) -> None:
    with transaction(engine) as session:
        places = [scene.viewpoint(session, scene.question(session), f"{place}") for place in range(3)]

    def executed(voters: range, number: int) -> int:
        seen: list[object] = []
        event.listen(engine, "before_cursor_execute", note := lambda *_: seen.append(_))
        with statements(engine) as queries, transaction(engine) as session:
            sent = [
                Ballot(f"{voter:043d}", BROWSER, places[voter % 3], random.choice([*Side, None]), number, 1)
                for voter in voters
            ]
            ballots.count(session, sent)
        event.remove(engine, "before_cursor_execute", note)
        assert len(queries) < 15
        return len(seen)

    few = executed(range(6), 1)
    assert executed(range(300), 2) <= few + 6  # kinds of writes that only some of them need
    assert executed(range(300), 3) <= few + 6


def test_votes_on_todays_version_touch_its_counts_in_one_way_alone(session: Session, viewpoint_id: int) -> None:
    def writes(version: int, number: int) -> set[str]:
        seen: list[str] = []
        bind = session.get_bind()
        event.listen(bind, "before_cursor_execute", note := lambda *given: seen.append(given[2]))
        ballots.count(session, [Ballot(COOKIE, BROWSER, viewpoint_id, Side.AGREE, number, version)])
        event.remove(bind, "before_cursor_execute", note)
        return {statement.partition(" ")[0] for statement in seen if " tally " in statement}

    assert writes(1, 1) == {"UPDATE"}
    versions.begin(session, viewpoint_id)
    assert writes(2, 2) == {"INSERT", "UPDATE", "DELETE"}  # it leaves an earlier one


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["p" * 43, "q" * 43]),
        st.sampled_from(["1" * 16, "2" * 16]),
        st.integers(0, 2),
        st.sampled_from([*Side, None]),
        st.integers(1, 6),
    ),
    max_size=25,
)


def expected(sent: Sequence[Ballot]) -> dict[tuple[str, int], Side | None]:
    """What a person would say: of each browser only what is newer counts, and between browsers what came last."""
    seen: dict[tuple[str, str, int], int] = {}
    stands: dict[tuple[str, int], Side | None] = {}
    for one in sent:
        mark = one.cookie, one.browser, one.viewpoint_id
        if one.number > seen.get(mark, 0):
            seen[mark] = one.number
            stands[one.cookie, one.viewpoint_id] = one.side
    return stands


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, cut=st.integers(0, 25))
def test_any_mixture_of_repeats_and_reorderings_is_counted_exactly(engine: Engine, acts: list, cut: int) -> None:
    with transaction(engine) as session:
        places = [
            scene.viewpoint(session, asked := scene.question(session)),
            *(scene.viewpoint(session, asked, t) for t in "ab"),
        ]
        sent = [
            Ballot(cookie, browser, places[place], side, number, 1) for cookie, browser, place, side, number in acts
        ]
        ballots.count(session, sent[:cut])
        ballots.count(session, sent[cut:])
        ballots.count(session, sent)
        stands = expected(sent)
        for cookie in ("p" * 43, "q" * 43):
            mine = {place: side for (who, place), side in stands.items() if who == cookie and side}
            assert held(session, asked, cookie) == mine
        counts = {one.viewpoint_id: (one.agrees, one.disagrees) for one in snapshots.tallies(session, asked)[1]}
        for place in places:
            sides = [side for (_, where), side in stands.items() if where == place]
            assert counts[place] == (sides.count(Side.AGREE), sides.count(Side.DISAGREE))
        assert recount.differences(session) == []
        session.rollback()


def test_boxes_that_count_at_once_on_the_same_questions_neither_lose_a_vote_nor_wait_for_ever(engine: Engine) -> None:
    with transaction(engine) as session:
        asked = [scene.question(session, f"Number {number}?") for number in range(3)]
        places = [scene.viewpoint(session, question_id) for question_id in asked]
        others = session.exec(select(func.count()).select_from(BrowserSession)).one()
    voters = [f"{voter:043d}" for voter in range(12)]
    together = threading.Barrier(8)

    def box(seed: int) -> None:
        chance = random.Random(seed)
        together.wait()
        for number in range(1, 9):
            sent = [
                Ballot(voter, f"{seed:016x}", place, chance.choice([*Side, None]), number, 1)
                for voter in chance.sample(voters, 6)
                for place in chance.sample(places, 3)
            ]
            with transaction(engine) as session:
                assert all(isinstance(answer, Counted) for answer in ballots.count(session, sent))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(box, range(8)))
    with reading(engine) as session:
        assert recount.differences(session) == []
        assert session.exec(select(func.count()).select_from(BrowserSession)).one() == len(voters) + others
