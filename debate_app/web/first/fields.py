"""The parts of a form that stands open: a field with its label and its hint, and the name that signs a text."""

import htpy as h
from htpy import Node

from debate_app.words import plain


def line(name: str, label: str, hint: str, **more: str) -> Node:
    """A field for one line; ``more`` are attributes."""
    field_id = f"field-{name}"
    return h.div(".field")[
        h.label(for_=field_id)[label],
        h.p(".hint", id=f"{field_id}-hint")[hint],
        h.input(
            more,
            id=field_id,
            name=name,
            type="text",
            dir="auto",
            placeholder=" ",
            aria_describedby=f"{field_id}-hint {field_id}-fault",
            aria_invalid="false",
        ),
        h.div(id=f"{field_id}-fault", aria_live="polite"),
    ]


def signature() -> Node:
    """The display name of somebody who has none yet, and what an account is for."""
    hint = plain("It signs what you write and stays, so that people know who speaks.")
    words = plain("With an account your name is yours alone, on every device. What you typed is kept.")
    return h.fragment[
        line("name", plain("Your name"), hint, autocomplete="name", maxlength="200"),
        h.p(".quiet")[" ", h.a(href="/sign-up")[plain("Sign up")], " – ", words],
    ]
