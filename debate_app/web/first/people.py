"""People, and moments in time."""

import htpy as h
from htpy import Node

from debate_app import words
from debate_app.domain import names, profiles
from debate_app.domain.snapshot import Person
from debate_app.words import plain


def face(person: Person) -> Node:
    """The person's initials."""
    return h.span(".face", aria_hidden="true")[person.initials]


def name(person: Person) -> Node:
    """The person's name, which leads to what was written under it; who left has none."""
    return named(person.name)


def named(name: str) -> Node:
    """The same where a name is all that is known."""
    if name in ("", names.FORMER):
        return h.span(".name")[plain(names.FORMER)]
    return h.a(".name", href=profiles.path(name), dir="auto")[name]


def day(at: str) -> Node:
    """A date; scripts say it in the reader's zone and language."""
    return _time(at, "day")


def ago(at: str) -> Node:
    """A date, of which scripts say how long ago it is."""
    return _time(at, "ago", tabindex="0")


def moment(at: str) -> Node:
    """A date with its time."""
    return _time(at, "hour")


def _time(at: str, says: str, **more: str) -> Node:
    """``early.js`` finds it by ``data-says``. Without scripts nobody knows the reader's zone: it is said in UTC."""
    if not at:
        return None
    said = words.moment(at) if says == "hour" else words.day(at)
    return h.time(".moment", datetime=at, data_says=says, **more)[said]
