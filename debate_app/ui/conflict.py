"""Somebody else was faster: the three texts side by side, both together, and the choice."""

import reflex as rx

from debate_app.domain.snapshot import Conflict
from debate_app.ui.browser import reading
from debate_app.ui.changes import changes
from debate_app.ui.words import say

_CHOSEN = reading("chosen")


def conflict(found: rx.Var[Conflict], field: str = "text") -> rx.Component:
    """Nothing, until there is a conflict; a choice puts its text into that field of the form around it."""
    return rx.cond(
        found,
        rx.el.section(
            rx.el.h4(say("This text was changed while you were writing")),
            rx.el.div(
                _text(say("Where you began"), rx.el.blockquote(found.base, dir="auto", class_name="changes")),
                _text(say("What stands there now"), changes(found.theirs_changes)),
                _text(say("Yours"), changes(found.mine_changes)),
                class_name="three-texts",
            ),
            _text(
                rx.cond(
                    found.fits, say("Both together"), say("Both together: read it well, they touch the same words")
                ),
                rx.el.blockquote(found.merged, dir="auto", class_name="changes"),
            ),
            rx.el.p(
                say("Choose what goes into the field above. Nothing is sent before you say so."), class_name="quiet"
            ),
            rx.el.div(
                _choice(say("Use both together"), field, found.merged, found.version, go=True),
                _choice(say("Use mine"), field, found.mine, found.version),
                _choice(say("Take what stands there"), field, found.theirs, found.version),
                class_name="tools",
            ),
            class_name="notice conflict",
            aria_label=say("Choose a text"),
        ),
    )


def _text(heading: rx.Var[str], text: rx.Component) -> rx.Component:
    return rx.el.div(rx.el.h5(heading), text)


def _choice(
    label: rx.Var[str], field: str, text: rx.Var[str], version: rx.Var[int], *, go: bool = False
) -> rx.Component:
    return rx.el.button(
        label,
        type="button",
        class_name="button go" if go else "button",
        custom_attrs={"data-chosen": _CHOSEN.call(field, text, version).to(str)},
    )
