"""Reads conversation events: who did what to a viewpoint, newest first, with what an edit changed."""

from collections import defaultdict

from sqlalchemy import ColumnElement, SelectBase, and_, func, or_, tuple_
from sqlmodel import Session, col, select

from debate_app.domain import dates, diff, rows
from debate_app.domain.initials import person
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.snapshot import Change, EventText
from debate_app.domain.tables import ConversationEvent, Paragraph, ParagraphVersion, Participant, Viewpoint

LARGEST_PAGE = 100
DEEPEST_LINK = 1_000


def events(session: Session, viewpoint_id: int, before: tuple[str, int] | None, size: int) -> tuple[EventText, ...]:
    """The viewpoint's events, newest first, ``size`` of them (1 to ``LARGEST_PAGE``).

    ``before`` is the (at, id) of the last event already shown. Raises ``NotFound`` and ``Invalid``.
    """
    rows.viewpoint(session, viewpoint_id)
    if not 1 <= size <= LARGEST_PAGE:
        raise Invalid(f"Between 1 and {LARGEST_PAGE} events can be shown at once.")
    chosen = select(col(ConversationEvent.id)).where(col(ConversationEvent.viewpoint_id) == viewpoint_id)
    if before is not None:
        at, event_id = dates.parse(before[0]), max(0, min(before[1], rows.LARGEST_ID))
        chosen = chosen.where(tuple_(col(ConversationEvent.at), col(ConversationEvent.id)) < tuple_(at, event_id))
    newest = chosen.order_by(col(ConversationEvent.at).desc(), col(ConversationEvent.id).desc()).limit(size)
    return tuple(text for _, text in _read(session, newest))


def down_to(session: Session, event_id: int) -> tuple[int, tuple[EventText, ...]]:
    """The viewpoint of the event, and its events from that one on, newest first: the ``DEEPEST_LINK`` nearest.

    Raises ``NotFound``.
    """
    event = session.get(ConversationEvent, event_id) if rows.is_id(event_id) else None
    if event is None:
        raise NotFound("This event does not exist.")
    place = tuple_(col(ConversationEvent.at), col(ConversationEvent.id))
    chosen = (
        select(col(ConversationEvent.id))
        .where(col(ConversationEvent.viewpoint_id) == event.viewpoint_id, place >= tuple_(event.at, event_id))
        .order_by(col(ConversationEvent.at), col(ConversationEvent.id))
        .limit(DEEPEST_LINK)
    )
    return event.viewpoint_id, tuple(text for _, text in _read(session, chosen))


def latest(session: Session, question_id: int, size: int) -> dict[int, tuple[EventText, ...]]:
    """The ``size`` newest events of each viewpoint of the question, newest first, by viewpoint id."""
    place = func.row_number().over(
        partition_by=col(ConversationEvent.viewpoint_id),
        order_by=(col(ConversationEvent.at).desc(), col(ConversationEvent.id).desc()),
    )
    ranked = (
        select(col(ConversationEvent.id), place.label("place"))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(col(Viewpoint.question_id) == question_id)
        .subquery()
    )
    found: dict[int, list[EventText]] = defaultdict(list)
    for viewpoint_id, text in _read(session, select(ranked.c.id).where(ranked.c.place <= size)):
        found[viewpoint_id].append(text)
    return {viewpoint_id: tuple(texts) for viewpoint_id, texts in found.items()}


def totals(session: Session, question_id: int) -> dict[int, int]:
    """How many events each viewpoint of the question has, by viewpoint id."""
    counted = (
        select(ConversationEvent.viewpoint_id, func.count())
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(col(Viewpoint.question_id) == question_id)
        .group_by(col(ConversationEvent.viewpoint_id))
    )
    return dict(session.exec(counted).all())


def _read(session: Session, chosen: SelectBase) -> list[tuple[int, EventText]]:
    """The chosen events with the viewpoint that each belongs to, newest first."""
    wanted = col(ConversationEvent.id).in_(chosen)
    versions = _versions(session, wanted)
    found = (
        select(ConversationEvent, Participant.name, Paragraph.position)
        .join(Participant, col(Participant.id) == col(ConversationEvent.author_id))
        .outerjoin(Paragraph, col(Paragraph.id) == col(ConversationEvent.paragraph_id))
        .where(wanted)
        .order_by(col(ConversationEvent.at).desc(), col(ConversationEvent.id).desc())
    )
    return [
        (event.viewpoint_id, _text(event, name, number or 0, versions)) for event, name, number in session.exec(found)
    ]


def _versions(session: Session, wanted: ColumnElement[bool]) -> dict[tuple[int, int], str]:
    either = or_(
        col(ParagraphVersion.number) == col(ConversationEvent.before_number),
        col(ParagraphVersion.number) == col(ConversationEvent.after_number),
    )
    same = and_(col(ParagraphVersion.paragraph_id) == col(ConversationEvent.paragraph_id), either)
    found = (
        select(ParagraphVersion.paragraph_id, ParagraphVersion.number, ParagraphVersion.text)
        .join(ConversationEvent, same)
        .where(wanted)
    )
    return {(paragraph_id, number): text for paragraph_id, number, text in session.exec(found)}


def _text(event: ConversationEvent, name: str | None, number: int, versions: dict[tuple[int, int], str]) -> EventText:
    return EventText(
        id=rows.new_id(event.id),
        kind=event.kind.value,
        author=person(name),
        at=event.at,
        status=event.status.value if event.status else "",
        paragraph_id=event.paragraph_id or 0,
        paragraph_number=number,
        compared=event.before_number is not None,
        changes=_changes(event, versions),
    )


def _changes(event: ConversationEvent, versions: dict[tuple[int, int], str]) -> tuple[Change, ...]:
    if event.paragraph_id is None or event.after_number is None:
        return ()
    after = versions[event.paragraph_id, event.after_number]
    if event.before_number is None:
        return (Change(after, "same"),)
    return diff.around(diff.changes(versions[event.paragraph_id, event.before_number], after))
