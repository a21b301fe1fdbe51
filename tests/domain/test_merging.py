"""A guest becomes part of an account: whose the votes and texts are then, and what stays as it was written."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from debate_app.domain import (
    ballots,
    browser_sessions,
    comments,
    credit,
    dates,
    decisions,
    edits,
    log,
    merging,
    notices,
    participants,
    quarantines,
    recount,
    reviews,
    rows,
    snapshots,
    support,
    traces,
    votes,
)
from debate_app.domain.amendments import Draft
from debate_app.domain.ballots import Ballot
from debate_app.domain.log import Subject
from debate_app.domain.quarantines import Burst, SetApart
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import (
    Act,
    ActKind,
    Appeal,
    BallotMark,
    EditKind,
    EditVote,
    ModerationAct,
    Notice,
    NoticeKind,
    ParagraphVersion,
    Participant,
    ParticipantKind,
    Quarantine,
    QuarantinedVoter,
    Report,
    ReportCause,
    Role,
    Side,
    SubjectKind,
    Vote,
    VoteEvent,
    VoteOrigin,
)
from debate_app.store.engine import transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay
from tests.versions import begin

pytestmark = ON_BOTH

BROWSER = "f" * 16


@pytest.fixture
def zoe(session: Session) -> int:
    """Somebody with an account."""
    return scene.account(session, "Zoe Zed")


def cast_at(session: Session, who: int, viewpoint_id: int, at: str) -> None:
    theirs = (col(Vote.participant_id) == who, col(Vote.viewpoint_id) == viewpoint_id)
    session.exec(update(Vote).where(*theirs).values(cast_at=at))


def stand(session: Session, who: int, essay: Essay) -> tuple[Side, int] | None:
    return votes.of(session, who, essay.question_id).get(essay.viewpoint_id)


def lines(session: Session, origin: VoteOrigin) -> list[tuple[int, Act, int]]:
    told = select(VoteEvent).where(col(VoteEvent.origin) == origin).order_by(col(VoteEvent.id))
    return [(one.participant_id, one.act, one.viewpoint_version) for one in session.exec(told)]


def test_a_vote_that_only_the_guest_cast_is_the_accounts_as_it_was_cast(
    session: Session, essay: Essay, zoe: int
) -> None:
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    cast_at(session, essay.cy, essay.viewpoint_id, "2026-01-02T03:04:05.678Z")
    assert merging.merge(session, essay.cy, zoe) == (essay.question_id,)
    assert stand(session, zoe, essay) == (Side.AGREE, 1)
    assert stand(session, essay.cy, essay) is None
    moment = select(Vote.cast_at).where(col(Vote.participant_id) == zoe)
    assert session.exec(moment).one() == "2026-01-02T03:04:05.678Z"
    assert lines(session, VoteOrigin.MERGED) == [(essay.cy, Act.WITHDRAW, 1), (zoe, Act.AGREE, 1)]
    assert recount.differences(session) == []


@pytest.mark.parametrize(("guests", "accounts"), [("2026-01-02", "2026-01-01"), ("2026-01-01", "2026-01-02")])
def test_of_two_votes_on_a_viewpoint_the_later_stands(
    session: Session, essay: Essay, zoe: int, guests: str, accounts: str
) -> None:
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    votes.cast(session, zoe, essay.viewpoint_id, Side.DISAGREE)
    cast_at(session, essay.cy, essay.viewpoint_id, f"{guests}T00:00:00.000Z")
    cast_at(session, zoe, essay.viewpoint_id, f"{accounts}T00:00:00.000Z")
    merging.merge(session, essay.cy, zoe)
    assert stand(session, zoe, essay) == (Side.AGREE if guests > accounts else Side.DISAGREE, 1)
    assert session.exec(select(func.count()).select_from(Vote)).one() == 1
    assert recount.differences(session) == []


def test_the_later_vote_stands_on_the_version_that_it_was_cast_on_be_it_an_older_one(
    session: Session, essay: Essay, zoe: int
) -> None:
    essay.change(essay.author, essay.a, "Apes eat pears and plums and all sorts of things.")
    votes.cast(session, zoe, essay.viewpoint_id, Side.AGREE, 2)
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE, 1)
    cast_at(session, zoe, essay.viewpoint_id, "2026-01-01T00:00:00.000Z")
    merging.merge(session, essay.cy, zoe)
    assert stand(session, zoe, essay) == (Side.AGREE, 1)
    assert recount.differences(session) == []


def test_the_ledger_keeps_what_was_written(session: Session, essay: Essay, zoe: int) -> None:
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    before = session.exec(select(VoteEvent.id, VoteEvent.participant_id, col(VoteEvent.act))).all()
    merging.merge(session, essay.cy, zoe)
    after = session.exec(select(VoteEvent.id, VoteEvent.participant_id, col(VoteEvent.act))).all()
    assert after[: len(before)] == before


def test_every_other_row_that_names_the_guest_names_the_account(session: Session, essay: Essay, zoe: int) -> None:
    guest = essay.cy
    _busy(session, essay, guest)
    moved = (*traces.SIGNED, *traces.TOLD, *traces.STOOD, *traces.ASKED)

    def naming(who: int) -> dict[str, int]:
        counted = {str(c): select_columns(func.count()).where(c == who) for c in moved}
        return {name: session.connection().execute(one).scalar_one() for name, one in counted.items()}

    before = naming(guest)
    assert {name for name, count in before.items() if not count} == set()
    merging.merge(session, guest, zoe)
    assert set(naming(guest).values()) == {0}
    assert naming(zoe) == before
    assert recount.differences(session) == []


def _busy(session: Session, essay: Essay, guest: int) -> None:
    """The guest leaves something in every table that names people."""
    mine = scene.question(session, "Mine?", guest)
    place = scene.viewpoint(session, mine, author_id=guest)
    better = edits.submit(session, essay.author, place, Draft(EditKind.TITLE, 1, text="Better"))
    decisions.approve(session, guest, better.edit_id, 1, None)
    edits.correct(session, guest, f"title-{place}", "pt", "Better", "Melhor")
    proposed = essay.change(guest, essay.a, "Apes eat pears.")
    essay.approve(proposed.edit_id)
    other = scene.essay(session)
    waits = other.change(other.cy, other.b, "Bears eat honey.")
    support.stand(session, guest, waits.edit_id, 1, Side.AGREE)
    said = comments.say(session, guest, place, "Look.")
    comments.reply(session, essay.author, said.event_id, "I do.")
    comments.reply(session, guest, comments.say(session, essay.author, place, "So?").event_id, "So.")
    by_others = scene.viewpoint(session, mine, "Another", essay.author)
    votes.cast(session, guest, by_others, Side.AGREE)
    session.add(BallotMark(participant_id=guest, viewpoint_id=by_others, browser=BROWSER, number=4))
    at = dates.now()
    about = Subject(SubjectKind.QUESTION, mine, mine)
    act = log.write(session, ActKind.QUARANTINE, about, None, "A burst.")
    apart = Quarantine(question_id=other.question_id, act_id=act, guests_only=True, began_at=at, ended_at=at)
    session.add(apart)
    session.flush()
    session.add(
        QuarantinedVoter(question_id=other.question_id, participant_id=guest, quarantine_id=rows.new_id(apart.id))
    )
    rows.question(session, other.question_id).quarantines = 1
    report = {"subject_kind": SubjectKind.QUESTION, "subject_id": mine, "cause": ReportCause.SPAM, "text": "x"}
    session.add(Report(by_id=guest, at=at, **report))
    session.add(Appeal(act_id=act, by_id=guest, text="Why?", at=at))
    session.flush()


def test_words_that_were_the_guests_are_credited_to_the_account(session: Session, essay: Essay, zoe: int) -> None:
    proposed = essay.change(essay.cy, essay.a, "Apes eat ripe apples.")
    essay.approve(proposed.edit_id)
    again = essay.change(zoe, essay.a, "Apes eat ripe red apples.")
    essay.approve(again.edit_id)
    merging.merge(session, essay.cy, zoe)
    kept = session.get_one(ParagraphVersion, (essay.a, 3))
    assert credit.decode(kept.credit) == ((essay.author, 2), (zoe, 2), (essay.author, 1))
    assert session.get_one(ParagraphVersion, (essay.a, 2)).author_id == zoe
    assert session.get_one(ParagraphVersion, (essay.a, 1)).author_id == essay.author


def test_a_number_that_only_looks_like_the_guest_is_nobodys(session: Session, essay: Essay, zoe: int) -> None:
    version = session.get_one(ParagraphVersion, (essay.a, 1))
    version.credit = credit.encode(((essay.author, essay.cy), (essay.cy * 10 + 1, 1), (essay.cy, 2)))
    scene.question(session, "Mine?", essay.cy)
    essay.change(essay.cy, essay.b, "Bears eat honey.")
    merging.merge(session, essay.cy, zoe)
    session.refresh(version)
    assert credit.decode(version.credit) == ((essay.author, essay.cy), (essay.cy * 10 + 1, 1), (zoe, 2))


def test_the_later_side_on_a_proposal_stands_and_is_counted_once(session: Session, essay: Essay, zoe: int) -> None:
    edit_id = essay.change(scene.guest(session, "Di"), essay.a, "Apes eat pears.").edit_id
    support.stand(session, zoe, edit_id, 1, Side.AGREE)
    support.stand(session, essay.cy, edit_id, 1, Side.DISAGREE)
    session.get_one(EditVote, (zoe, edit_id)).cast_at = "2026-01-01T00:00:00.000Z"
    sequence = essay.sequence
    assert merging.merge(session, essay.cy, zoe) == (essay.question_id,)
    assert essay.sequence == sequence + 1
    assert support.of(session, zoe, essay.question_id) == {edit_id: Side.DISAGREE}
    assert (essay.edit(edit_id).agrees, essay.edit(edit_id).disagrees) == (0, 1)
    assert support.of(session, essay.cy, essay.question_id) == {}


def test_an_earlier_side_gives_way_to_the_accounts(session: Session, essay: Essay, zoe: int) -> None:
    edit_id = essay.change(scene.guest(session, "Di"), essay.a, "Apes eat pears.").edit_id
    for who, side in ((essay.cy, Side.AGREE), (zoe, Side.DISAGREE)):
        support.stand(session, who, edit_id, 1, side)
    session.get_one(EditVote, (essay.cy, edit_id)).cast_at = "2026-01-01T00:00:00.000Z"
    merging.merge(session, essay.cy, zoe)
    assert support.of(session, zoe, essay.question_id) == {edit_id: Side.DISAGREE}
    assert (essay.edit(edit_id).agrees, essay.edit(edit_id).disagrees) == (0, 1)


def test_a_side_on_a_wording_that_is_gone_was_counted_no_more(session: Session, essay: Essay, zoe: int) -> None:
    di = scene.guest(session, "Di")
    edit_id = essay.change(di, essay.a, "Apes eat pears.").edit_id
    support.stand(session, essay.cy, edit_id, 1, Side.AGREE)
    edits.revise(session, di, edit_id, 1, "Apes eat plums.", "")
    support.stand(session, zoe, edit_id, 2, Side.AGREE)
    merging.merge(session, essay.cy, zoe)
    assert (essay.edit(edit_id).agrees, essay.edit(edit_id).disagrees) == (1, 0)


def test_nobody_is_told_of_what_they_did_themselves(session: Session, essay: Essay, zoe: int) -> None:
    said = comments.say(session, zoe, essay.viewpoint_id, "What of it?")
    comments.reply(session, essay.cy, said.event_id, "Much.")
    assert len(notices.unseen(session, zoe)) == 1
    merging.merge(session, essay.cy, zoe)
    assert notices.unseen(session, zoe) == ()


def test_the_same_is_told_once(session: Session, essay: Essay, zoe: int) -> None:
    event_id = comments.say(session, essay.author, essay.viewpoint_id, "What of it?").event_id
    for who in (essay.cy, zoe):
        comments.reply(session, who, event_id, "Much.")
    comments.reply(session, scene.guest(session, "Di"), event_id, "Little.")
    merging.merge(session, essay.cy, zoe)
    told = session.exec(select(Notice).where(col(Notice.participant_id) == zoe)).all()
    assert [one.kind for one in told] == [NoticeKind.REPLIED]


def test_a_proposal_to_ones_own_viewpoint_can_still_be_decided(session: Session, essay: Essay) -> None:
    zoe = scene.account(session, "Zoe")
    place = scene.viewpoint(session, essay.question_id, "Zoe's", zoe)
    sent = edits.submit(session, essay.cy, place, Draft(EditKind.TITLE, 1, text="Better"))
    merging.merge(session, essay.cy, zoe)
    assert [one.edit_id for one in reviews.waiting(session, zoe)] == [sent.edit_id]
    assert decisions.approve(session, zoe, sent.edit_id, 1, None).told == ()


def test_late_duplicates_of_the_guests_ballots_change_nothing(session: Session, viewpoint_id: int, zoe: int) -> None:
    cookie = participants.new_cookie()
    question_id = rows.viewpoint(session, viewpoint_id).question_id
    first = Ballot(cookie, BROWSER, viewpoint_id, Side.AGREE, 5, 1)
    ballots.count(session, [first])
    guest = participants.ensure(session, cookie)
    merging.merge(session, guest, zoe)
    votes.cast(session, zoe, viewpoint_id, Side.DISAGREE)
    signed_in = browser_sessions.open_for(session, participants.new_cookie(), zoe, "Firefox")
    [again] = ballots.count(session, [Ballot(signed_in, BROWSER, viewpoint_id, Side.AGREE, 5, 1)])
    assert isinstance(again, ballots.Counted)
    assert again.side is Side.DISAGREE
    [late] = ballots.count(session, [first])
    assert not isinstance(late, ballots.Counted)
    assert votes.of(session, zoe, question_id) == {viewpoint_id: (Side.DISAGREE, 1)}
    assert recount.differences(session) == []


def test_of_two_marks_of_one_browser_the_higher_stays(session: Session, viewpoint_id: int, zoe: int) -> None:
    guest = scene.guest(session)
    for who, number in ((guest, 3), (zoe, 7)):
        session.add(BallotMark(participant_id=who, viewpoint_id=viewpoint_id, browser=BROWSER, number=number))
    session.add(BallotMark(participant_id=guest, viewpoint_id=viewpoint_id, browser="e" * 16, number=2))
    merging.merge(session, guest, zoe)
    held = session.exec(select(BallotMark.participant_id, BallotMark.browser, BallotMark.number)).all()
    assert sorted(held) == [(zoe, "e" * 16, 2), (zoe, BROWSER, 7)]


def test_the_guest_is_nobody_then(session: Session, essay: Essay, zoe: int) -> None:
    cookie = participants.new_cookie()
    guest, _ = participants.sign(session, cookie, "Gus")
    merging.merge(session, guest, zoe)
    assert participants.by_cookie(session, cookie) is None
    row = session.get_one(Participant, guest)
    assert (row.kind, row.name, row.name_key) == (ParticipantKind.FORMER, None, None)
    assert merging.merge(session, guest, zoe) == ()


def test_only_guests_become_part_of_somebody(session: Session, essay: Essay, zoe: int) -> None:
    other = scene.account(session, "Yan")
    assert merging.merge(session, other, zoe) == ()
    assert merging.merge(session, zoe, zoe) == ()
    for nobody in (essay.cy, 10**6):
        with pytest.raises(NotFound):
            merging.merge(session, scene.guest(session), nobody)


def test_who_voted_with_a_burst_stays_in_quarantine_unless_they_voted_before(session: Session, zoe: int) -> None:
    asked = [scene.question(session, f"Number {number}?") for number in range(2)]
    places = [scene.viewpoint(session, question_id) for question_id in asked]
    guest, moderator = scene.guest(session), scene.account(session, "Mo", Role.MODERATOR)
    votes.cast(session, zoe, places[1], Side.AGREE)
    for place in places:
        votes.cast(session, guest, place, Side.DISAGREE)
    began = "2026-03-01T10:00:00.000Z"
    session.exec(update(VoteEvent).where(col(VoteEvent.participant_id) == guest).values(at=began))
    for question_id in asked:
        burst = Burst(began, "2026-03-01T11:00:00.000Z", guests_only=True)
        assert quarantines.put(session, moderator, question_id, burst, "A burst.") == SetApart(1, 1)
    session.exec(update(Vote).where(col(Vote.participant_id) == zoe).values(cast_at=began))
    merging.merge(session, guest, zoe)
    held = session.exec(select(QuarantinedVoter.question_id, QuarantinedVoter.participant_id)).all()
    assert held == [(asked[0], zoe)]
    [apart], [counted] = (snapshots.tallies(session, question_id)[1] for question_id in asked)
    assert (apart.disagrees, apart.apart, counted.disagrees, counted.apart) == (0, (0, 1), 1, (0, 0))
    assert recount.differences(session) == []


def test_a_suspension_goes_along_and_can_be_answered(session: Session, zoe: int) -> None:
    guest, until = scene.guest(session, "Gus"), dates.in_days(3)
    moderator = scene.account(session, "Mo")
    log.write(session, ActKind.SUSPEND, Subject(SubjectKind.PARTICIPANT, guest), moderator, "Rude.", until=until)
    session.get_one(Participant, guest).suspended_until = until
    merging.merge(session, guest, zoe)
    assert session.get_one(Participant, zoe).suspended_until == until
    of_zoe = select(ModerationAct).where(col(ModerationAct.subject_id) == zoe)
    act = session.exec(of_zoe.where(col(ModerationAct.kind) == ActKind.SUSPEND)).one()
    assert (act.by_id, act.reason, act.until) == (moderator, "Rude.", until)


def test_a_suspension_that_is_over_does_not(session: Session, zoe: int) -> None:
    guest = scene.guest(session)
    session.get_one(Participant, guest).suspended_until = dates.days_ago(1)
    merging.merge(session, guest, zoe)
    assert session.get_one(Participant, zoe).suspended_until is None


ACTS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 2), st.sampled_from([*Side, None]), st.integers(1, 2)), max_size=20
)


def expected(acts: Sequence[tuple[int, int, Side | None, int]]) -> dict[int, Any]:
    """Of each viewpoint the vote, guest's or account's, that was cast last."""
    held: dict[tuple[int, int], tuple[int, Side, int]] = {}
    for moment, (who, place, side, version) in enumerate(acts):
        before = held.get((who, place))
        if side is None:
            held.pop((who, place), None)
        elif before is None or before[1] is not side or before[2] < version:
            held[who, place] = (moment, side, version)
    last: dict[int, tuple[int, Side, int]] = {}
    for (_, place), one in held.items():
        last[place] = max(last.get(place, one), one, key=lambda vote: vote[0])
    return {place: (side, version) for place, (_, side, version) in last.items()}


@settings(max_examples=12, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_two_histories_of_votes_become_one(engine: Engine, acts: list[tuple[int, int, Side | None, int]]) -> None:
    with transaction(engine) as session:
        question_id = scene.question(session)
        places = [scene.viewpoint(session, question_id, title) for title in "abc"]
        for one in places:
            begin(session, one)
        people = scene.guest(session), scene.account(session, "Zoe")
        for moment, (who, place, side, version) in enumerate(acts):
            if votes.cast(session, people[who], places[place], side, version).changed:
                cast_at(session, people[who], places[place], f"2026-01-01T00:00:{moment:02}.000Z")
        changed = merging.merge(session, *people)
        kept = votes.of(session, people[1], question_id)
        assert kept == {places[place]: one for place, one in expected(acts).items()}
        assert session.exec(select(func.count()).where(col(Vote.participant_id) == people[0])).one() == 0
        assert recount.differences(session) == []
        assert set(changed) <= {question_id}
        session.rollback()
