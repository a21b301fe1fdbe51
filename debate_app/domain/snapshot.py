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
class Hiding:
    """Who hid a text, when and why, as ``act_id`` of the public log tells; 0 where it is not hidden."""

    act_id: int
    by: Person
    at: str
    reason: str


NOBODY = Person("", "")
NOT_HIDDEN = Hiding(0, NOBODY, "", "")


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
class Conflict:
    """The texts to choose from where somebody else was faster: the ``base`` that a writer began from, ``mine`` and
    ``theirs`` with what each changed in it, and the words of both ``merged``.

    ``theirs`` is what stands in ``version``; ``fits`` tells whether both go together without a choice.
    """

    base: str
    mine: str
    mine_changes: tuple[Change, ...]
    theirs: str
    theirs_changes: tuple[Change, ...]
    merged: str
    fits: bool
    version: int


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph as it stands today, at its place (from 1)."""

    id: int
    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source with the https address it opens, its site and that site's ``host``, the words that name it, and how it
    was ``typed``.

    What it says about itself was read at ``looked_up_at`` and is empty where it says nothing: ``author``, the day,
    month or year when it was ``published``, its ``kind``, and the ``language`` of the title where that is the
    source's own. Where it can not be reached ``archive`` leads to a copy of it. So many ``doubts`` are open whether
    it supports the text.
    """

    number: int
    typed: str
    label: str
    href: str
    host: str
    site: str
    title: str
    language: str = ""
    author: str = ""
    published: str = ""
    kind: str = ""
    looked_up_at: str = ""
    unreachable_since: str = ""
    archive: str = ""
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody whose words a viewpoint is made of, and their share of today's words in per cent."""

    person: Person
    share: int


@dataclass(frozen=True, slots=True)
class Saying:
    """A run of a comment's text: a link where it has an ``href``, somebody's name where it is a ``mention``."""

    text: str
    href: str
    mention: bool


@dataclass(frozen=True, slots=True)
class CommentText:
    """A comment or a reply. One that its author removed, or that is ``hidden``, has no sayings."""

    id: int
    author: Person
    language: str
    at: str
    edited_at: str
    removed: bool
    sayings: tuple[Saying, ...]
    hidden: Hiding


@dataclass(frozen=True, slots=True)
class EditText:
    """An edit as it stands: who would change what, what became of it, and where people stand on it.

    ``place`` is the part of the page beside which it is shown: ``"paragraph-12"``, ``"title-3"`` (the viewpoint
    as a whole too) or ``"sources-3"``. ``language`` is that of a translation, else empty.
    ``text`` is the wording proposed, as it is typed; ``compared`` is false
    where the text before it is not known: ``changes`` is then one run. ``version`` is the viewpoint's version
    that it made, ``base_version`` the one that it was made on, ``restores`` the one that it goes back to, 0 where
    there is none; ``behind`` is the number of the paragraph that an insertion or a move comes behind. ``small``
    is whether it counts as a small correction or, while it waits, looks like one. One that is ``hidden``, or of
    which nothing is left (``gone``), has no words.
    """

    id: int
    event_id: int
    kind: str
    language: str
    status: str
    author: Person
    at: str
    place: str
    paragraph_number: int
    behind: int
    reason: str
    text: str
    compared: bool
    changes: tuple[Change, ...]
    revision: int
    cause: str
    adjusted_by: Person
    decided_by: Person
    decided_at: str
    decision: str
    base_version: int
    version: int
    restores: int
    small: bool
    agrees: int
    disagrees: int
    hidden: Hiding
    gone: bool


@dataclass(frozen=True, slots=True)
class EventText:
    """A conversation event with the newest of its replies, oldest first.

    ``at`` is when it happened, ``active_at`` when something last happened to it. A comment event carries its
    comment in ``said``, which is empty otherwise. A comment may be about one paragraph; ``paragraph_number`` is 0
    where there is none, or it was taken out. ``small`` is what a weighed event decided. ``source`` is what a doubted
    event doubts, with the number that it has today, 0 where the viewpoint cites it no more.
    """

    id: int
    kind: str
    author: Person
    at: str
    active_at: str
    paragraph_id: int
    paragraph_number: int
    small: bool
    edit: EditText | None
    said: tuple[CommentText, ...]
    replies: tuple[CommentText, ...]
    replies_total: int
    source: SourceText | None


@dataclass(frozen=True, slots=True)
class Talk:
    """What is going on around a viewpoint: the newest of its conversation, the edits that wait for a decision,
    and how many comments each of its paragraphs has (by the paragraph's id)."""

    viewpoint_id: int
    events: tuple[EventText, ...]
    events_total: int
    proposals: tuple[EventText, ...]
    proposals_total: int
    remarks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ViewpointText:
    """A viewpoint's text, its sources, and whose words it is made of.

    Votes on ``meaning_version`` or a later one are on today's meaning. While it is ``locked`` only moderators write
    in it; one that is ``hidden``, or of which nothing is left (``gone``), has no words.
    """

    id: int
    number: int
    title: str
    language: str
    author: Person
    created_at: str
    version: int
    meaning_version: int
    paragraphs: tuple[ParagraphText, ...]
    sources: tuple[SourceText, ...]
    credits: tuple[Credit, ...]
    locked: bool
    hidden: Hiding
    gone: bool


@dataclass(frozen=True, slots=True)
class QuestionText:
    """The question itself; ``background`` is a list of paragraphs, ``body`` the same as it is typed.

    ``status`` is ``"open"``, ``"not_open"`` before ``opens_at``, or ``"closed"`` from ``closes_at`` on. While it is
    ``sealed``, a viewpoint's counts are shown to those who have voted on it. One that is ``hidden``, or of which
    nothing is left (``gone``), has no words.
    """

    id: int
    slug: str
    version: int
    title: str
    background: tuple[str, ...]
    body: str
    language: str
    author: Person
    created_at: str
    updated_at: str
    topics: tuple[str, ...]
    status: str
    opens_at: str
    closes_at: str
    sealed: bool
    locked: bool
    hidden: Hiding
    gone: bool


NO_QUESTION = QuestionText(
    0, "", 0, "", (), "", "", NOBODY, "", "", (), "open", "", "", False, False, NOT_HIDDEN, False
)
"""What a page holds before its question has arrived."""


@dataclass(frozen=True, slots=True)
class ViewpointTally:
    """A viewpoint's counts. ``earlier`` of the votes are on versions before today's meaning; ``versions`` are
    (version, agrees, disagrees) for each version that holds votes, newest first. ``apart`` are the agrees and
    disagrees in quarantine, which are in no other figure."""

    viewpoint_id: int
    agrees: int
    disagrees: int
    earlier: int
    versions: tuple[tuple[int, int, int], ...]
    apart: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class QuestionSnapshot:
    """A question's page at ``sequence``; its text part last changed at ``text_sequence``."""

    sequence: int
    text_sequence: int
    question: QuestionText
    viewpoints: tuple[ViewpointText, ...]
    talks: tuple[Talk, ...]
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
