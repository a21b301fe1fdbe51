"""The parts of a form: a field with its label, its hint and what is wrong with it.

A form that is one of many on its page has a ``place``: its fields' ids begin with it, and so do the keys of its
faults.
"""

from typing import Any

import reflex as rx

from debate_app.languages import WRITTEN
from debate_app.live.page import Page
from debate_app.state.visitor import Visitor
from debate_app.ui.browser import LanguageChoice
from debate_app.ui.links import link
from debate_app.ui.words import say

TOO_LONG = say("This is far more than the page can take. Shorten it; nothing is lost meanwhile.")

NOTHING = " "
"""A placeholder, by which a stylesheet knows that nothing is typed yet: that has no direction of its own."""

Faults = rx.Var[dict[str, str]]
Place = rx.Var[str] | str


def line(
    name: str, label: rx.Var[str], hint: rx.Var[str], faults: Faults, place: Place = "", **more: Any
) -> rx.Component:
    """A field for one line."""
    return field(rx.el.input, name, label, hint, faults, place, type="text", **more)


def area(
    name: str, label: rx.Var[str], hint: rx.Var[str], faults: Faults, place: Place = "", **more: Any
) -> rx.Component:
    """A field for several lines; it grows with its text."""
    return field(rx.el.textarea, name, label, hint, faults, place, **more)


def field(
    element: Any, name: str, label: rx.Var[str], hint: rx.Var[str], faults: Faults, place: Place, **more: Any
) -> rx.Component:
    """Any element that one types into, with all that belongs to it."""
    field_id, fault = f"field-{_within(place, '-')}{name}", faults[f"{_within(place, '.')}{name}"]
    return rx.el.div(
        rx.el.label(label, html_for=field_id),
        rx.el.p(hint, id=f"{field_id}-hint", class_name="hint"),
        element(
            id=field_id,
            name=name,
            custom_attrs={"dir": "auto"},
            placeholder=NOTHING,
            aria_describedby=f"{field_id}-hint {field_id}-fault",
            aria_invalid=rx.cond(fault, "true", "false"),
            **more,
        ),
        rx.el.div(rx.cond(fault, rx.el.p(fault, class_name="fault")), id=f"{field_id}-fault", aria_live="polite"),
        class_name="field",
    )


def language(began: rx.Var[str] | str, looks: rx.Var[str] | str, faults: Faults, place: Place = "") -> rx.Component:
    """The language of what is written, and what it looks like."""
    field_id, fault = f"field-{_within(place, '-')}language", faults[f"{_within(place, '.')}language"]
    return rx.el.div(
        rx.el.label(say("Language"), html_for=field_id),
        LanguageChoice.create(
            id=field_id,
            name="language",
            began=began,
            looks=looks,
            options=list(WRITTEN),
            aria_describedby=f"{field_id}-fault",
            aria_invalid=rx.cond(fault, "true", "false"),
        ),
        rx.el.div(rx.cond(fault, rx.el.p(fault, class_name="fault")), id=f"{field_id}-fault", aria_live="polite"),
        class_name="field language",
    )


def general_fault(faults: Faults, place: Place = "") -> rx.Component:
    """What is wrong with the whole form."""
    fault = faults[f"{_within(place, '.')}all"]
    return rx.el.div(rx.cond(fault, rx.el.p(fault, class_name="fault")), role="alert")


def toolbar(label: rx.Var[str], *beside: rx.Component) -> rx.Component:
    """Send and leave, always within reach."""
    return rx.el.div(
        rx.el.button(label, type="submit", class_name="button go"),
        rx.el.button(say("Cancel"), type="button", class_name="button", custom_attrs={"data-leave": ""}),
        *beside,
        class_name="tools editor-tools",
    )


def signature(faults: Faults, place: Place = "") -> rx.Component:
    """The display name: asked for once, then only shown. Whoever has no account is told of one, and what it is for."""
    return rx.cond(
        Visitor.name,
        rx.el.p(
            say("You write here as"),
            " ",
            rx.el.bdi(Visitor.name, class_name="name"),
            rx.cond(~Visitor.account, rx.fragment(" · ", _account())),
            class_name="quiet",
        ),
        rx.fragment(
            line(
                "name",
                say("Your name"),
                say("It signs what you write and stays, so that people know who speaks."),
                faults,
                place,
                auto_complete="name",
                max_length=200,
            ),
            rx.el.p(_account(), class_name="quiet"),
        ),
    )


def _account() -> rx.Component:
    """Nobody has to: the form is kept while one is away."""
    sign_up = rx.cond(Page.question.id > 0, f"/sign-up?to=/q/{Page.question.id}/{Page.question.slug}", "/sign-up")
    words = say("With an account your name is yours alone, on every device. What you typed is kept.")
    return rx.fragment(link(say("Sign up"), href=sign_up), " – ", words)


def _within(place: Place, mark: str) -> Place:
    return f"{place}{mark}" if isinstance(place, rx.Var) or place else ""
