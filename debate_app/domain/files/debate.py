"""A debate as plain values, the way a file holds it: everything that was ever said in it, and the counts.

No ids, no participants: people are names here, and whatever refers to something else names its place in a list,
from 1. ``reading.py`` makes these values from a file, ``retelling.py`` from one in the older format,
``exporting.py`` from the database; ``importing.py`` writes them to the database.
"""

from dataclasses import dataclass

from debate_app.domain.tables import EditKind, EditStatus, EventKind, RevisionCause

SPOKEN = (EventKind.COMMENT, EventKind.DOUBTED)
"""Events that are made of a comment."""

Credit = tuple[tuple[str, int], ...]
"""Whose words a text is made of, as (name, number of words) in the order of the text."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many agree and disagree."""

    agrees: int = 0
    disagrees: int = 0

    @property
    def total(self) -> int:
        """All of them together."""
        return self.agrees + self.disagrees


@dataclass(frozen=True, slots=True)
class QuestionVersion:
    """A question's own text at one of its versions, who gave it that text, when and why."""

    title: str
    background: str
    topics: tuple[str, ...]
    author: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a paragraph; ``credit`` is None where all words are its author's."""

    text: str
    author: str
    at: str
    credit: Credit | None


@dataclass(frozen=True, slots=True)
class Source:
    """An address as it was typed, and the mark that cites it."""

    url: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """A viewpoint as a whole: the number of its list of sources, its paragraphs in order as (paragraph, text of the
    paragraph), and the votes that were given on it. ``edit`` is the event of the edit that made it, or None."""

    title: str
    sources: int
    paragraphs: tuple[tuple[int, int], ...]
    edit: int | None
    small: bool
    at: str
    votes: Counts


@dataclass(frozen=True, slots=True)
class Revision:
    """One wording of an edit, made on the version ``base``; ``after`` is a paragraph, ``restores`` a version."""

    cause: RevisionCause
    base: int
    before: str | None
    text: str | None
    after: int | None
    restores: int | None
    reason: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided on an edit, when and why."""

    author: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody would change, every wording of it, and what became of it; its event tells who and when. A
    corrected translation names its ``language``."""

    kind: EditKind
    status: EditStatus
    paragraph: int | None
    revisions: tuple[Revision, ...]
    decision: Decision | None
    support: Counts
    voted_from: int
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says; one that was removed has no text."""

    author: str
    at: str
    language: str
    text: str
    edited_at: str | None
    removed_at: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a conversation, with the replies to it.

    An edit event carries its ``edit``, a comment event its ``comment`` and the ``paragraph`` that it is about, one
    that doubts a ``source`` names its address besides; one that weighs the edit of the event ``weighs`` says whether
    that is ``small``.
    """

    kind: EventKind
    author: str
    at: str
    active_at: str
    edit: Edit | None = None
    comment: Comment | None = None
    paragraph: int | None = None
    source: str | None = None
    weighs: int | None = None
    small: bool | None = None
    replies: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A viewpoint: the texts of every paragraph that ever stood in it, every list of its sources, all its versions,
    of which the last stands, and its conversation in the order of the file."""

    author: str
    created_at: str
    language: str
    paragraphs: tuple[tuple[Text, ...], ...]
    sources: tuple[tuple[Source, ...], ...]
    versions: tuple[Version, ...]
    conversation: tuple[Event, ...]

    @property
    def votes(self) -> Counts:
        """The votes on all versions together."""
        agrees = sum(version.votes.agrees for version in self.versions)
        return Counts(agrees, sum(version.votes.disagrees for version in self.versions))


@dataclass(frozen=True, slots=True)
class Reference:
    """What was found at a web address that sources name; what was not is empty."""

    address: str
    title: str
    site: str
    author: str
    published: str
    language: str
    kind: str
    looked_up_at: str


@dataclass(frozen=True, slots=True)
class Translation:
    """What somebody made of a text of a ``viewpoint`` in another ``language``, with the ``edit`` of that event, where
    that is told. The text is the ``version`` of a ``paragraph`` or, where there is none, the title of a version."""

    viewpoint: int
    paragraph: int | None
    version: int
    source_language: str
    language: str
    text: str
    author: str
    at: str
    edit: int | None


@dataclass(frozen=True, slots=True)
class Debate:
    """A checked file: every text clean and within the limits, every default filled in."""

    author: str
    created_at: str
    updated_at: str
    language: str
    versions: tuple[QuestionVersion, ...]
    viewpoints: tuple[Viewpoint, ...]
    references: tuple[Reference, ...] = ()
    translations: tuple[Translation, ...] = ()


def tidy_credit(runs: Credit, author: str) -> Credit | None:
    """The same credit with neighbours of one name joined; None where all words are the author's."""
    joined: list[tuple[str, int]] = []
    for name, count in runs:
        if joined and joined[-1][0] == name:
            joined[-1] = (name, joined[-1][1] + count)
        else:
            joined.append((name, count))
    return None if all(name == author for name, _ in joined) else tuple(joined)
