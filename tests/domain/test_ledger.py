"""The ledger of votes as everybody may read it. On both databases: it is grouped and compared row by row by them."""

import pytest
from sqlmodel import Session, select

from debate_app.domain import hiding, ledger, quarantines, rows, votes
from debate_app.domain.ledger import Line, Place
from debate_app.domain.quarantines import Burst
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import Act, Role, Side, SubjectKind, VoteEvent, VoteOrigin
from tests import scene
from tests.databases import ON_BOTH

pytestmark = ON_BOTH

FIRST, SECOND = "2026-03-01T10:00:00.000Z", "2026-03-01T11:00:00.000Z"


def vote(session: Session, who: int, viewpoint_id: int, side: Side | None, at: str) -> None:
    """Somebody's vote, as if it had been cast then."""
    known = {*session.exec(select(VoteEvent.id))}
    votes.cast(session, who, viewpoint_id, side)
    for event in session.exec(select(VoteEvent)):
        event.at = event.at if event.id in known else at


def told(lines: tuple[Line, ...]) -> list[tuple[str, int, str, int]]:
    return [(line.place.hour, line.place.viewpoint_id, line.act.value, line.times) for line in lines]


def every_part(session: Session, question_id: int) -> list[Line]:
    found: list[Line] = []
    while part := ledger.lines(session, question_id, found[-1].place if found else None, 1):
        found += part
    return found


def test_what_was_done_within_an_hour_is_one_line(session: Session) -> None:
    question_id = scene.question(session)
    one, two = (scene.viewpoint(session, question_id, title) for title in ("Open it", "Keep it shut"))
    ann, bo, cy = (scene.guest(session) for _ in range(3))
    vote(session, ann, two, Side.AGREE, "2026-03-01T11:59:59.999Z")
    vote(session, ann, one, Side.AGREE, "2026-03-01T10:00:00.000Z")
    vote(session, bo, one, Side.AGREE, "2026-03-01T10:59:59.999Z")
    vote(session, cy, one, Side.DISAGREE, "2026-03-01T10:20:00.000Z")
    vote(session, bo, one, None, "2026-03-01T11:00:00.000Z")
    lines = ledger.lines(session, question_id, None, 10)
    assert told(lines) == [
        (FIRST, one, "agree", 2),
        (FIRST, one, "disagree", 1),
        (SECOND, one, "withdraw", 1),
        (SECOND, two, "agree", 1),
    ]
    assert tuple(every_part(session, question_id)) == lines
    assert sum(line.times for line in lines) == len(session.exec(select(VoteEvent)).all())


def test_lines_that_are_added_move_no_other(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id = scene.viewpoint(session, question_id)
    vote(session, scene.guest(session), viewpoint_id, Side.AGREE, FIRST)
    [first] = ledger.lines(session, question_id, None, 1)
    vote(session, scene.guest(session), viewpoint_id, Side.AGREE, FIRST)
    vote(session, scene.guest(session), viewpoint_id, Side.DISAGREE, SECOND)
    assert told(ledger.lines(session, question_id, first.place, 5)) == [(SECOND, viewpoint_id, "disagree", 1)]


def test_votes_in_quarantine_are_told_apart(session: Session) -> None:
    question_id, moderator = scene.question(session), scene.account(session, "Mo Salah", Role.MODERATOR)
    viewpoint_id = scene.viewpoint(session, question_id)
    for at in (FIRST, SECOND, SECOND):
        vote(session, scene.guest(session), viewpoint_id, Side.AGREE, at)
    quarantines.put(session, moderator, question_id, Burst(SECOND[:16], "2026-03-01T12:00", guests_only=True), "Burst")
    found = ledger.lines(session, question_id, None, 5)
    assert [(line.place.hour, line.place.apart, line.times) for line in found] == [(FIRST, 0, 1), (SECOND, 1, 2)]


def test_what_moved_is_left_out_and_what_was_imported_is_said_to_be(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id = scene.viewpoint(session, question_id)
    for origin in VoteOrigin:
        vote(session, scene.guest(session), viewpoint_id, Side.AGREE, FIRST)
        newest = max(session.exec(select(VoteEvent)), key=lambda event: event.id or 0)
        newest.origin = origin
    found = ledger.lines(session, question_id, None, 5)
    assert [(line.place.imported, line.times) for line in found] == [(0, 2), (1, 1)]


def test_what_is_hidden_or_sealed_is_not_told(session: Session) -> None:
    question_id, moderator = scene.question(session), scene.account(session, "Mo Salah", Role.MODERATOR)
    viewpoint_id = scene.viewpoint(session, question_id)
    vote(session, scene.guest(session), viewpoint_id, Side.AGREE, FIRST)
    assert not ledger.is_sealed(session, question_id)
    rows.question(session, question_id).tallies_first = False
    assert ledger.is_sealed(session, question_id)
    hiding.hide(session, moderator, SubjectKind.VIEWPOINT, viewpoint_id, "Private")
    assert ledger.lines(session, question_id, None, 5) == ()
    hiding.hide(session, moderator, SubjectKind.QUESTION, question_id, "Private")
    with pytest.raises(NotFound):
        ledger.is_sealed(session, question_id)


def test_what_cannot_be_is_refused(session: Session) -> None:
    for size in (0, ledger.LARGEST_PAGE + 1):
        with pytest.raises(Invalid):
            ledger.lines(session, 1, None, size)
    with pytest.raises(NotFound):
        ledger.is_sealed(session, 2**40)
    assert ledger.lines(session, scene.question(session), Place(FIRST, 1, 1, len(Act), 1, 1), 5) == ()
