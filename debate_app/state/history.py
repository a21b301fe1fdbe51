"""The versions of a viewpoint or of a question: its address says which, and what is compared."""

from typing import Any
from urllib.parse import parse_qsl

import reflex as rx
from sqlmodel import Session

from debate_app import live
from debate_app.domain import decisions, history, participants, restoring
from debate_app.domain.edits import Sent
from debate_app.domain.history import Asked
from debate_app.domain.history_texts import (
    NO_COMPARISON,
    NO_SUBJECT,
    NO_VERSION,
    Comparison,
    Subject,
    VersionLine,
    VersionText,
)
from debate_app.domain.refused import Late, NotFound, Refused
from debate_app.domain.wordings import LATE
from debate_app.rates import Kind
from debate_app.state.acts import Answering, act
from debate_app.state.identity import cookie_of, required_cookie
from debate_app.state.shapes import fields, identifier, one_of_type
from debate_app.state.telling import carry_out, place_after
from debate_app.state.visitor import Visitor
from debate_app.state.writing import Writing
from debate_app.store.access import read, write
from debate_app.words import plain

_form = fields("reason", "name")


class History(Answering, rx.State):
    """The list as far as it was read, and the version or the comparison that the address asks for.

    ``may_apply`` tells that what this person restores needs nobody's approval, ``writing`` why they can restore
    nothing, where that is so.
    """

    subject: Subject = NO_SUBJECT
    title: str = ""
    numbers: list[int] = []
    lines: list[VersionLine] = []
    version: VersionText = NO_VERSION
    comparison: Comparison = NO_COMPARISON
    may_apply: bool = False
    writing: str = ""
    loaded: bool = False
    missing: bool = False

    @act()
    async def open(self):
        """Read what the address asks for: ``/history/viewpoint/12/5?against=3&paragraph=7``."""
        self.reset()
        (await self.get_state(Restoring)).reset()
        asked = _asked(self.router_data)
        try:
            page = await read(history.page, asked, cookie_of(self)) if asked else None
        except NotFound:
            page = None
        self.missing, self.loaded = page is None, True
        if page is None:
            return
        self.subject, self.title = page.subject, page.title
        self.may_apply, self.writing = page.may_apply, page.writing
        self.numbers, self.lines = list(page.numbers), list(page.lines)
        self.version, self.comparison = page.version, page.comparison
        if page.fault:
            self.faults = {"all": page.fault}

    @act()
    async def show_more(self):
        """Read the next lines of the list, of older versions."""
        if self.lines:
            self.lines = [*self.lines, *await read(history.more, self.subject, self.lines[-1].number)]

    @act(rate=Kind.WRITE, beside="edit_id", edit_id=identifier, small=one_of_type(bool))
    async def weigh(self, edit_id: int, small: bool):
        """Decide anew whether an edit is a small correction, which leaves votes as they are."""
        await carry_out(self, None, decisions.weigh, edit_id, small)
        changed = [line.number for line in self.lines if line.edit_id == edit_id]
        anew = {number: await read(history.line, self.subject, number) for number in changed}
        self.lines = [anew.get(line.number, line) for line in self.lines]


class Restoring(Writing, rx.State):
    """The form that goes back to the version on the page."""

    @act(rate=Kind.WRITE, version=identifier, form=_form)
    async def restore(self, version: int, form: dict[str, str]):
        """Go back to that version, or propose it; the text that the page showed as today's is what it is made on."""
        subject = (await self.get_state(History)).subject
        if subject.kind == "question":
            await self._restore_question(subject, version, form)
        elif subject.paragraph_id:
            part = (subject.id, subject.paragraph_id, version, subject.newest, form["reason"])
            self._sent(subject, await carry_out(self, form["name"], restoring.paragraph, *part))
        elif subject.id:
            whole = (subject.id, version, subject.newest, form["reason"])
            self._sent(subject, await carry_out(self, form["name"], restoring.viewpoint, *whole))
        else:
            raise Refused(plain("This page has lost its place. Reload it, then try again."))

    async def _restore_question(self, subject: Subject, version: int, form: dict[str, str]) -> None:
        cookie = required_cookie(self)
        (await self.get_state(Visitor)).name = await write(_question_restored, cookie, subject, version, form)
        live.changed(subject.question_id)
        self._publish_at(f"{subject.path}#question")

    def _sent(self, subject: Subject, sent: Sent) -> None:
        self._publish_at(subject.path.partition("#")[0] + place_after(sent))

    def _refuse(self, refused: Refused, place: str) -> None:
        sentence = plain(LATE) if isinstance(refused, Late) else refused.sentence
        super()._refuse(Refused(sentence, refused.field if refused.field in ("reason", "name") else ""), place)


def _asked(route: dict[str, Any]) -> Asked | None:
    """What the address asks for, as the browser tells it."""
    path, _, query = str(route.get("asPath", "")).partition("#")[0].partition("?")
    return history.asked(path, dict(parse_qsl(query, keep_blank_values=True)))


def _question_restored(session: Session, cookie: str, subject: Subject, version: int, form: dict[str, str]) -> str:
    author_id, name = participants.sign(session, cookie, form["name"])
    restoring.question(session, author_id, subject.id, version, subject.newest, form["reason"])
    return name
