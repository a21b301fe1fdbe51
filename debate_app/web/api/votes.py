"""Answers about the ledger of votes, which knows nobody."""

from collections.abc import AsyncGenerator
from dataclasses import astuple

from sqlmodel import Session

from debate_app.domain import ledger
from debate_app.domain.ledger import LARGEST_PAGE, Line, Place
from debate_app.store.access import read
from debate_app.web.api import cursors
from debate_app.web.api.parameters import Asked
from debate_app.web.api.problems import Sealed
from debate_app.web.api.rows import LedgerRow
from debate_app.web.api.vote_shapes import Ledger, LedgerLine
from debate_app.words import plain

_LIST = "votes"


async def listed(asked: Asked) -> Ledger:
    """What was done on the viewpoints of a question, hour by hour."""
    place = cursors.read(_LIST, asked.cursor, str, int, int, int, int, int)
    after = Place(str(place[0]), *(int(part) for part in place[1:])) if place else None
    found = await read(_lines, asked.question_id, after, asked.limit + 1)
    lines = found[: asked.limit]
    cursor = cursors.write(_LIST, astuple(lines[-1].place)) if len(found) > asked.limit else None
    items = tuple(LedgerLine(*_told(line)) for line in lines)
    return Ledger(asked.following(cursor), cursor, items)


async def table(asked: Asked) -> AsyncGenerator[list[LedgerRow]]:
    """The whole ledger, as rows."""
    last: Place | None = None
    lines = await read(_lines, asked.question_id, last, LARGEST_PAGE)
    yield [LedgerRow(*_told(line)) for line in lines]
    while len(lines) == LARGEST_PAGE:
        lines = await read(_lines, asked.question_id, lines[-1].place, LARGEST_PAGE)
        yield [LedgerRow(*_told(line)) for line in lines]


def _lines(session: Session, question_id: int, after: Place | None, size: int) -> tuple[Line, ...]:
    if ledger.is_sealed(session, question_id):
        raise Sealed(plain("The votes on this question are given out once it is closed."))
    return ledger.lines(session, question_id, after, size)


def _told(line: Line) -> tuple[str, int, int, str, bool, bool, int]:
    place = line.place
    apart, imported = bool(place.apart), bool(place.imported)
    return place.hour, place.viewpoint_id, place.version, line.act.value, imported, apart, line.times
