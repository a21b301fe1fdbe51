"""Files that cannot be taken in: what is wrong in words, the bytes, and where the faults are."""

import json
from collections.abc import Callable
from typing import Any

from debate_app.domain import limits
from tests import debates

Change = Callable[[dict[str, Any]], object]


def _changed(change: Change) -> bytes:
    tree = debates.sundays()
    change(tree)
    return debates.encoded(tree)


def _without(*path: str | int) -> Change:
    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        del tree[path[-1]]

    return change


def _with(value: object, *path: str | int) -> Change:
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
    "another format": (_with("debate/2", "format"), "format"),
    "no format": (_without("format"), "format"),
    "no question": (_without("question"), "question"),
    "no viewpoints": (_without(_V), "viewpoints"),
    "a question that is a list": (_with([], "question"), "question"),
    "viewpoints that are an object": (_with({}, _V), "viewpoints"),
    "a viewpoint that is a text": (_with("Open it", _V, 1), "viewpoints[1]"),
    "a title that is a number": (_with(7, "question", "title"), "question.title"),
    "a title that is null": (_with(None, _V, 1, "title"), "viewpoints[1].title"),
    "a question without a title": (_without("question", "title"), "question.title"),
    "a question without a background": (_without("question", "body"), "question.body"),
    "a question without an author": (_without("question", "author"), "question.author"),
    "a question without a date": (_without("question", "created_at"), "question.created_at"),
    "a viewpoint without paragraphs": (_without(_V, 1, "paragraphs"), "viewpoints[1].paragraphs"),
    "an empty list of paragraphs": (_with([], _V, 1, "paragraphs"), "viewpoints[1].paragraphs"),
    "an unknown key at the top": (_with(1, "version"), "version"),
    "an unknown key in the question": (_with("", "question", "colour"), "question.colour"),
    "an unknown key in a viewpoint": (_with("", _V, 0, "colour"), "viewpoints[0].colour"),
    "an unknown key in a source": (_with("", _V, 0, "sources", 0, "name"), "viewpoints[0].sources[0].name"),
    "an unknown key in votes": (_with(1, _V, 0, "votes", "pass"), "viewpoints[0].votes.pass"),
    "an unknown key in an edit": (_with("", *_EDIT, "why"), "viewpoints[0].conversation[1].why"),
    "an edit's key in a creation": (
        _with("Words.", _V, 0, "conversation", 0, "text"),
        "viewpoints[0].conversation[0].text",
    ),
    "an unknown key that is no word": (_with(1, 'a"\x1b[31m '), r'["a\"\u001b[31m "]'),
    "a title beyond the limit": (_with("x" * 151, "question", "title"), "question.title"),
    "an empty title": (_with(" ", _V, 0, "title"), "viewpoints[0].title"),
    "a background of too many words": (_with("x " * 1_001, "question", "body"), "question.body"),
    "a paragraph of too many words": (_with("x " * 301, _V, 0, "paragraphs", 1), "viewpoints[0].paragraphs[1]"),
    "a paragraph of too many characters": (_with("x" * 4_001, _V, 0, "paragraphs", 0), "viewpoints[0].paragraphs[0]"),
    "too many paragraphs": (_with(["x"] * 51, _V, 0, "paragraphs"), "viewpoints[0].paragraphs"),
    "too many sources": (_with([{"url": "example.org"}] * 51, _V, 0, "sources"), "viewpoints[0].sources"),
    "too many topics": (_with([*"abcdef"], "question", "topics"), "question.topics"),
    "a topic that stands twice": (_with(["Town", "town "], "question", "topics"), "question.topics[1]"),
    "a name beyond the limit": (_with("x" * 51, "question", "author"), "question.author"),
    "a name without a letter": (_with("...", _V, 0, "author"), "viewpoints[0].author"),
    "an edit beyond the limit": (_with("x" * 4_001, *_EDIT, "text"), "viewpoints[0].conversation[1].text"),
    "an empty text before an edit": (_with("", *_EDIT, "before"), "viewpoints[0].conversation[1].before"),
    "too many viewpoints": (_with([{}] * 1_001, _V), "viewpoints"),
    "a day that is none": (_with("2026-02-30", "question", "created_at"), "question.created_at"),
    "a date in words": (_with("yesterday", "question", "updated_at"), "question.updated_at"),
    "a moment without an offset": (_with("2026-03-09T10:00:00", *_EDIT, "at"), "viewpoints[0].conversation[1].at"),
    "a date that is a number": (_with(1_700_000_000, _V, 0, "created_at"), "viewpoints[0].created_at"),
    "a source that is a script": (
        _with("javascript:alert(1)", _V, 0, "sources", 0, "url"),
        "viewpoints[0].sources[0].url",
    ),
    "a source that is words": (_with("my aunt", _V, 0, "sources", 1, "url"), "viewpoints[0].sources[1].url"),
    "a source that is a text": (_with("example.org", _V, 0, "sources", 1), "viewpoints[0].sources[1]"),
    "a source on this machine": (
        _with("http://localhost/", _V, 0, "sources", 0, "url"),
        "viewpoints[0].sources[0].url",
    ),
    "a label that is a number": (_with(1, _V, 0, "sources", 0, "label"), "viewpoints[0].sources[0].label"),
    "a label that is null": (_with(None, _V, 0, "sources", 0, "label"), "viewpoints[0].sources[0].label"),
    "a language that is none": (_with("the king's", "question", "language"), "question.language"),
    "votes below zero": (_with(-1, _V, 0, "votes", "agree"), "viewpoints[0].votes.agree"),
    "more votes than a side may have": (_with(10_001, _V, 0, "votes", "disagree"), "viewpoints[0].votes.disagree"),
    "half a vote": (_with(0.5, _V, 0, "votes", "agree"), "viewpoints[0].votes.agree"),
    "a vote that is true": (_with(True, _V, 0, "votes", "agree"), "viewpoints[0].votes.agree"),
    "votes of one side only": (_without(_V, 0, "votes", "disagree"), "viewpoints[0].votes.disagree"),
    "an unknown kind of event": (_with("comment", *_EDIT, "kind"), "viewpoints[0].conversation[1].kind"),
    "an event without a kind": (_without(*_EDIT, "kind"), "viewpoints[0].conversation[1].kind"),
    "an edit without a text": (_without(*_EDIT, "text"), "viewpoints[0].conversation[1].text"),
    "an edit that was declined": (_with("declined", *_EDIT, "status"), "viewpoints[0].conversation[1].status"),
    "an edit of paragraph 0": (_with(0, *_EDIT, "paragraph"), "viewpoints[0].conversation[1].paragraph"),
    "an edit of a paragraph too far": (_with(3, *_EDIT, "paragraph"), "viewpoints[0].conversation[1].paragraph"),
    "too many events": (
        _with([{"kind": "created", "author": "Ada", "at": "2026-03-01"}] * 10_001, _V, 0, "conversation"),
        "viewpoints",
    ),
    "half of a character": (_with("It is \ud83d.", "question", "body"), "question.body"),
    "a NUL character": (_with("It is \0.", "question", "body"), "question.body"),
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

FAULTY: dict[str, tuple[bytes, str]] = {name: (_changed(change), place) for name, (change, place) in _CHANGES.items()}
FAULTY |= _BYTES
