"""Comments, replies and doubts about sources: said, changed, removed."""

import reflex as rx

from debate_app.domain import comments, doubts
from debate_app.rates import Kind
from debate_app.state import suggesting
from debate_app.state.acts import act
from debate_app.state.forms import Forms, newest, whole
from debate_app.state.shapes import fields, identifier, number, place
from debate_app.state.telling import carry_out

_form = fields("comment", "language", "name")
_doubt = fields("comment", "source", "paragraph", "language", "name")


class Commenting(Forms, rx.State):
    """``looks_like`` holds, by the place of the form, the language that its text looks like. The text itself stays in
    the browser until it is sent."""

    looks_like: dict[str, str] = {}

    @act(rate=Kind.PREVIEW, beside="place", place=place, form=_doubt)
    async def review(self, place: str, form: dict[str, str]):
        """Say which language the text looks like."""
        self.looks_like = {**newest(self.looks_like), place: await suggesting.looks_like(form["comment"])}

    @act(rate=Kind.WRITE, beside="place", place=place, viewpoint_id=identifier, paragraph_id=number, form=_form)
    async def say(self, place: str, viewpoint_id: int, paragraph_id: int, form: dict[str, str]):
        """Comment on a viewpoint, or on one of its paragraphs."""
        what = (viewpoint_id, form["comment"], paragraph_id or None, form["language"])
        self._said(place, await carry_out(self, form["name"], comments.say, *what))

    @act(rate=Kind.WRITE, beside="place", place=place, viewpoint_id=identifier, form=_doubt)
    async def doubt(self, place: str, viewpoint_id: int, form: dict[str, str]):
        """Say that a source of the viewpoint does not support it, or one of its paragraphs."""
        why = (form["comment"], whole(form["paragraph"]) or None, form["language"])
        self._said(place, await carry_out(self, form["name"], doubts.doubt, viewpoint_id, form["source"], *why))

    @act(rate=Kind.WRITE, beside="place", place=place, event_id=identifier, form=_form)
    async def reply(self, place: str, event_id: int, form: dict[str, str]):
        """Reply to something in the conversation."""
        self._said(
            place, await carry_out(self, form["name"], comments.reply, event_id, form["comment"], form["language"])
        )

    @act(rate=Kind.WRITE, beside="place", place=place, comment_id=identifier, form=_form)
    async def change(self, place: str, comment_id: int, form: dict[str, str]):
        """Change one's own comment."""
        what = (comment_id, form["comment"], form["language"])
        self._said(place, await carry_out(self, form["name"], comments.change, *what))

    @act(rate=Kind.WRITE, beside="comment_id", comment_id=identifier)
    async def remove(self, comment_id: int):
        """Take one's own comment back."""
        await carry_out(self, None, comments.remove, comment_id)

    def _said(self, place: str, said: comments.Said) -> None:
        self.looks_like = {key: language for key, language in self.looks_like.items() if key != place}
        self._publish_at(place, f"#comment-{said.comment_id}")
