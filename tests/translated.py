"""A ``debate/3`` file for the tests, in canonical form: what ``histories.py`` tells, in several languages, with what is
known of its sources and what people say of them."""

import copy
from typing import Any

from tests import histories

_AT = histories.DAY.format(21)
_THEN = histories.DAY.format(22)

_CORRECTED: dict[str, Any] = {
    "kind": "edit",
    "author": "Cy Twombly",
    "at": _AT,
    "does": "translation",
    "status": "approved",
    "language": "pt",
    "paragraph": 1,
    "revisions": [
        {"cause": "proposed", "base": 6, "before": "Gente lê.", "text": "As pessoas leem mais aos domingos calmos."}
        | {"author": "Cy Twombly", "at": _AT}
    ],
    "decision": {"author": "Bo Li", "at": _AT},
}
_DOUBTED: dict[str, Any] = {
    "kind": "doubted",
    "author": "Di",
    "at": _AT,
    "active_at": _THEN,
    "source": "https://example.org/sundays",
    "language": "de",
    "text": "Dort steht nichts von Sonntagen.",
    "replies": [
        {"author": "Bo Li", "at": _AT, "text": "It does, below."},
        {"author": "Cy Twombly", "at": _THEN, "language": "fr", "text": "Où donc ?"},
    ],
}
_TITLE: dict[str, Any] = {
    "kind": "edit",
    "author": "Di",
    "at": _AT,
    "does": "translation",
    "status": "proposed",
    "language": "ar",
    "revisions": [{"cause": "proposed", "base": 6, "text": "افتحوها", "author": "Di", "at": _AT}],
}
_REFERENCES = [
    {
        "address": "https://example.com/x?y=1",
        "title": "Opening hours – “a <b>survey</b>”",
        "site": "Example",
        "author": "Ada Byron",
        "published": "2024-05",
        "kind": "article",
        "language": "en-GB",
        "looked_up_at": histories.DAY.format(19),
    },
    {"address": "https://example.org/sundays", "looked_up_at": "2026-03-18"},
]
_TRANSLATIONS = [
    {"viewpoint": 1, "version": 1, "language": "pt", "text": "Abram-na", "author": "Cy Twombly", "at": _AT},
    {
        "viewpoint": 1,
        "paragraph": 1,
        "version": 3,
        "language": "pt",
        "text": "As pessoas leem mais aos domingos calmos.",
        "author": "Cy Twombly",
        "at": _AT,
        "edit": 15,
    },
    {
        "viewpoint": 2,
        "paragraph": 1,
        "version": 1,
        "from": "en",
        "language": "de",
        "text": "Jemand müsste arbeiten.",
        "author": "Uli",
        "at": "2026-03-21",
    },
]


def tree() -> dict[str, Any]:
    """A debate that is in canonical form, for the test to change."""
    told = histories.tree()
    first, second = told["viewpoints"]
    first["conversation"] += copy.deepcopy([_CORRECTED, _DOUBTED, _TITLE])
    told["viewpoints"][1] = {"author": second.pop("author"), "created_at": second.pop("created_at"), "language": "pt"}
    told["viewpoints"][1] |= second
    more = copy.deepcopy({"references": _REFERENCES, "translations": _TRANSLATIONS})
    return told | {"format": "debate/3"} | more
