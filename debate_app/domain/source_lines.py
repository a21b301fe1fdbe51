"""A viewpoint's sources as the lines of one text: the form in which they are edited, compared and merged."""

import re
from collections.abc import Iterable

from debate_app.domain import limits, links, texts
from debate_app.domain.refused import Invalid, Refused
from debate_app.words import plain, plain_many

Entry = tuple[str, str | None]
"""An address as it was typed, and its label."""

_LABELLED = re.compile(r"\[([^\[\]\n]+)\]\s+(\S.*)")


def joined(entries: Iterable[Entry]) -> str:
    """One line for each source: ``example.org/page``, or ``[label] example.org/page`` where it has a label.

    Brackets within a label, which a file may bring, are left out: no mark could cite it.
    """
    bare = ((address, re.sub(r" *[\[\]] *", " ", label or "").strip()) for address, label in entries)
    return "\n".join(f"[{label}] {address}" if label else address for address, label in bare)


def entries(text: str, field: str = "text") -> tuple[Entry, ...]:
    """The sources that the lines name. Raises ``Invalid`` for the first line that names none."""
    lines = [line for line in texts.plain(text).split("\n") if line.strip()]
    if len(lines) > limits.SOURCES:
        raise too_many(len(lines), field)
    return tuple(_entry(line.strip(), number, field) for number, line in enumerate(lines, 1))


def too_many(count: int, field: str = "sources") -> Invalid:
    """What is said where there are more sources than a viewpoint has."""
    sentence = plain_many(
        "There is {count} source; {most} are allowed.",
        "There are {count} sources; {most} are allowed.",
        count,
        most=limits.SOURCES,
    )
    return Invalid(sentence, field)


def cleaned(text: str, field: str = "text") -> str:
    """The lines as they are kept. Raises ``Invalid``."""
    return joined(entries(text, field))


def _entry(line: str, number: int, field: str) -> Entry:
    labelled = _LABELLED.fullmatch(line)
    label, address = labelled.groups() if labelled else (None, line)
    try:
        links.read(address)
        return texts.plain(address), None if label is None else texts.label(label)
    except Refused as fault:
        raise Invalid(plain("Line {number}: {sentence}", number=number, sentence=fault.sentence), field) from None
