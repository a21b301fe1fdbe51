"""Reading a question's page."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import conversation, dates, snapshots
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.snapshot import Change
from debate_app.domain.tables import (
    Source,
)
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import statements


def test_a_question_without_viewpoints_is_a_page_too(session: Session) -> None:
    snapshot = snapshots.read(session, scene.question(session))
    assert (snapshot.viewpoints, snapshot.tallies) == ((), ())
    assert snapshot.question.background == ("It closes at noon on Saturday.", "Many people work all week.")


def test_the_number_of_queries_does_not_grow_with_the_page(engine: Engine) -> None:
    counts: list[int] = []
    with transaction(engine) as session:
        question_id = scene.question(session)
    for _ in range(2):
        with transaction(engine) as session:
            for number in range(5):
                scene.edited(session, scene.viewpoint(session, question_id, f"Number {number}"), "New", "2026-01-01")
        with reading(engine) as session, statements(engine) as seen:
            snapshots.read(session, question_id)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 11


def test_an_edit_shows_its_paragraph_and_what_changed(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id = scene.viewpoint(session, question_id)
    event_id = scene.edited(session, viewpoint_id, "People read less. [1]", dates.now())
    viewpoint = snapshots.read(session, question_id).viewpoints[0]
    newest, oldest = viewpoint.events
    assert (newest.id, newest.kind, newest.status, newest.author.initials) == (event_id, "edit", "approved", "CT")
    assert (newest.paragraph_id, newest.paragraph_number) == (viewpoint.paragraphs[0].id, 1)
    assert newest.compared
    assert Change("more", "removed") in newest.changes
    assert Change("less", "added") in newest.changes
    assert (oldest.kind, oldest.status, oldest.paragraph_id, oldest.changes) == ("created", "", 0, ())
    assert not oldest.compared
    assert viewpoint.paragraphs[0].pieces[0].text == "People read less. "


def test_an_edit_whose_earlier_text_is_not_known_is_one_run(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id = scene.viewpoint(session, question_id)
    scene.edited(session, viewpoint_id, "All new", dates.now(), compared=False)
    newest = snapshots.read(session, question_id).viewpoints[0].events[0]
    assert not newest.compared
    assert newest.changes == (Change("All new", "same"),)


def test_the_page_shows_the_three_newest_events_and_how_many_there_are(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id, other = scene.viewpoint(session, question_id), scene.viewpoint(session, question_id, "Other")
    for day in ("2999-01-03", "2999-01-01", "2999-01-02", "2999-01-02"):
        scene.edited(session, viewpoint_id, day, day)
    first, second = snapshots.read(session, question_id).viewpoints
    assert [event.at for event in first.events] == ["2999-01-03", "2999-01-02", "2999-01-02"]
    assert first.events[1].id > first.events[2].id
    assert (first.events_total, second.events_total, second.id) == (5, 1, other)


def test_show_all_goes_on_where_the_page_ended(session: Session) -> None:
    viewpoint_id = scene.viewpoint(session, scene.question(session))
    for day in ("2999-01-02", "2999-01-01", "2999-01-02"):
        scene.edited(session, viewpoint_id, day, day)
    everything = conversation.events(session, viewpoint_id, None, 100)
    assert [event.at for event in everything][:3] == ["2999-01-02", "2999-01-02", "2999-01-01"]
    shown: list[int] = []
    before: tuple[str, int] | None = None
    while page := conversation.events(session, viewpoint_id, before, 1):
        shown += [event.id for event in page]
        before = (page[-1].at, page[-1].id)
    assert shown == [event.id for event in everything]


def test_show_all_refuses_what_makes_no_sense(session: Session) -> None:
    viewpoint_id = scene.viewpoint(session, scene.question(session))
    for size in (0, -1, 101, 2**70):
        with pytest.raises(Invalid):
            conversation.events(session, viewpoint_id, None, size)
    with pytest.raises(Invalid):
        conversation.events(session, viewpoint_id, ("\x00", 1), 10)
    assert conversation.events(session, viewpoint_id, ("2999-01-01", 2**80), 10)
    assert conversation.events(session, viewpoint_id, ("1999-01-01", -(2**80)), 10) == ()


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
    with pytest.raises(NotFound):
        conversation.events(session, hostile_id, None, 10)
