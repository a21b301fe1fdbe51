"""Reads a debate from the database the way a file holds it."""

from collections import defaultdict
from typing import Any

from sqlmodel import Session, col, select

from debate_app.domain import debate, rows, tables
from debate_app.domain.debate import Debate, Edit, Event, Viewpoint
from debate_app.domain.tables import (
    ConversationEvent,
    EditStatus,
    EventKind,
    Paragraph,
    ParagraphVersion,
    Participant,
    Source,
    Tally,
    Topic,
)

Texts = dict[tuple[int, int], str]


def write_out(session: Session, question_id: int) -> dict[str, Any]:
    """The question as a ``debate/1`` object that imports to the same page. Raises ``NotFound``.

    An imported debate gives the canonical content of its file. Two authors of one name become one, and
    votes become counts: who voted does not leave the database.
    """
    question = rows.question(session, question_id)
    topics = select(Topic.name).where(col(Topic.question_id) == question_id).order_by(col(Topic.position))
    return debate.content(
        Debate(
            title=question.title,
            background=question.background,
            author=rows.participant(session, question.author_id).name or "",
            created_at=question.created_at,
            updated_at=question.updated_at,
            language=question.language,
            topics=tuple(session.exec(topics)),
            viewpoints=_viewpoints(session, question_id),
        )
    )


def _viewpoints(session: Session, question_id: int) -> tuple[Viewpoint, ...]:
    texts = _texts(session, question_id)
    paragraphs = _paragraphs(session, question_id, texts)
    sources = _sources(session, question_id)
    conversations = _conversations(session, question_id, texts)
    listed = (
        select(tables.Viewpoint, Participant.name, Tally)
        .join(Participant, col(Participant.id) == col(tables.Viewpoint.author_id))
        .join(Tally, col(Tally.viewpoint_id) == col(tables.Viewpoint.id))
        .where(col(tables.Viewpoint.question_id) == question_id)
        .order_by(col(tables.Viewpoint.position))
    )
    return tuple(
        Viewpoint(
            title=viewpoint.title,
            author=author or "",
            created_at=viewpoint.created_at,
            paragraphs=tuple(paragraphs[rows.new_id(viewpoint.id)]),
            sources=tuple(sources[rows.new_id(viewpoint.id)]),
            agrees=tally.agrees,
            disagrees=tally.disagrees,
            conversation=tuple(conversations[rows.new_id(viewpoint.id)]),
        )
        for viewpoint, author, tally in session.exec(listed)
    )


def _texts(session: Session, question_id: int) -> Texts:
    """Every version of every paragraph, by the paragraph's id and the version's number."""
    written = (
        select(ParagraphVersion)
        .join(Paragraph, col(Paragraph.id) == col(ParagraphVersion.paragraph_id))
        .join(tables.Viewpoint, col(tables.Viewpoint.id) == col(Paragraph.viewpoint_id))
        .where(col(tables.Viewpoint.question_id) == question_id)
    )
    return {(version.paragraph_id, version.number): version.text for version in session.exec(written)}


def _paragraphs(session: Session, question_id: int, texts: Texts) -> dict[int, list[str]]:
    listed = (
        select(Paragraph)
        .join(tables.Viewpoint, col(tables.Viewpoint.id) == col(Paragraph.viewpoint_id))
        .where(col(tables.Viewpoint.question_id) == question_id)
        .order_by(col(Paragraph.position))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for paragraph in session.exec(listed):
        found[paragraph.viewpoint_id].append(texts[rows.new_id(paragraph.id), paragraph.version_number])
    return found


def _sources(session: Session, question_id: int) -> dict[int, list[debate.Source]]:
    listed = (
        select(Source)
        .join(tables.Viewpoint, col(tables.Viewpoint.id) == col(Source.viewpoint_id))
        .where(col(tables.Viewpoint.question_id) == question_id)
        .order_by(col(Source.position))
    )
    found: dict[int, list[debate.Source]] = defaultdict(list)
    for source in session.exec(listed):
        found[source.viewpoint_id].append(debate.Source(source.address, source.label))
    return found


def _conversations(session: Session, question_id: int, texts: Texts) -> dict[int, list[Event]]:
    """The events in the order in which they were recorded, which is that of an imported file."""
    listed = (
        select(ConversationEvent, Participant.name, Paragraph)
        .join(Participant, col(Participant.id) == col(ConversationEvent.author_id))
        .join(tables.Viewpoint, col(tables.Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .join(Paragraph, col(Paragraph.id) == col(ConversationEvent.paragraph_id), isouter=True)
        .where(col(tables.Viewpoint.question_id) == question_id)
        .order_by(col(ConversationEvent.id))
    )
    found: dict[int, list[Event]] = defaultdict(list)
    for event, author, paragraph in session.exec(listed):
        edit = _edit(event, paragraph, texts)
        found[event.viewpoint_id].append(Event(EventKind(event.kind), author or "", event.at, edit))
    return found


def _edit(event: ConversationEvent, paragraph: Paragraph | None, texts: Texts) -> Edit | None:
    if paragraph is None or event.after_number is None or event.status is None:
        return None
    paragraph_id = rows.new_id(paragraph.id)
    before = None if event.before_number is None else texts[paragraph_id, event.before_number]
    return Edit(paragraph.position, EditStatus(event.status), texts[paragraph_id, event.after_number], before)
