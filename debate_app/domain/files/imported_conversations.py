"""Writes the conversation of a viewpoint of a debate file: edits with their wordings, events, what is said."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlmodel import Session, col

from debate_app.domain.files import bulk
from debate_app.domain.files.debate import Comment, Edit, Event, Viewpoint
from debate_app.domain.files.imported_texts import Ids
from debate_app.domain.tables import Comment as CommentRow
from debate_app.domain.tables import ConversationEvent, EditKind, EditRevision, SourceDoubt
from debate_app.domain.tables import Edit as EditRow

WITHOUT_BEFORE = (EditKind.INSERT, EditKind.RESTORE)
"""Edits that are about no text: what stands before them is kept as empty, and a file says nothing of it."""


def write(session: Session, viewpoint: Viewpoint, ids: Ids, people: dict[str, int]) -> dict[int, int]:
    """Write the conversation; returns the ids of its edits by the numbers of their events (from 1)."""
    edits = {number: (event, event.edit) for number, event in enumerate(viewpoint.conversation, 1) if event.edit}
    made = {version.edit: number for number, version in enumerate(viewpoint.versions, 1)}
    edit_rows = [_edit(event, edit, made.get(number), ids, people) for number, (event, edit) in edits.items()]
    edit_ids = dict(zip(edits, bulk.inserted(session, EditRow, col(EditRow.id), edit_rows), strict=True))
    wordings = (_wordings(edit, edit_ids[number], ids, people) for number, (_, edit) in edits.items())
    bulk.insert(session, EditRevision, [*chain.from_iterable(wordings)])
    events = [
        _event(event, edit_ids.get(event.weighs or number), ids, people)
        for number, event in enumerate(viewpoint.conversation, 1)
    ]
    event_ids = bulk.inserted(session, ConversationEvent, col(ConversationEvent.id), events)
    told = [*zip(viewpoint.conversation, event_ids, strict=True)]
    said = (_said(event, event_id, people) for event, event_id in told)
    bulk.insert(session, CommentRow, [*chain.from_iterable(said)])
    doubts = [
        {"event_id": event_id, "viewpoint_id": ids.viewpoint, "address": event.source}
        for event, event_id in told
        if event.source is not None
    ]
    bulk.insert(session, SourceDoubt, doubts)
    return edit_ids


def _edit(event: Event, edit: Edit, version: int | None, ids: Ids, people: dict[str, int]) -> dict[str, Any]:
    decision = edit.decision
    return {
        "viewpoint_id": ids.viewpoint,
        "kind": edit.kind,
        "paragraph_id": ids.paragraph(edit.paragraph),
        "author_id": people[event.author],
        "created_at": event.at,
        "status": edit.status,
        "language": edit.language,
        "revision": len(edit.revisions),
        "decided_by_id": people[decision.author] if decision else None,
        "decided_at": decision.at if decision else None,
        "decision": decision.reason if decision else "",
        "version": version,
        "voted_from": edit.voted_from,
        "agrees": edit.support.agrees,
        "disagrees": edit.support.disagrees,
    }


def _wordings(edit: Edit, edit_id: int, ids: Ids, people: dict[str, int]) -> Iterator[dict[str, Any]]:
    for number, revision in enumerate(edit.revisions, 1):
        yield {
            "edit_id": edit_id,
            "number": number,
            "cause": revision.cause,
            "base_version": revision.base,
            "before": "" if edit.kind in WITHOUT_BEFORE else revision.before,
            "text": revision.text,
            "after_id": ids.paragraph(revision.after),
            "restores": revision.restores,
            "reason": revision.reason,
            "author_id": people[revision.author],
            "created_at": revision.at,
        }


def _event(event: Event, edit_id: int | None, ids: Ids, people: dict[str, int]) -> dict[str, Any]:
    return {
        "viewpoint_id": ids.viewpoint,
        "kind": event.kind,
        "author_id": people[event.author],
        "at": event.at,
        "active_at": event.active_at,
        "edit_id": edit_id,
        "paragraph_id": ids.paragraph(event.paragraph),
        "small": event.small,
    }


def _said(event: Event, event_id: int, people: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The comment that the event is made of has the number 0, replies follow it."""
    if event.comment is not None:
        yield _comment(event.comment, event_id, 0, people)
    for number, reply in enumerate(event.replies, 1):
        yield _comment(reply, event_id, number, people)


def _comment(comment: Comment, event_id: int, number: int, people: dict[str, int]) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "number": number,
        "author_id": people[comment.author],
        "text": comment.text,
        "language": comment.language,
        "created_at": comment.at,
        "edited_at": comment.edited_at,
        "removed_at": comment.removed_at,
    }
