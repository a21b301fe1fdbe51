"""Comments and replies: said, changed, removed."""

import reflex as rx

from debate_app.domain import comments
from debate_app.rates import Kind
from debate_app.state.acts import act
from debate_app.state.forms import Forms
from debate_app.state.shapes import fields, identifier, number, place
from debate_app.state.telling import carry_out

_form = fields("comment", "name")


class Commenting(Forms, rx.State):
    """The text itself stays in the browser until it is sent."""

    @act(rate=Kind.WRITE, beside="place", place=place, viewpoint_id=identifier, paragraph_id=number, form=_form)
    async def say(self, place: str, viewpoint_id: int, paragraph_id: int, form: dict[str, str]):
        """Comment on a viewpoint, or on one of its paragraphs."""
        self._said(
            place,
            await carry_out(self, form["name"], comments.say, viewpoint_id, form["comment"], paragraph_id or None),
        )

    @act(rate=Kind.WRITE, beside="place", place=place, event_id=identifier, form=_form)
    async def reply(self, place: str, event_id: int, form: dict[str, str]):
        """Reply to something in the conversation."""
        self._said(place, await carry_out(self, form["name"], comments.reply, event_id, form["comment"]))

    @act(rate=Kind.WRITE, beside="place", place=place, comment_id=identifier, form=_form)
    async def change(self, place: str, comment_id: int, form: dict[str, str]):
        """Change one's own comment."""
        self._said(place, await carry_out(self, form["name"], comments.change, comment_id, form["comment"]))

    @act(rate=Kind.WRITE, beside="comment_id", comment_id=identifier)
    async def remove(self, comment_id: int):
        """Take one's own comment back."""
        await carry_out(self, None, comments.remove, comment_id)

    def _said(self, place: str, said: comments.Said) -> None:
        self._publish_at(place, f"#comment-{said.comment_id}")
