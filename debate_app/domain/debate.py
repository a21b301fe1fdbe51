"""A debate as plain values, the way a file holds it, and its canonical form.

``debate_file.py`` makes these values from bytes, ``exporting.py`` from the database; ``importing.py``
writes them to the database. No ids, no participants: people are names here.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

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


def digest(debate: Debate) -> str:
    """The SHA-256 of the debate's canonical form: its content as JSON with sorted keys and no spaces."""
    canonical = json.dumps(content(debate), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()


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
