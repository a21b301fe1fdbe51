"""The older format ``debate/1``: its values, how they are read from a checked file, and their canonical form.

It holds the texts as they stand, the counts, and what each approved edit did to a paragraph. ``retelling.py`` makes
a debate of today's form out of it. Its canonical form stays as it is: by its digest a file is known that was taken
in before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from debate_app.domain.files.forms import clean
from debate_app.domain.tables import EditStatus, EventKind


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit did to the paragraph at ``paragraph`` (from 1); ``before`` is None where it is not known."""

    paragraph: int
    status: EditStatus
    text: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a conversation; ``edit`` is None where the viewpoint was created."""

    kind: EventKind
    author: str
    at: str
    edit: Edit | None


@dataclass(frozen=True, slots=True)
class Source:
    """An address as it was typed, and the mark that cites it."""

    url: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A viewpoint with its votes and its conversation, in the order of the file."""

    title: str
    author: str
    created_at: str
    paragraphs: tuple[str, ...]
    sources: tuple[Source, ...]
    agrees: int
    disagrees: int
    conversation: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Debate:
    """A checked file: every text clean and within the limits, every default filled in."""

    title: str
    background: str
    author: str
    created_at: str
    updated_at: str
    language: str
    topics: tuple[str, ...]
    viewpoints: tuple[Viewpoint, ...]


def read(tree: dict[str, Any]) -> Debate:
    """The values of a parsed file in which ``schema.py`` found no fault."""
    question = tree["question"]
    viewpoints = tuple(_viewpoint(viewpoint) for viewpoint in tree["viewpoints"])
    created_at = clean("day-or-moment", question["created_at"])
    if "updated_at" in question:
        updated_at = clean("day-or-moment", question["updated_at"])
    else:
        updated_at = max([created_at, *(time for viewpoint in viewpoints for time in _times(viewpoint))])
    return Debate(
        title=clean("title", question["title"]),
        background=clean("background", question["body"]),
        author=clean("name", question["author"]),
        created_at=created_at,
        updated_at=updated_at,
        language=clean("language", question.get("language", "en")),
        topics=tuple(clean("topic", topic) for topic in question.get("topics", ())),
        viewpoints=viewpoints,
    )


def _viewpoint(part: dict[str, Any]) -> Viewpoint:
    votes = part.get("votes", {"agree": 0, "disagree": 0})
    return Viewpoint(
        title=clean("title", part["title"]),
        author=clean("name", part["author"]),
        created_at=clean("day-or-moment", part["created_at"]),
        paragraphs=tuple(clean("paragraph", text) for text in part["paragraphs"]),
        sources=tuple(_source(source) for source in part.get("sources", ())),
        agrees=int(votes["agree"]),
        disagrees=int(votes["disagree"]),
        conversation=tuple(_event(event) for event in part.get("conversation", ())),
    )


def _source(part: dict[str, Any]) -> Source:
    label = clean("label", part["label"]) if "label" in part else None
    return Source(clean("address", part["url"]), label)


def _event(part: dict[str, Any]) -> Event:
    kind = EventKind(part["kind"])
    edit = _edit(part) if kind is EventKind.EDIT else None
    return Event(kind, clean("name", part["author"]), clean("day-or-moment", part["at"]), edit)


def _edit(part: dict[str, Any]) -> Edit:
    before = clean("paragraph", part["before"]) if "before" in part else None
    return Edit(int(part["paragraph"]), EditStatus(part["status"]), clean("paragraph", part["text"]), before)


def _times(viewpoint: Viewpoint) -> Iterator[str]:
    yield viewpoint.created_at
    yield from (event.at for event in viewpoint.conversation)


def content(debate: Debate) -> dict[str, Any]:
    """The debate as a ``debate/1`` object with every optional key, save labels and texts that are not known."""
    return {
        "format": "debate/1",
        "question": {
            "title": debate.title,
            "body": debate.background,
            "author": debate.author,
            "created_at": debate.created_at,
            "updated_at": debate.updated_at,
            "language": debate.language,
            "topics": list(debate.topics),
        },
        "viewpoints": [_viewpoint_content(viewpoint) for viewpoint in debate.viewpoints],
    }


def _viewpoint_content(viewpoint: Viewpoint) -> dict[str, Any]:
    return {
        "title": viewpoint.title,
        "author": viewpoint.author,
        "created_at": viewpoint.created_at,
        "paragraphs": list(viewpoint.paragraphs),
        "sources": [_known(url=source.url, label=source.label) for source in viewpoint.sources],
        "votes": {"agree": viewpoint.agrees, "disagree": viewpoint.disagrees},
        "conversation": [_event_content(event) for event in viewpoint.conversation],
    }


def _event_content(event: Event) -> dict[str, Any]:
    happened = {"kind": event.kind.value, "author": event.author, "at": event.at}
    if (edit := event.edit) is None:
        return happened
    status = edit.status.value
    return happened | _known(status=status, paragraph=edit.paragraph, before=edit.before, text=edit.text)


def _known(**values: object) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
