"""Adding a viewpoint: the preview while one types, and the publishing."""

import reflex as rx
from sqlmodel import Session

from debate_app import live
from debate_app.domain import participants, preview, viewpoints
from debate_app.domain.snapshot import ParagraphText, SourceText
from debate_app.rates import Kind
from debate_app.state import suggesting
from debate_app.state.acts import act
from debate_app.state.identity import required_cookie
from debate_app.state.reading import Reading
from debate_app.state.shapes import fields, identifier
from debate_app.state.visitor import Visitor
from debate_app.state.writing import (
    Writing,
    by_field,
    lines_in,
    paragraphs_in,
    typed_so_far,
)
from debate_app.store.access import read, write

_form = fields("title", "paragraphs", "sources", "language", "name")


class NewViewpoint(Writing, rx.State):
    """The form's preview, the language that it looks like and what is wrong in it; the text itself stays in the browser
    until it is sent."""

    title: str = ""
    paragraphs: list[ParagraphText] = []
    sources: list[SourceText] = []
    similar: list[tuple[int, str]] = []
    looks_like: str = ""

    @act(rate=Kind.PREVIEW, question_id=identifier, form=_form)
    async def review(self, question_id: int, form: dict[str, str]):
        """Show what is typed as it would stand on the page, what a limit says about it and which language it looks
        like."""
        written, addresses = paragraphs_in(form["paragraphs"]), lines_in(form["sources"])
        faults = viewpoints.check(form["title"], written, addresses, form["language"])
        self.faults = by_field(typed_so_far(faults, form))
        self.title = form["title"].strip()
        self.paragraphs, self.sources = preview.paragraphs(written, addresses), preview.sources(addresses)
        self.similar = list(await read(viewpoints.similar, question_id, form["title"]))
        self.looks_like = await suggesting.looks_like(form["title"], form["paragraphs"])

    @act(rate=Kind.WRITE, question_id=identifier, form=_form)
    async def publish(self, question_id: int, form: dict[str, str]):
        """Add the viewpoint, signed with the participant's name, which this may be the moment to give."""
        written, addresses = paragraphs_in(form["paragraphs"]), lines_in(form["sources"])
        if faults := viewpoints.check(form["title"], written, addresses, form["language"]):
            self._refuse_all(faults)
            return
        viewpoint_id, name = await write(_add, required_cookie(self), question_id, form, written, addresses)
        live.changed(question_id)
        visitor = await self.get_state(Visitor)
        visitor.name = name
        live.nudge(visitor._owner or "")  # from now on they decide on its edits
        (await self.get_state(Reading)).seen = viewpoint_id
        self.title, self.paragraphs, self.sources, self.similar, self.looks_like = "", [], [], [], ""
        self._publish_at(f"#viewpoint-{viewpoint_id}")


def _add(
    session: Session, cookie: str, question_id: int, form: dict[str, str], written: list[str], addresses: list[str]
) -> tuple[int, str]:
    author_id, name = participants.sign(session, cookie, form["name"])
    texts = (form["title"], written, addresses, form["language"])
    return viewpoints.add(session, author_id, question_id, *texts), name
