"""What the answers say: each class is a JSON object and its schema in the OpenAPI document, which cannot differ.

A program reads these names and sentences without knowing the page. Null is what there is not.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import ConfigDict, Field

Id = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]
Link = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Moment = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)?$",
        examples=["2026-11-23T09:30:00.000Z"],
    ),
]


def one_of(*words: str) -> Any:
    """A text that is one of these words."""
    return Field(json_schema_extra={"enum": [*words]})


class Shape:
    """One of the objects; the words below a field describe it to whoever reads the document."""

    __slots__ = ()
    __pydantic_config__ = ConfigDict(use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True)
class Welcome(Shape):
    """Where to begin."""

    openapi: Link
    """The description of everything that can be asked here."""
    questions: Link
    """The list of all questions."""
    page: Link
    """The same for people."""


@dataclass(frozen=True, slots=True)
class Page(Shape):
    """A part of a list."""

    next: Annotated[Link | None, Field(description="The address of the following part; null on the last one.")]
    next_cursor: Annotated[str | None, Field(description="The `cursor` in that address.")]


@dataclass(frozen=True, slots=True)
class Hidden(Shape):
    """Which moderator hides this text, when and why, as the public log tells; its words are withheld."""

    by: str | None
    at: Moment
    reason: str
    log: Link
    """The line of the log."""


@dataclass(frozen=True, slots=True)
class ListedQuestion(Shape):
    """A question in the list. While it is `sealed`, nobody is told how many voted."""

    id: Id
    title: str
    excerpt: str
    """How its background begins."""
    language: str
    author: str | None
    created_at: Moment
    updated_at: Moment
    viewpoint_count: Count
    sealed: bool
    vote_count: Count | None
    people_count: Count | None
    """How many different people asked, wrote or voted."""
    url: Link
    """The whole question, here."""
    page: Link
    """The same for people."""


@dataclass(frozen=True, slots=True)
class Questions(Page):
    """A part of the list of questions."""

    items: tuple[ListedQuestion, ...]


@dataclass(frozen=True, slots=True)
class Question(Shape):
    """A question's own text, and what state it is in."""

    id: Id
    title: str | None
    """Null while it is hidden, or once it was erased."""
    background: tuple[str, ...]
    """Its paragraphs."""
    language: str
    author: str | None
    """Null for somebody who left."""
    created_at: Moment
    updated_at: Moment
    topics: tuple[str, ...]
    version: Id
    status: Annotated[str, one_of("open", "not_open", "closed")]
    opens_at: Moment | None
    closes_at: Moment | None
    sealed: bool
    """Counts and votes are given out once it is closed, and not before."""
    locked: bool
    """Only moderators write in it."""
    hidden: Hidden | None
    erased: bool
    page: Link
    viewpoints: Link
    tallies: Link
    votes: Link


@dataclass(frozen=True, slots=True)
class Paragraph(Shape):
    """A paragraph at its place, which counts from 1. It `cites` sources by their numbers."""

    id: Id
    number: Id
    text: str
    cites: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Source(Shape):
    """A source of a viewpoint, the address it opens, and what it says about itself."""

    number: Id
    address: Link
    site: str
    title: str
    author: str | None
    """Several are separated by `; `."""
    published: str | None
    """A day, a month or a year."""
    language: str | None
    """Of its title."""
    kind: str | None
    looked_up_at: Moment | None
    """When it last answered."""
    unreachable_since: Moment | None
    archive: Link | None
    """A copy of what can not be reached."""
    doubts: Count
    """How many readers say that it does not support the text."""


@dataclass(frozen=True, slots=True)
class Contributor(Shape):
    """Somebody whose words the text is made of, and the share of them."""

    name: str | None
    percent: Annotated[int, Field(ge=0, le=100)]


@dataclass(frozen=True, slots=True)
class Viewpoint(Shape):
    """A viewpoint as it stands. A hidden or erased one keeps its place and has no words."""

    id: Id
    question_id: Id
    number: Id
    """Its place in the question, from 1."""
    title: str | None
    language: str
    """The tag of the language that it is written in, such as `en` or `pt-BR`."""
    author: str | None
    created_at: Moment
    version: Id
    meaning_version: Id
    """The newest version that is no small correction: votes on it or later are on today's meaning."""
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Source, ...]
    contributors: tuple[Contributor, ...]
    locked: bool
    hidden: Hidden | None
    erased: bool
    page: Link
    url: Link
    conversation: Link
    versions: Link


@dataclass(frozen=True, slots=True)
class Viewpoints(Page):
    """A part of a question's viewpoints, in the page's order."""

    items: tuple[Viewpoint, ...]


@dataclass(frozen=True, slots=True)
class Sides(Shape):
    """How many agree and disagree."""

    agrees: Count
    disagrees: Count


@dataclass(frozen=True, slots=True)
class ListedVersion(Shape):
    """A version of a viewpoint: who made it, how and why."""

    number: Id
    at: Moment
    authors: tuple[str | None, ...]
    kind: str | None
    """`created`, or the kind of the edit that made it; null where nobody knows."""
    paragraph_number: Id | None
    approved_by: str | None
    reason: str
    decision: str
    restores_version: Id | None
    small: bool
    event_id: Id | None
    """The event of the conversation that tells of it."""
    votes: Sides | None
    """Those that stand on this version; null while the question is sealed."""
    url: Link
    page: Link


@dataclass(frozen=True, slots=True)
class Versions(Page):
    """A part of the versions of a viewpoint, newest first."""

    viewpoint_id: Id
    items: tuple[ListedVersion, ...]


@dataclass(frozen=True, slots=True)
class Version(ListedVersion):
    """A viewpoint as it stood at a version."""

    viewpoint_id: Id
    title: str
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Source, ...]
    stands: bool
    """The same stands there today."""


@dataclass(frozen=True, slots=True)
class Problem(Shape):
    """Why there is no answer, as RFC 9457 has it."""

    type: str
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str
    """A sentence for people."""
    parameter: str | None
    """The parameter that is wrong, where it is one."""
