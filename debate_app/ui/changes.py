"""What changed in a text, word by word: marked by more than colour, and spoken for those who listen."""

import reflex as rx

from debate_app.domain.snapshot import Change
from debate_app.ui.words import say


def changes(runs: rx.Var[tuple[Change, ...]], **more: rx.Var[str]) -> rx.Component:
    """The runs of a comparison as one quotation; ``more`` may name its ``lang``."""
    return rx.el.blockquote(rx.foreach(runs.to(list[Change]), _run), dir="auto", class_name="changes", **more)


def _run(change: rx.Var[Change]) -> rx.Component:
    return rx.match(
        change.kind,
        ("added", rx.el.ins(_spoken(say("inserted:")), change.text, _spoken(say("end of insertion")))),
        ("removed", rx.el.del_(_spoken(say("removed:")), change.text, _spoken(say("end of removal")))),
        rx.fragment(change.text),
    )


def _spoken(word: rx.Var[str]) -> rx.Component:
    return rx.el.span(" ", word, " ", class_name="spoken")
