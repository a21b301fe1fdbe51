"""Places in a list, as a program hands them back: opaque text that is checked before anything is made of it."""

import base64
import binascii
import json
from typing import Any

from debate_app.domain import dates, rows
from debate_app.domain.refused import Invalid
from debate_app.words import plain

MOST_CHARACTERS = 300

Place = tuple[int | str, ...]


def write(of: str, place: Place) -> str:
    """The cursor of a place in the list ``of`` that name: numbers from 0, times, and words of ours."""
    text = json.dumps([of, *place], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(of: str, cursor: str, *kinds: type[int] | type[str]) -> Place | None:
    """The place, whose parts are of these kinds; None where there is no cursor. Texts are times as tables hold them.

    Raises ``Invalid`` for whatever is no cursor of that list.
    """
    if not cursor:
        return None
    match _decoded(cursor):
        case [str(name), *parts] if name == of and len(parts) == len(kinds):
            return tuple(_part(part, kind) for part, kind in zip(parts, kinds, strict=True))
        case _:
            raise _wrong()


def _decoded(cursor: str) -> Any:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return json.loads(base64.b64decode(padded, b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise _wrong() from None


def _part(part: Any, kind: type[int] | type[str]) -> int | str:
    if kind is int and type(part) is int and 0 <= part <= rows.LARGEST_ID:
        return part
    if kind is str and isinstance(part, str) and len(part) <= 40:
        try:
            return dates.parse(part)
        except Invalid:
            raise _wrong() from None
    raise _wrong()


def _wrong() -> Invalid:
    return Invalid(plain("This is no cursor of this list. Take the one that the last answer gave, or none."), "cursor")
