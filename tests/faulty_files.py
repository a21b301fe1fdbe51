"""Files that cannot be taken in: what is wrong in words, the bytes, and where the faults are."""

import json
from collections.abc import Callable
from typing import Any

from debate_app.domain import limits
from tests import debates

Change = Callable[[dict[str, Any]], object]


def changed(tree: dict[str, Any], change: Change) -> bytes:
    """The bytes of the tree, once that was done to it."""
    change(tree)
    return debates.encoded(tree)


def without(*path: str | int) -> Change:
    """Takes away what is at the end of the path."""

    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        del tree[path[-1]]

    return change


def put(value: object, *path: str | int) -> Change:
    """Puts the value at the end of the path."""

    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        tree[path[-1]] = value

    return change


def _raw(old: str, new: str) -> bytes:
    text = json.dumps(debates.sundays())
    assert text.count(old) >= 1
    return text.replace(old, new, 1).encode()


_V = "viewpoints"
_EDIT = (_V, 0, "conversation", 1)
_CHANGES: dict[str, tuple[Change, str]] = {
    "another format": (put("debate/4", "format"), "format"),
    "no format": (without("format"), "format"),
    "no question": (without("question"), "question"),
    "no viewpoints": (without(_V), "viewpoints"),
    "a question that is a list": (put([], "question"), "question"),
    "viewpoints that are an object": (put({}, _V), "viewpoints"),
    "a viewpoint that is a text": (put("Open it", _V, 1), "viewpoints[1]"),
    "a title that is a number": (put(7, "question", "title"), "question.title"),
    "a title that is null": (put(None, _V, 1, "title"), "viewpoints[1].title"),
    "a question without a title": (without("question", "title"), "question.title"),
    "a question without a background": (without("question", "body"), "question.body"),
    "a question without an author": (without("question", "author"), "question.author"),
    "a question without a date": (without("question", "created_at"), "question.created_at"),
    "a viewpoint without paragraphs": (without(_V, 1, "paragraphs"), "viewpoints[1].paragraphs"),
    "an empty list of paragraphs": (put([], _V, 1, "paragraphs"), "viewpoints[1].paragraphs"),
    "an unknown key at the top": (put(1, "version"), "version"),
    "an unknown key in the question": (put("", "question", "colour"), "question.colour"),
    "an unknown key in a viewpoint": (put("", _V, 0, "colour"), "viewpoints[0].colour"),
    "an unknown key in a source": (put("", _V, 0, "sources", 0, "name"), "viewpoints[0].sources[0].name"),
    "an unknown key in votes": (put(1, _V, 0, "votes", "pass"), "viewpoints[0].votes.pass"),
    "an unknown key in an edit": (put("", *_EDIT, "why"), "viewpoints[0].conversation[1].why"),
    "an edit's key in a creation": (
        put("Words.", _V, 0, "conversation", 0, "text"),
        "viewpoints[0].conversation[0].text",
    ),
    "an unknown key that is no word": (put(1, 'a"\x1b[31m '), r'["a\"\u001b[31m "]'),
    "a title beyond the limit": (put("x" * 151, "question", "title"), "question.title"),
    "an empty title": (put(" ", _V, 0, "title"), "viewpoints[0].title"),
    "a background of too many words": (put("x " * 1_001, "question", "body"), "question.body"),
    "a paragraph of too many words": (put("x " * 301, _V, 0, "paragraphs", 1), "viewpoints[0].paragraphs[1]"),
    "a paragraph of too many characters": (put("x" * 4_001, _V, 0, "paragraphs", 0), "viewpoints[0].paragraphs[0]"),
    "too many paragraphs": (put(["x"] * 51, _V, 0, "paragraphs"), "viewpoints[0].paragraphs"),
    "too many sources": (put([{"url": "example.org"}] * 51, _V, 0, "sources"), "viewpoints[0].sources"),
    "too many topics": (put([*"abcdef"], "question", "topics"), "question.topics"),
    "a topic that stands twice": (put(["Town", "town "], "question", "topics"), "question.topics[1]"),
    "a name beyond the limit": (put("x" * 51, "question", "author"), "question.author"),
    "a name without a letter": (put("...", _V, 0, "author"), "viewpoints[0].author"),
    "an edit beyond the limit": (put("x" * 4_001, *_EDIT, "text"), "viewpoints[0].conversation[1].text"),
    "an empty text before an edit": (put("", *_EDIT, "before"), "viewpoints[0].conversation[1].before"),
    "too many viewpoints": (put([{}] * 1_001, _V), "viewpoints"),
    "a day that is none": (put("2026-02-30", "question", "created_at"), "question.created_at"),
    "a date in words": (put("yesterday", "question", "updated_at"), "question.updated_at"),
    "a moment without an offset": (put("2026-03-09T10:00:00", *_EDIT, "at"), "viewpoints[0].conversation[1].at"),
    "a date that is a number": (put(1_700_000_000, _V, 0, "created_at"), "viewpoints[0].created_at"),
    "a source that is a script": (
        put("javascript:alert(1)", _V, 0, "sources", 0, "url"),
        "viewpoints[0].sources[0].url",
    ),
    "a source that is words": (put("my aunt", _V, 0, "sources", 1, "url"), "viewpoints[0].sources[1].url"),
    "a source that is a text": (put("example.org", _V, 0, "sources", 1), "viewpoints[0].sources[1]"),
    "a source on this machine": (
        put("http://localhost/", _V, 0, "sources", 0, "url"),
        "viewpoints[0].sources[0].url",
    ),
    "a label that is a number": (put(1, _V, 0, "sources", 0, "label"), "viewpoints[0].sources[0].label"),
    "a label that is null": (put(None, _V, 0, "sources", 0, "label"), "viewpoints[0].sources[0].label"),
    "a language that is none": (put("the king's", "question", "language"), "question.language"),
    "votes below zero": (put(-1, _V, 0, "votes", "agree"), "viewpoints[0].votes.agree"),
    "more votes than a side may have": (put(10_001, _V, 0, "votes", "disagree"), "viewpoints[0].votes.disagree"),
    "half a vote": (put(0.5, _V, 0, "votes", "agree"), "viewpoints[0].votes.agree"),
    "a vote that is true": (put(True, _V, 0, "votes", "agree"), "viewpoints[0].votes.agree"),
    "votes of one side only": (without(_V, 0, "votes", "disagree"), "viewpoints[0].votes.disagree"),
    "an unknown kind of event": (put("comment", *_EDIT, "kind"), "viewpoints[0].conversation[1].kind"),
    "an event without a kind": (without(*_EDIT, "kind"), "viewpoints[0].conversation[1].kind"),
    "an edit without a text": (without(*_EDIT, "text"), "viewpoints[0].conversation[1].text"),
    "an edit that was declined": (put("declined", *_EDIT, "status"), "viewpoints[0].conversation[1].status"),
    "an edit of paragraph 0": (put(0, *_EDIT, "paragraph"), "viewpoints[0].conversation[1].paragraph"),
    "an edit of a paragraph too far": (put(3, *_EDIT, "paragraph"), "viewpoints[0].conversation[1].paragraph"),
    "too many events": (
        put([{"kind": "created", "author": "Ada", "at": "2026-03-01"}] * 10_001, _V, 0, "conversation"),
        "viewpoints",
    ),
    "half of a character": (put("It is \ud83d.", "question", "body"), "question.body"),
    "a NUL character": (put("It is \0.", "question", "body"), "question.body"),
}

_BYTES: dict[str, tuple[bytes, str]] = {
    "nothing at all": (b"", ""),
    "no JSON": (b"{'format': 'debate/1'}", ""),
    "JSON with something after it": (debates.encoded(debates.sundays()) + b"}", ""),
    "a list": (b"[]", ""),
    "a text": (b'"debate/1"', ""),
    "text that is not UTF-8": (debates.encoded(debates.sundays()).replace(b"Ada", b"\xc5da"), ""),
    "UTF-16": (json.dumps(debates.sundays()).encode("utf-16"), ""),
    "more bytes than are allowed": (b" " * (limits.IMPORT_FILE_BYTES + 1), ""),
    "lists nested a million deep": (b"[" * 1_000_000, ""),
    "a value nested 900 deep": (_raw('"debate/1"', "[" * 900 + "]" * 900), "format"),
    "a key that stands twice": (_raw('"language": "en"', '"language": "en", "language": "pt"'), "question.language"),
    "a key of the file that stands twice": (_raw('"format"', '"format": "debate/1", "format"'), "format"),
    "NaN": (_raw('"agree": 3', '"agree": NaN'), "viewpoints[0].votes.agree"),
    "Infinity": (_raw('"agree": 3', '"agree": -Infinity'), "viewpoints[0].votes.agree"),
    "a number beyond all size": (_raw('"agree": 3', '"agree": 1e999'), "viewpoints[0].votes.agree"),
    "a number of a million digits": (_raw('"agree": 3', '"agree": ' + "9" * 10**6), "viewpoints[0].votes.agree"),
    "a raw control character": (_raw("Open it", "Open\nit"), ""),
}

FAULTY: dict[str, tuple[bytes, str]] = {
    name: (changed(debates.sundays(), change), place) for name, (change, place) in _CHANGES.items()
}
FAULTY |= _BYTES
