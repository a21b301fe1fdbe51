"""What a source says about itself, made plain: one line, no markup, nothing that harms, within the limits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from debate_app.clients.sources.answers import SourceType
from debate_app.domain import texts

TITLE_CHARACTERS = 300
AUTHOR_CHARACTERS = 200
SITE_CHARACTERS = 100
LANGUAGE_CHARACTERS = 20
AUTHORS = 10
_READ_CHARACTERS = 2_000
_DATE = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?|([0-9]{2})([0-9]{2}))?(?![0-9])")


@dataclass(frozen=True, slots=True)
class Described:
    """Clean texts, "" where nothing is said."""

    title: str = ""
    site: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    type: SourceType = SourceType.PAGE


def line(candidates: Iterable[object], characters: int) -> str:
    """The first candidate that says something, on one line and cut to its limit."""
    return _cut(next((text for text in map(_clean, candidates) if text), ""), characters)


def authors(candidates: Iterable[object]) -> str:
    """The names, each once, as many as fit; links to people are no names."""
    told = [name for name in map(_clean, candidates) if name and "://" not in name]
    names = list(dict.fromkeys(told))[:AUTHORS]
    while len(names) > 1 and len("; ".join(names)) > AUTHOR_CHARACTERS:
        names.pop()
    return _cut("; ".join(names), AUTHOR_CHARACTERS)


def published(candidates: Iterable[object]) -> str:
    """The first candidate that begins with a date, as far as it goes: ``2026-11-23``, ``2026-11`` or ``2026``."""
    return next((found for found in map(_date, candidates) if found), "")


def language(candidates: Iterable[object]) -> str:
    """The first candidate that has the form of a language's tag."""
    tags = (tag.strip().replace("_", "-") for tag in candidates if isinstance(tag, str))
    return next((tag for tag in tags if len(tag) <= LANGUAGE_CHARACTERS and texts.is_language(tag)), "")


def _clean(text: object) -> str:
    if not isinstance(text, str):
        return ""
    one_line = " ".join(texts.plain(text[:_READ_CHARACTERS]).split())
    return "" if texts.is_blank(one_line) else one_line


def _cut(text: str, characters: int) -> str:
    if len(text) <= characters:
        return text
    start = text[: characters - 1]
    whole_words = start.rpartition(" ")[0]
    return (whole_words if len(whole_words) > characters // 2 else start).rstrip() + "…"


def _date(text: object) -> str:
    found = _DATE.match(text[:40].strip()) if isinstance(text, str) else None
    if not found:
        return ""
    parts = [int(part) for part in found.groups() if part]
    try:
        whole = date(*[*parts, 1, 1][:3]).isoformat()
    except ValueError:
        return ""
    return whole[: (4, 7, 10)[len(parts) - 1]]
