"""The lines that a history tells of a viewpoint's versions: which edit made each, whose work it is, who voted on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_
from sqlmodel import Session, col, select

from debate_app.domain import hidden, rows, snapshots, versions
from debate_app.domain.history_texts import VersionLine
from debate_app.domain.initials import person
from debate_app.domain.snapshot import NOBODY, Person
from debate_app.domain.tables import (
    ConversationEvent,
    Edit,
    EditKind,
    EditRevision,
    EventKind,
    Participant,
    RevisionCause,
    Tally,
    Viewpoint,
    ViewpointVersion,
)


@dataclass(frozen=True, slots=True)
class _Work:
    """The edit that made a version, in the wording that was applied."""

    edit: Edit
    revision: EditRevision
    event_id: int
    author: Person
    reviser: Person
    decider: Person


def lines(session: Session, viewpoint: Viewpoint, numbers: Sequence[int]) -> tuple[VersionLine, ...]:
    """What the list tells of these versions of the viewpoint, in their order."""
    viewpoint_id = rows.new_id(viewpoint.id)
    found = _versions(session, viewpoint_id, {*numbers, *(number - 1 for number in numbers)})
    works = _works(session, [found[number].edit_id for number in numbers])
    counts = {} if _is_sealed(session, viewpoint) else _counts(session, viewpoint_id, numbers)
    author = person(rows.participant(session, viewpoint.author_id).name)
    return tuple(
        _line(found, number, works.get(found[number].edit_id or 0), author, counts.get(number, (0, 0)))
        for number in numbers
    )


def _line(
    found: dict[int, ViewpointVersion], number: int, work: _Work | None, author: Person, counts: tuple[int, int]
) -> VersionLine:
    version = found[number]
    if work is None:
        kind = "created" if number == 1 else ""
        return VersionLine(number, version.created_at, (author,), kind, agrees=counts[0], disagrees=counts[1])
    edit, revision = work.edit, work.revision
    adjusted = revision.cause is RevisionCause.ADJUSTED
    return VersionLine(
        number=number,
        at=version.created_at,
        people=(work.author, work.reviser) if adjusted else (work.author,),
        kind=edit.kind.value,
        paragraph_id=edit.paragraph_id or 0,
        paragraph_number=_place(found, number, edit),
        approved_by=NOBODY if edit.decided_by_id in (None, edit.author_id) else work.decider,
        reason="" if hidden.is_hidden(edit) else revision.reason,
        decision=edit.decision,
        restores=revision.restores or 0,
        small=version.small,
        agrees=counts[0],
        disagrees=counts[1],
        edit_id=rows.new_id(edit.id),
        event_id=work.event_id,
    )


def _place(found: dict[int, ViewpointVersion], number: int, edit: Edit) -> int:
    """The place of the edit's paragraph: in the version that it made or, once taken out, in the one before."""
    version = found.get(number - 1) if edit.kind is EditKind.REMOVE else found[number]
    standing = versions.arrangement(version) if version else []
    return next((place for place, (one, _) in enumerate(standing, 1) if one == edit.paragraph_id), 0)


def _versions(session: Session, viewpoint_id: int, numbers: Iterable[int]) -> dict[int, ViewpointVersion]:
    chosen = select(ViewpointVersion).where(
        col(ViewpointVersion.viewpoint_id) == viewpoint_id, col(ViewpointVersion.number).in_([*numbers])
    )
    return {one.number: one for one in session.exec(chosen)}


def _works(session: Session, edit_ids: Iterable[int | None]) -> dict[int, _Work]:
    applied = and_(col(EditRevision.edit_id) == col(Edit.id), col(EditRevision.number) == col(Edit.revision))
    told = and_(col(ConversationEvent.edit_id) == col(Edit.id), col(ConversationEvent.kind) == EventKind.EDIT)
    chosen = (
        select(Edit, EditRevision, ConversationEvent.id)
        .join(EditRevision, applied)
        .join(ConversationEvent, told)
        .where(col(Edit.id).in_([edit_id for edit_id in edit_ids if edit_id]))
    )
    found = session.exec(chosen).all()
    ids = {one for edit, revision, _ in found for one in (edit.author_id, revision.author_id, edit.decided_by_id)}
    named = select(Participant.id, Participant.name).where(col(Participant.id).in_(ids))
    people = {participant_id: person(name) for participant_id, name in session.exec(named)}
    return {
        rows.new_id(edit.id): _Work(
            edit,
            revision,
            rows.new_id(event_id),
            people[edit.author_id],
            people[revision.author_id],
            people.get(edit.decided_by_id, NOBODY),
        )
        for edit, revision, event_id in found
    }


def _is_sealed(session: Session, viewpoint: Viewpoint) -> bool:
    return snapshots.is_sealed(rows.question(session, viewpoint.question_id))


def _counts(session: Session, viewpoint_id: int, numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    counted = select(Tally.viewpoint_version, Tally.agrees, Tally.disagrees).where(
        col(Tally.viewpoint_id) == viewpoint_id, col(Tally.viewpoint_version).in_(numbers)
    )
    return {number: (agrees, disagrees) for number, agrees, disagrees in session.exec(counted)}
