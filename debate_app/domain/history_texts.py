"""The read model of a history page: the versions of a viewpoint or of a question, one of them, two compared."""

from dataclasses import dataclass

from debate_app.domain.snapshot import NOBODY, Change, ParagraphText, Person, SourceText


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose history it is. ``kind`` is ``"viewpoint"`` or ``"question"``, ``path`` where it stands now, ``newest``
    the number of the version that stands.

    Where only one paragraph's history is told, ``paragraph_number`` is its place today, 0 once it was taken out.
    """

    kind: str
    id: int
    title: str
    language: str
    path: str
    question_id: int
    newest: int
    paragraph_id: int
    paragraph_number: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as the list tells of it: who made it, how, why, and the votes on it.

    ``kind`` is ``"created"`` or the kind of the edit that made it, empty where nobody knows; for a question it is
    ``"asked"`` or the part that changed, ``"several"`` where more than one did. ``people`` are the author of the edit
    and whoever adjusted it. ``approved_by`` is nobody where it needed no approval; ``paragraph_number`` the place of
    the paragraph in that version, of one that was taken out in the one before; ``restores`` the version that
    it went back to.
    """

    number: int
    at: str
    people: tuple[Person, ...]
    kind: str
    paragraph_id: int = 0
    paragraph_number: int = 0
    approved_by: Person = NOBODY
    reason: str = ""
    decision: str = ""
    restores: int = 0
    small: bool = False
    agrees: int = 0
    disagrees: int = 0
    edit_id: int = 0
    event_id: int = 0


@dataclass(frozen=True, slots=True)
class VersionText:
    """What stood there at a version; ``stands`` tells that the same stands there today, ``topics`` are a question's."""

    line: VersionLine
    title: str
    paragraphs: tuple[ParagraphText, ...]
    sources: tuple[SourceText, ...]
    topics: tuple[str, ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of two versions beside each other: ``"title"``, ``"paragraph"``, ``"sources"``, ``"background"`` or
    ``"topics"``.

    ``fate`` is ``"same"``, ``"changed"``, ``"added"`` or ``"removed"``. ``number`` is the paragraph's place in the
    newer version, in the older one where it was removed; ``was`` is another place that it was moved from, else 0.
    """

    kind: str
    id: int
    number: int
    was: int
    fate: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of each part between two versions: paragraphs in the order of the newer one, removed ones where
    they were. ``differs`` is false where both say the same."""

    older: int
    newer: int
    differs: bool
    parts: tuple[Part, ...]


NO_SUBJECT = Subject("", 0, "", "", "", 0, 0, 0, 0)
NO_VERSION = VersionText(VersionLine(0, "", (), ""), "", (), (), (), stands=False)
NO_COMPARISON = Comparison(0, 0, differs=False, parts=())
"""What a page holds where there is none."""
