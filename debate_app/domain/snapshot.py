"""The read model: everything a page shows that is the same for everybody, and nothing else.

The first HTML, the live page, the updates and the export of numbers are made from these values, so
they cannot disagree. Names are display names; no id of a participant leaves the domain.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote it, as the page shows them."""

    name: str
    initials: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a paragraph's text; ``source`` is the number of the source it cites, 0 for plain text."""

    text: str
    source: int


@dataclass(frozen=True, slots=True)
class Change:
    """A run of a diff: ``kind`` is ``"same"``, ``"added"`` or ``"removed"``."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph as it stands today, at its place (from 1)."""

    id: int
    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source with the https address it opens, its site, and the words that name it."""

    number: int
    label: str
    href: str
    site: str
    title: str


@dataclass(frozen=True, slots=True)
class EventText:
    """A conversation event; an edit carries its paragraph's number and what changed.

    ``compared`` is false where the text before the edit is not known: ``changes`` is then one run.
    """

    id: int
    kind: str
    author: Person
    at: str
    status: str
    paragraph_id: int
    paragraph_number: int
    compared: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ViewpointText:
    """A viewpoint's text, its sources, and the newest of its conversation."""

    id: int
    number: int
    title: str
    author: Person
    created_at: str
    version: int
    paragraphs: tuple[ParagraphText, ...]
    sources: tuple[SourceText, ...]
    events: tuple[EventText, ...]
    events_total: int


@dataclass(frozen=True, slots=True)
class QuestionText:
    """The question itself; ``background`` is a list of paragraphs."""

    id: int
    slug: str
    title: str
    background: tuple[str, ...]
    language: str
    author: Person
    created_at: str
    updated_at: str
    topics: tuple[str, ...]


NO_QUESTION = QuestionText(0, "", "", (), "", Person("", ""), "", "", ())
"""What a page holds before its question has arrived."""


@dataclass(frozen=True, slots=True)
class ViewpointTally:
    """A viewpoint's counts."""

    viewpoint_id: int
    agrees: int
    disagrees: int


@dataclass(frozen=True, slots=True)
class QuestionSnapshot:
    """A question's page at ``sequence``; its text part last changed at ``text_sequence``."""

    sequence: int
    text_sequence: int
    question: QuestionText
    viewpoints: tuple[ViewpointText, ...]
    tallies: tuple[ViewpointTally, ...]


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question as the home page lists it."""

    id: int
    slug: str
    title: str
    excerpt: str
    language: str
    author: Person
    created_at: str
    updated_at: str
    viewpoints: int
    votes: int
    people: int
