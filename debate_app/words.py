"""Words of pages and titles that the server makes pass through here; those of the browser through ``ui/words.py``."""

import re

_VALUE = re.compile(r"\{(\w+)\}")


def message(text: str) -> str:
    """The text itself: marks a literal that is said later, by ``plain`` or in the browser."""
    return text


def plain(text: str, **values: str | int) -> str:
    """The message in the site's own language; ``{name}`` in it is filled from ``values``."""
    return _VALUE.sub(lambda mark: _said(values[mark[1]]), text) if values else text


def plain_many(one: str, many: str, count: int, **values: str | int) -> str:
    """The message that fits the number, which fills ``{count}``."""
    return plain(one if count == 1 else many, count=count, **values)


def number(value: int) -> str:
    """The number as the site's own language writes it."""
    return f"{value:,}"


def _said(value: str | int) -> str:
    return number(value) if isinstance(value, int) else value
