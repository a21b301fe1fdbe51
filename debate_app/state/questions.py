"""Asking a question."""

import reflex as rx
from sqlmodel import Session

from debate_app import languages
from debate_app.domain import participants, questions, slugs
from debate_app.rates import Kind
from debate_app.state import suggesting
from debate_app.state.acts import act
from debate_app.state.identity import required_cookie
from debate_app.state.shapes import fields
from debate_app.state.visitor import Visitor
from debate_app.state.writing import Writing, by_field, topics_in, typed_so_far
from debate_app.store.access import write

_form = fields("title", "background", "topics", "language", "name")


class NewQuestion(Writing, rx.State):
    """What is wrong in the form, and the language that it looks like; the text itself stays in the browser until it is
    sent."""

    looks_like: str = ""

    @act(rate=Kind.PREVIEW, form=_form)
    async def review(self, form: dict[str, str]):
        """Say what a limit says about what is typed, and which language it looks like."""
        self.faults = by_field(typed_so_far(questions.check(*_asked(form)), form))
        self.looks_like = await suggesting.looks_like(form["title"], form["background"])

    @act(rate=Kind.WRITE, form=_form)
    async def ask(self, form: dict[str, str]):
        """Ask the question, signed with the participant's name, which this may be the moment to give."""
        if faults := questions.check(*_asked(form)):
            self._refuse_all(faults)
            return
        question_id, name = await write(_ask, required_cookie(self), form)
        (await self.get_state(Visitor)).name = name
        self.looks_like = ""
        self._publish_at(slugs.path(question_id, form["title"]))


def _ask(session: Session, cookie: str, form: dict[str, str]) -> tuple[int, str]:
    author_id, name = participants.sign(session, cookie, form["name"])
    return questions.ask(session, author_id, *_asked(form)), name


def _asked(form: dict[str, str]) -> tuple[str, str, list[str], str]:
    return form["title"], form["background"], topics_in(form["topics"]), form["language"] or languages.current()
