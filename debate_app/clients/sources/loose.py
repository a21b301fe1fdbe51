"""JSON from strangers: read without faith in any shape."""

import json
from typing import Any, cast

Json = dict[str, Any]


def parsed(text: str | bytes) -> Any:
    """JSON, or None for what is none, or nests or counts without an end."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def fields(value: Any) -> Json:
    """The object; an empty one for anything else."""
    return cast("Json", value) if isinstance(value, dict) else {}


def listed(value: Any, most: int) -> list[Any]:
    """The first items of a list; anything else is its own only item."""
    return cast("list[Any]", value)[:most] if isinstance(value, list) else [value]
