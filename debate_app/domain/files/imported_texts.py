"""Writes a viewpoint of a debate file: its paragraphs with all their texts, its sources, its versions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col

from debate_app.domain import credit, rows, tables, versions
from debate_app.domain.files import bulk, references
from debate_app.domain.files.debate import Text, Viewpoint
from debate_app.domain.tables import Paragraph, ParagraphVersion, Source, ViewpointVersion


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of a viewpoint that was written, and of its paragraphs in the order of the file."""

    viewpoint: int
    paragraphs: list[int]

    def paragraph(self, number: int | None) -> int | None:
        """The id of the paragraph with that number (from 1), where there is one."""
        return None if number is None else self.paragraphs[number - 1]


def write(session: Session, viewpoint: Viewpoint, question_id: int, position: int, people: dict[str, int]) -> Ids:
    """Write the viewpoint at its ``position`` (from 1), signed by ``people``: all but its versions."""
    viewpoint_id = _write_row(session, viewpoint, question_id, position, people)
    last_stood: dict[int, int] = {}
    for version in viewpoint.versions:
        last_stood |= dict(version.paragraphs)
    today = viewpoint.versions[-1].paragraphs
    positions = {paragraph: place for place, (paragraph, _) in enumerate(today, 1)}
    numbers = range(1, len(viewpoint.paragraphs) + 1)
    places = [
        {"viewpoint_id": viewpoint_id, "position": positions.get(number), "version_number": last_stood[number]}
        for number in numbers
    ]
    ids = Ids(viewpoint_id, bulk.inserted(session, Paragraph, col(Paragraph.id), places))
    bulk.insert(session, ParagraphVersion, [*_texts(viewpoint, ids, people)])
    bulk.insert(session, Source, [*_sources(viewpoint, viewpoint_id)])
    return ids


def write_versions(session: Session, viewpoint: Viewpoint, ids: Ids, edit_ids: dict[int, int]) -> None:
    """Write the versions of the viewpoint; ``edit_ids`` are those of its edits by the numbers of their events."""
    written = [
        {
            "viewpoint_id": ids.viewpoint,
            "number": number,
            "title": version.title,
            "source_list": version.sources,
            "paragraphs": versions.arranged((ids.paragraphs[place - 1], text) for place, text in version.paragraphs),
            "edit_id": edit_ids[version.edit] if version.edit else None,
            "small": version.small,
            "created_at": version.at,
        }
        for number, version in enumerate(viewpoint.versions, 1)
    ]
    bulk.insert(session, ViewpointVersion, written)


def _write_row(session: Session, viewpoint: Viewpoint, question_id: int, position: int, people: dict[str, int]) -> int:
    today = viewpoint.versions[-1]
    meant = (number for number, version in enumerate(viewpoint.versions, 1) if not version.small)
    row = tables.Viewpoint(
        question_id=question_id,
        position=position,
        title=today.title,
        language=viewpoint.language,
        author_id=people[viewpoint.author],
        created_at=viewpoint.created_at,
        version=len(viewpoint.versions),
        meaning_version=max(meant, default=1),
        source_list=today.sources,
    )
    session.add(row)
    session.flush()
    return rows.new_id(row.id)


def _texts(viewpoint: Viewpoint, ids: Ids, people: dict[str, int]) -> Iterator[dict[str, Any]]:
    for paragraph_id, texts in zip(ids.paragraphs, viewpoint.paragraphs, strict=True):
        for number, text in enumerate(texts, 1):
            yield {
                "paragraph_id": paragraph_id,
                "number": number,
                "text": text.text,
                "credit": credit.encode(_runs(text, people)),
                "author_id": people[text.author],
                "created_at": text.at,
            }


def _runs(text: Text, people: dict[str, int]) -> credit.Runs:
    if text.credit is None:
        return credit.first(text.text, people[text.author])
    return tuple((people[name], words) for name, words in text.credit)


def _sources(viewpoint: Viewpoint, viewpoint_id: int) -> Iterator[dict[str, Any]]:
    for number, sources in enumerate(viewpoint.sources, 1):
        for position, source in enumerate(sources, 1):
            yield {
                "viewpoint_id": viewpoint_id,
                "list_number": number,
                "position": position,
                "address": source.url,
                "label": source.label,
                "reference": references.address_of(source.url),
            }
