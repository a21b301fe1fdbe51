"""Words that the server says pass through here, in the language of whoever is asking; those of the browser through
``ui/words.py``."""

import functools
import re
from collections.abc import Mapping
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from debate_app import catalogues, languages

_VALUE = re.compile(r"\{(\w+)\}")


def message(text: str) -> str:
    """The text itself: marks a literal that is said later, by ``plain`` or in the browser."""
    return text


def plain(text: str, **values: str | int) -> str:
    """The message; ``{name}`` in it is filled from ``values``."""
    said = catalogues.of(languages.current()).said(text)
    return _filled(said, values) if values else said


def plain_many(one: str, many: str, count: int, **values: str | int) -> str:
    """The form of the message that fits the number, which fills ``{count}``."""
    said = catalogues.of(languages.current()).counted(one, many, count)
    return _filled(said, {"count": count, **values})


def number(value: int) -> str:
    """The number as the language writes it."""
    return _number(value, languages.current())


def day(at: str, length: str = "medium") -> str:
    """The date of a point in time, in UTC; nothing where there is none. ``"long"`` is for sentences."""
    return _day(at[:10], length, languages.current()) if at else ""


def moment(at: str, length: str = "medium") -> str:
    """The same with its hour, where it has one."""
    return f"{day(at, length)}, {at[11:16]} UTC" if "T" in at else day(at, length)


def _filled(text: str, values: Mapping[str, str | int]) -> str:
    def said(value: str | int) -> str:
        return number(value) if isinstance(value, int) else value

    return _VALUE.sub(lambda mark: said(values[mark[1]]), text)


@functools.lru_cache(maxsize=4096)
def _number(value: int, language: str) -> str:
    return format_decimal(value, locale=languages.formats(language))


@functools.lru_cache(maxsize=4096)
def _day(at: str, length: str, language: str) -> str:
    english = "en_GB" if length == "long" else languages.ENGLISH
    locale = english if languages.formats(language) == languages.ENGLISH else language
    return format_date(date.fromisoformat(at), length, locale=locale)
