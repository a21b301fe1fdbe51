"""A viewpoint's conversation in pages that have addresses, each with the way to the newer and the older ones."""

import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, tuple_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from debate_app.domain import conversation, dates, rows
from debate_app.domain.conversation import NEWEST, STANDS, Place
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.snapshot import EventText
from debate_app.domain.tables import ConversationEvent
from debate_app.words import plain

SIZE = 30
"""How many events are shown at once."""

_CURSOR = re.compile(r"([^_]+)_([0-9]{1,10})")


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """Some of the ``total`` events, the one that last saw something happen first. ``newer`` and ``older`` are the
    cursors of the pages beside it, none where there is no such page; that of the newest one is empty."""

    events: tuple[EventText, ...]
    total: int
    newer: str | None
    older: str | None


def read(session: Session, viewpoint_id: int, before: str = "") -> ConversationPage:
    """The newest events or, with the cursor of a page, that page. Raises ``NotFound`` and ``Invalid``."""
    place = _place(before) if before else None
    found = conversation.events(session, viewpoint_id, place, SIZE + 1)
    return ConversationPage(
        events=found[:SIZE],
        total=_count(session, viewpoint_id),
        newer=_newer(session, viewpoint_id, place) if place else None,
        older=_cursor((found[SIZE - 1].active_at, found[SIZE - 1].id)) if len(found) > SIZE else None,
    )


def holding(session: Session, viewpoint_id: int, event_id: int) -> ConversationPage:
    """The page that the event is on, with more of its replies. Raises ``NotFound``."""
    event = rows.event(session, event_id)
    if event.viewpoint_id != viewpoint_id:
        raise NotFound(plain("This event is not in this conversation."))
    ahead = _count(session, viewpoint_id, tuple_(event.active_at, event_id) < STANDS)
    page = read(session, viewpoint_id, _ending(session, viewpoint_id, ahead // SIZE * SIZE))
    asked = conversation.whole(session, event_id)
    return ConversationPage(
        tuple(asked if one.id == event_id else one for one in page.events), page.total, page.newer, page.older
    )


def _count(session: Session, viewpoint_id: int, *which: ColumnElement[bool]) -> int:
    counted = select(func.count()).where(col(ConversationEvent.viewpoint_id) == viewpoint_id, *which)
    return session.exec(counted).one()


def _ending(session: Session, viewpoint_id: int, number: int) -> str:
    """The cursor of what comes after the first ``number`` events."""
    if not number:
        return ""
    return _cursor(session.exec(_places(viewpoint_id).order_by(*NEWEST).offset(number - 1).limit(1)).one())


def _newer(session: Session, viewpoint_id: int, place: Place) -> str:
    """The cursor of the page that ends at that place."""
    oldest_first = _places(viewpoint_id).where(tuple_(*place) <= STANDS)
    oldest_first = oldest_first.order_by(col(ConversationEvent.active_at), col(ConversationEvent.id))
    beyond = session.exec(oldest_first.offset(SIZE).limit(1)).first()
    return _cursor(beyond) if beyond else ""


def _places(viewpoint_id: int) -> Select[str, int | None]:
    places = select(col(ConversationEvent.active_at), col(ConversationEvent.id))
    return places.where(col(ConversationEvent.viewpoint_id) == viewpoint_id)


def _cursor(place: tuple[str, int | None]) -> str:
    return f"{place[0]}_{place[1]}"


def _place(cursor: str) -> Place:
    parts = _CURSOR.fullmatch(cursor)
    if parts is None or not rows.is_id(int(parts[2])):
        raise Invalid(plain("This address names no place in the conversation. Begin at the newest."))
    return dates.parse(parts[1]), int(parts[2])
