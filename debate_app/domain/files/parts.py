"""Looks into a parsed file that may hold anything anywhere: what is not of the wanted kind counts as empty."""

from collections.abc import Iterator
from typing import Any, cast

from jsonschema import ValidationError

Path = tuple[str | int, ...]
Faults = Iterator[ValidationError]


def object_in(found: object, key: str | None = None) -> dict[str, Any]:
    """``found``, or what it holds at ``key``, where that is an object."""
    inner = found if key is None else object_in(found).get(key)
    return cast("dict[str, Any]", inner) if isinstance(inner, dict) else {}


def list_in(found: object, key: str | None = None) -> list[Any]:
    """``found``, or what it holds at ``key``, where that is a list."""
    inner = found if key is None else object_in(found).get(key)
    return cast("list[Any]", inner) if isinstance(inner, list) else []


def number_in(found: object, key: str | None = None) -> int:
    """``found``, or what it holds at ``key``, where that is a whole number; else 0."""
    inner = found if key is None else object_in(found).get(key)
    whole = isinstance(inner, int) or (isinstance(inner, float) and inner.is_integer())
    return int(cast("float", inner)) if whole and not isinstance(inner, bool) else 0


def is_run(found: object) -> bool:
    """Whether it is a pair of a name and a number of words."""
    run = list_in(found)
    return len(run) == 2 and isinstance(run[0], str) and number_in(run[1]) > 0
