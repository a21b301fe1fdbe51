"""Reads edits the way the page shows them, in three queries however many they are."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from debate_app.domain import amendments, diff, edit_records, hidden, rows
from debate_app.domain.initials import person
from debate_app.domain.snapshot import NOBODY, NOT_HIDDEN, Change, EditText, Hiding
from debate_app.domain.tables import (
    ConversationEvent,
    Edit,
    EditKind,
    EditRevision,
    EventKind,
    Paragraph,
    Participant,
    RevisionCause,
    ViewpointVersion,
)

_ABOUT_PARAGRAPH = (EditKind.CHANGE, EditKind.REMOVE, EditKind.MOVE, EditKind.TRANSLATION)

Worded = list[tuple[Edit, EditRevision]]
Names = dict[int | None, str | None]
Positions = dict[int | None, int | None]


def chosen(session: Session, edit_ids: Collection[int]) -> dict[int, EditText]:
    """The edits of these ids, by id."""
    found = session.exec(
        select(Edit, EditRevision, ConversationEvent.id, ViewpointVersion.small)
        .join(EditRevision, edit_records.newest())
        .join(ConversationEvent, _told())
        .outerjoin(ViewpointVersion, _made())
        .where(col(Edit.id).in_(edit_ids))
    ).all()
    names = _names(session, [(edit, revision) for edit, revision, _, _ in found])
    positions = _positions(session, [(edit, revision) for edit, revision, _, _ in found])
    hidings = hidden.told(session, {edit.hidden_id for edit, _, _, _ in found})
    return {
        rows.new_id(edit.id): _shown(
            edit,
            hidings[edit.hidden_id],
            _text(edit, revision, rows.new_id(event_id), _small(edit, revision, made), names, positions),
        )
        for edit, revision, event_id, made in found
    }


def _shown(edit: Edit, hiding: Hiding, text: EditText) -> EditText:
    """The text, or what is said of it while its words are not shown."""
    if not hidden.is_hidden(edit):
        return text
    gone = edit.erased_at is not None
    return replace(text, text="", reason="", decision="", changes=(), compared=False, hidden=hiding, gone=gone)


def _told() -> ColumnElement[bool]:
    return and_(col(ConversationEvent.edit_id) == col(Edit.id), col(ConversationEvent.kind) == EventKind.EDIT)


def _made() -> ColumnElement[bool]:
    same = col(ViewpointVersion.viewpoint_id) == col(Edit.viewpoint_id)
    return and_(same, col(ViewpointVersion.number) == col(Edit.version))


def _names(session: Session, worded: Worded) -> Names:
    """The names of everybody who had a hand in the edits, by their ids."""
    ids = {one for edit, revision in worded for one in (edit.author_id, edit.decided_by_id, revision.author_id)}
    found = select(Participant.id, Participant.name).where(col(Participant.id).in_(ids))
    return dict(session.exec(found).all()) if ids else {}


def _positions(session: Session, worded: Worded) -> Positions:
    """Where the paragraphs stand that the edits are about, or come behind, by their ids."""
    ids = {one for edit, revision in worded for one in (edit.paragraph_id, revision.after_id)}
    found = select(Paragraph.id, Paragraph.position).where(col(Paragraph.id).in_(ids))
    return dict(session.exec(found).all()) if ids else {}


def _text(
    edit: Edit, revision: EditRevision, event_id: int, small: bool, names: Names, positions: Positions
) -> EditText:
    number, behind = (positions.get(one) or 0 for one in (edit.paragraph_id, revision.after_id))
    return EditText(
        id=rows.new_id(edit.id),
        event_id=event_id,
        kind=edit.kind.value,
        language=edit.language or "",
        status=edit.status.value,
        author=person(names[edit.author_id]),
        at=edit.created_at,
        place=_place(edit, revision, number, behind),
        paragraph_number=number,
        behind=behind,
        reason=revision.reason,
        text=revision.text or "",
        compared=revision.before is not None or edit.kind is EditKind.INSERT,
        changes=_changes(edit.kind, revision),
        revision=edit.revision,
        cause=revision.cause.value,
        adjusted_by=person(names[revision.author_id]) if revision.cause is RevisionCause.ADJUSTED else NOBODY,
        decided_by=person(names[edit.decided_by_id]) if edit.decided_by_id else NOBODY,
        decided_at=edit.decided_at or "",
        decision=edit.decision,
        base_version=revision.base_version,
        version=edit.version or 0,
        restores=revision.restores or 0,
        small=small,
        agrees=edit.agrees,
        disagrees=edit.disagrees,
        hidden=NOT_HIDDEN,
        gone=False,
    )


def _small(edit: Edit, revision: EditRevision, made: bool | None) -> bool:
    """What was decided of the version that it ``made`` or, while it waits, what it looks like."""
    if made is not None:
        return made
    return edit.status in edit_records.OPEN and amendments.looks_small(edit.kind, revision.before, revision.text)


def _place(edit: Edit, revision: EditRevision, number: int, behind: int) -> str:
    if edit.kind in _ABOUT_PARAGRAPH and number:
        return f"paragraph-{edit.paragraph_id}"
    if edit.kind is EditKind.INSERT and behind:
        return f"paragraph-{revision.after_id}"
    if edit.kind is EditKind.SOURCES:
        return f"sources-{edit.viewpoint_id}"
    return f"title-{edit.viewpoint_id}"


def _changes(kind: EditKind, revision: EditRevision) -> tuple[Change, ...]:
    before, text = revision.before, revision.text
    match kind:
        case EditKind.INSERT:
            return (Change(text or "", "added"),)
        case EditKind.REMOVE:
            return (Change(before or "", "removed"),)
        case EditKind.MOVE:
            return (Change(before or "", "same"),)
        case EditKind.RESTORE:
            return ()
        case EditKind.CHANGE | EditKind.TITLE | EditKind.SOURCES | EditKind.TRANSLATION:
            if before is None:
                return (Change(text or "", "same"),)
            return diff.around(diff.changes(before, text or ""))
