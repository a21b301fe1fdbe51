"""Reads a viewpoint's conversation the way a file holds it: in the order in which it was recorded."""

from collections import defaultdict
from dataclasses import replace

from debate_app.domain import rows, tables
from debate_app.domain.files.debate import SPOKEN, Comment, Counts, Decision, Edit, Event, Revision
from debate_app.domain.files.exported_rows import Names, ViewpointRows
from debate_app.domain.files.exported_texts import Places
from debate_app.domain.files.imported_conversations import WITHOUT_BEFORE
from debate_app.domain.tables import EventKind


def conversation(written: ViewpointRows, places: Places, names: Names) -> tuple[Event, ...]:
    """The events, with the edits and comments that they are made of, and the replies to them."""
    revisions: dict[int, list[tables.EditRevision]] = defaultdict(list)
    for revision in written.revisions:
        revisions[revision.edit_id].append(revision)
    edits = {
        edit_id: _edit(edit, revisions[edit_id], places, names)
        for edit_id, edit in ((rows.new_id(edit.id), edit) for edit in written.edits)
    }
    said: dict[int, list[tables.Comment]] = defaultdict(list)
    for comment in written.comments:
        said[comment.event_id].append(comment)
    told = (_event(event, edits, said[rows.new_id(event.id)], places, names) for event in written.events)
    doubted = (written.doubted.get(rows.new_id(event.id)) for event in written.events)
    return tuple(replace(event, source=source) for event, source in zip(told, doubted, strict=True))


def _event(
    event: tables.ConversationEvent, edits: dict[int, Edit], said: list[tables.Comment], places: Places, names: Names
) -> Event:
    own = next((_comment(comment, names) for comment in said if comment.number == 0), None)
    about = event.paragraph_id if event.kind in SPOKEN else None
    weighed = event.kind is EventKind.WEIGHED
    return Event(
        kind=event.kind,
        author=names.known[event.author_id],
        at=event.at,
        active_at=event.active_at,
        edit=edits[event.edit_id] if event.edit_id and not weighed else None,
        comment=own,
        paragraph=places.paragraphs[about] if about else None,
        weighs=places.edits[event.edit_id] if event.edit_id and weighed else None,
        small=event.small,
        replies=tuple(_comment(comment, names) for comment in said if comment.number),
    )


def _edit(edit: tables.Edit, revisions: list[tables.EditRevision], places: Places, names: Names) -> Edit:
    decision = None
    if edit.decided_by_id is not None and edit.decided_at is not None:
        decision = Decision(names.known[edit.decided_by_id], edit.decided_at, edit.decision)
    return Edit(
        kind=edit.kind,
        status=edit.status,
        paragraph=places.paragraphs[edit.paragraph_id] if edit.paragraph_id else None,
        revisions=tuple(_revision(revision, edit, places, names) for revision in revisions),
        decision=decision,
        support=Counts(edit.agrees, edit.disagrees),
        voted_from=edit.voted_from,
        language=edit.language,
    )


def _revision(revision: tables.EditRevision, edit: tables.Edit, places: Places, names: Names) -> Revision:
    return Revision(
        cause=revision.cause,
        base=revision.base_version,
        before=None if edit.kind in WITHOUT_BEFORE else revision.before or None,
        text=revision.text,
        after=places.paragraphs[revision.after_id] if revision.after_id else None,
        restores=revision.restores,
        reason=revision.reason,
        author=names.known[revision.author_id],
        at=revision.created_at,
    )


def _comment(comment: tables.Comment, names: Names) -> Comment:
    """A hidden comment leaves what a removed one does: its place."""
    hidden = comment.hidden_id is not None
    return Comment(
        author=names.known[comment.author_id],
        at=comment.created_at,
        language=comment.language,
        text="" if hidden else comment.text,
        edited_at=comment.edited_at,
        removed_at=comment.removed_at or (comment.edited_at or comment.created_at if hidden else None),
    )
