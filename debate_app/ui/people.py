"""People as the page shows them: initials in a circle, name, and when."""

import reflex as rx

from debate_app.domain.names import FORMER
from debate_app.domain.snapshot import Person
from debate_app.ui.browser import Moment
from debate_app.ui.links import escaped, link
from debate_app.ui.words import say


def face(person: rx.Var[Person] | Person) -> rx.Component:
    """The person's initials; the name stands beside it for those who cannot see it."""
    return rx.el.span(person.initials, class_name="face", aria_hidden="true")


def name(person: rx.Var[Person]) -> rx.Component:
    """The person's name, kept apart from the text around it whatever script it is in. It leads to what was written
    under it; who left has none."""
    return rx.cond(
        (person.name == "") | (person.name == FORMER),
        rx.el.span(say(FORMER), class_name="name"),
        link(person.name, href=f"/people/{escaped(person.name)}", dir="auto", class_name="name"),
    )


def day(at: rx.Var[str] | str) -> rx.Component:
    """A date as people say it."""
    return Moment.create(at=at)


def ago(at: rx.Var[str] | str) -> rx.Component:
    """How long ago; the exact moment on hover or focus."""
    return Moment.create(at=at, relative=True)


def moment(at: rx.Var[str] | str) -> rx.Component:
    """A date with its time."""
    return Moment.create(at=at, exact=True)
