"""A debate to keep civil: texts of every kind, their authors, those who moderate, and somebody who reports."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from debate_app.domain import comments, edits
from debate_app.domain.amendments import Draft
from debate_app.domain.tables import EditKind, Role, SubjectKind
from tests import scene

QUESTION, VIEWPOINT, EDIT, COMMENT, PARTICIPANT = SubjectKind

TEXTS = (QUESTION, VIEWPOINT, EDIT, COMMENT)

MARKS = {QUESTION: "gryphon", VIEWPOINT: "dormouse", EDIT: "walrus", COMMENT: "jabberwock"}
"""A word that stands in this text alone."""

WORDS = {
    QUESTION: "Should the gryphon pay?",
    VIEWPOINT: "The dormouse should pay",
    EDIT: "The walrus is a thief.",
    COMMENT: "You are all as mad as a jabberwock.",
}
"""What the texts say."""

REPORTER = "Whistling Kim"


@dataclass(frozen=True)
class Forum:
    """Ada asked, Bo wrote the viewpoint, Cy proposed an edit of it and commented on it; Kim reports. Mo and Max are
    moderators, Ann is an admin. Ada, Bo and Kim have accounts; Cy is a guest."""

    question_id: int
    viewpoint_id: int
    edit_id: int
    comment_id: int
    event_id: int
    ada: int
    bo: int
    cy: int
    kim: int
    mo: int
    max: int
    ann: int

    def of(self, kind: SubjectKind) -> int:
        """The id of the text of that kind, or of Cy."""
        return {
            QUESTION: self.question_id,
            VIEWPOINT: self.viewpoint_id,
            EDIT: self.edit_id,
            COMMENT: self.comment_id,
            PARTICIPANT: self.cy,
        }[kind]

    def author(self, kind: SubjectKind) -> int:
        """Who wrote it."""
        return {QUESTION: self.ada, VIEWPOINT: self.bo}.get(kind, self.cy)

    def people(self) -> Iterator[int]:
        """Everybody who does not moderate."""
        yield from (self.ada, self.bo, self.cy, self.kim)


def forum(session: Session) -> Forum:
    """The debate, with nothing decided yet."""
    ada, bo, kim = (scene.account(session, name) for name in ("Ada Byron", "Bo Li", REPORTER))
    mo, other = (scene.account(session, name, Role.MODERATOR) for name in ("Mo Derator", "Max Planck"))
    ann, cy = scene.account(session, "Ann Admin", Role.ADMIN), scene.guest(session, "Cy Twombly")
    question_id = scene.question(session, WORDS[QUESTION], ada)
    viewpoint_id = scene.viewpoint(session, question_id, WORDS[VIEWPOINT], bo)
    draft = Draft(EditKind.INSERT, 1, text=WORDS[EDIT])
    edit_id = edits.submit(session, cy, viewpoint_id, draft).edit_id
    said = comments.say(session, cy, viewpoint_id, WORDS[COMMENT])
    return Forum(question_id, viewpoint_id, edit_id, said.comment_id, said.event_id, ada, bo, cy, kim, mo, other, ann)
