"""Reads a question's page into a ``QuestionSnapshot``, in the same few queries however long the page is.

The caller's session should see one moment of the database (``store.engine.reading``).
"""

import re
from collections import defaultdict

from sqlmodel import Session, col, select

from debate_app.domain import conversation, links, rows, slugs
from debate_app.domain.initials import person
from debate_app.domain.refused import NotFound
from debate_app.domain.search import current_text
from debate_app.domain.snapshot import (
    ParagraphText,
    QuestionSnapshot,
    QuestionText,
    SourceText,
    ViewpointTally,
    ViewpointText,
)
from debate_app.domain.tables import (
    Paragraph,
    ParagraphVersion,
    Participant,
    Question,
    Source,
    Tally,
    Topic,
    Viewpoint,
)

LATEST_EVENTS = 3


def read(session: Session, question_id: int) -> QuestionSnapshot:
    """The question's page as it stands, with the ``LATEST_EVENTS`` newest events of each viewpoint.

    Raises ``NotFound``.
    """
    question = rows.question(session, question_id)
    sequence, counts = tallies(session, question_id)
    return QuestionSnapshot(
        sequence=sequence,
        text_sequence=question.text_sequence,
        question=_question(session, question),
        viewpoints=_viewpoints(session, question_id),
        tallies=counts,
    )


def tallies(session: Session, question_id: int) -> tuple[int, tuple[ViewpointTally, ...]]:
    """The question's sequence and the counts of its viewpoints, in the page's order. Raises ``NotFound``."""
    counts = (
        select(Question.sequence, Viewpoint.id, Tally.agrees, Tally.disagrees)
        .outerjoin(Viewpoint, col(Viewpoint.question_id) == col(Question.id))
        .outerjoin(Tally, col(Tally.viewpoint_id) == col(Viewpoint.id))
        .where(col(Question.id) == question_id)
        .order_by(col(Viewpoint.position))
    )
    found = session.exec(counts).all() if rows.is_id(question_id) else ()
    if not found:
        raise NotFound("This question does not exist.")
    return found[0][0], tuple(
        ViewpointTally(viewpoint_id, agrees, disagrees)
        for _, viewpoint_id, agrees, disagrees in found
        if viewpoint_id is not None  # a question without viewpoints is one row of nothing
    )


def _question(session: Session, question: Question) -> QuestionText:
    question_id = rows.new_id(question.id)
    topics = select(Topic.name).where(col(Topic.question_id) == question_id).order_by(col(Topic.position))
    return QuestionText(
        id=question_id,
        slug=slugs.slug(question.title),
        title=question.title,
        background=tuple(text for text in re.split(r"\n+", question.background) if text),
        language=question.language,
        author=person(rows.participant(session, question.author_id).name),
        created_at=question.created_at,
        updated_at=question.updated_at,
        topics=tuple(session.exec(topics)),
    )


def _viewpoints(session: Session, question_id: int) -> tuple[ViewpointText, ...]:
    sources, labels = _sources(session, question_id)
    paragraphs = _paragraphs(session, question_id, labels)
    latest = conversation.latest(session, question_id, LATEST_EVENTS)
    totals = conversation.totals(session, question_id)
    found = (
        select(Viewpoint, Participant.name)
        .join(Participant, col(Participant.id) == col(Viewpoint.author_id))
        .where(col(Viewpoint.question_id) == question_id)
        .order_by(col(Viewpoint.position))
    )
    return tuple(
        ViewpointText(
            id=(viewpoint_id := rows.new_id(viewpoint.id)),
            number=viewpoint.position,
            title=viewpoint.title,
            author=person(name),
            created_at=viewpoint.created_at,
            version=viewpoint.version,
            paragraphs=tuple(paragraphs[viewpoint_id]),
            sources=tuple(sources[viewpoint_id]),
            events=latest.get(viewpoint_id, ()),
            events_total=totals.get(viewpoint_id, 0),
        )
        for viewpoint, name in session.exec(found)
    )


def _sources(session: Session, question_id: int) -> tuple[dict[int, list[SourceText]], dict[int, list[str | None]]]:
    found = (
        select(Source.viewpoint_id, Source.address, Source.label)
        .join(Viewpoint, col(Viewpoint.id) == col(Source.viewpoint_id))
        .where(col(Viewpoint.question_id) == question_id)
        .order_by(col(Source.viewpoint_id), col(Source.position))
    )
    sources: dict[int, list[SourceText]] = defaultdict(list)
    labels: dict[int, list[str | None]] = defaultdict(list)
    for viewpoint_id, address, label in session.exec(found):
        sources[viewpoint_id].append(links.source(len(sources[viewpoint_id]) + 1, address, label))
        labels[viewpoint_id].append(label)
    return sources, labels


def _paragraphs(
    session: Session, question_id: int, labels: dict[int, list[str | None]]
) -> dict[int, list[ParagraphText]]:
    found = (
        select(Paragraph.viewpoint_id, ParagraphVersion.paragraph_id, ParagraphVersion.text)
        .join(ParagraphVersion, current_text())
        .join(Viewpoint, col(Viewpoint.id) == col(Paragraph.viewpoint_id))
        .where(col(Viewpoint.question_id) == question_id)
        .order_by(col(Paragraph.viewpoint_id), col(Paragraph.position))
    )
    paragraphs: dict[int, list[ParagraphText]] = defaultdict(list)
    for viewpoint_id, paragraph_id, text in session.exec(found):
        pieces = links.pieces(text, labels[viewpoint_id])
        paragraphs[viewpoint_id].append(ParagraphText(paragraph_id, len(paragraphs[viewpoint_id]) + 1, pieces))
    return paragraphs
