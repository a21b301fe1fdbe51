"""What is done about a proposal: those who decide approve, change or decline it; its proposer words it anew."""

import reflex as rx

from debate_app.domain.snapshot import EditText, ViewpointText
from debate_app.domain.tables import EditStatus
from debate_app.state.deciding import Deciding
from debate_app.ui.browser import Closed, Opened, Opener, on_demand
from debate_app.ui.decision_forms import (
    adjusting_form,
    approving_form,
    declining_form,
    is_worded,
    other_ways,
    revising_form,
)
from debate_app.ui.words import say

Place = rx.Var[str]


def deciding(edit: rx.Var[EditText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """For the viewpoint's author, or a moderator: approve at hand, the two other ways beside it."""
    adjust, decline = (Place.create(f"{word}-{edit.id}") for word in ("adjust", "decline"))
    choices = rx.match(
        edit.status,
        (EditStatus.PROPOSED.value, on_demand(approving_form, edit=edit)),
        (EditStatus.NEEDS_LOOK.value, rx.el.div(*other_ways(edit), class_name="tools")),
        rx.fragment(),
    )
    return rx.el.div(
        Closed.create(Closed.create(choices, part=decline), part=adjust),
        Opened.create(on_demand(adjusting_form, edit=edit, viewpoint=viewpoint), part=adjust),
        Opened.create(on_demand(declining_form, edit=edit), part=decline),
        class_name="deciding",
    )


def own_proposal(edit: rx.Var[EditText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """For whoever proposed it."""
    place = Place.create(f"revise-{edit.id}")
    return rx.el.div(
        rx.el.div(
            rx.cond(is_worded(edit), Opener.create(say("Word it anew"), controls=place, class_name="button")),
            rx.el.button(say("Take it back"), type="button", on_click=Deciding.withdraw(edit.id), class_name="button"),
            class_name="tools",
        ),
        Opened.create(on_demand(revising_form, edit=edit, viewpoint=viewpoint), part=place),
        class_name="deciding",
    )
