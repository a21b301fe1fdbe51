"""Files in the format ``debate/2`` that cannot be taken in: what was done to a right one, and where its fault is."""

from typing import Any

from debate_app.domain import limits
from tests import histories
from tests.faulty_files import Change, changed, put, without

_V = ("viewpoints", 0)
_PLACE = "viewpoints[0]"
_EDITS = {"change": 1, "insert": 3, "adjusted": 4, "remove": 5, "sources": 6, "title": 7, "open": 9, "restore": 13}


def _both(*changes: Change) -> Change:
    def change(tree: dict[str, Any]) -> None:
        for one in changes:
            one(tree)

    return change


def _version(number: int, key: str, value: object, at: str = "") -> tuple[Change, str]:
    return put(value, *_V, "versions", number - 1, key), f"{_PLACE}.versions[{number - 1}].{key}{at}"


def _edit(name: str, key: str, value: object) -> tuple[Change, str]:
    place = _EDITS[name]
    return put(value, *_V, "conversation", place, key), f"{_PLACE}.conversation[{place}].{key}"


def _no_edit(name: str, key: str) -> tuple[Change, str]:
    place = _EDITS[name]
    return without(*_V, "conversation", place, key), f"{_PLACE}.conversation[{place}].{key}"


def _wording(name: str, number: int, key: str, value: object) -> tuple[Change, str]:
    path = ("conversation", _EDITS[name], "revisions", number - 1, key)
    return put(value, *_V, *path), f"{_PLACE}.conversation[{path[1]}].revisions[{number - 1}].{key}"


def _no_wording(name: str, key: str) -> tuple[Change, str]:
    path = ("conversation", _EDITS[name], "revisions", 0, key)
    return without(*_V, *path), f"{_PLACE}.conversation[{path[1]}].revisions[0].{key}"


def _credit(*runs: object) -> Change:
    return put([*runs], *_V, "paragraphs", 0, 1, "credit")


_CREDIT = f"{_PLACE}.paragraphs[0][1].credit"
_SAID = (*_V, "conversation", 2)
_EVENT = {"kind": "created", "author": "Ada", "at": "2026-03-01"}
_TEXT = {"text": "x", "author": "Ada", "at": "2026-03-01"}

FAULTY: dict[str, tuple[Change, str]] = {
    "no version of the question": (put([], "question", "versions"), "question.versions"),
    "a topic that stands twice": (
        put(["Town", "town"], "question", "versions", 1, "topics"),
        "question.versions[1].topics[1]",
    ),
    "a key of debate/1": (put("Open it", *_V, "title"), f"{_PLACE}.title"),
    "a viewpoint without versions": (put([], *_V, "versions"), f"{_PLACE}.versions"),
    "a version of no paragraph": _version(5, "paragraphs", []),
    "a version of a paragraph that is not there": _version(3, "paragraphs", [[1, 2], [4, 1], [2, 1]], "[1]"),
    "a version of a text that is not there": _version(2, "paragraphs", [[1, 4], [2, 1]], "[0]"),
    "a version in which a paragraph stands twice": _version(2, "paragraphs", [[1, 2], [2, 1], [1, 1]], "[2]"),
    "a version of a paragraph 0": _version(2, "paragraphs", [[0, 1], [2, 1]], "[0]"),
    "a version of something else than pairs": _version(2, "paragraphs", [[1, 2], [2, 1], 3], "[2]"),
    "a version of half a text": _version(2, "paragraphs", [[1, 1.5], [2, 1]], "[0]"),
    "a version of too many paragraphs": _version(2, "paragraphs", [[1, 1]] * 51),
    "a version with sources that are not there": _version(6, "sources", 3),
    "a first version that an edit made": _version(1, "edit", 2),
    "a version that no event made": _version(2, "edit", 99),
    "a version that a comment made": _version(2, "edit", 3),
    "a version that a declined edit made": _version(2, "edit", 8),
    "a version that an earlier one's edit made": _version(3, "edit", 2),
    "a version in which a correction is a word": _version(4, "small", "yes"),
    "votes on a version below zero": _version(1, "votes", {"agree": -1, "disagree": 0}, ".agree"),
    "too many votes on all versions": (
        put({"agree": 10_000, "disagree": 0}, *_V, "versions", 1, "votes"),
        f"{_PLACE}.versions",
    ),
    "a paragraph that never stood": (
        _both(*(put([[1, 1], [2, 1]], *_V, "versions", number, "paragraphs") for number in range(2, 6))),
        f"{_PLACE}.paragraphs[2]",
    ),
    "a paragraph without texts": (put([], *_V, "paragraphs", 2), f"{_PLACE}.paragraphs[2]"),
    "sources that no version has": (put(1, *_V, "versions", 5, "sources"), f"{_PLACE}.sources[1]"),
    "no list of sources": (put([], *_V, "sources"), f"{_PLACE}.sources"),
    "credit for too many words": (_credit(["Bo Li", 3], ["Ada Byron", 3]), _CREDIT),
    "credit for too few words": (_credit(["Bo Li", 3]), _CREDIT),
    "credit for nobody": (_credit(), _CREDIT),
    "credit for somebody who wrote nothing here": (_credit(["Bo Li", 3], ["Mo Derator", 2]), f"{_CREDIT}[1]"),
    "credit for no words": (_credit(["Bo Li", 5], ["Ada Byron", 0]), f"{_CREDIT}[1]"),
    "credit that is no pair": (_credit(["Bo Li", 5, 1]), f"{_CREDIT}[0]"),
    "credit that is an object": (put({"Bo Li": 5}, *_V, "paragraphs", 0, 1, "credit"), _CREDIT),
    "an edit of an unknown kind": _edit("change", "does", "polish"),
    "an edit of an unknown status": _edit("title", "status", "open"),
    "an edit without a wording": _edit("open", "revisions", []),
    "an edit of a paragraph that is not there": _edit("open", "paragraph", 4),
    "a change without a paragraph": _no_edit("open", "paragraph"),
    "an insertion that brought nothing in": _no_edit("insert", "paragraph"),
    "a title with a paragraph": _edit("title", "paragraph", 1),
    "a decision on an open edit": _edit("open", "decision", {"author": "Bo Li", "at": "2026-03-10"}),
    "a declined edit without a decision": _no_edit("title", "decision"),
    "a decision by nobody": (
        put("!", *_V, "conversation", 7, "decision", "author"),
        f"{_PLACE}.conversation[7].decision.author",
    ),
    "a reason beyond the limit": _wording("open", 1, "reason", "x" * (limits.REASON_CHARACTERS + 1)),
    "a first wording that was revised": _wording("open", 1, "cause", "revised"),
    "a second wording that is proposed": _wording("open", 2, "cause", "proposed"),
    "a wording on a version that is not there": _wording("open", 1, "base", 7),
    "a wording on the version that it made": _wording("adjusted", 3, "base", 4),
    "a wording on version 0": _wording("open", 1, "base", 0),
    "a change without a text": _no_wording("open", "text"),
    "a change to an empty text": _wording("open", 1, "text", ""),
    "a change to a text beyond the limit": _wording("open", 1, "text", "x " * (limits.PARAGRAPH_WORDS + 1)),
    "a change that comes behind something": _wording("open", 1, "after", 1),
    "an insertion with a text before it": _wording("insert", 1, "before", "It is cold."),
    "an insertion behind a paragraph that is not there": _wording("insert", 1, "after", 9),
    "a removal with a text": _wording("remove", 1, "text", "It is cold."),
    "a title beyond the limit": _wording("title", 1, "text", "x" * 151),
    "sources that are words": _wording("sources", 1, "text", "my aunt"),
    "a restoration of nothing": _no_wording("restore", "restores"),
    "a restoration of a version that is not there": _wording("restore", 1, "restores", 7),
    "support from a wording that is not there": _edit("open", "voted_from", 3),
    "support of one side": (
        without(*_V, "conversation", 9, "support", "agree"),
        f"{_PLACE}.conversation[9].support.agree",
    ),
    "a comment without a text": (without(*_SAID, "text"), f"{_PLACE}.conversation[2].text"),
    "a removed comment with a text": (put("2026-03-09", *_SAID, "removed_at"), f"{_PLACE}.conversation[2].text"),
    "a comment beyond the limit": (
        put("x" * (limits.COMMENT_CHARACTERS + 1), *_SAID, "text"),
        f"{_PLACE}.conversation[2].text",
    ),
    "a comment on a paragraph that is not there": (put(4, *_SAID, "paragraph"), f"{_PLACE}.conversation[2].paragraph"),
    "a reply to a reply": (
        put([], *_SAID, "replies", 0, "replies"),
        f"{_PLACE}.conversation[2].replies[0].replies",
    ),
    "a removed reply with a text": (
        put("Here.", *_V, "conversation", 1, "replies", 1, "text"),
        f"{_PLACE}.conversation[1].replies[1].text",
    ),
    "an edit that was weighed and made nothing": (
        put(8, *_V, "conversation", 10, "edit"),
        f"{_PLACE}.conversation[10].edit",
    ),
    "an event that was weighed and is no edit": (
        put(1, *_V, "conversation", 10, "edit"),
        f"{_PLACE}.conversation[10].edit",
    ),
    "a weighing that decides nothing": (
        without(*_V, "conversation", 10, "small"),
        f"{_PLACE}.conversation[10].small",
    ),
    "too many events": (put([_EVENT] * 10_001, "viewpoints", 1, "conversation"), "viewpoints"),
    "too many replies": (put([_TEXT] * 10_000, *_SAID, "replies"), "viewpoints"),
    "too many wordings": (put([{}] * 10_000, *_V, "conversation", 9, "revisions"), "viewpoints"),
    "too many versions": (put([{}] * 10_002, "viewpoints", 1, "versions"), "viewpoints"),
    "too many texts": (put([_TEXT] * 100_001, "viewpoints", 1, "paragraphs", 0), "viewpoints"),
    "too many sources": (put([[{"url": "example.org"}] * 50] * 1_001, "viewpoints", 1, "sources"), "viewpoints"),
    "too many votes on edits": (
        put(
            [{"kind": "edit", "support": {"agree": 10_000, "disagree": 10_000}}] * 51,
            "viewpoints",
            1,
            "conversation",
        ),
        "viewpoints",
    ),
}


def data(name: str) -> bytes:
    """The bytes of the faulty file."""
    return changed(histories.tree(), FAULTY[name][0])
