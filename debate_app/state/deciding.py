"""Deciding on proposals, taking one's own back, and saying where one stands on them."""

import reflex as rx

from debate_app.domain import decisions, edits, support
from debate_app.domain.tables import Side
from debate_app.rates import Kind
from debate_app.state.acts import act
from debate_app.state.forms import Forms, ticked
from debate_app.state.shapes import fields, identifier, one_of, one_of_type, place
from debate_app.state.telling import carry_out, place_of


class Deciding(Forms, rx.State):
    """Each proposal is a place of its own."""

    @act(
        rate=Kind.WRITE,
        beside="place",
        place=place,
        edit_id=identifier,
        revision=identifier,
        form=fields("reason", "small", "name"),
    )
    async def approve(self, place: str, edit_id: int, revision: int, form: dict[str, str]):
        """Approve the proposal as it was read."""
        sent = await carry_out(
            self, form["name"], decisions.approve, edit_id, revision, ticked(form["small"]), form["reason"]
        )
        self._publish_at(place, place_of(sent))

    @act(
        rate=Kind.WRITE,
        beside="place",
        place=place,
        edit_id=identifier,
        revision=identifier,
        form=fields("reason", "name"),
    )
    async def decline(self, place: str, edit_id: int, revision: int, form: dict[str, str]):
        """Decline it, and say why."""
        sent = await carry_out(self, form["name"], decisions.decline, edit_id, revision, form["reason"])
        self._publish_at(place, place_of(sent))

    @act(rate=Kind.WRITE, beside="edit_id", edit_id=identifier)
    async def withdraw(self, edit_id: int):
        """Take one's own proposal back."""
        await carry_out(self, None, edits.withdraw, edit_id)

    @act(rate=Kind.WRITE, beside="edit_id", edit_id=identifier, revision=identifier, side=one_of(*Side, ""))
    async def stand(self, edit_id: int, revision: int, side: str):
        """My side on the proposal, as I read it, is now this."""
        await carry_out(self, None, support.stand, edit_id, revision, Side(side) if side else None)

    @act(rate=Kind.WRITE, beside="edit_id", edit_id=identifier, small=one_of_type(bool))
    async def weigh(self, edit_id: int, small: bool):
        """Decide anew whether an applied edit is a small correction."""
        await carry_out(self, None, decisions.weigh, edit_id, small)
