"""How the votes on a question came in: by the kinds of people, and hour by hour."""

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from debate_app.domain import breakdown, log, quarantines, rows, votes
from debate_app.domain.breakdown import DAYS, Breakdown, Stands
from debate_app.domain.log import Subject
from debate_app.domain.quarantines import Burst
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import ActKind, ParticipantKind, Role, Side, SubjectKind, VoteEvent, VoteOrigin
from tests import scene
from tests.databases import ON_BOTH, statements

pytestmark = ON_BOTH

GUEST, ACCOUNT, IMPORTED, FORMER = ParticipantKind
NINE, TEN = "2026-03-01T09:59:59.999Z", "2026-03-01T10:00:00.000Z"


@pytest.fixture
def moderator(session: Session) -> int:
    return scene.account(session, "Mo Salah", Role.MODERATOR)


def vote(session: Session, viewpoint_id: int, side: Side | None, at: str = TEN, voter: int = 0) -> int:
    """Somebody's vote, as if it had come then."""
    voter = voter or scene.guest(session)
    votes.cast(session, voter, viewpoint_id, side)
    newest = session.exec(select(VoteEvent).order_by(col(VoteEvent.id).desc())).first()
    assert newest is not None
    newest.at = at
    session.flush()
    return voter


def told_to(session: Session, question_id: int, reader_id: int | None = None) -> Breakdown:
    return breakdown.read(session, question_id, reader_id, breakdown.count(session, question_id))


def hours(told: Breakdown) -> list[tuple[str, dict[ParticipantKind, int], dict[ParticipantKind, int]]]:
    return [(hour.began_at, dict(hour.cast), dict(hour.first)) for hour in told.hours]


def test_votes_are_told_by_the_kind_of_their_people(session: Session, question_id: int, viewpoint_id: int) -> None:
    other = scene.viewpoint(session, question_id, "Keep it closed")
    vote(session, viewpoint_id, Side.AGREE)
    vote(session, viewpoint_id, Side.DISAGREE)
    vote(session, viewpoint_id, Side.DISAGREE, voter=scene.account(session, "Ann Lee"))
    vote(session, other, Side.AGREE, voter=scene.imported(session, "Kim"))
    vote(session, scene.viewpoint(session, scene.question(session, "Mondays?")), Side.AGREE)
    first, second = told_to(session, question_id).viewpoints
    assert (first.number, first.title, second.title) == (1, "Open it", "Keep it closed")
    assert first.by_kind == {GUEST: Stands(1, 1), ACCOUNT: Stands(0, 1)}
    assert second.by_kind == {IMPORTED: Stands(1)}


def test_votes_in_quarantine_are_told_apart(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    for side in (Side.AGREE, Side.AGREE, Side.DISAGREE):
        vote(session, viewpoint_id, side)
    vote(session, viewpoint_id, Side.DISAGREE, NINE)
    quarantines.put(session, moderator, question_id, Burst(TEN, "2026-03-01T10:30", guests_only=True), "A burst")
    told = told_to(session, question_id)
    assert told.viewpoints[0].by_kind == {GUEST: Stands(0, 1, 2, 1)}
    assert (told.viewpoints[0].by_kind[GUEST].counted, told.viewpoints[0].by_kind[GUEST].apart) == (1, 3)
    assert [one.put.reason for one in told.quarantines] == ["A burst"]
    assert [hour.total for hour in told.hours] == [3, 1]


def test_hours_tell_what_came_and_who_was_new(session: Session, question_id: int, viewpoint_id: int) -> None:
    other, ann = scene.viewpoint(session, question_id, "Keep it closed"), scene.account(session, "Ann Lee")
    early = vote(session, viewpoint_id, Side.AGREE, NINE)
    vote(session, viewpoint_id, Side.DISAGREE, TEN, early)
    vote(session, other, Side.AGREE, TEN, early)
    vote(session, other, None, TEN, early)
    vote(session, viewpoint_id, Side.AGREE, TEN, ann)
    vote(session, other, Side.AGREE, TEN)
    assert hours(told_to(session, question_id)) == [
        ("2026-03-01T10:00:00.000Z", {GUEST: 3, ACCOUNT: 1}, {GUEST: 1, ACCOUNT: 1}),
        ("2026-03-01T09:00:00.000Z", {GUEST: 1}, {GUEST: 1}),
    ]


def test_what_comes_along_at_a_sign_in_is_no_vote_that_came_in(
    session: Session, question_id: int, viewpoint_id: int
) -> None:
    for origin in VoteOrigin:
        voter = vote(session, viewpoint_id, Side.AGREE)
        session.exec(update(VoteEvent).where(col(VoteEvent.participant_id) == voter).values(origin=origin))
    [hour] = told_to(session, question_id).hours
    assert (hour.cast[GUEST], hour.first[GUEST]) == (2, 4)  # cast here, or with a file


def test_hours_go_back_some_days_from_the_newest_vote(session: Session, question_id: int, viewpoint_id: int) -> None:
    old = vote(session, viewpoint_id, Side.AGREE, "2026-02-15T09:59:59.999Z")
    vote(session, viewpoint_id, Side.AGREE, "2026-02-15T10:00:00.000Z")
    vote(session, viewpoint_id, Side.DISAGREE, "2026-03-01T10:20:00.000Z", old)
    rows.question(session, question_id).created_at = "2026-01-01"
    told = told_to(session, question_id)
    assert (DAYS, told.since) == (14, "2026-02-15T10:00:00.000Z")
    assert hours(told) == [("2026-03-01T10:00:00.000Z", {GUEST: 1}, {}), (told.since, {GUEST: 1}, {GUEST: 1})]
    rows.question(session, question_id).created_at = "2026-02-20"
    assert told_to(session, question_id).since == ""


def test_a_question_without_votes_or_viewpoints_has_nothing_to_tell(session: Session, question_id: int) -> None:
    told = told_to(session, question_id)
    assert (told.viewpoints, told.hours, told.since, told.quarantines) == ((), (), "", ())
    scene.viewpoint(session, question_id)
    assert told_to(session, question_id).viewpoints[0].by_kind == {}


def test_while_a_question_is_sealed_sides_are_for_those_who_voted_on_all_of_it(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    other, voter = scene.viewpoint(session, question_id, "Keep it closed"), scene.guest(session)
    question = rows.question(session, question_id)

    def sides() -> list[bool]:
        return [told_to(session, question_id, reader).sides for reader in (None, voter, moderator)]

    assert sides() == [True, True, True]
    question.tallies_first = False
    assert sides() == [False, False, True]
    vote(session, viewpoint_id, Side.AGREE, voter=voter)
    assert sides() == [False, False, True]
    vote(session, other, Side.DISAGREE, voter=voter)
    assert sides() == [False, True, True]
    question.closes_at = TEN
    assert sides() == [True, True, True]


def test_a_hidden_question_is_there_for_moderators_alone(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    question, ann = rows.question(session, question_id), scene.account(session, "Ann Lee")
    hide = Subject(SubjectKind.QUESTION, question_id, question_id)
    act_id = log.write(session, ActKind.HIDE, hide, moderator, "Private data")
    rows.viewpoint(session, viewpoint_id).hidden_id = act_id
    told = told_to(session, question_id, ann)
    assert (told.moderates, told.viewpoints[0].title) == (False, "")
    question.hidden_id = act_id
    for reader in (None, ann, question.author_id):
        with pytest.raises(NotFound):
            told_to(session, question_id, reader)
    told = told_to(session, question_id, moderator)
    assert (told.moderates, told.title) == (True, "")


@pytest.mark.parametrize("question_id", [0, -1, 999, 2**31])
def test_what_is_no_question_is_not_found(session: Session, question_id: int) -> None:
    with pytest.raises(NotFound):
        breakdown.moderates(session, question_id, None)


def test_it_takes_as_many_queries_however_much_there_is(
    session: Session, moderator: int, question_id: int, viewpoint_id: int
) -> None:
    def queries() -> int:
        session.flush()
        with statements(session.get_bind().engine) as seen:
            told_to(session, question_id, moderator)
        return len(seen)

    vote(session, viewpoint_id, Side.AGREE)
    few = queries()
    for number in range(5):
        viewpoint_id = scene.viewpoint(session, question_id, f"Number {number}")
        vote(session, viewpoint_id, Side.AGREE, f"2026-03-0{number + 1}T10:00:00.000Z")
        burst = Burst(f"2026-03-0{number + 1}T00:00", f"2026-03-0{number + 1}T23:00", guests_only=False)
        quarantines.put(session, moderator, question_id, burst, "A burst")
    assert queries() == few
