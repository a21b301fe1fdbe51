"""A ``debate/2`` file for the tests, in canonical form: people write a viewpoint together, in every way there is."""

import copy
from typing import Any

DAY = "2026-03-{:02}T09:00:00.000Z"
_ONE, _TWO, _THREE = "People read more.", "People read more on Sundays.", "People read more on quiet Sundays."
_SOURCES = "[1] example.org/sundays"


def _by(author: str, day: int) -> dict[str, str]:
    return {"author": author, "at": DAY.format(day)}


def _counts(agree: int, disagree: int) -> dict[str, int]:
    return {"agree": agree, "disagree": disagree}


def _edit(does: str, status: str, author: str, day: int, *revisions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "edit", "does": does, "status": status, "revisions": [*revisions]} | _by(author, day) | more


def _worded(cause: str, base: int, author: str, day: int, **more: Any) -> dict[str, Any]:
    return {"cause": cause, "base": base} | _by(author, day) | more


_QUESTION = {
    "author": "Ada Byron",
    "created_at": "2026-03-01",
    "updated_at": DAY.format(20),
    "language": "en",
    "versions": [
        {"title": "Sundays?", "body": "", "author": "Ada Byron", "at": "2026-03-01"},
        {
            "title": "Should the library open on Sundays?",
            "body": "It closes at noon on Saturday.\n\nMany people work all week.",
            "topics": ["Reading", "Town"],
            "reason": "Nobody knew what was meant.",
        }
        | _by("Mo Derator", 20),
    ],
}

_PARAGRAPHS = [
    [
        {"text": _ONE} | _by("Bo Li", 2),
        {"text": _TWO, "credit": [["Bo Li", 3], ["Ada Byron", 2]]} | _by("Ada Byron", 4),
        {"text": _THREE, "credit": [["Bo Li", 3], ["Ada Byron", 1], ["Cy Twombly", 1], ["Ada Byron", 1]]}
        | _by("Cy Twombly", 7),
    ],
    [{"text": "Children come too."} | _by("Bo Li", 2)],
    [{"text": "It is warm inside. [1]"} | _by("Cy Twombly", 6)],
]

_VERSIONS = [
    {"paragraphs": [[1, 1], [2, 1]], "at": DAY.format(2), "votes": _counts(2, 1)},
    {"paragraphs": [[1, 2], [2, 1]], "at": DAY.format(4), "edit": 2, "votes": _counts(1, 0)},
    {"paragraphs": [[1, 2], [3, 1], [2, 1]], "at": DAY.format(6), "edit": 4},
    {"paragraphs": [[1, 3], [3, 1], [2, 1]], "at": DAY.format(7), "edit": 5, "small": True, "votes": _counts(0, 2)},
    {"paragraphs": [[1, 3], [3, 1]], "at": DAY.format(8), "edit": 6},
    {"paragraphs": [[1, 3], [3, 1]], "at": DAY.format(9), "edit": 7, "sources": 2, "votes": _counts(1, 1)},
]

_CONVERSATION = [
    {"kind": "created"} | _by("Bo Li", 2),
    _edit(
        "change",
        "approved",
        "Ada Byron",
        3,
        _worded("proposed", 1, "Ada Byron", 3, before=_ONE, text=_TWO, reason="When do they?"),
        paragraph=1,
        decision={"reason": "Thank you."} | _by("Bo Li", 4),
        active_at=DAY.format(5),
        support=_counts(2, 0),
        replies=[
            {"text": "Good! See example.org"} | _by("Cy Twombly", 4),
            {"removed_at": DAY.format(5)} | _by("Di", 5),
        ],
    ),
    {
        "kind": "comment",
        "paragraph": 2,
        "text": "Which children?",
        "edited_at": DAY.format(4),
        "active_at": DAY.format(5),
        "replies": [{"text": "@Cy Twombly, mine."} | _by("Bo Li", 5)],
    }
    | _by("Cy Twombly", 4),
    _edit(
        "insert",
        "approved",
        "Cy Twombly",
        5,
        _worded("proposed", 2, "Cy Twombly", 5, text="It is warm inside. [1]", after=1),
        paragraph=3,
        decision=_by("Bo Li", 6),
        active_at=DAY.format(6),
    ),
    _edit(
        "change",
        "approved",
        "Cy Twombly",
        3,
        _worded("proposed", 1, "Cy Twombly", 3, before=_ONE, text="Quiet people read more."),
        _worded("carried", 2, "Cy Twombly", 4, before=_TWO, text="Quiet people read more on Sundays."),
        _worded("adjusted", 3, "Bo Li", 7, before=_TWO, text=_THREE),
        paragraph=1,
        decision=_by("Bo Li", 7),
        active_at=DAY.format(7),
    ),
    _edit(
        "remove",
        "approved",
        "Bo Li",
        8,
        _worded("proposed", 4, "Bo Li", 8, before="Children come too.", reason="Said below."),
        paragraph=2,
        decision=_by("Bo Li", 8),
    ),
    _edit(
        "sources",
        "approved",
        "Bo Li",
        9,
        _worded("proposed", 5, "Bo Li", 9, before=_SOURCES, text=f"{_SOURCES}\nexample.com/x?y=1"),
        decision=_by("Bo Li", 9),
    ),
    _edit(
        "title",
        "declined",
        "Di",
        10,
        _worded("proposed", 6, "Di", 10, before="Open it", text="Open it now"),
        decision={"reason": "It is not urgent."} | _by("Mo Derator", 11),
        active_at=DAY.format(11),
        support=_counts(1, 3),
    ),
    _edit(
        "change",
        "needs_look",
        "Ada Byron",
        5,
        _worded("proposed", 2, "Ada Byron", 5, before="Children come too.", text="Children come, too."),
        paragraph=2,
        active_at=DAY.format(8),
    ),
    _edit(
        "change",
        "proposed",
        "Di",
        12,
        _worded("proposed", 6, "Di", 12, before="It is warm inside. [1]", text="It is cold outside. [1]"),
        _worded("revised", 6, "Di", 13, before="It is warm inside. [1]", text="It is warm there. [1]"),
        paragraph=3,
        active_at=DAY.format(13),
        support=_counts(2, 7),
        voted_from=2,
    ),
    {"kind": "weighed", "edit": 5, "small": True} | _by("Mo Derator", 12),
    {"kind": "comment", "removed_at": DAY.format(14), "replies": [{"text": "Why?"} | _by("Bo Li", 15)]}
    | {"active_at": DAY.format(15)}
    | _by("Di", 14),
    _edit(
        "move",
        "withdrawn",
        "Di",
        16,
        _worded("proposed", 6, "Di", 16, before=_THREE, after=3),
        paragraph=1,
        decision=_by("Di", 17),
        active_at=DAY.format(17),
    ),
    _edit("restore", "proposed", "Di", 18, _worded("proposed", 6, "Di", 18, restores=2, reason="It was better.")),
]

_TREE: dict[str, Any] = {
    "format": "debate/2",
    "question": _QUESTION,
    "viewpoints": [
        {
            "author": "Bo Li",
            "created_at": DAY.format(2),
            "paragraphs": _PARAGRAPHS,
            "sources": [
                [{"url": "example.org/sundays", "label": "1"}],
                [{"url": "example.org/sundays", "label": "1"}, {"url": "example.com/x?y=1"}],
            ],
            "versions": [{"title": "Open it", "sources": 1} | version for version in _VERSIONS],
            "conversation": _CONVERSATION,
        },
        {
            "author": "Ada Byron",
            "created_at": "2026-03-03",
            "paragraphs": [[{"text": "Somebody would have to work.", "author": "Ada Byron", "at": "2026-03-03"}]],
            "sources": [[]],
            "versions": [{"title": "Keep it closed", "sources": 1, "paragraphs": [[1, 1]], "at": "2026-03-03"}],
            "conversation": [],
        },
    ],
}


def tree() -> dict[str, Any]:
    """A debate that is in canonical form, for the test to change."""
    return copy.deepcopy(_TREE)
