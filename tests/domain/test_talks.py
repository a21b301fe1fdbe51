"""What is going on around each viewpoint of a question."""

import pytest
from sqlmodel import Session

from debate_app.domain import comments, conversation, decisions, talks
from debate_app.domain.snapshot import Talk
from debate_app.domain.tables import EditKind
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay


def _talk(essay: Essay) -> Talk:
    essay.session.flush()
    return talks.read(essay.session, essay.question_id)[0]


@ON_BOTH
def test_a_new_viewpoint_has_its_beginning_and_nothing_else(session: Session, essay: Essay) -> None:
    other = scene.viewpoint(session, essay.question_id, "Other")
    first, second = talks.read(session, essay.question_id)
    assert (first.viewpoint_id, second.viewpoint_id) == (essay.viewpoint_id, other)
    for talk in (first, second):
        assert [event.kind for event in talk.events] == ["created"]
        assert (talk.events_total, talk.proposals, talk.proposals_total, talk.remarks) == (1, (), 0, ())


def test_the_newest_events_are_told_with_their_newest_replies(session: Session, essay: Essay) -> None:
    said = comments.say(session, essay.cy, essay.viewpoint_id, "Why?")
    for number in range(5):
        comments.reply(session, essay.author, said.event_id, f"Reply {number}")
        scene.edited(session, essay.viewpoint_id, f"Text {number}", f"2000-01-0{number + 1}")
    talk = _talk(essay)
    assert (len(talk.events), talk.events_total) == (conversation.LATEST_EVENTS, 7)
    event = talk.events[0]
    assert [run.text for one in event.said for run in one.sayings] == ["Why?"]
    assert [one.sayings[0].text for one in event.replies] == ["Reply 2", "Reply 3", "Reply 4"]
    assert event.replies_total == 5


def test_what_waits_for_a_decision_is_told_however_old_it_is(essay: Essay) -> None:
    waiting = [essay.change(essay.cy, essay.a, f"Apes eat {one}.").edit_id for one in ("figs", "dates")]
    essay.approve(waiting.pop(0))
    for number in range(4):
        essay.change(essay.author, essay.c, f"Cats {number}.")
    talk = _talk(essay)
    assert [(event.edit.id, event.edit.status) for event in talk.proposals if event.edit] == [
        (waiting[0], "needs_look")
    ]
    assert talk.proposals_total == 1


def test_at_most_so_many_proposals_are_told(essay: Essay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "MOST_PROPOSALS", 2)
    sent = [essay.change(essay.cy, essay.a, f"Apes {number}.").edit_id for number in range(3)]
    talk = _talk(essay)
    assert ({event.edit.id for event in talk.proposals if event.edit}, talk.proposals_total) == (set(sent[1:]), 3)


def test_a_weighed_edit_is_an_event_of_its_own_that_is_no_proposal(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.author, essay.a, "Apes eat figs.")
    decisions.weigh(session, essay.author, sent.edit_id, small=True)
    talk = _talk(essay)
    [weighed] = [event for event in talk.events if event.kind == "weighed"]
    assert (weighed.small, weighed.author.name) == (True, "Bo Li")
    assert weighed.edit is not None
    assert (weighed.edit.id, weighed.edit.small) == (sent.edit_id, True)
    assert talk.proposals == ()


def test_remarks_are_the_comments_and_replies_on_each_paragraph_that_still_stand(
    session: Session, essay: Essay
) -> None:
    first = comments.say(session, essay.cy, essay.viewpoint_id, "Apes?", essay.a)
    comments.reply(session, essay.author, first.event_id, "Yes.")
    removed = comments.say(session, essay.cy, essay.viewpoint_id, "Never mind.", essay.a)
    comments.remove(session, essay.cy, removed.comment_id)
    comments.say(session, essay.cy, essay.viewpoint_id, "Cats?", essay.c)
    comments.say(session, essay.cy, essay.viewpoint_id, "All of it?")
    assert _talk(essay).remarks == ((essay.a, 2), (essay.c, 1))
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.c)
    assert _talk(essay).remarks == ((essay.a, 2), (essay.c, 1))


def test_a_question_without_viewpoints_has_none(session: Session, question_id: int) -> None:
    assert talks.read(session, question_id) == ()
