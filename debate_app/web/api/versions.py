"""Answers about the versions of a viewpoint."""

from dataclasses import fields

from sqlmodel import Session

from debate_app.domain import snapshots, viewpoint_history
from debate_app.domain.history_texts import Subject, VersionLine, VersionText
from debate_app.store.access import read
from debate_app.web.api import cursors, parts
from debate_app.web.api.parameters import Asked
from debate_app.web.api.shapes import ListedVersion, Sides, Version, Versions

_LIST = "versions"


async def listed(asked: Asked) -> Versions:
    """The versions of a viewpoint, newest first."""
    before = cursors.read(_LIST, asked.cursor, int)
    subject, sealed, lines = await read(_lines, asked.viewpoint_id, int(before[0]) if before else None, asked.limit)
    cursor = cursors.write(_LIST, (lines[-1].number,)) if lines and lines[-1].number > 1 else None
    items = tuple(_listed(asked.origin, subject, line, sealed=sealed) for line in lines)
    return Versions(asked.following(cursor), cursor, asked.viewpoint_id, items)


async def one(asked: Asked) -> Version:
    """A viewpoint as it stood at a version."""
    subject, sealed, text = await read(_text, asked.viewpoint_id, asked.number)
    listed = _listed(asked.origin, subject, text.line, sealed=sealed)
    return Version(
        **{field.name: getattr(listed, field.name) for field in fields(listed)},
        viewpoint_id=asked.viewpoint_id,
        title=text.title,
        paragraphs=parts.paragraphs(text.paragraphs),
        sources=parts.sources(text.sources),
        stands=text.stands,
    )


def _lines(
    session: Session, viewpoint_id: int, before: int | None, size: int
) -> tuple[Subject, bool, tuple[VersionLine, ...]]:
    subject = viewpoint_history.subject(session, viewpoint_id)
    newest = subject.newest if before is None else min(subject.newest, before - 1)
    numbers = range(newest, max(0, newest - size), -1)
    return subject, _is_sealed(session, subject), viewpoint_history.lines(session, subject, numbers)


def _text(session: Session, viewpoint_id: int, number: int) -> tuple[Subject, bool, VersionText]:
    subject = viewpoint_history.subject(session, viewpoint_id)
    return subject, _is_sealed(session, subject), viewpoint_history.version(session, subject, number)


def _is_sealed(session: Session, subject: Subject) -> bool:
    return snapshots.question(session, subject.question_id).sealed


def _listed(origin: str, subject: Subject, line: VersionLine, *, sealed: bool) -> ListedVersion:
    return ListedVersion(
        number=line.number,
        at=line.at,
        authors=tuple(map(parts.name, line.people)),
        kind=line.kind or None,
        paragraph_number=line.paragraph_number or None,
        approved_by=parts.name(line.approved_by),
        reason=line.reason,
        decision=line.decision,
        restores_version=line.restores or None,
        small=line.small,
        event_id=line.event_id or None,
        votes=None if sealed else Sides(line.agrees, line.disagrees),
        url=parts.link(origin, "viewpoints", subject.id, "versions", line.number),
        page=f"{origin}/history/viewpoint/{subject.id}/{line.number}",
    )
