"""Reading a question's page."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import comments, edits, snapshots
from debate_app.domain.amendments import Draft
from debate_app.domain.refused import NotFound
from debate_app.domain.snapshot import Change
from debate_app.domain.tables import EditKind, Source
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH, statements
from tests.scene import Essay

pytestmark = ON_BOTH


def test_a_question_without_viewpoints_is_a_page_too(session: Session) -> None:
    snapshot = snapshots.read(session, scene.question(session))
    assert (snapshot.viewpoints, snapshot.talks, snapshot.tallies) == ((), (), ())
    assert snapshot.question.background == ("It closes at noon on Saturday.", "Many people work all week.")


def test_the_number_of_queries_does_not_grow_with_the_page(engine: Engine) -> None:
    counts: list[int] = []
    with transaction(engine) as session:
        question_id, cy = scene.question(session), scene.guest(session, "Cy Twombly")
    for grown in range(2):
        with transaction(engine) as session:
            for number in range(3):
                viewpoint_id = scene.viewpoint(session, question_id, f"Number {grown} {number}")
                said = comments.say(session, cy, viewpoint_id, f"Comment {grown} {number}")
                for text in ("One", "Two"):
                    comments.reply(session, cy, said.event_id, text)
                    edits.submit(session, cy, viewpoint_id, Draft(EditKind.INSERT, 1, text=text))
                scene.edited(session, viewpoint_id, "New")
        with reading(engine) as session, statements(engine) as seen:
            snapshots.read(session, question_id)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 24


def test_an_edit_shows_its_paragraph_and_what_changed(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id = scene.viewpoint(session, question_id)
    event_id = scene.edited(session, viewpoint_id, "People read less. [1]")
    snapshot = snapshots.read(session, question_id)
    viewpoint = snapshot.viewpoints[0]
    newest, oldest = snapshot.talks[0].events
    assert newest.edit is not None
    assert (newest.id, newest.kind, newest.edit.status, newest.author.initials) == (event_id, "edit", "approved", "CT")
    assert newest.edit.place == f"paragraph-{viewpoint.paragraphs[0].id}"
    assert Change("more", "removed") in newest.edit.changes
    assert Change("less", "added") in newest.edit.changes
    assert (oldest.kind, oldest.edit, oldest.paragraph_id) == ("created", None, 0)
    assert viewpoint.paragraphs[0].pieces[0].text == "People read less. "
    assert (viewpoint.version, viewpoint.meaning_version) == (2, 2)


def test_whose_words_a_viewpoint_is_made_of_is_told_in_per_cent(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id = scene.viewpoint(session, question_id)
    scene.edited(session, viewpoint_id, "People read much more. [1]")
    [viewpoint] = snapshots.read(session, question_id).viewpoints
    assert [(one.person.name, one.share) for one in viewpoint.credits] == [("Bo Li", 80), ("Cy Twombly", 20)]


def test_only_the_paragraphs_and_sources_that_stand_are_shown(session: Session, essay: Essay) -> None:
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.a)
    essay.send(essay.author, EditKind.MOVE, paragraph_id=essay.c)
    essay.send(essay.author, EditKind.SOURCES, text="[2] example.com\nexample.net")
    [viewpoint] = snapshots.read(session, essay.question_id).viewpoints
    assert [(one.id, one.number) for one in viewpoint.paragraphs] == [(essay.c, 1), (essay.b, 2)]
    assert [one.typed for one in viewpoint.sources] == ["[2] example.com", "example.net"]


def test_the_page_shows_the_three_newest_events_and_how_many_there_are(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id, other = scene.viewpoint(session, question_id), scene.viewpoint(session, question_id, "Other")
    for number, day in enumerate(("2999-01-03", "2999-01-01", "2999-01-02", "2999-01-02")):
        scene.edited(session, viewpoint_id, f"Text {number}", day)
    first, second = snapshots.read(session, question_id).talks
    assert [event.active_at for event in first.events] == ["2999-01-03", "2999-01-02", "2999-01-02"]
    assert first.events[1].id > first.events[2].id
    assert (first.events_total, second.events_total, second.viewpoint_id) == (5, 1, other)


def test_a_label_of_a_source_is_the_mark_that_cites_it(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id = scene.viewpoint(session, question_id)
    session.add(Source(viewpoint_id=viewpoint_id, position=2, address="example.org/two", label="1"))
    viewpoint = snapshots.read(session, question_id).viewpoints[0]
    assert [source.label for source in viewpoint.sources] == ["", "1"]
    assert viewpoint.paragraphs[0].pieces[1].source == 2


def test_the_page_is_one_moment_while_others_write(engine: Engine) -> None:
    with transaction(engine) as session:
        question_id = scene.question(session)
    with reading(engine) as reader:
        before = snapshots.tallies(reader, question_id)
        with transaction(engine) as session:
            scene.viewpoint(session, question_id)
        snapshot = snapshots.read(reader, question_id)
    assert (snapshot.sequence, snapshot.tallies) == before
    assert snapshot.viewpoints == ()


@pytest.mark.parametrize("hostile_id", [0, -1, 4_000, 2**31, 2**63, -(2**70)])
def test_ids_of_nothing_are_not_found(session: Session, hostile_id: int) -> None:
    for read in (snapshots.read, snapshots.tallies):
        with pytest.raises(NotFound):
            read(session, hostile_id)
