"""Reads who doubts which source: how many doubts are open, and what an event of the conversation doubts."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, exists, func
from sqlmodel import Session, col, select

from debate_app.domain import links, rows, source_texts
from debate_app.domain.snapshot import SourceText
from debate_app.domain.tables import Comment, ConversationEvent, EventKind, Reference, Source, SourceDoubt, Viewpoint


def is_open() -> ColumnElement[bool]:
    """The condition that a doubt counts: its reason was neither taken back nor hidden."""
    reason = and_(col(Comment.event_id) == col(SourceDoubt.event_id), col(Comment.number) == 0)
    return exists().where(reason, col(Comment.removed_at).is_(None), col(Comment.hidden_id).is_(None))


def counts(session: Session, chosen: ColumnElement[bool]) -> dict[tuple[int, str], int]:
    """How many doubts are open, by viewpoint and address, in the chosen viewpoints."""
    counted = (
        select(SourceDoubt.viewpoint_id, SourceDoubt.address, func.count())
        .join(Viewpoint, col(Viewpoint.id) == col(SourceDoubt.viewpoint_id))
        .where(chosen, is_open())
        .group_by(col(SourceDoubt.viewpoint_id), col(SourceDoubt.address))
    )
    return {(viewpoint_id, address): count for viewpoint_id, address, count in session.exec(counted)}


def sources(session: Session, events: Sequence[ConversationEvent]) -> dict[int, SourceText]:
    """What each of the events doubts, by event; nothing where the viewpoint was erased since."""
    asked = [rows.new_id(event.id) for event in events if event.kind is EventKind.DOUBTED]
    if not asked:
        return {}
    found = (
        select(SourceDoubt, Reference)
        .outerjoin(Reference, col(Reference.address) == col(SourceDoubt.address))
        .where(col(SourceDoubt.event_id).in_(asked))
    )
    doubts = session.exec(found).all()
    listed = _listed(session, {doubt.viewpoint_id for doubt, _ in doubts})
    return {
        doubt.event_id: source_texts.described(
            listed.get((doubt.viewpoint_id, doubt.address)) or links.source(0, doubt.address, None), reference
        )
        for doubt, reference in doubts
    }


def _listed(session: Session, viewpoint_ids: Iterable[int]) -> dict[tuple[int, str], SourceText]:
    """The sources that stand in these viewpoints, by viewpoint and address; of two of one address the first."""
    standing = (
        select(Source.viewpoint_id, Source.address, Source.label)
        .join(Viewpoint, col(Viewpoint.id) == col(Source.viewpoint_id))
        .where(col(Source.viewpoint_id).in_(viewpoint_ids), col(Source.list_number) == col(Viewpoint.source_list))
        .order_by(col(Source.viewpoint_id), col(Source.position))
    )
    listed: dict[tuple[int, str], SourceText] = {}
    number: dict[int, int] = {}
    for viewpoint_id, address, label in session.exec(standing):
        number[viewpoint_id] = number.get(viewpoint_id, 0) + 1
        source = links.source(number[viewpoint_id], address, label)
        listed.setdefault((viewpoint_id, links.read(address).address), source)
    return listed
