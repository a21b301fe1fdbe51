"""The parts of a form: a field with its label, its hint and what is wrong with it."""

from typing import Any

import reflex as rx

from debate_app.ui.words import say

TOO_LONG = say("This is far more than the page can take. Shorten it; nothing is lost meanwhile.")


def line(name: str, label: rx.Var[str], hint: rx.Var[str], faults: rx.Var[dict[str, str]], **more: Any) -> rx.Component:
    """A field for one line."""
    return _field(rx.el.input, name, label, hint, faults, type="text", **more)


def area(name: str, label: rx.Var[str], hint: rx.Var[str], faults: rx.Var[dict[str, str]], **more: Any) -> rx.Component:
    """A field for several lines; it grows with its text."""
    return _field(rx.el.textarea, name, label, hint, faults, **more)


def general_fault(faults: rx.Var[dict[str, str]]) -> rx.Component:
    """What is wrong with the whole form."""
    return rx.el.div(rx.cond(faults["all"], rx.el.p(faults["all"], class_name="fault")), role="alert")


def signature(known: rx.Var[str], faults: rx.Var[dict[str, str]]) -> rx.Component:
    """The display name: asked for once, then only shown."""
    return rx.cond(
        known,
        rx.el.p(say("You write here as"), " ", rx.el.bdi(known, class_name="name"), ".", class_name="quiet"),
        line(
            "name",
            say("Your name"),
            say("It signs what you write and stays, so that people know who speaks."),
            faults,
            auto_complete="name",
            max_length=200,
        ),
    )


def _field(
    element: Any, name: str, label: rx.Var[str], hint: rx.Var[str], faults: rx.Var[dict[str, str]], **more: Any
) -> rx.Component:
    field_id = f"field-{name}"
    return rx.el.div(
        rx.el.label(label, html_for=field_id),
        rx.el.p(hint, id=f"{field_id}-hint", class_name="hint"),
        element(
            id=field_id,
            name=name,
            dir="auto",
            aria_describedby=f"{field_id}-hint {field_id}-fault",
            aria_invalid=rx.cond(faults[name], "true", "false"),
            **more,
        ),
        rx.el.div(
            rx.cond(faults[name], rx.el.p(faults[name], class_name="fault")), id=f"{field_id}-fault", aria_live="polite"
        ),
        class_name="field",
    )
