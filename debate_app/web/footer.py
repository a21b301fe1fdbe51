"""The foot of every page: what this place is, the pages about it, and the languages that it is in."""

import htpy as h
from htpy import Node

from debate_app import languages
from debate_app.web import language
from debate_app.words import plain


def footer() -> Node:
    """The same on documents and on the first HTML."""
    return h.footer(".foot")[
        h.p[plain("One question, its viewpoints, and where people stand. No trackers, no third parties.")],
        h.p[
            h.a(href="/positions")[plain("My positions")],
            " · ",
            h.a(href="/privacy")[plain("Privacy")],
            " · ",
            h.a(href="/rules")[plain("Who may do what")],
            " · ",
            h.a(href="/moderation/log")[plain("Moderation log")],
        ],
        h.form(".languages", method="post", action=language.ACTION, aria_label=plain("Language"))[
            (_choice(code, name) for code, name in languages.OWN_NAMES.items())
        ],
    ]


def _choice(code: str, name: str) -> Node:
    is_spoken = "true" if code == languages.current() else None
    return h.button(".link-button", type="submit", name="language", value=code, lang=code, aria_current=is_spoken)[name]
