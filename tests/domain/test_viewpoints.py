"""Adding a viewpoint."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import snapshots, viewpoints
from debate_app.domain.refused import Invalid, NameNeeded, NotFound
from debate_app.domain.snapshot import Piece
from debate_app.domain.tables import Question
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH


def test_a_viewpoint_has_its_texts_sources_tally_and_first_event(session: Session) -> None:
    question_id, bo = scene.question(session), scene.guest(session, "Bo Li")
    before = snapshots.read(session, question_id)
    added = viewpoints.add(session, bo, question_id, " Open it ", ["One [1].", "Two."], ["www.example.org/a-story"])
    after = snapshots.read(session, question_id)

    viewpoint = after.viewpoints[0]
    assert (viewpoint.id, viewpoint.number, viewpoint.title, viewpoint.version) == (added, 1, "Open it", 1)
    assert viewpoint.author.initials == "BL"
    assert [text.number for text in viewpoint.paragraphs] == [1, 2]
    assert viewpoint.paragraphs[0].pieces == (Piece("One ", 0), Piece("[1]", 1), Piece(".", 0))
    assert (viewpoint.sources[0].href, viewpoint.sources[0].title) == ("https://www.example.org/a-story", "A story")
    assert [(event.kind, event.author.name) for event in after.talks[0].events] == [("created", "Bo Li")]
    assert (after.tallies[0].viewpoint_id, after.tallies[0].agrees, after.tallies[0].disagrees) == (added, 0, 0)
    assert after.sequence == after.text_sequence == before.sequence + 1
    assert after.question.updated_at >= before.question.updated_at


def test_its_words_can_be_searched(session: Session) -> None:
    question_id = scene.question(session)
    scene.viewpoint(session, question_id, "Ça suffit")
    assert "ca suffit" in session.get_one(Question, question_id).search_text


def test_every_fault_is_found_at_once() -> None:
    faults = viewpoints.check("x" * 151, ["fine", " ", "word " * 301], ["example.org", "javascript:alert(1)"])
    assert [fault.field for fault in faults] == ["title", "paragraphs.2", "paragraphs.3", "sources.2"]
    assert faults[1].sentence == "Paragraph 2 is empty."


def test_too_many_paragraphs_or_sources_or_none() -> None:
    faults = viewpoints.check("Fine", [], ["example.org"] * 51)
    assert [(fault.field, fault.sentence) for fault in faults] == [
        ("paragraphs", "Write at least one paragraph."),
        ("sources", "There are 51 sources; 50 are allowed."),
    ]
    assert [fault.field for fault in viewpoints.check("Fine", ["x"] * 10_000, [])] == ["paragraphs"]


def test_a_fault_is_raised_before_anything_is_written(session: Session) -> None:
    question_id, bo = scene.question(session), scene.guest(session, "Bo")
    with pytest.raises(Invalid):
        viewpoints.add(session, bo, question_id, "Fine", ["x"], ["localhost"])
    assert snapshots.read(session, question_id).viewpoints == ()


def test_a_guest_without_a_name_is_asked_for_one(session: Session) -> None:
    question_id = scene.question(session)
    with pytest.raises(NameNeeded) as refusal:
        viewpoints.add(session, scene.guest(session), question_id, "Fine", ["x"], [])
    assert refusal.value.field == "name"


@pytest.mark.parametrize("question_id", [0, -1, 4_000, 2**31, 2**64])
def test_a_question_that_does_not_exist(session: Session, question_id: int) -> None:
    with pytest.raises(NotFound):
        viewpoints.add(session, scene.guest(session, "Bo"), question_id, "Fine", ["x"], [])
    assert viewpoints.similar(session, question_id, "Fine") == ()


@ON_BOTH
def test_viewpoints_added_at_once_stand_one_after_the_other(engine: Engine) -> None:
    with transaction(engine) as session:
        question_id, bo = scene.question(session), scene.guest(session, "Bo")
    together = threading.Barrier(4)

    def add(number: int) -> None:
        together.wait()
        with transaction(engine) as session:
            scene.viewpoint(session, question_id, f"Number {number}", bo)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(4)))
    with reading(engine) as session:
        snapshot = snapshots.read(session, question_id)
    assert [viewpoint.number for viewpoint in snapshot.viewpoints] == [1, 2, 3, 4]
    assert snapshot.sequence == 5


def test_similar_titles_are_found(session: Session) -> None:
    question_id = scene.question(session)
    close = scene.viewpoint(session, question_id, "The library should stay closed on Sundays")
    scene.viewpoint(session, question_id, "Ask the staff first")
    assert viewpoints.similar(session, question_id, "LIBRARY closed on Súndays!") == (
        (close, "The library should stay closed on Sundays"),
    )
    assert viewpoints.similar(session, question_id, "Bananas") == ()
    assert viewpoints.similar(session, question_id, "") == ()


def test_hostile_text_is_kept_as_text(session: Session) -> None:
    question_id = scene.question(session)
    title = "<script>alert('1')</script> \u202eevil\x00 👩\u200d👧 %_\\"
    viewpoints.add(session, scene.guest(session, "<b>Bo</b>"), question_id, title, ["'; DROP TABLE vote; --"], [])
    viewpoint = snapshots.read(session, question_id).viewpoints[0]
    assert viewpoint.title == "<script>alert('1')</script> evil 👩\u200d👧 %_\\"
    assert viewpoint.author.name == "<b>Bo</b>"


def test_a_viewpoint_that_is_sent_again_is_published_once(session: Session) -> None:
    asked, writer = scene.question(session), scene.guest(session, "Ada")
    viewpoints.add(session, writer, asked, "The same title", ["One."], [])
    with pytest.raises(Invalid, match="already"):
        viewpoints.add(session, writer, asked, "The same  title", ["Another."], [])
    assert viewpoints.add(session, scene.guest(session, "Bea"), asked, "The same title", ["Hers."], [])
