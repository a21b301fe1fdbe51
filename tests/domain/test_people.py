"""Who takes part in a question."""

from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import comments, people
from debate_app.domain.tables import Edit, EditKind, EditStatus
from tests import scene
from tests.databases import ON_BOTH, statements


@ON_BOTH
def test_everybody_who_asked_wrote_edited_or_commented_takes_part_once(session: Session) -> None:
    question_id = scene.question(session, author_id=scene.guest(session, "Ada"))
    viewpoint_id = scene.viewpoint(session, question_id, author_id=scene.guest(session, "Bo"))
    editor, eve = scene.guest(session, "Cy"), scene.guest(session, "Eve")
    session.add(
        Edit(
            viewpoint_id=viewpoint_id,
            kind=EditKind.TITLE,
            author_id=editor,
            created_at="2026-03-01T10:00:00.000Z",
            status=EditStatus.PROPOSED,
        )
    )
    said = comments.say(session, eve, viewpoint_id, "Why?")
    comments.reply(session, scene.guest(session, "Eve"), said.event_id, "Because.")
    comments.reply(session, scene.guest(session, "Dee"), said.event_id, "Indeed.")
    assert people.taking_part(session, question_id) == ("Ada", "Bo", "Cy", "Dee", "Eve")
    assert len(people.writers(session, question_id)) == 6


def test_who_wrote_elsewhere_or_only_came_does_not(session: Session, question_id: int) -> None:
    scene.guest(session, "Eve")
    other = scene.question(session, author_id=scene.guest(session, "Elsewhere"))
    assert people.taking_part(session, question_id) == ("Ada Byron",)
    assert people.taking_part(session, other) == ("Elsewhere",)


def test_they_are_found_in_one_query(session: Session, engine: Engine, question_id: int) -> None:
    for number in range(5):
        scene.viewpoint(session, question_id, f"Title {number}", scene.guest(session, f"Name {number}"))
    with statements(engine) as seen:
        assert len(people.taking_part(session, question_id)) == 6
    assert len(seen) == 1
