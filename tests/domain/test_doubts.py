"""Doubts about sources: who may say one, where it is told, and when it counts."""

import pytest
from sqlmodel import Session

from debate_app.domain import comments, conversation, doubts, erasing, hiding, snapshots
from debate_app.domain.comments import Said
from debate_app.domain.refused import Invalid, NameNeeded, NotAllowed
from debate_app.domain.snapshot import EventText
from debate_app.domain.tables import EditKind, EventKind, Question, Role, SubjectKind
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay

FOOD = "https://example.org/food#page"
WHY = "It is about bears."


def doubted(session: Session, essay: Essay, who: int = 0, why: str = WHY, about: int | None = None) -> Said:
    return doubts.doubt(session, who or essay.cy, essay.viewpoint_id, FOOD, why, about)


def newest(session: Session, essay: Essay) -> EventText:
    return snapshots.read(session, essay.question_id).talks[0].events[0]


def count(session: Session, essay: Essay) -> int:
    return snapshots.read(session, essay.question_id).viewpoints[0].sources[0].doubts


@ON_BOTH
def test_a_doubt_is_told_in_the_conversation_and_counted_at_the_source(session: Session, essay: Essay) -> None:
    before = essay.sequence
    said = doubted(session, essay, about=essay.b)
    event = newest(session, essay)
    assert (event.kind, event.author.name, event.paragraph_number) == (EventKind.DOUBTED, "Cy Twombly", 2)
    assert event.source is not None
    assert (event.source.number, event.source.title) == (1, "Food")
    assert ["".join(one.text for one in comment.sayings) for comment in event.said] == [WHY]
    assert count(session, essay) == 1
    assert essay.sequence > before
    assert dict(snapshots.read(session, essay.question_id).talks[0].remarks) == {essay.b: 1}
    assert [one.id for one in conversation.about(session, essay.b)] == [said.event_id]


def test_it_can_be_answered_and_its_author_is_told(session: Session, essay: Essay) -> None:
    said = doubted(session, essay)
    assert comments.reply(session, essay.author, said.event_id, "Read on.").told == (essay.cy,)


def test_one_person_has_one_open_doubt_of_a_source(session: Session, essay: Essay) -> None:
    said = doubted(session, essay)
    with pytest.raises(Invalid):
        doubted(session, essay, why="And about cats.")
    doubted(session, essay, essay.author)
    assert count(session, essay) == 2
    comments.remove(session, essay.cy, said.comment_id)
    assert count(session, essay) == 1
    doubted(session, essay, why="And about cats.")
    assert count(session, essay) == 2


def test_what_is_hidden_or_erased_does_not_count(session: Session, essay: Essay) -> None:
    said, mo = doubted(session, essay), scene.account(session, "Mo Derator", Role.MODERATOR)
    hiding.hide(session, mo, SubjectKind.COMMENT, said.comment_id, "Rude.")
    assert count(session, essay) == 0
    hiding.restore(session, mo, SubjectKind.COMMENT, said.comment_id, "Not rude.")
    assert count(session, essay) == 1
    erasing.erase_viewpoint(session, essay.viewpoint)
    assert snapshots.read(session, essay.question_id).viewpoints[0].sources == ()


def test_a_source_that_is_cited_no_more_is_still_named(session: Session, essay: Essay) -> None:
    doubted(session, essay)
    essay.send(essay.author, EditKind.SOURCES, text="example.net")
    told = conversation.events(session, essay.viewpoint_id, None, 10)
    [source] = [one.source for one in told if one.source]
    assert (source.number, source.title) == (0, "Food")
    assert count(session, essay) == 0


@pytest.mark.parametrize("address", ["example.net", "javascript:alert(1)", ""])
def test_only_a_source_that_is_cited_can_be_doubted(session: Session, essay: Essay, address: str) -> None:
    with pytest.raises(Invalid):
        doubts.doubt(session, essay.cy, essay.viewpoint_id, address, WHY)


def test_the_rules_are_those_of_comments(session: Session, essay: Essay) -> None:
    with pytest.raises(NameNeeded):
        doubted(session, essay, scene.guest(session))
    with pytest.raises(Invalid):
        doubted(session, essay, why=" ")
    session.get_one(Question, essay.question_id).locked = True
    with pytest.raises(NotAllowed):
        doubted(session, essay)
