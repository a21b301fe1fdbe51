"""Reading a conversation: page by page, down to the event that a link names, and about one paragraph."""

import pytest
from sqlalchemy import Engine, insert
from sqlmodel import Session, col, select

from debate_app.domain import comments, conversation, rows, snapshots
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.snapshot import EventText
from debate_app.domain.tables import Comment, ConversationEvent, EditKind, EventKind
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH, statements
from tests.scene import Essay

pytestmark = ON_BOTH

NOTHING = [0, -1, 4_000, 2**31, 2**63, -(2**70)]


def _ids(events: tuple[EventText, ...]) -> list[int]:
    return [event.id for event in events]


def _page_by_page(session: Session, viewpoint_id: int, size: int) -> list[int]:
    shown: list[int] = []
    before: tuple[str, int] | None = None
    while page := conversation.events(session, viewpoint_id, before, size):
        shown += _ids(page)
        before = (page[-1].active_at, page[-1].id)
    return shown


def _edited(session: Session, viewpoint_id: int, *days: str) -> list[int]:
    return [scene.edited(session, viewpoint_id, f"Text {number}", day) for number, day in enumerate(days)]


def test_everything_newer_than_the_event_comes_with_it(session: Session, viewpoint_id: int) -> None:
    edits = _edited(session, viewpoint_id, *(f"2999-01-0{day}" for day in range(1, 6)))
    _edited(session, scene.viewpoint(session, scene.question(session)), "2999-01-09")
    found, events = conversation.down_to(session, edits[2])
    assert found == viewpoint_id
    assert _ids(events) == [edits[4], edits[3], edits[2]]
    assert events == conversation.events(session, viewpoint_id, None, 3)


def test_events_of_one_moment_are_told_apart_by_their_ids(session: Session, viewpoint_id: int) -> None:
    first, second, third = _edited(session, viewpoint_id, *["2999-01-01"] * 3)
    assert _ids(conversation.down_to(session, second)[1]) == [third, second]
    assert _ids(conversation.down_to(session, first)[1]) == [third, second, first]


def test_the_event_is_there_however_deep_it_lies(
    session: Session, viewpoint_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "DEEPEST_LINK", 2)
    edits = _edited(session, viewpoint_id, *["2999-01-01"] * 4)
    assert _ids(conversation.down_to(session, edits[0])[1]) == [edits[1], edits[0]]


def test_pages_go_on_where_the_one_before_ended(session: Session, viewpoint_id: int) -> None:
    edits = _edited(session, viewpoint_id, "2999-01-02", "2999-01-01", "2999-01-02", "2999-01-02T00:00:00.000Z")
    everything = _ids(conversation.events(session, viewpoint_id, None, 100))
    assert everything[:4] == [edits[3], edits[2], edits[0], edits[1]]
    for size in (1, 2, 3):
        assert _page_by_page(session, viewpoint_id, size) == everything


def test_what_last_saw_something_happen_comes_first(session: Session, viewpoint_id: int) -> None:
    old, new = _edited(session, viewpoint_id, "2001-01-01", "2002-01-01")
    assert _ids(conversation.events(session, viewpoint_id, None, 3))[1:] == [new, old]
    comments.reply(session, scene.guest(session, "Eve"), old, "Still?")
    session.flush()
    newest = conversation.events(session, viewpoint_id, None, 1)[0]
    assert (newest.id, newest.at, newest.replies_total) == (old, "2001-01-01", 1)
    assert newest.active_at > newest.at
    assert _page_by_page(session, viewpoint_id, 1)[0] == old


def test_only_the_newest_replies_come_with_an_event(
    session: Session, viewpoint_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MOST_REPLIES", 2)
    eve = scene.guest(session, "Eve")
    said = comments.say(session, eve, viewpoint_id, "Who?")
    replies = [comments.reply(session, eve, said.event_id, f"@Eve {number}") for number in range(4)]
    comments.remove(session, eve, replies[3].comment_id)
    session.flush()
    event = conversation.events(session, viewpoint_id, None, 1)[0]
    assert (event.kind, event.edit, event.replies_total) == ("comment", None, 4)
    assert [one.id for one in event.said] == [said.comment_id]
    assert [(one.id, one.removed) for one in event.replies] == [
        (replies[2].comment_id, False),
        (replies[3].comment_id, True),
    ]
    assert event.replies[0].sayings[0].mention
    assert event.replies[1].sayings == ()


def test_a_comment_tells_of_its_paragraph_while_that_stands(session: Session, essay: Essay) -> None:
    said = comments.say(session, essay.cy, essay.viewpoint_id, "Hm.", essay.b)
    event = conversation.events(session, essay.viewpoint_id, None, 1)[0]
    assert (event.id, event.paragraph_id, event.paragraph_number) == (said.event_id, essay.b, 2)
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.b)
    [event] = conversation.about(session, essay.b)
    assert (event.id, event.paragraph_id, event.paragraph_number) == (said.event_id, essay.b, 0)


def test_about_a_paragraph_are_the_comments_on_it_the_oldest_first(
    session: Session, essay: Essay, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [comments.say(session, essay.cy, essay.viewpoint_id, f"Hm {one}.", essay.b).event_id for one in range(3)]
    for number, event_id in enumerate(said, 1):
        rows.event(session, event_id).active_at = f"2999-01-0{number}"
    comments.say(session, essay.cy, essay.viewpoint_id, "Elsewhere.", essay.a)
    comments.say(session, essay.cy, essay.viewpoint_id, "All.")
    essay.change(essay.cy, essay.b, "Bees.")
    assert _ids(conversation.about(session, essay.b)) == said
    monkeypatch.setattr(conversation, "LARGEST_PAGE", 2)
    assert _ids(conversation.about(session, essay.b)) == said[1:]


def test_what_makes_no_sense_is_refused(session: Session, viewpoint_id: int) -> None:
    for size in (0, -1, 101, 2**70):
        with pytest.raises(Invalid):
            conversation.events(session, viewpoint_id, None, size)
    with pytest.raises(Invalid):
        conversation.events(session, viewpoint_id, ("\x00", 1), 10)
    assert conversation.events(session, viewpoint_id, ("2999-01-01", 2**80), 10)
    assert conversation.events(session, viewpoint_id, ("1999-01-01", -(2**80)), 10) == ()


@pytest.mark.parametrize("hostile_id", NOTHING)
def test_what_does_not_exist_is_not_found(session: Session, hostile_id: int) -> None:
    for read in (conversation.down_to, conversation.about):
        with pytest.raises(NotFound):
            read(session, hostile_id)
    with pytest.raises(NotFound):
        conversation.events(session, hostile_id, None, 10)


def test_ten_thousand_events_are_read_in_the_same_few_queries(engine: Engine) -> None:
    counts: list[list[int]] = []
    with transaction(engine) as session:
        essay = scene.essay(session)
        comments.say(session, essay.cy, essay.viewpoint_id, "First", essay.a)
    counts.append(_queries(engine, essay))
    with transaction(engine) as session:
        _fill(session, essay, 10_000)
    counts.append(_queries(engine, essay))
    assert counts[0] == counts[1]
    with reading(engine) as session:
        assert snapshots.read(session, essay.question_id).talks[0].events_total == 10_002
        assert len(conversation.events(session, essay.viewpoint_id, ("2050-06-01", 1), 100)) == 100


def _fill(session: Session, essay: Essay, most: int) -> None:
    day = "20{:02}-{:02}-{:02}".format
    of = {"viewpoint_id": essay.viewpoint_id, "author_id": essay.cy, "kind": EventKind.COMMENT}
    moments = [day(number % 97, number % 11 + 1, number % 27 + 1) for number in range(most)]
    told = [of | {"at": at, "active_at": at, "paragraph_id": essay.a} for at in moments]
    session.connection().execute(insert(ConversationEvent), told)
    ids = session.exec(select(col(ConversationEvent.id)).where(col(ConversationEvent.active_at) < "2097")).all()
    said = [
        {
            "event_id": one,
            "number": 1,
            "author_id": essay.cy,
            "text": "Hm.",
            "language": "en",
            "created_at": "2001-01-01",
        }
        for one in ids
    ]
    session.connection().execute(insert(Comment), said)


def _queries(engine: Engine, essay: Essay) -> list[int]:
    counts: list[int] = []
    with reading(engine) as session:
        first = session.exec(select(ConversationEvent).order_by(col(ConversationEvent.id))).first()
        assert first is not None
        for read in (
            lambda: conversation.events(session, essay.viewpoint_id, None, 100),
            lambda: conversation.down_to(session, rows.new_id(first.id)),
            lambda: conversation.about(session, essay.a),
            lambda: conversation.current(session, essay.question_id),
        ):
            with statements(engine) as seen:
                read()
            counts.append(len(seen))
            session.expunge_all()
    return counts
