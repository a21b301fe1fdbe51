"""Comments and replies: who may say, change and remove what, and who is told."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from debate_app.domain import comments, limits, notices, rows
from debate_app.domain.comments import Said
from debate_app.domain.refused import Invalid, NameNeeded, NotAllowed, NotFound
from debate_app.domain.tables import Comment, ConversationEvent, EventKind, Paragraph, Question
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH


def _ago(minutes: float) -> str:
    when = datetime.now(UTC) - timedelta(minutes=minutes)
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _age(session: Session, said: Said, minutes: float) -> None:
    """Let the comment, and its event, have been written that long ago."""
    rows.comment(session, said.comment_id).created_at = _ago(minutes)
    rows.event(session, said.event_id).active_at = _ago(minutes)
    session.flush()


def _paragraph(session: Session, viewpoint_id: int) -> Paragraph:
    return session.exec(select(Paragraph).where(col(Paragraph.viewpoint_id) == viewpoint_id)).one()


def _sequence(session: Session, question_id: int) -> int:
    return session.get_one(Question, question_id).sequence


@pytest.fixture
def cy(session: Session) -> int:
    return scene.guest(session, "Cy Twombly")


@pytest.fixture
def created_id(session: Session, viewpoint_id: int) -> int:
    """The event that tells of the viewpoint's beginning."""
    event = session.exec(select(ConversationEvent).where(col(ConversationEvent.viewpoint_id) == viewpoint_id)).one()
    return rows.new_id(event.id)


def test_a_comment_is_an_event_with_its_words(session: Session, question_id: int, viewpoint_id: int, cy: int) -> None:
    before = session.get_one(Question, question_id).model_copy()
    said = comments.say(session, cy, viewpoint_id, "  Well,\r\n\r\n\r\nno. ")
    event, comment = rows.event(session, said.event_id), rows.comment(session, said.comment_id)
    assert (said.question_id, said.viewpoint_id, said.told) == (question_id, viewpoint_id, ())
    assert (event.kind, event.author_id, event.paragraph_id) == (EventKind.COMMENT, cy, None)
    assert (comment.number, comment.author_id, comment.text) == (0, cy, "Well,\n\nno.")
    assert event.at == event.active_at == comment.created_at
    after = session.get_one(Question, question_id)
    assert after.sequence == after.text_sequence == before.sequence + 1
    assert after.updated_at == before.updated_at


def test_a_comment_may_be_about_a_paragraph_that_stands(session: Session, viewpoint_id: int, cy: int) -> None:
    paragraph = _paragraph(session, viewpoint_id)
    said = comments.say(session, cy, viewpoint_id, "Where from?", paragraph.id)
    assert rows.event(session, said.event_id).paragraph_id == paragraph.id
    paragraph.position = None
    with pytest.raises(Invalid, match="taken out") as refusal:
        comments.say(session, cy, viewpoint_id, "And this?", paragraph.id)
    assert refusal.value.field == "comment"


def test_a_paragraph_of_another_viewpoint_is_not_found(
    session: Session, question_id: int, viewpoint_id: int, cy: int
) -> None:
    other = _paragraph(session, scene.viewpoint(session, question_id, "Keep it closed"))
    for paragraph_id in (other.id, 0, -1, 999_999, 2**31):
        with pytest.raises(NotFound):
            comments.say(session, cy, viewpoint_id, "Hm.", paragraph_id)


@ON_BOTH
def test_replies_stand_under_an_event_of_any_kind(
    session: Session, viewpoint_id: int, created_id: int, cy: int
) -> None:
    said = comments.say(session, cy, viewpoint_id, "Why?")
    for event_id in (created_id, said.event_id):
        replies = [comments.reply(session, cy, event_id, text) for text in ("One", "Two")]
        assert [rows.comment(session, one.comment_id).number for one in replies] == [1, 2]
        assert {(one.event_id, one.viewpoint_id) for one in replies} == {(event_id, viewpoint_id)}


def test_a_reply_makes_its_event_active(session: Session, question_id: int, viewpoint_id: int, cy: int) -> None:
    said = comments.say(session, cy, viewpoint_id, "Why?")
    _age(session, said, 60)
    before, sequence = rows.event(session, said.event_id).model_copy(), _sequence(session, question_id)
    replied = comments.reply(session, cy, said.event_id, "Because.")
    event = rows.event(session, said.event_id)
    assert event.at == before.at
    assert event.active_at == rows.comment(session, replied.comment_id).created_at > before.active_at
    assert _sequence(session, question_id) == sequence + 1


def test_one_changes_ones_own_comment(session: Session, question_id: int, viewpoint_id: int, cy: int) -> None:
    said = comments.say(session, cy, viewpoint_id, "Teh end")
    sequence = _sequence(session, question_id)
    assert comments.change(session, cy, said.comment_id, " The end ") == said
    comment = rows.comment(session, said.comment_id)
    assert (comment.text, comment.edited_at is not None) == ("The end", True)
    assert _sequence(session, question_id) == sequence + 1


def test_the_same_text_again_changes_nothing(session: Session, question_id: int, viewpoint_id: int, cy: int) -> None:
    said = comments.say(session, cy, viewpoint_id, "The end")
    sequence = _sequence(session, question_id)
    assert comments.change(session, cy, said.comment_id, "The end\n") == said
    assert rows.comment(session, said.comment_id).edited_at is None
    assert _sequence(session, question_id) == sequence


@ON_BOTH
def test_a_comment_can_be_changed_for_a_while(session: Session, viewpoint_id: int, cy: int) -> None:
    said = comments.say(session, cy, viewpoint_id, "First")
    _age(session, said, limits.COMMENT_EDIT_MINUTES - 0.5)
    comments.change(session, cy, said.comment_id, "Second")
    _age(session, said, limits.COMMENT_EDIT_MINUTES + 0.5)
    with pytest.raises(NotAllowed, match="for 15 minutes"):
        comments.change(session, cy, said.comment_id, "Third")
    assert rows.comment(session, said.comment_id).text == "Second"


def test_one_removes_ones_own_comment_at_any_time(
    session: Session, question_id: int, viewpoint_id: int, cy: int
) -> None:
    said = comments.say(session, cy, viewpoint_id, "Too much")
    _age(session, said, 60 * 24 * 365)
    assert comments.remove(session, cy, said.comment_id) == said
    session.flush()
    comment, sequence = rows.comment(session, said.comment_id).model_copy(), _sequence(session, question_id)
    assert (comment.text, comment.removed_at is not None) == ("", True)
    assert comments.remove(session, cy, said.comment_id) == said
    assert rows.comment(session, said.comment_id) == comment
    assert _sequence(session, question_id) == sequence


def test_what_was_removed_is_not_changed_but_can_be_replied_to(session: Session, viewpoint_id: int, cy: int) -> None:
    said = comments.say(session, cy, viewpoint_id, "Too much")
    comments.remove(session, cy, said.comment_id)
    with pytest.raises(NotAllowed, match="was removed"):
        comments.change(session, cy, said.comment_id, "Back again")
    comments.reply(session, cy, said.event_id, "Never mind.")


@pytest.mark.parametrize("act", [lambda *who: comments.change(*who, "Mine"), comments.remove], ids=["change", "remove"])
def test_what_others_said_is_theirs(session: Session, viewpoint_id: int, cy: int, act: Callable[..., Said]) -> None:
    said = comments.say(session, cy, viewpoint_id, "Why?")
    with pytest.raises(NotAllowed, match="Only whoever wrote"):
        act(session, scene.guest(session, "Eve"), said.comment_id)
    assert rows.comment(session, said.comment_id).text == "Why?"


def test_a_guest_without_a_name_is_asked_for_one(session: Session, viewpoint_id: int, created_id: int) -> None:
    nobody = scene.guest(session)
    with pytest.raises(NameNeeded):
        comments.say(session, nobody, viewpoint_id, "Why?")
    with pytest.raises(NameNeeded):
        comments.reply(session, nobody, created_id, "Why?")


@pytest.mark.parametrize("row_id", [0, -1, 999_999, 2**31, 2**64])
def test_what_does_not_exist_is_not_found(session: Session, cy: int, row_id: int) -> None:
    for act in (comments.say, comments.reply, comments.change):
        with pytest.raises(NotFound):
            act(session, cy, row_id, "Why?")
    with pytest.raises(NotFound):
        comments.remove(session, cy, row_id)


@pytest.mark.parametrize("text", ["", " \n\u200b", "x" * (limits.COMMENT_CHARACTERS + 1)])
def test_a_comment_is_not_empty_and_not_too_long(session: Session, viewpoint_id: int, cy: int, text: str) -> None:
    said = comments.say(session, cy, viewpoint_id, "x" * limits.COMMENT_CHARACTERS)
    for act, row_id in (
        (comments.say, viewpoint_id),
        (comments.reply, said.event_id),
        (comments.change, said.comment_id),
    ):
        with pytest.raises(Invalid) as refusal:
            act(session, cy, row_id, text)
        assert refusal.value.field == "comment"


def test_what_is_sent_twice_is_said_once(session: Session, viewpoint_id: int, created_id: int, cy: int) -> None:
    said = comments.say(session, cy, viewpoint_id, "Why?")
    replied = comments.reply(session, cy, created_id, "Why?")
    with pytest.raises(Invalid, match="said this here just now"):
        comments.say(session, cy, viewpoint_id, " Why? ")
    with pytest.raises(Invalid, match="said this here just now"):
        comments.reply(session, cy, created_id, "Why?")
    for one in (said, replied):
        _age(session, one, comments.REPEAT_MINUTES + 0.5)
    comments.say(session, cy, viewpoint_id, "Why?")
    comments.reply(session, cy, created_id, "Why?")


def test_the_same_words_by_somebody_else_or_elsewhere_are_no_repeat(
    session: Session, question_id: int, viewpoint_id: int, cy: int
) -> None:
    said = comments.say(session, cy, viewpoint_id, "Yes!")
    comments.say(session, scene.guest(session, "Eve"), viewpoint_id, "Yes!")
    comments.say(session, cy, viewpoint_id, "Yes!", _paragraph(session, viewpoint_id).id)
    comments.say(session, cy, scene.viewpoint(session, question_id, "Keep it closed"), "Yes!")
    comments.reply(session, cy, said.event_id, "Yes!")
    comments.remove(session, cy, said.comment_id)
    comments.say(session, cy, viewpoint_id, "Yes!")


@ON_BOTH
def test_replies_at_the_same_moment_get_numbers_of_their_own(engine: Engine) -> None:
    with transaction(engine) as session:
        viewpoint_id = scene.viewpoint(session, scene.question(session))
        writers = [scene.guest(session, f"Guest {number}") for number in range(6)]
        event_id = comments.say(session, writers[0], viewpoint_id, "Who is first?").event_id
    together = threading.Barrier(len(writers))

    def reply(author_id: int) -> int:
        together.wait()
        with transaction(engine) as session:
            return comments.reply(session, author_id, event_id, "Me!").comment_id

    with ThreadPoolExecutor(len(writers)) as threads:
        ids = set(threads.map(reply, writers))
    with reading(engine) as session:
        replies = session.exec(select(Comment).where(col(Comment.number) > 0).order_by(col(Comment.number))).all()
        assert [one.number for one in replies] == [1, 2, 3, 4, 5, 6]
        assert {one.id for one in replies} == ids
        assert session.exec(select(ConversationEvent.active_at).where(col(ConversationEvent.id) == event_id)).one() == (
            replies[-1].created_at
        )


@ON_BOTH
def test_one_comment_sent_twice_at_the_same_moment_is_said_once(engine: Engine) -> None:
    with transaction(engine) as session:
        viewpoint_id, cy = scene.viewpoint(session, scene.question(session)), scene.guest(session, "Cy")
    together = threading.Barrier(3)

    def say(_: int) -> bool:
        together.wait()
        with transaction(engine) as session:
            try:
                comments.say(session, cy, viewpoint_id, "Why?")
            except Invalid:
                return False
            return True

    with ThreadPoolExecutor(3) as threads:
        assert sorted(threads.map(say, range(3))) == [False, False, True]


@ON_BOTH
def test_a_change_that_waited_for_a_removal_finds_the_comment_removed(
    session: Session, viewpoint_id: int, cy: int
) -> None:
    said = comments.say(session, cy, viewpoint_id, "Why?")
    known = rows.comment(session, said.comment_id)
    unnoticed = {"synchronize_session": False}
    session.exec(update(Comment).values(text="", removed_at="2026-03-01"), execution_options=unnoticed)
    assert known.removed_at is None
    with pytest.raises(NotAllowed, match="was removed"):
        comments.change(session, cy, said.comment_id, "Why not?")


def test_a_reply_is_told_to_the_author_of_the_event_and_to_the_others_who_replied(
    session: Session, viewpoint_id: int, created_id: int, cy: int
) -> None:
    bo = rows.viewpoint(session, viewpoint_id).author_id
    eve, dee = scene.guest(session, "Eve"), scene.guest(session, "Dee")
    assert comments.reply(session, cy, created_id, "One").told == (bo,)
    assert comments.reply(session, eve, created_id, "Two").told == (bo, cy)
    gone = comments.reply(session, dee, created_id, "Three")
    comments.remove(session, dee, gone.comment_id)
    assert comments.reply(session, bo, created_id, "Four").told == (cy, eve)
    assert [(one.kind, one.detail) for one in notices.unseen(session, cy)] == [("replied", "Four")]


def test_at_most_the_newest_who_replied_are_told(session: Session, viewpoint_id: int, created_id: int) -> None:
    guests = [scene.guest(session, f"Guest {number}") for number in range(notices.REPLIERS_TOLD + 3)]
    for guest in guests:
        comments.reply(session, guest, created_id, "Here.")
    told = comments.reply(session, guests[0], created_id, "Again.").told
    assert told == (rows.viewpoint(session, viewpoint_id).author_id, *guests[-notices.REPLIERS_TOLD :])


def test_who_is_mentioned_is_told_that_instead(
    session: Session, question_id: int, viewpoint_id: int, created_id: int, cy: int
) -> None:
    asked_by, bo = session.get_one(Question, question_id).author_id, rows.viewpoint(session, viewpoint_id).author_id
    said = comments.reply(session, cy, created_id, "@bo li and @Ada Byron, and @Cy Twombly himself: look.")
    assert said.told == (asked_by, bo)
    assert [one.kind for one in notices.unseen(session, bo)] == ["mentioned"]
    assert notices.unseen(session, cy) == ()


def test_all_who_share_the_name_are_told(session: Session, question_id: int, viewpoint_id: int, cy: int) -> None:
    kims = [scene.guest(session, "Kim") for _ in range(2)]
    for kim in kims:
        comments.say(session, kim, viewpoint_id, "I am Kim.")
    stranger = scene.guest(session, "Kim")
    said = comments.say(session, cy, viewpoint_id, "@Kim?")
    assert said.told == tuple(kims)
    assert notices.unseen(session, stranger) == ()


def test_a_change_tells_only_those_whom_it_mentions_anew(session: Session, viewpoint_id: int, cy: int) -> None:
    bo = rows.viewpoint(session, viewpoint_id).author_id
    eve = scene.guest(session, "Eve")
    comments.say(session, eve, viewpoint_id, "I am here.")
    said = comments.say(session, cy, viewpoint_id, "@Bo Li?")
    assert said.told == (bo,)
    assert comments.change(session, cy, said.comment_id, "@Bo Li and @Eve?").told == (eve,)
