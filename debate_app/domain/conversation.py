"""Reads conversation events: what happened to a viewpoint and what is said of it, newest first."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, SelectBase, func, tuple_, union
from sqlmodel import Session, col, select

from debate_app.domain import comment_texts, dates, doubted, edit_texts, hidden, people, rows
from debate_app.domain.comment_texts import Comments
from debate_app.domain.edit_records import OPEN
from debate_app.domain.initials import person
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.snapshot import EditText, EventText, SourceText
from debate_app.domain.tables import ConversationEvent, Edit, EventKind, Paragraph, Participant, Viewpoint
from debate_app.words import plain

LARGEST_PAGE = 100
DEEPEST_LINK = 1_000
LATEST_EVENTS = 3
LATEST_REPLIES = 3
MOST_REPLIES = 200
MOST_PROPOSALS = 30

SPOKEN = (EventKind.COMMENT, EventKind.DOUBTED)
"""What somebody says, and can take back."""

Told = list[tuple[int, EventText]]
"""Events, each with the viewpoint that it belongs to."""

Place = tuple[str, int]
"""Where an event stands in a conversation: when something last happened to it, and its id."""

STANDS = tuple_(col(ConversationEvent.active_at), col(ConversationEvent.id))
NEWEST = (col(ConversationEvent.active_at).desc(), col(ConversationEvent.id).desc())


def events(session: Session, viewpoint_id: int, before: Place | None, size: int) -> tuple[EventText, ...]:
    """The viewpoint's events, the one that last saw something happen first, ``size`` of them (1 to
    ``LARGEST_PAGE``), each with its newest ``MOST_REPLIES`` replies.

    ``before`` is the (active_at, id) of the last event already shown. Raises ``NotFound`` and ``Invalid``.
    """
    viewpoint = hidden.readable_viewpoint(session, viewpoint_id)
    if not 1 <= size <= LARGEST_PAGE:
        raise Invalid(plain("Between 1 and {most} events can be shown at once.", most=LARGEST_PAGE))
    chosen = select(col(ConversationEvent.id)).where(col(ConversationEvent.viewpoint_id) == viewpoint_id)
    if before is not None:
        at, event_id = dates.parse(before[0]), max(0, min(before[1], rows.LARGEST_ID))
        chosen = chosen.where(tuple_(at, event_id) > STANDS)
    newest = chosen.order_by(*NEWEST).limit(size)
    return tuple(text for _, text in _read(session, viewpoint.question_id, newest, MOST_REPLIES))


def down_to(session: Session, event_id: int) -> tuple[int, tuple[EventText, ...]]:
    """The viewpoint of the event, and its events from that one on, newest first: the ``DEEPEST_LINK`` nearest.

    Raises ``NotFound``.
    """
    event = session.get(ConversationEvent, event_id) if rows.is_id(event_id) else None
    if event is None:
        raise NotFound(plain("This event does not exist."))
    viewpoint = hidden.readable_viewpoint(session, event.viewpoint_id)
    chosen = (
        select(col(ConversationEvent.id))
        .where(
            col(ConversationEvent.viewpoint_id) == event.viewpoint_id,
            tuple_(event.active_at, event_id) <= STANDS,
        )
        .order_by(col(ConversationEvent.active_at), col(ConversationEvent.id))
        .limit(DEEPEST_LINK)
    )
    nearest = _read(session, viewpoint.question_id, chosen, MOST_REPLIES)
    return event.viewpoint_id, tuple(text for _, text in nearest)


def whole(session: Session, event_id: int) -> EventText:
    """The event with its newest ``DEEPEST_LINK`` replies. Raises ``NotFound``."""
    event = rows.event(session, event_id)
    viewpoint = hidden.readable_viewpoint(session, event.viewpoint_id)
    only = select(col(ConversationEvent.id)).where(col(ConversationEvent.id) == event_id)
    [(_, text)] = _read(session, viewpoint.question_id, only, DEEPEST_LINK)
    return text


def about(session: Session, paragraph_id: int) -> tuple[EventText, ...]:
    """The newest ``LARGEST_PAGE`` comments on the paragraph, oldest first. Raises ``NotFound``."""
    place = session.get(Paragraph, paragraph_id) if rows.is_id(paragraph_id) else None
    if place is None:
        raise NotFound(plain("This paragraph does not exist."))
    viewpoint = hidden.readable_viewpoint(session, place.viewpoint_id)
    of_it = (col(ConversationEvent.viewpoint_id) == viewpoint.id) & (
        col(ConversationEvent.paragraph_id) == paragraph_id
    )
    chosen = select(col(ConversationEvent.id)).where(of_it, col(ConversationEvent.kind).in_(SPOKEN))
    newest = _read(session, viewpoint.question_id, chosen.order_by(*NEWEST).limit(LARGEST_PAGE), MOST_REPLIES)
    return tuple(text for _, text in reversed(newest))


def latest(session: Session, question_id: int, size: int) -> Told:
    """The question's newest events, each with the viewpoint that it belongs to and its newest replies.

    Raises ``NotFound``, also while the question is hidden.
    """
    hidden.readable_question(session, question_id)
    newest = (
        select(col(ConversationEvent.id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(col(Viewpoint.question_id) == question_id, hidden.stands(Viewpoint))
        .order_by(*NEWEST)
        .limit(size)
    )
    return _read(session, question_id, newest, LATEST_REPLIES)


def current(session: Session, question_id: int) -> tuple[Told, Told]:
    """Of each viewpoint of the question, newest first, each with the viewpoint that it belongs to: the newest
    ``LATEST_EVENTS`` events, and the events of the newest ``MOST_PROPOSALS`` edits that wait for a decision."""
    waiting = col(ConversationEvent.edit_id).in_(select(col(Edit.id)).where(col(Edit.status).in_(OPEN)))
    proposed = (col(ConversationEvent.kind) == EventKind.EDIT) & waiting
    latest, proposals = _ranked(question_id, None, LATEST_EVENTS), _ranked(question_id, proposed, MOST_PROPOSALS)
    found = _read(session, question_id, union(latest, proposals), LATEST_REPLIES)
    return _first(LATEST_EVENTS, found), _first(MOST_PROPOSALS, (one for one in found if _waits(one[1])))


def _first(most: int, told: Iterable[tuple[int, EventText]]) -> Told:
    """The first ``most`` of each viewpoint."""
    seen: Counter[int] = Counter()
    first: Told = []
    for viewpoint_id, text in told:
        seen[viewpoint_id] += 1
        first += [(viewpoint_id, text)] * (seen[viewpoint_id] <= most)
    return first


def _waits(text: EventText) -> bool:
    return text.kind == EventKind.EDIT and text.edit is not None and text.edit.status in OPEN


def _ranked(question_id: int, wanted: ColumnElement[bool] | None, most: int) -> Select[tuple[int]]:
    """The ids of the newest ``most`` events of each viewpoint of the question."""
    place = func.row_number().over(partition_by=col(ConversationEvent.viewpoint_id), order_by=NEWEST)
    ranked = (
        select(col(ConversationEvent.id), place.label("place"))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(col(Viewpoint.question_id) == question_id, hidden.stands(Viewpoint))
    )
    chosen = (ranked if wanted is None else ranked.where(wanted)).subquery()
    return select(chosen.c.id).where(chosen.c.place <= most)


def _read(session: Session, question_id: int, chosen: SelectBase, replies: int) -> Told:
    """The chosen events with the viewpoint that each belongs to, newest first."""
    found = session.exec(
        select(ConversationEvent, Participant.name, Paragraph.position)
        .join(Participant, col(Participant.id) == col(ConversationEvent.author_id))
        .outerjoin(Paragraph, col(Paragraph.id) == col(ConversationEvent.paragraph_id))
        .where(col(ConversationEvent.id).in_(chosen))
        .order_by(*NEWEST)
    ).all()
    edits = edit_texts.chosen(session, {event.edit_id for event, _, _ in found if event.edit_id})
    names = people.taking_part(session, question_id) if found else ()
    comments = comment_texts.of_events(session, [rows.new_id(event.id) for event, _, _ in found], names, replies)
    sources = doubted.sources(session, [event for event, _, _ in found])
    return [
        (event.viewpoint_id, _text(event, name, number or 0, edits, comments[rows.new_id(event.id)], sources))
        for event, name, number in found
    ]


def _text(
    event: ConversationEvent,
    name: str | None,
    number: int,
    edits: dict[int, EditText],
    comments: Comments,
    sources: dict[int, SourceText],
) -> EventText:
    return EventText(
        id=rows.new_id(event.id),
        kind=event.kind.value,
        author=person(name),
        at=event.at,
        active_at=event.active_at,
        paragraph_id=event.paragraph_id or 0,
        paragraph_number=number,
        small=bool(event.small),
        edit=edits[event.edit_id] if event.edit_id else None,
        said=tuple(comments.said),
        replies=tuple(comments.replies),
        replies_total=comments.total,
        source=sources.get(rows.new_id(event.id)),
    )
