"""Votes in quarantine: counted apart and counted again, never changed and never deleted."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from debate_app.domain import ballots, dates, listing, participants, quarantines, recount, rows, snapshots, votes
from debate_app.domain.ballots import Ballot, Counted
from debate_app.domain.files import exporting
from debate_app.domain.listing import Order
from debate_app.domain.quarantines import Burst, SetApart
from debate_app.domain.refused import Invalid, NotAllowed, NotFound
from debate_app.domain.snapshot import ViewpointTally
from debate_app.domain.tables import (
    ActKind,
    ModerationAct,
    Quarantine,
    QuarantinedVoter,
    Role,
    Side,
    SubjectKind,
    Tally,
    Vote,
    VoteEvent,
)
from debate_app.store.engine import transaction
from tests import scene, versions
from tests.databases import ON_BOTH, statements

pytestmark = ON_BOTH

WHY = "Forty votes within a minute"
BURST = Burst("2026-03-01T10:00:00.000Z", "2026-03-01T11:00:00.000Z", guests_only=False)
GUESTS = Burst(BURST.began_at, BURST.ended_at, guests_only=True)
BEFORE, WITHIN, AFTER = "2026-03-01T09:59:59.999Z", "2026-03-01T10:00:00.000Z", "2026-03-01T11:00:00.000Z"


@pytest.fixture
def moderator(session: Session) -> int:
    return scene.account(session, "Mo Salah", Role.MODERATOR)


def vote(session: Session, viewpoint_id: int, side: Side | None, at: str, voter: int = 0) -> int:
    """Somebody's vote, as if it had come then."""
    voter = voter or scene.guest(session)
    votes.cast(session, voter, viewpoint_id, side)
    last = select(VoteEvent).where(VoteEvent.participant_id == voter).order_by(col(VoteEvent.id).desc())
    line = session.exec(last).first()
    assert line is not None
    line.at = at
    session.flush()
    return voter


def tally(session: Session, viewpoint_id: int) -> ViewpointTally:
    question_id = rows.viewpoint(session, viewpoint_id).question_id
    return next(one for one in snapshots.tallies(session, question_id)[1] if one.viewpoint_id == viewpoint_id)


def counts(session: Session, viewpoint_id: int) -> tuple[int, int, tuple[int, int]]:
    one = tally(session, viewpoint_id)
    return one.agrees, one.disagrees, one.apart


def put(session: Session, by_id: int, question_id: int, burst: Burst = BURST) -> int:
    """Returns the id of the quarantine."""
    quarantines.put(session, by_id, question_id, burst, WHY)
    return session.exec(select(Quarantine.id).order_by(col(Quarantine.id).desc())).first() or 0


def test_whoever_first_voted_in_that_time_is_counted_apart_and_counted_again(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    for side, at in ((Side.AGREE, BEFORE), (Side.AGREE, WITHIN), (Side.DISAGREE, WITHIN), (Side.DISAGREE, AFTER)):
        vote(session, viewpoint_id, side, at)
    sequence = snapshots.tallies(session, question_id)[0]
    assert quarantines.put(session, moderator, question_id, BURST, WHY) == SetApart(2, 2)
    assert counts(session, viewpoint_id) == (1, 1, (1, 1))
    assert snapshots.tallies(session, question_id)[0] == sequence + 1
    assert recount.differences(session) == []
    [one] = quarantines.told(session, question_id)
    assert quarantines.lift(session, moderator, one.id, "A class of forty") == question_id
    assert counts(session, viewpoint_id) == (2, 2, (0, 0))
    assert snapshots.tallies(session, question_id)[0] == sequence + 2
    assert session.exec(select(QuarantinedVoter)).all() == []
    assert recount.differences(session) == []


def test_a_voter_is_apart_for_the_whole_question_and_for_whatever_they_vote_later(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    other = scene.viewpoint(session, question_id, "Keep it closed")
    elsewhere = scene.viewpoint(session, scene.question(session, "And on Mondays?"))
    voter = vote(session, viewpoint_id, Side.AGREE, WITHIN)
    vote(session, other, Side.AGREE, AFTER, voter)
    vote(session, elsewhere, Side.AGREE, WITHIN, voter)
    put(session, moderator, question_id)
    assert [counts(session, one) for one in (viewpoint_id, other)] == [(0, 0, (1, 0))] * 2
    votes.cast(session, voter, other, Side.DISAGREE)
    votes.cast(session, voter, viewpoint_id, None)
    votes.cast(session, voter, elsewhere, Side.DISAGREE)
    assert [counts(session, one) for one in (viewpoint_id, other)] == [(0, 0, (0, 0)), (0, 0, (0, 1))]
    assert counts(session, elsewhere) == (0, 1, (0, 0))
    assert recount.differences(session) == []


def test_what_somebody_votes_from_a_browser_is_counted_apart_as_well(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    cookies = participants.new_cookie(), participants.new_cookie()
    vote(session, viewpoint_id, Side.AGREE, WITHIN, participants.ensure(session, cookies[0]))
    put(session, moderator, question_id)
    sent = [Ballot(cookie, "0" * 16, viewpoint_id, Side.DISAGREE, 1, 1) for cookie in cookies]
    answers = ballots.count(session, sent)
    assert [one.side for one in answers if isinstance(one, Counted)] == [Side.DISAGREE] * 2
    assert counts(session, viewpoint_id) == (0, 1, (0, 1))
    assert recount.differences(session) == []


def test_with_guests_only_accounts_are_left_alone(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    for voter in (scene.guest(session), scene.account(session, "Ann Lee"), scene.imported(session, "Kim")):
        vote(session, viewpoint_id, Side.AGREE, WITHIN, voter)
    assert quarantines.preview(session, moderator, question_id, BURST) == SetApart(3, 3)
    assert quarantines.put(session, moderator, question_id, GUESTS, WHY) == SetApart(1, 1)
    assert counts(session, viewpoint_id) == (2, 0, (1, 0))


def test_it_is_the_first_vote_on_the_question_that_tells_also_where_it_was_taken_back(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    other = scene.viewpoint(session, question_id, "Keep it closed")
    early = vote(session, other, Side.AGREE, BEFORE)
    vote(session, other, None, BEFORE, early)
    vote(session, viewpoint_id, Side.AGREE, WITHIN, early)
    gone = vote(session, viewpoint_id, Side.AGREE, WITHIN)
    vote(session, viewpoint_id, None, WITHIN, gone)
    assert quarantines.put(session, moderator, question_id, BURST, WHY) == SetApart(1, 0)
    votes.cast(session, gone, viewpoint_id, Side.AGREE)
    assert counts(session, viewpoint_id) == (1, 0, (1, 0))


def test_votes_keep_their_versions_in_quarantine(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    vote(session, viewpoint_id, Side.AGREE, WITHIN)
    versions.begin(session, viewpoint_id)
    vote(session, viewpoint_id, Side.AGREE, WITHIN)
    vote(session, viewpoint_id, Side.AGREE, AFTER)
    quarantine_id = put(session, moderator, question_id)
    versions.begin(session, viewpoint_id)
    assert tally(session, viewpoint_id) == ViewpointTally(viewpoint_id, 1, 0, 1, ((2, 1, 0),), (2, 0))
    assert session.get_one(Tally, (viewpoint_id, 1)).apart_agrees == 1
    quarantines.lift(session, moderator, quarantine_id, WHY)
    assert tally(session, viewpoint_id) == ViewpointTally(viewpoint_id, 3, 0, 3, ((2, 2, 0), (1, 1, 0)))
    assert recount.differences(session) == []


def test_of_two_that_overlap_a_voter_stays_with_the_first(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    vote(session, viewpoint_id, Side.AGREE, WITHIN)
    first = put(session, moderator, question_id)
    vote(session, viewpoint_id, Side.DISAGREE, WITHIN)
    assert quarantines.preview(session, moderator, question_id, BURST) == SetApart(1, 1)
    second = put(session, moderator, question_id)
    assert counts(session, viewpoint_id) == (0, 0, (1, 1))
    quarantines.lift(session, moderator, first, WHY)
    assert counts(session, viewpoint_id) == (1, 0, (0, 1))
    assert recount.differences(session) == []
    quarantines.lift(session, moderator, second, WHY)
    assert counts(session, viewpoint_id) == (1, 1, (0, 0))
    assert rows.question(session, question_id).quarantines == 0


def test_both_acts_are_lines_of_the_public_log(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    vote(session, viewpoint_id, Side.AGREE, WITHIN)
    quarantine_id = put(session, moderator, question_id, GUESTS)
    quarantines.lift(session, moderator, quarantine_id, "  A class ")
    [*_, done, undone] = session.exec(select(ModerationAct).order_by(col(ModerationAct.id)))
    assert (done.kind, undone.kind) == (ActKind.QUARANTINE, ActKind.RELEASE)
    assert (done.subject_kind, done.subject_id, done.question_id) == (SubjectKind.QUESTION, question_id, question_id)
    assert undone.undoes_id == done.id
    [told] = quarantines.told(session, question_id)
    assert (told.id, told.burst, told.size) == (quarantine_id, GUESTS, SetApart(1, 1))
    assert (told.put.act_id, told.put.by, told.put.reason) == (done.id, "Mo Salah", WHY)
    assert told.lifted is not None
    assert (told.lifted.act_id, told.lifted.reason) == (undone.id, "A class")


def test_only_moderators_look_put_and_lift(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    author = rows.question(session, question_id).author_id
    vote(session, viewpoint_id, Side.AGREE, WITHIN)
    quarantine_id = put(session, moderator, question_id)
    for nobody in (author, scene.account(session, "Ann Lee")):
        with pytest.raises(NotAllowed):
            quarantines.preview(session, nobody, question_id, BURST)
        with pytest.raises(NotAllowed):
            quarantines.put(session, nobody, question_id, BURST, WHY)
        with pytest.raises(NotAllowed):
            quarantines.lift(session, nobody, quarantine_id, WHY)
    assert counts(session, viewpoint_id) == (0, 0, (1, 0))


def test_what_makes_no_sense_is_refused_before_anything_is_written(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    vote(session, viewpoint_id, Side.AGREE, WITHIN)
    lines = len(session.exec(select(ModerationAct)).all())
    for burst, reason, about in (
        (Burst(AFTER, WITHIN, guests_only=True), WHY, "ended_at"),
        (Burst(WITHIN, WITHIN, guests_only=True), WHY, "ended_at"),
        (Burst("2999-01-01T00:00", "2999-01-02T00:00", guests_only=True), WHY, "ended_at"),
        (Burst("yesterday", AFTER, guests_only=True), WHY, "began_at"),
        (Burst(WITHIN, "", guests_only=True), WHY, "ended_at"),
        (BURST, " ", "reason"),
        (BURST, "x" * 201, "reason"),
        (Burst("2026-02-01T00:00", "2026-02-02T00:00", guests_only=False), WHY, ""),
    ):
        with pytest.raises(Invalid) as refused:
            quarantines.put(session, moderator, question_id, burst, reason)
        assert refused.value.field == about
    for number in (0, -1, 999, 2**31):
        with pytest.raises(NotFound):
            quarantines.put(session, moderator, number, BURST, WHY)
        with pytest.raises(NotFound):
            quarantines.preview(session, moderator, number, BURST)
        with pytest.raises(NotFound):
            quarantines.lift(session, moderator, number, WHY)
    assert len(session.exec(select(ModerationAct)).all()) == lines
    assert session.exec(select(Quarantine)).all() == []


def test_nothing_is_lifted_twice_or_without_a_reason(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    vote(session, viewpoint_id, Side.AGREE, WITHIN)
    quarantine_id = put(session, moderator, question_id)
    with pytest.raises(Invalid, match="Say why"):
        quarantines.lift(session, moderator, quarantine_id, "")
    quarantines.lift(session, moderator, quarantine_id, WHY)
    with pytest.raises(Invalid, match="already"):
        quarantines.lift(session, moderator, quarantine_id, WHY)
    assert counts(session, viewpoint_id) == (1, 0, (0, 0))


def test_a_burst_ends_now_at_the_latest(session: Session, moderator: int, question_id: int, viewpoint_id: int) -> None:
    votes.cast(session, scene.guest(session), viewpoint_id, Side.AGREE)
    session.exec(update(VoteEvent).values(at=WITHIN))
    put(session, moderator, question_id, Burst(WITHIN, "2999-01-01T00:00:00Z", guests_only=True))
    assert session.exec(select(Quarantine.ended_at)).one() <= dates.now()
    votes.cast(session, scene.guest(session), viewpoint_id, Side.AGREE)
    assert counts(session, viewpoint_id) == (1, 0, (1, 0))


def test_no_vote_no_line_of_the_ledger_and_no_export_is_touched(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    for side in Side:
        vote(session, viewpoint_id, side, WITHIN)

    def all_of_it() -> list[str]:
        kept = [*session.exec(select(Vote)), *session.exec(select(VoteEvent).order_by(col(VoteEvent.id)))]
        return [*sorted(repr(row) for row in kept), repr(exporting.write_out(session, question_id))]

    before = all_of_it()
    quarantine_id = put(session, moderator, question_id)
    assert all_of_it() == before
    quarantines.lift(session, moderator, quarantine_id, WHY)
    assert all_of_it() == before


def test_a_burst_makes_no_question_active_contested_or_well_visited(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    quiet = scene.question(session, "And on Mondays?")
    scene.viewpoint(session, quiet)
    for side in [Side.AGREE, Side.DISAGREE] * 3:
        vote(session, viewpoint_id, side, WITHIN)
    before = listing.page(session, order=Order.ACTIVE).cards
    assert [(card.id, card.votes, card.people) for card in before] == [(question_id, 6, 8), (quiet, 0, 2)]
    put(session, moderator, question_id)
    assert [card.id for card in listing.page(session, order=Order.ACTIVE).cards] == [quiet, question_id]
    for order in Order:
        [card] = [card for card in listing.page(session, order=order).cards if card.id == question_id]
        assert (card.votes, card.people) == (0, 2)


def test_where_no_quarantine_is_in_force_nobody_is_looked_up(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    def lookups() -> int:
        with statements(session.get_bind().engine) as queries:
            vote(session, viewpoint_id, Side.AGREE, WITHIN)
        return sum("quarantined_voter" in one for one in queries)

    assert lookups() == 0
    quarantine_id = put(session, moderator, question_id)
    assert lookups() == 1
    quarantines.lift(session, moderator, quarantine_id, WHY)
    assert lookups() == 0


@dataclass
class Believed:
    """What a question with one viewpoint should look like, worked out the slow way."""

    version: int = 1
    stands: dict[int, tuple[Side, int]] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    apart: dict[int, int] = field(default_factory=dict)

    def vote(self, voter: int, side: Side | None, version: int, at: int) -> bool:
        """Whether it says anything new."""
        held = self.stands.get(voter)
        if held == (side, version) or (held is None and side is None):
            return False
        if side is None:
            del self.stands[voter]
        elif held and held[0] is side and version <= held[1]:
            return False
        else:
            self.stands[voter] = side, version
        self.first.setdefault(voter, at)
        return True

    def put(self, began: int, ended: int, number: int) -> int:
        """How many it sets apart."""
        found = [one for one, at in self.first.items() if began <= at < ended and one not in self.apart]
        self.apart |= dict.fromkeys(found, number)
        return len(found)

    def lift(self, number: int) -> None:
        self.apart = {voter: held_by for voter, held_by in self.apart.items() if held_by != number}

    def counts(self) -> tuple[int, int, tuple[int, int]]:
        sides = [(side, voter in self.apart) for voter, (side, _) in self.stands.items()]
        counted, apart = ([sides.count((side, is_apart)) for side in Side] for is_apart in (False, True))
        return counted[0], counted[1], (apart[0], apart[1])


MINUTES = st.integers(0, 5)
VOTE = st.tuples(st.just("vote"), st.integers(0, 2), st.sampled_from([*Side, *Side, None]), st.integers(0, 1))
PUT = st.tuples(st.just("put"), st.sampled_from([0, 0, 2, 5]), st.sampled_from([6, 6, 4, 0]))
ACTS = st.lists(
    st.one_of(VOTE, VOTE, VOTE, PUT, st.tuples(st.just("lift"), st.integers(0, 2)), st.just("edit")),
    min_size=10,
    max_size=25,
)


def minute(number: int) -> str:
    return f"2026-03-01T10:{number:02d}:00.000Z"


class Debate:
    """A question with one viewpoint, three people and a moderator, and what is believed of it."""

    def __init__(self, session: Session, minutes: list[int]) -> None:
        self.session, self.minutes = session, iter(minutes)
        self.question_id = scene.question(session)
        self.viewpoint_id = scene.viewpoint(session, self.question_id)
        self.moderator = scene.account(session, "Mo Salah", Role.MODERATOR)
        self.people = [scene.guest(session) for _ in range(3)]
        self.believed, self.in_force = Believed(), list[int]()

    def take(self, act: Any) -> None:
        match act:
            case "edit":
                versions.begin(self.session, self.viewpoint_id)
                self.believed.version += 1
            case "vote", who, side, ago:
                self.vote(self.people[who], side, max(1, self.believed.version - ago), next(self.minutes))
            case "put", began, ended:
                self.put(Burst(minute(began), minute(ended), guests_only=False), began, ended)
            case "lift", number:
                self.lift(number)

    def vote(self, voter: int, side: Side | None, version: int, at: int) -> None:
        changed = votes.cast(self.session, voter, self.viewpoint_id, side, version).changed
        assert changed == self.believed.vote(voter, side, version, at)
        newest = select(VoteEvent).order_by(col(VoteEvent.id).desc())
        if changed and (line := self.session.exec(newest).first()):
            line.at = minute(at)

    def put(self, burst: Burst, began: int, ended: int) -> None:
        if began < ended and self.believed.put(began, ended, len(self.in_force)):
            self.in_force.append(put(self.session, self.moderator, self.question_id, burst))
            return
        with pytest.raises(Invalid):
            put(self.session, self.moderator, self.question_id, burst)

    def lift(self, number: int) -> None:
        if number < len(self.in_force) and self.in_force[number]:
            quarantines.lift(self.session, self.moderator, self.in_force[number], WHY)
            self.in_force[number] = 0
            self.believed.lift(number)


@settings(max_examples=20, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, minutes=st.lists(MINUTES, min_size=25, max_size=25))
def test_any_mixture_of_votes_quarantines_and_edits_keeps_all_counts_alike(
    engine: Engine, acts: list, minutes: list[int]
) -> None:
    """Votes come in the order of their minutes."""
    with transaction(engine) as session:
        debate = Debate(session, sorted(minutes))
        for act in acts:
            debate.take(act)
            assert counts(session, debate.viewpoint_id) == debate.believed.counts()
        assert recount.differences(session) == []
        assert set(session.exec(select(QuarantinedVoter.participant_id))) == debate.believed.apart.keys()
        assert rows.question(session, debate.question_id).quarantines == sum(map(bool, debate.in_force))
        session.rollback()
