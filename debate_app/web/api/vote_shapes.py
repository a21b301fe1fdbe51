"""What the answers say about votes; see ``shapes.py``."""

from dataclasses import dataclass
from typing import Annotated

from debate_app.domain.tables import Act
from debate_app.web.api.shapes import Count, Id, Link, Moment, Page, Shape, Sides, one_of


@dataclass(frozen=True, slots=True)
class VersionCount(Sides):
    """The votes on one version."""

    version: Id


@dataclass(frozen=True, slots=True)
class Tally(Sides):
    """The votes that stand on a viewpoint now."""

    viewpoint_id: Id
    on_earlier_meaning: Count
    """How many of them are on a version before today's meaning."""
    by_version: tuple[VersionCount, ...]
    """Newest first; versions without votes are left out."""
    in_quarantine: Sides
    """Votes that a moderator set apart: they are in no other figure."""
    page: Link


@dataclass(frozen=True, slots=True)
class Tallies(Shape):
    """The tallies of a question's viewpoints, in the page's order; null while it is sealed."""

    question_id: Id
    sealed: bool
    tallies: tuple[Tally, ...] | None


@dataclass(frozen=True, slots=True)
class LedgerLine(Shape):
    """How many `times` the same was done within an hour. Lines know nobody, and so no line can be told to be of the
    same person as another."""

    hour: Moment
    """When the hour began."""
    viewpoint_id: Id
    version: Id
    """The version of the viewpoint that it was done on."""
    act: Annotated[str, one_of(*Act)]
    """Who changes their mind agrees or disagrees anew, without withdrawing first."""
    imported: bool
    """It came with a file."""
    in_quarantine: bool
    """The votes of those who did it are set apart now."""
    times: Id


@dataclass(frozen=True, slots=True)
class Ledger(Page):
    """A part of a question's ledger of votes, the oldest hour first."""

    items: tuple[LedgerLine, ...]
