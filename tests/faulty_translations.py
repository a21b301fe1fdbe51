"""Files in the format ``debate/3`` that cannot be taken in: what was done to a right one, and where its fault is."""

from typing import Any

from debate_app.domain import limits
from tests import translated
from tests.faulty_files import Change, changed, put, without

_V = ("viewpoints", 0)
_EDIT, _DOUBT, _TITLE = ((*_V, "conversation", number) for number in (14, 15, 16))


def _reference(key: str, value: object) -> tuple[Change, str]:
    return put(value, "references", 0, key), f"references[0].{key}"


def _translation(number: int, key: str, value: object) -> tuple[Change, str]:
    return put(value, "translations", number, key), f"translations[{number}].{key}"


def _at(path: tuple[str | int, ...], key: str) -> str:
    return f"viewpoints[0].conversation[{path[-1]}].{key}"


def _made_version(tree: dict[str, Any]) -> None:
    tree["viewpoints"][0]["versions"][5]["edit"] = 15
    tree["viewpoints"][0]["conversation"][14]["revisions"][0]["base"] = 5


FAULTY: dict[str, tuple[Change, str]] = {
    "a viewpoint in no language": (put("the king's", *_V, "language"), "viewpoints[0].language"),
    "a comment in no language": (put(7, *_V, "conversation", 2, "language"), _at((2,), "language")),
    "a reply in no language": (put("", *_DOUBT, "replies", 0, "language"), _at(_DOUBT, "replies[0].language")),
    "a translation without a language": (without(*_EDIT, "language"), _at(_EDIT, "language")),
    "a change with a language": (put("pt", *_V, "conversation", 9, "language"), _at((9,), "language")),
    "a translation that made a version": (_made_version, _at(_EDIT, "does")),
    "a translated title that is too long": (
        put("x" * (limits.TRANSLATION_CHARACTERS + 1), *_TITLE, "revisions", 0, "text"),
        _at(_TITLE, "revisions[0].text"),
    ),
    "a doubt of no source": (without(*_DOUBT, "source"), _at(_DOUBT, "source")),
    "a doubt of a source that is not there": (put("example.org/noon", *_DOUBT, "source"), _at(_DOUBT, "source")),
    "a doubt of a script": (put("javascript:alert(1)", *_DOUBT, "source"), _at(_DOUBT, "source")),
    "a doubt without a reason": (without(*_DOUBT, "text"), _at(_DOUBT, "text")),
    "a comment that names a source": (put("example.org", *_V, "conversation", 2, "source"), _at((2,), "source")),
    "references that are an object": (put({}, "references"), "references"),
    "a reference to a script": _reference("address", "javascript:alert(1)"),
    "a reference that no source names": _reference("address", "https://example.net/x"),
    "a reference that stands twice": (
        put("HTTP://Example.com/x?y=1", "references", 1, "address"),
        "references[1].address",
    ),
    "a reference without a time": (without("references", 0, "looked_up_at"), "references[0].looked_up_at"),
    "a reference looked up at no time": _reference("looked_up_at", "once"),
    "a title of nothing": _reference("title", " \u200b "),
    "a title that is too long": _reference("title", "x" * (limits.REFERENCE_CHARACTERS + 1)),
    "a title that is a list": _reference("title", ["x"]),
    "a title with a NUL character": _reference("title", "It is \0."),
    "a reference in no language": _reference("language", "English, mostly"),
    "a reference with what no file tells": _reference("etag", '"1"'),
    "too many references": (put([{}] * 50_001, "references"), "references"),
    "a translation in a viewpoint that is not there": _translation(0, "viewpoint", 3),
    "a translation of a paragraph that is not there": _translation(1, "paragraph", 4),
    "a translation of a text that is not there": _translation(1, "version", 4),
    "a translation of a title that is not there": _translation(0, "version", 7),
    "a translation of nothing": (without("translations", 0, "version"), "translations[0].version"),
    "a translation into no language": _translation(0, "language", "?"),
    "a translation into its own language": _translation(0, "language", "en"),
    "a translation without words": _translation(1, "text", " "),
    "a translated title of too many characters": _translation(0, "text", "x" * (limits.TRANSLATION_CHARACTERS + 1)),
    "a translated paragraph of too many characters": _translation(1, "text", "x" * (limits.TRANSLATION_CHARACTERS + 1)),
    "a translation by nobody": _translation(0, "author", "!"),
    "a translation at no time": _translation(0, "at", "2026-02-30"),
    "a translation that a machine made": _translation(0, "engine", "x"),
    "a translation that no event made": _translation(1, "edit", 99),
    "a translation that a comment made": _translation(1, "edit", 3),
    "a translation that an edit of something else made": _translation(0, "edit", 15),
    "a translation into another language than its edit": (
        put("es", "translations", 1, "language"),
        "translations[1].edit",
    ),
    "a second translation of the same words": (
        put({**translated.tree()["translations"][0], "version": 2}, "translations", 2),
        "translations[2].language",
    ),
    "too many translations": (put([{}] * 100_001, "translations"), "translations"),
}


def data(name: str) -> bytes:
    """The bytes of the faulty file."""
    return changed(translated.tree(), FAULTY[name][0])
