"""A debate with a past for the tests to begin with: a viewpoint of seven versions, a question of three."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from debate_app.domain import decisions, edits, question_edits, questions, slugs, viewpoints
from debate_app.domain.amendments import Draft
from debate_app.domain.tables import EditKind, Paragraph
from tests import scene

TITLE = "Open it on Sundays"
FIRST = "People read more when they can come. On Sundays most of them are free. [1]"
SECOND = "And children come with their parents, who otherwise have no time."
THIRD = "It costs little: two people at the desk, and the lights."


@dataclass(frozen=True)
class Past:
    """Where it is, and who wrote it. ``small_edit_id`` made version 4, a small correction."""

    question_id: int
    viewpoint_id: int
    paragraph_ids: tuple[int, ...]
    author_id: int
    small_edit_id: int

    @property
    def viewpoint(self) -> str:
        return f"/history/viewpoint/{self.viewpoint_id}"

    @property
    def question(self) -> str:
        return f"/history/question/{self.question_id}"

    @property
    def page(self) -> str:
        return slugs.path(self.question_id, "Should the library open on Sundays, too?")


def past(session: Session, author_id: int = 0) -> Past:
    """Versions: 1 published, 2 first paragraph, 3 a third one added, 4 a small correction of it, 5 the third one moved
    up, 6 the second one taken out, 7 the title."""
    author_id = author_id or scene.guest(session, "Bo Li")
    asker = scene.guest(session, "Ada Byron")
    question_id = _question(session, asker)
    published = [FIRST.replace("can come", "may come"), SECOND]
    viewpoint_id = viewpoints.add(session, author_id, question_id, "Open it", published, ["example.org/sundays"])
    listed = select(Paragraph.id).where(col(Paragraph.viewpoint_id) == viewpoint_id).order_by(col(Paragraph.position))
    first, second = (one or 0 for one in session.exec(listed))
    proposed = edits.submit(
        session,
        scene.guest(session, "Cy Twombly"),
        viewpoint_id,
        Draft(EditKind.CHANGE, 1, paragraph_id=first, text=FIRST, reason="It is open to everybody"),
    )
    decisions.approve(session, author_id, proposed.edit_id, 1, small=False, reason="Thank you")
    third = _edit(
        session, author_id, viewpoint_id, EditKind.INSERT, 2, text=THIRD.replace("lights", "ligths"), after_id=second
    )
    corrected = _edit(session, author_id, viewpoint_id, EditKind.CHANGE, 3, paragraph_id=third.paragraph_id, text=THIRD)
    _edit(session, author_id, viewpoint_id, EditKind.MOVE, 4, paragraph_id=third.paragraph_id, after_id=None)
    _edit(session, author_id, viewpoint_id, EditKind.REMOVE, 5, paragraph_id=second)
    _edit(session, author_id, viewpoint_id, EditKind.TITLE, 6, text=TITLE, reason="Say when")
    return Past(question_id, viewpoint_id, (first, second, third.paragraph_id), author_id, corrected.edit_id)


def _question(session: Session, asker: int) -> int:
    question_id = questions.ask(session, asker, "Should it open on Sundays?", "It closes at noon.", ["Town"])
    title, background = "Should the library open on Sundays?", "It closes at noon on Saturday."
    question_edits.edit(session, asker, question_id, 1, title, background, ["Town"], "Say what it is about")
    title = "Should the library open on Sundays, too?"
    question_edits.edit(session, asker, question_id, 2, title, background, ["Town"])
    return question_id


def _edit(session: Session, author_id: int, viewpoint_id: int, kind: EditKind, base: int, **more: object) -> edits.Sent:
    return edits.submit(session, author_id, viewpoint_id, Draft(kind, base, **more))
