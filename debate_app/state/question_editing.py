"""Editing the question's own text, by those who may."""

import reflex as rx
from sqlmodel import Session

from debate_app import live
from debate_app.domain import participants, question_edits, questions
from debate_app.domain.refused import Late, Refused
from debate_app.domain.snapshot import Conflict
from debate_app.rates import Kind
from debate_app.state.acts import act
from debate_app.state.forms import whole
from debate_app.state.identity import required_cookie
from debate_app.state.shapes import fields, identifier
from debate_app.state.writing import Writing, topics_in
from debate_app.store.access import write

_form = fields("title", "background", "topics", "reason", "base")
_language = fields("language")


class EditingQuestion(Writing, rx.State):
    """``conflicts`` holds, by field, the texts to choose from where somebody else was faster."""

    conflicts: dict[str, Conflict] = {}

    @act(rate=Kind.WRITE, question_id=identifier, form=_form)
    async def send(self, question_id: int, form: dict[str, str]):
        """Give the question another text."""
        await write(_edit, required_cookie(self), question_id, form)
        live.changed(question_id)
        self.conflicts = {}
        self._publish_at("#question")

    @act(rate=Kind.WRITE, question_id=identifier, form=_language)
    async def declare(self, question_id: int, form: dict[str, str]):
        """Say which language the question is written in."""
        await write(_declare, required_cookie(self), question_id, form["language"])
        live.changed(question_id)
        self._publish_at("#question")

    def _refuse(self, refused: Refused, place: str) -> None:
        self.conflicts = {refused.field: refused.conflict} if isinstance(refused, Late) else {}
        super()._refuse(refused, place)


def _declare(session: Session, cookie: str, question_id: int, language: str) -> None:
    questions.declare(session, participants.ensure(session, cookie), question_id, language)


def _edit(session: Session, cookie: str, question_id: int, form: dict[str, str]) -> None:
    author_id = participants.ensure(session, cookie)
    text = (form["title"], form["background"], topics_in(form["topics"]))
    question_edits.edit(session, author_id, question_id, whole(form["base"]), *text, form["reason"])
