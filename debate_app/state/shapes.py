"""The shapes that a handler's arguments may have. Any browser can send anything: nothing else gets in."""

import re
from collections.abc import Callable
from typing import Any

from debate_app.domain.tables import Side

Shape = Callable[[Any], Any]

LARGEST_ID = 2**63 - 1
MOST_BALLOTS = 50
MOST_CHARACTERS = 400_000
"""What ``draft.js`` sends at the most."""


class Misshapen(Exception):
    """An argument is missing, unknown or not of its declared shape. Carries no value, so it can be logged."""


def identifier(value: Any) -> int:
    """A row's id: a whole number from 1."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LARGEST_ID:
        raise Misshapen("not an id")
    return value


def hexadecimal(value: Any) -> str:
    """A random mark of a browser: 16 hexadecimal digits."""
    if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{16}", value):
        raise Misshapen("not 16 hexadecimal digits")
    return value


def ballots(value: Any) -> list[tuple[int, Side | None, int, int]]:
    """At most ``MOST_BALLOTS`` of (viewpoint, side or nothing, number, version of the viewpoint)."""
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_BALLOTS:
        raise Misshapen("not a list of ballots")
    if not all(isinstance(ballot, list) and len(ballot) == 4 for ballot in value):
        raise Misshapen("not a ballot")
    return [
        (identifier(viewpoint), _side(side), identifier(number), identifier(version))
        for viewpoint, side, number, version in value
    ]


def one_of(*allowed: str) -> Shape:
    """One of the listed words."""

    def shape(value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise Misshapen("not one of the listed words")
        return value

    return shape


def one_of_type(kind: type) -> Shape:
    """Anything of exactly this type."""

    def shape(value: Any) -> Any:
        if type(value) is not kind:
            raise Misshapen("not of its type")
        return value

    return shape


def texts(most: int) -> Shape:
    """A list of at most so many texts."""

    def shape(value: Any) -> list[str]:
        if not isinstance(value, list) or len(value) > most or not all(isinstance(text, str) for text in value):
            raise Misshapen("not a list of texts")
        return value

    return shape


def fields(*names: str) -> Shape:
    """A form: a text for each of the named fields; absent ones are empty. Limits on each are the domain's."""

    def shape(value: Any) -> dict[str, str]:
        if not isinstance(value, dict) or not value.keys() <= set(names):
            raise Misshapen("not this form's fields")
        texts = {name: value.get(name, "") for name in names}
        if not all(isinstance(text, str) and len(text) <= MOST_CHARACTERS for text in texts.values()):
            raise Misshapen("a field is no text or far too long")
        return {name: _whole(text) for name, text in texts.items()}

    return shape


def placed(*names: str) -> Shape:
    """The same, with the field ``place``, which holds the form's place."""
    form = fields("place", *names)

    def shape(value: Any) -> dict[str, str]:
        texts = form(value)
        place(texts["place"])
        return texts

    return shape


def _whole(text: str) -> str:
    """The text without halves of characters, which could not be sent back: some browsers cut an emoji in two."""
    return text.encode(errors="ignore").decode()


def _side(value: Any) -> Side | None:
    return Side(chosen) if (chosen := _side_or_nothing(value)) else None


_side_or_nothing = one_of(*Side, "")


def place(value: Any) -> str:
    """The place of a form on the page, such as ``change-12``."""
    if not isinstance(value, str) or not re.fullmatch("[a-z]{1,12}-[0-9]{1,18}", value):
        raise Misshapen("not a place")
    return value


def number(value: Any) -> int:
    """A row's id, or 0 for none."""
    return 0 if type(value) is int and value == 0 else identifier(value)
