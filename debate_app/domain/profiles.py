"""What was written publicly under a name, the latest first: never votes, and nothing that is hidden, removed or gone.

No id of a participant leaves the domain, so the name is the address. Nobody else writes under the name of an account;
the names of guests are chosen freely, and those of a file are whoever's it says.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, literal, sql, tuple_
from sqlmodel import Session, col, select

from debate_app.domain import dates, hidden, limits, names, rows, slugs, texts
from debate_app.domain.mine import lines
from debate_app.domain.mine.lines import CommentLine, ProposalLine, Rows, TextLine
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import (
    Account,
    Comment,
    Edit,
    EditStatus,
    Participant,
    Question,
    Viewpoint,
)
from debate_app.words import plain

SIZE = 30
"""How many texts are shown at once."""


class Wrote(StrEnum):
    """What kind of text it is."""

    QUESTION = "question"
    VIEWPOINT = "viewpoint"
    EDIT = "edit"
    COMMENT = "comment"


class Spot(NamedTuple):
    """Where a text stands among all that was written under the name, the latest last."""

    at: str
    rank: int
    id: int


@dataclass(frozen=True, slots=True)
class Line:
    """One of the texts, as the public may read it."""

    wrote: Wrote
    told: TextLine | ProposalLine | CommentLine


@dataclass(frozen=True, slots=True)
class Totals:
    """How much was written, ``since`` when; ``edits`` are those that were approved."""

    questions: int
    viewpoints: int
    edits: int
    comments: int
    since: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The name as it is spelled, whether it is an account's, and its texts; ``older`` leads to those before them,
    and is empty where there are none."""

    name: str
    account: bool
    totals: Totals
    lines: tuple[Line, ...]
    older: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """Where texts of a kind are: their table, their rows, what is told of one, and which are shown."""

    table: type[Question] | type[Viewpoint] | type[Edit] | type[Comment]
    rows: Rows
    told: Callable[..., TextLine | ProposalLine | CommentLine]
    shown: tuple[ColumnElement[bool], ...]

    def by(self, people: Select[Any]) -> Rows:
        """The rows of what these participants wrote and everybody may read."""
        return self.rows.where(col(self.table.author_id).in_(people), *self.shown)


_STANDS = hidden.stands(Viewpoint)
_SAID = (col(Comment.hidden_id).is_(None), col(Comment.removed_at).is_(None))
_KINDS = {
    Wrote.QUESTION: _Kind(Question, lines.questions(), lines.question, (hidden.stands(Question),)),
    Wrote.VIEWPOINT: _Kind(Viewpoint, lines.viewpoints(), lines.viewpoint, (_STANDS,)),
    Wrote.EDIT: _Kind(Edit, lines.proposals(), lines.proposal, (_STANDS, hidden.stands(Edit))),
    Wrote.COMMENT: _Kind(Comment, lines.comments(), lines.comment, (_STANDS, *_SAID)),
}
_RANKS = {wrote: rank for rank, wrote in enumerate(_KINDS)}
_CURSOR = re.compile(f"([^_]+)_({'|'.join(_KINDS)})_([0-9]{{1,10}})")
_EVERYBODY = 0


def path(name: str) -> str:
    """The address of the page that lists them; browsers make the same one (``ui/people.py``)."""
    return f"/people/{slugs.quoted(name)}"


def read(session: Session, asked: str, before: str = "") -> Profile:
    """The newest ``SIZE`` texts under the name, or those before the place that an ``older`` told.

    Raises ``Invalid`` for a place that is none, and ``NotFound`` where nothing can be read under that name.
    """
    spot = _spot(before) if before else None
    name, account, people = _people(session, texts.plain(asked[: 4 * limits.NAME_CHARACTERS]))
    totals = _totals(session, people)
    if not totals.since:
        raise NotFound(plain("Nothing that was written under this name can be read here."))
    newest = merge(*(_texts(session, wrote, people, spot) for wrote in _KINDS), key=itemgetter(0), reverse=True)
    found = list(islice(newest, SIZE + 1))
    older = _cursor(found[SIZE - 1][0]) if len(found) > SIZE else ""
    return Profile(name, account, totals, tuple(line for _, line in found[:SIZE]), older)


def _people(session: Session, asked: str) -> tuple[str, bool, Select[Any]]:
    """How the name is spelled, whether it is an account's, and the ids of the participants who write under it."""
    key = names.key(asked)
    if key == names.key(names.FORMER):
        raise NotFound(
            plain("This stands in the place of the names of people who left. What they wrote is not listed.")
        )
    owner = session.exec(select(Account.participant_id).where(col(Account.name_key) == key)).first()
    theirs = col(Participant.name_key) == key if owner is None else col(Participant.id) == owner
    spelled = select(Participant.name).where(theirs).order_by(col(Participant.name) != asked, col(Participant.id))
    name = session.exec(spelled.limit(1)).first() if key else None
    if not name:
        raise NotFound(plain("Nobody has written under this name here."))
    return name, owner is not None, sql.select(col(Participant.id)).where(theirs)


def _totals(session: Session, people: Select[Any]) -> Totals:
    counted = {wrote: _counted(session, wrote, people) for wrote in _KINDS}
    approved, _ = _counted(session, Wrote.EDIT, people, col(Edit.status) == EditStatus.APPROVED)
    return Totals(
        questions=counted[Wrote.QUESTION][0],
        viewpoints=counted[Wrote.VIEWPOINT][0],
        edits=approved,
        comments=counted[Wrote.COMMENT][0],
        since=min((since for _, since in counted.values() if since), default=""),
    )


def _counted(session: Session, wrote: Wrote, people: Select[Any], *more: ColumnElement[bool]) -> tuple[int, str]:
    """How many there are, and when the first was written."""
    kind = _KINDS[wrote]
    told = kind.by(people).where(*more)
    figures = (func.count(), func.min(col(kind.table.created_at)))
    total, since = session.connection().execute(told.with_only_columns(*figures, maintain_column_froms=True)).one()
    return total, since or ""


def _texts(session: Session, wrote: Wrote, people: Select[Any], before: Spot | None) -> list[tuple[Spot, Line]]:
    """The newest of the texts of this kind, one more than is shown."""
    kind, rank = _KINDS[wrote], _RANKS[wrote]
    at, number = col(kind.table.created_at), col(kind.table.id)
    wanted: Any = kind.by(people).order_by(at.desc(), number.desc()).limit(SIZE + 1)
    if before is not None:
        wanted = wanted.where(tuple_(*before) > tuple_(at, literal(rank), number))
    found: list[Any] = [*session.exec(wanted)]
    return [(Spot(row[0].created_at, rank, row[0].id), Line(wrote, kind.told(_EVERYBODY, *row))) for row in found]


def _cursor(spot: Spot) -> str:
    return f"{spot.at}_{list(_KINDS)[spot.rank]}_{spot.id}"


def _spot(cursor: str) -> Spot:
    parts = _CURSOR.fullmatch(cursor)
    if parts is None or not rows.is_id(int(parts[3])):
        raise Invalid(plain("This address names no place in the list. Begin at the newest."))
    return Spot(dates.parse(parts[1]), _RANKS[Wrote(parts[2])], int(parts[3]))
