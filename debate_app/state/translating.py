"""Wording translations better than they are."""

import reflex as rx

from debate_app.domain import edits
from debate_app.rates import Kind
from debate_app.state.acts import act
from debate_app.state.forms import Forms
from debate_app.state.shapes import placed
from debate_app.state.telling import carry_out, place_after


class Translating(Forms, rx.State):
    """Each form has the place of the text whose translation it corrects, ``paragraph-12`` or ``title-3``."""

    @act(rate=Kind.WRITE, beside="form.place", form=placed("language", "of", "text", "reason", "name"))
    async def correct(self, form: dict[str, str]):
        """Make a better translation of what was read there, or propose it."""
        place = form["place"]
        wording = (place, form["language"], form["of"], form["text"], form["reason"])
        self._publish_at(place, place_after(await carry_out(self, form["name"], edits.correct, *wording)))
