"""Writes a viewpoint of a debate file: texts with their history, sources, conversation."""

from collections.abc import Iterator

from sqlmodel import Session

from debate_app.domain import histories, rows, tables
from debate_app.domain.debate import Viewpoint
from debate_app.domain.histories import History
from debate_app.domain.tables import ConversationEvent, Paragraph, ParagraphVersion, Source


def write(
    session: Session, viewpoint: Viewpoint, question_id: int, position: int, people: dict[str, int]
) -> tables.Viewpoint:
    """Write the viewpoint at its ``position`` (from 1), signed by ``people``; returns its row.

    Its version is 1 and one more for each edit that is not known to have left the text as it was.
    """
    history = histories.tell(viewpoint)
    row = tables.Viewpoint(
        question_id=question_id,
        position=position,
        title=viewpoint.title,
        author_id=people[viewpoint.author],
        created_at=viewpoint.created_at,
        version=1 + history.changes,
    )
    session.add(row)
    session.flush()
    viewpoint_id = rows.new_id(row.id)
    paragraph_ids = _write_paragraphs(session, viewpoint_id, history, people)
    session.add_all(
        Source(viewpoint_id=viewpoint_id, position=number, address=source.url, label=source.label)
        for number, source in enumerate(viewpoint.sources, 1)
    )
    session.add_all(_conversation(viewpoint_id, viewpoint, history, paragraph_ids, people))
    session.flush()
    return row


def _write_paragraphs(session: Session, viewpoint_id: int, history: History, people: dict[str, int]) -> list[int]:
    """Write the paragraphs with all their versions; returns their ids."""
    paragraphs = [
        Paragraph(viewpoint_id=viewpoint_id, position=position, version_number=len(versions))
        for position, versions in enumerate(history.versions, 1)
    ]
    session.add_all(paragraphs)
    session.flush()
    paragraph_ids = [rows.new_id(paragraph.id) for paragraph in paragraphs]
    session.add_all(_versions(paragraph_ids, history, people))
    session.flush()
    return paragraph_ids


def _versions(paragraph_ids: list[int], history: History, people: dict[str, int]) -> Iterator[ParagraphVersion]:
    for paragraph_id, versions in zip(paragraph_ids, history.versions, strict=True):
        for number, version in enumerate(versions, 1):
            yield ParagraphVersion(
                paragraph_id=paragraph_id,
                number=number,
                text=version.text,
                author_id=people[version.author],
                created_at=version.at,
            )


def _conversation(
    viewpoint_id: int, viewpoint: Viewpoint, history: History, paragraph_ids: list[int], people: dict[str, int]
) -> Iterator[ConversationEvent]:
    for place, event in enumerate(viewpoint.conversation):
        line = ConversationEvent(
            viewpoint_id=viewpoint_id, kind=event.kind, author_id=people[event.author], at=event.at
        )
        if event.edit is not None:
            step = history.steps[place]
            line.status = event.edit.status
            line.paragraph_id = paragraph_ids[event.edit.paragraph - 1]
            line.before_number, line.after_number = step.before, step.after
        yield line
