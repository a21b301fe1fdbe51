"""Whether the events of a viewpoint in a file speak of what is there, and each edit is whole: whether it
has what its kind and its status ask for."""

from collections.abc import Iterator
from typing import Any

from debate_app.domain.files.forms import clean
from debate_app.domain.files.parts import Path
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import EditKind, EditStatus, RevisionCause
from debate_app.words import plain

Faults = Iterator[tuple[Path, str]]

_FORMS = {EditKind.TITLE: "title", EditKind.SOURCES: "source-lines"}

_NOTHING = frozenset[str]()
_SAYS = {
    EditKind.CHANGE: ({"text"}, {"before"}),
    EditKind.INSERT: ({"text"}, {"after"}),
    EditKind.REMOVE: (_NOTHING, {"before"}),
    EditKind.MOVE: (_NOTHING, {"before", "after"}),
    EditKind.TITLE: ({"text"}, {"before"}),
    EditKind.SOURCES: ({"text"}, {"before"}),
    EditKind.RESTORE: ({"restores"}, _NOTHING),
    EditKind.TRANSLATION: ({"text"}, {"before"}),
}
"""What each wording of an edit of a kind has to say, and what it may say besides."""

_OF_PARAGRAPHS = (EditKind.CHANGE, EditKind.REMOVE, EditKind.MOVE)
_OPEN = (EditStatus.PROPOSED, EditStatus.NEEDS_LOOK)
_UNDONE = (EditStatus.DECLINED, EditStatus.WITHDRAWN)


def form_of(kind: EditKind, names_paragraph: bool) -> str:
    """The format of the texts of an edit of that kind, which names a paragraph or does not: a translation of none is
    that of the title."""
    if kind is EditKind.TRANSLATION:
        return "translation" if names_paragraph else "translated-title"
    return _FORMS.get(kind, "paragraph")


def conversation_coheres(viewpoint: dict[str, Any]) -> Faults:
    """The keyword ``x-conversation-coheres``, for a viewpoint whose versions cohere."""
    paragraphs, versions = len(viewpoint["paragraphs"]), viewpoint["versions"]
    made = {version["edit"]: number for number, version in enumerate(versions, 1) if "edit" in version}
    for number, event in enumerate(viewpoint.get("conversation", ()), 1):
        path = ("conversation", number - 1)
        yield from _missing((*path, "paragraph"), "paragraph", event, paragraphs)
        if event["kind"] == "weighed" and event["edit"] not in made:
            yield (*path, "edit"), f"Event {event['edit']} is no edit that made a version."
        if event["kind"] == "edit":
            kind, version = EditKind(event["does"]), made.get(number)
            form = form_of(kind, "paragraph" in event)
            yield from _edit(event, path, kind, version)
            for place, wording in enumerate(event["revisions"]):
                where = (*path, "revisions", place)
                yield from _wording(wording, where, kind, form, place)
                yield from _missing((*where, "after"), "paragraph", wording, paragraphs)
                yield from _missing((*where, "restores"), "version", wording, len(versions))
                yield from _base(wording, where, len(versions), version)


def _edit(event: dict[str, Any], path: Path, kind: EditKind, version: int | None) -> Faults:
    """What the kind and the status of an edit ask for; ``version`` is the one that it made."""
    translates = kind is EditKind.TRANSLATION
    names_one = kind in _OF_PARAGRAPHS or (kind is EditKind.INSERT and version is not None)
    if not translates and names_one != ("paragraph" in event):
        yield (*path, "paragraph"), "This is missing." if names_one else "This edit has no paragraph of its own."
    if translates != ("language" in event):
        missing = plain("This is missing.")
        yield (*path, "language"), missing if translates else plain("Only a translation has a language of its own.")
    if translates and version is not None:
        yield (*path, "does"), plain("A translation leaves the text as it is; it makes no version.")
    if event["status"] in _OPEN and "decision" in event:
        yield (*path, "decision"), "An edit that is open has no decision."
    if event["status"] in _UNDONE and "decision" not in event:
        yield (*path, "decision"), "This is missing."
    yield from _missing((*path, "voted_from"), "wording", event, len(event["revisions"]))


def _wording(wording: dict[str, Any], path: Path, kind: EditKind, form: str, place: int) -> Faults:
    if (wording["cause"] == RevisionCause.PROPOSED) != (place == 0):
        yield (*path, "cause"), "The first wording of an edit is “proposed”, and no other is."
    needed, allowed = _SAYS[kind]
    for key in ("before", "text", "after", "restores"):
        if key in wording and key not in needed | allowed:
            yield (*path, key), f"An edit that does “{kind}” has no such key."
        elif key not in wording and key in needed:
            yield (*path, key), "This is missing."
        elif key in wording and key in ("before", "text"):
            try:
                clean(form, wording[key])
            except Invalid as fault:
                yield (*path, key), fault.sentence


def _base(wording: dict[str, Any], path: Path, versions: int, version: int | None) -> Faults:
    yield from _missing((*path, "base"), "version", wording, versions)
    if version is not None and version <= wording["base"] <= versions:
        yield (*path, "base"), f"The edit made version {version}; it cannot be made on version {wording['base']}."


def _missing(path: Path, what: str, part: dict[str, Any], there: int) -> Faults:
    """That the number at the end of the path is beyond what is there."""
    number = part.get(str(path[-1]), 0)
    if number > there:
        yield path, f"There is no {what} {number}; there are {there}."
