"""Notices: who is told of what, until they have seen it."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from debate_app.domain import comments, dates, notices, rows
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import (
    ConversationEvent,
    Edit,
    EditKind,
    EditStatus,
    EventKind,
    Notice,
    NoticeKind,
)
from tests import scene
from tests.databases import ON_BOTH, statements

DAY = "2026-03-01T10:00:00.000Z"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens, happens a second later than what happened before."""
    moments = (f"2026-03-01T10:{second // 60:02}:{second % 60:02}.000Z" for second in range(3600))
    monkeypatch.setattr(dates, "now", lambda: next(moments))


@pytest.fixture
def bo(session: Session, viewpoint_id: int) -> int:
    """The viewpoint's author."""
    return rows.viewpoint(session, viewpoint_id).author_id


@pytest.fixture
def cy(session: Session) -> int:
    return scene.guest(session, "Cy Twombly")


def _edited(session: Session, viewpoint_id: int, author_id: int, decision: str) -> tuple[int, int]:
    """A declined edit of the viewpoint's title: its id, and that of its event."""
    edit = Edit(
        viewpoint_id=viewpoint_id,
        kind=EditKind.TITLE,
        author_id=author_id,
        created_at=DAY,
        status=EditStatus.DECLINED,
        decision=decision,
    )
    session.add(edit)
    session.flush()
    event = ConversationEvent(
        viewpoint_id=viewpoint_id, kind=EventKind.EDIT, author_id=author_id, at=DAY, active_at=DAY, edit_id=edit.id
    )
    session.add(event)
    session.flush()
    return rows.new_id(edit.id), rows.new_id(event.id)


def _kept(session: Session) -> list[tuple[int, NoticeKind]]:
    found = session.exec(select(Notice.participant_id, Notice.kind).order_by(col(Notice.id)))
    return [(participant_id, kind) for participant_id, kind in found]


def test_a_decision_is_told_with_its_reason(
    session: Session, question_id: int, viewpoint_id: int, bo: int, cy: int
) -> None:
    edit_id, event_id = _edited(session, viewpoint_id, cy, "Too long")
    assert notices.tell(session, cy, NoticeKind.DECLINED, event_id, bo) == (cy,)
    (told,) = notices.unseen(session, cy)
    assert (told.kind, told.by.name, told.detail) == ("declined", "Bo Li", "Too long")
    assert (told.question_id, told.slug) == (question_id, "should-the-library-open-on-sundays")
    assert (told.viewpoint_id, told.viewpoint_title) == (viewpoint_id, "Open it")
    assert (told.event_id, told.edit_id) == (event_id, edit_id)


def test_what_needs_another_look_has_no_detail(session: Session, viewpoint_id: int, bo: int, cy: int) -> None:
    edit_id, event_id = _edited(session, viewpoint_id, cy, "Not yet")
    notices.tell(session, cy, NoticeKind.NEEDS_LOOK, event_id, bo)
    (told,) = notices.unseen(session, cy)
    assert (told.kind, told.edit_id, told.detail) == ("needs_look", edit_id, "")


def test_a_reply_is_told_with_its_beginning(session: Session, viewpoint_id: int, bo: int, cy: int) -> None:
    said = comments.say(session, cy, viewpoint_id, "Why?")
    comments.reply(session, scene.guest(session, "Eve"), said.event_id, "Good question.")
    first = comments.reply(session, bo, said.event_id, "Because.")
    second = comments.reply(session, bo, said.event_id, "x" * 300)
    assert [(one.by.name, one.detail, one.edit_id) for one in notices.unseen(session, cy)] == [("Bo Li", "x" * 120, 0)]
    comments.reply(session, cy, said.event_id, "Thanks.")
    comments.remove(session, bo, second.comment_id)
    assert [one.detail for one in notices.unseen(session, cy)] == ["Because."]
    comments.remove(session, bo, first.comment_id)
    assert [one.detail for one in notices.unseen(session, cy)] == [""]


@ON_BOTH
def test_nobody_is_told_of_what_they_did_themselves(session: Session, viewpoint_id: int, cy: int) -> None:
    _, event_id = _edited(session, viewpoint_id, cy, "")
    assert notices.tell(session, cy, NoticeKind.APPROVED, event_id, cy) == ()
    assert _kept(session) == []


def test_somebody_imported_is_never_told(session: Session, viewpoint_id: int, bo: int) -> None:
    imported = scene.imported(session, "Ada")
    _, event_id = _edited(session, viewpoint_id, imported, "")
    assert notices.tell(session, imported, NoticeKind.APPROVED, event_id, bo) == ()
    assert comments.reply(session, bo, event_id, "Why?").told == ()
    assert _kept(session) == []


def test_the_same_again_comes_to_the_front(session: Session, viewpoint_id: int, bo: int, cy: int) -> None:
    first, second = (_edited(session, viewpoint_id, cy, "")[1] for _ in range(2))
    eve = scene.guest(session, "Eve")
    for event_id, by_id in ((first, bo), (second, bo), (first, eve)):
        assert notices.tell(session, cy, NoticeKind.NEEDS_LOOK, event_id, by_id) == (cy,)
    told = notices.unseen(session, cy)
    assert [(one.event_id, one.by.name) for one in told] == [(first, "Eve"), (second, "Bo Li")]
    assert told[0].at > told[1].at


@ON_BOTH
def test_what_was_seen_is_told_anew(session: Session, viewpoint_id: int, bo: int, cy: int) -> None:
    _, event_id = _edited(session, viewpoint_id, cy, "")
    notices.tell(session, cy, NoticeKind.NEEDS_LOOK, event_id, bo)
    (seen,) = notices.unseen(session, cy)
    notices.see(session, cy, seen.id)
    assert notices.unseen(session, cy) == ()
    notices.tell(session, cy, NoticeKind.NEEDS_LOOK, event_id, bo)
    assert [one.id > seen.id for one in notices.unseen(session, cy)] == [True]


def test_another_kind_or_another_reader_is_told_besides(session: Session, viewpoint_id: int, bo: int, cy: int) -> None:
    _, event_id = _edited(session, viewpoint_id, cy, "")
    eve = scene.guest(session, "Eve")
    for reader, kind in ((cy, NoticeKind.NEEDS_LOOK), (cy, NoticeKind.APPROVED), (eve, NoticeKind.APPROVED)):
        notices.tell(session, reader, kind, event_id, bo)
    assert _kept(session) == [(cy, "needs_look"), (cy, "approved"), (eve, "approved")]


def test_the_newest_are_shown(session: Session, engine: Engine, viewpoint_id: int, bo: int, cy: int) -> None:
    events = [_edited(session, viewpoint_id, cy, "")[1] for _ in range(notices.SHOWN + 2)]
    for event_id in events:
        notices.tell(session, cy, NoticeKind.APPROVED, event_id, bo)
    assert [one.event_id for one in notices.unseen(session, cy)] == events[: -notices.SHOWN - 1 : -1]
    with statements(engine) as seen:
        assert [one.event_id for one in notices.unseen(session, cy, limit=2)] == events[:-3:-1]
    assert len(seen) == 2


def test_seeing_a_notice_twice_changes_nothing(session: Session, viewpoint_id: int, bo: int, cy: int) -> None:
    _, event_id = _edited(session, viewpoint_id, cy, "")
    notices.tell(session, cy, NoticeKind.APPROVED, event_id, bo)
    (told,) = notices.unseen(session, cy)
    notices.see(session, cy, told.id)
    seen_at = session.get_one(Notice, told.id).seen_at
    notices.see(session, cy, told.id)
    assert seen_at is not None
    assert session.get_one(Notice, told.id).seen_at == seen_at


@ON_BOTH
def test_seeing_all_is_about_ones_own(session: Session, viewpoint_id: int, bo: int, cy: int) -> None:
    eve = scene.guest(session, "Eve")
    for _ in range(2):
        _, event_id = _edited(session, viewpoint_id, cy, "")
        notices.tell_all(session, [cy, eve], NoticeKind.APPROVED, event_id, bo)
    notices.see_all(session, cy)
    assert notices.unseen(session, cy) == ()
    assert len(notices.unseen(session, eve)) == 2


@pytest.mark.parametrize("chosen", [lambda one: one, lambda _: 0, lambda _: -1, lambda _: 999_999, lambda _: 2**40])
def test_notices_of_others_are_not_found(
    session: Session, viewpoint_id: int, bo: int, cy: int, chosen: Callable[[int], int]
) -> None:
    _, event_id = _edited(session, viewpoint_id, cy, "")
    notices.tell(session, cy, NoticeKind.APPROVED, event_id, bo)
    (told,) = notices.unseen(session, cy)
    with pytest.raises(NotFound):
        notices.see(session, bo, chosen(told.id))
    assert notices.unseen(session, cy) == (told,)
