"""Tallies, votes and the ledger agree after anything that people do, and recount says so when they do not."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update
from sqlmodel import Session, select

from debate_app.domain import quarantines, recount, rows, snapshots, votes
from debate_app.domain.quarantines import Burst
from debate_app.domain.tables import Act, Quarantine, Role, Side, Tally, Vote, VoteEvent, VoteOrigin
from debate_app.store.engine import transaction
from tests import scene, versions
from tests.databases import ON_BOTH

pytestmark = ON_BOTH

VOTERS, VIEWPOINTS = 4, 3
ACTS = st.lists(
    st.tuples(
        st.integers(0, VOTERS - 1),
        st.integers(0, VIEWPOINTS - 1),
        st.sampled_from([Side.AGREE, Side.DISAGREE, None]),
    ),
    max_size=30,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_votes_switches_and_withdrawals_leave_tallies_votes_and_ledger_alike(
    engine: Engine, acts: list[tuple[int, int, Side | None]]
) -> None:
    with transaction(engine) as session:
        question_id = scene.question(session)
        places = [scene.viewpoint(session, question_id, f"Number {number}") for number in range(VIEWPOINTS)]
        voters = [scene.guest(session) for _ in range(VOTERS)]
        held: dict[tuple[int, int], Side | None] = {}
        changes = 0
        for voter, place, side in acts:
            outcome = votes.cast(session, voters[voter], places[place], side)
            assert outcome.changed == (held.get((voter, place)) != side)
            held[voter, place] = side
            changes += outcome.changed

        assert recount.differences(session) == []
        sequence, tallies = snapshots.tallies(session, question_id)
        assert sequence == 1 + VIEWPOINTS + changes
        for place, tally in enumerate(tallies):
            sides = [side for (_, at), side in held.items() if at == place]
            assert (tally.agrees, tally.disagrees) == (sides.count(Side.AGREE), sides.count(Side.DISAGREE))


def voted(session: Session) -> tuple[int, int]:
    voter, viewpoint_id = scene.guest(session), scene.viewpoint(session, scene.question(session))
    votes.cast(session, voter, viewpoint_id, Side.AGREE)
    return voter, viewpoint_id


def test_a_tally_that_is_off_is_named_with_its_figures(session: Session) -> None:
    _, viewpoint_id = voted(session)
    session.get_one(Tally, (viewpoint_id, 1)).disagrees = 7
    assert recount.differences(session) == [
        (
            f"Viewpoint {viewpoint_id}, version 1: tally: 1 agree, 7 disagree; "
            "votes: 1 agree, 0 disagree; ledger: 1 agree, 0 disagree."
        )
    ]


def test_a_tally_that_is_missing_is_named(session: Session) -> None:
    _, viewpoint_id = voted(session)
    session.delete(session.get_one(Tally, (viewpoint_id, 1)))
    assert recount.differences(session) == [
        (
            f"Viewpoint {viewpoint_id}, version 1: tally: there is none; "
            "votes: 1 agree, 0 disagree; ledger: 1 agree, 0 disagree."
        )
    ]


def test_a_vote_that_is_missing_is_named_with_its_participant(session: Session) -> None:
    voter, viewpoint_id = voted(session)
    session.delete(session.exec(select(Vote)).one())
    assert recount.differences(session) == [
        (
            f"Viewpoint {viewpoint_id}, version 1: tally: 1 agree, 0 disagree; "
            "votes: 0 agree, 0 disagree; ledger: 1 agree, 0 disagree."
        ),
        f"Viewpoint {viewpoint_id}: participant {voter} has no vote, the ledger says agree on version 1.",
    ]


def test_two_errors_that_cancel_each_other_are_found(session: Session) -> None:
    first, viewpoint_id = voted(session)
    second = scene.guest(session)
    votes.cast(session, second, viewpoint_id, Side.DISAGREE)
    for vote in session.exec(select(Vote)):
        vote.side = Side.DISAGREE if vote.side is Side.AGREE else Side.AGREE
    assert recount.differences(session) == [
        (
            f"Viewpoint {viewpoint_id}: participant {first} has the vote disagree on version 1, "
            "the ledger says agree on version 1."
        ),
        (
            f"Viewpoint {viewpoint_id}: participant {second} has the vote agree on version 1, "
            "the ledger says disagree on version 1."
        ),
    ]


def test_a_vote_that_the_ledger_does_not_know_is_named(session: Session) -> None:
    voter, viewpoint_id = voted(session)
    session.delete(session.exec(select(VoteEvent)).one())
    assert (
        f"Viewpoint {viewpoint_id}: participant {voter} has the vote agree on version 1, the ledger says nothing."
        in (recount.differences(session))
    )


def test_a_withdrawal_that_left_the_vote_standing_is_named(session: Session) -> None:
    voter, viewpoint_id = voted(session)
    line = session.exec(select(VoteEvent)).one()
    withdrawal = {"act": Act.WITHDRAW, "origin": VoteOrigin.CAST, "viewpoint_version": 1, "at": line.at}
    session.add(VoteEvent(participant_id=voter, viewpoint_id=viewpoint_id, **withdrawal))
    assert recount.differences(session)[-1] == (
        f"Viewpoint {viewpoint_id}: participant {voter} has the vote agree on version 1, "
        "the ledger says withdraw on version 1."
    )


def test_a_vote_counted_on_the_wrong_version_is_named_on_both(session: Session) -> None:
    _, viewpoint_id = voted(session)
    versions.begin(session, viewpoint_id)
    session.get_one(Tally, (viewpoint_id, 1)).agrees = 0
    session.get_one(Tally, (viewpoint_id, 2)).agrees = 1
    assert recount.differences(session) == [
        (
            f"Viewpoint {viewpoint_id}, version 1: tally: 0 agree, 0 disagree; "
            "votes: 1 agree, 0 disagree; ledger: 1 agree, 0 disagree."
        ),
        (
            f"Viewpoint {viewpoint_id}, version 2: tally: 1 agree, 0 disagree; "
            "votes: 0 agree, 0 disagree; ledger: 0 agree, 0 disagree."
        ),
    ]


def test_two_votes_that_changed_versions_with_each_other_are_found(session: Session) -> None:
    first, viewpoint_id = voted(session)
    versions.begin(session, viewpoint_id)
    second = scene.guest(session)
    votes.cast(session, second, viewpoint_id, Side.AGREE)
    for vote in session.exec(select(Vote)):
        vote.viewpoint_version = 3 - vote.viewpoint_version
    assert recount.differences(session) == [
        (
            f"Viewpoint {viewpoint_id}: participant {first} has the vote agree on version 2, "
            "the ledger says agree on version 1."
        ),
        (
            f"Viewpoint {viewpoint_id}: participant {second} has the vote agree on version 1, "
            "the ledger says agree on version 2."
        ),
    ]


def test_todays_version_without_a_tally_is_named_though_nobody_has_voted_on_it(session: Session) -> None:
    viewpoint_id = scene.viewpoint(session, scene.question(session))
    session.delete(session.get_one(Tally, (viewpoint_id, 1)))
    assert recount.differences(session) == [
        (
            f"Viewpoint {viewpoint_id}, version 1: tally: there is none; "
            "votes: 0 agree, 0 disagree; ledger: 0 agree, 0 disagree."
        )
    ]


def apart(session: Session) -> tuple[int, int, int]:
    """The question, the viewpoint and the voter of a vote that is in quarantine."""
    voter, viewpoint_id = voted(session)
    question_id = rows.viewpoint(session, viewpoint_id).question_id
    moderator = scene.account(session, "Mo Salah", Role.MODERATOR)
    session.exec(update(VoteEvent).values(at="2026-03-01T10:00:00.000Z"))
    burst = Burst("2026-03-01T10:00", "2026-03-01T11:00", guests_only=True)
    quarantines.put(session, moderator, question_id, burst, "A burst")
    assert recount.differences(session) == []
    return question_id, viewpoint_id, voter


def test_a_vote_in_quarantine_that_is_counted_is_named(session: Session) -> None:
    _, viewpoint_id, _ = apart(session)
    tally = session.get_one(Tally, (viewpoint_id, 1))
    tally.agrees, tally.apart_agrees = 1, 0
    assert recount.differences(session) == [
        (
            f"Viewpoint {viewpoint_id}, version 1: tally: 1 agree, 0 disagree; "
            "votes: 0 agree, 0 disagree (in quarantine: 1 agree, 0 disagree); "
            "ledger: 0 agree, 0 disagree (in quarantine: 1 agree, 0 disagree)."
        )
    ]


def test_a_question_that_counts_its_quarantines_wrongly_is_named(session: Session) -> None:
    question_id, _, _ = apart(session)
    rows.question(session, question_id).quarantines = 0
    assert recount.differences(session) == [
        f"Question {question_id}: quarantines: 0; in force: 1; voters apart without one: 0."
    ]


def test_a_voter_who_is_apart_though_the_quarantine_was_lifted_is_named(session: Session) -> None:
    question_id, _, _ = apart(session)
    quarantine = session.exec(select(Quarantine)).one()
    quarantine.lifted_act_id = quarantine.act_id
    rows.question(session, question_id).quarantines = 0
    assert recount.differences(session) == [
        f"Question {question_id}: quarantines: 0; in force: 0; voters apart without one: 1."
    ]
