"""Answers about what happened to a viewpoint, and what is said of it."""

from collections.abc import AsyncGenerator

from sqlmodel import Session

from debate_app.domain import conversation, hidden, snapshots
from debate_app.domain.conversation import LARGEST_PAGE, Place
from debate_app.domain.snapshot import CommentText, EditText, EventText, QuestionText
from debate_app.store.access import read
from debate_app.web.api import cursors, parts, questions
from debate_app.web.api.conversation_shapes import Comment, Conversation, Edit, Event, Run
from debate_app.web.api.parameters import Asked
from debate_app.web.api.rows import TalkRow
from debate_app.web.api.shapes import Sides

_LIST = "conversation"


async def listed(asked: Asked) -> Conversation:
    """The events of a viewpoint, the one that last saw something happen first."""
    place = cursors.read(_LIST, asked.cursor, str, int)
    before = (str(place[0]), int(place[1])) if place else None
    question, events, more = await read(_portion, asked.viewpoint_id, before, asked.limit)
    cursor = cursors.write(_LIST, (events[-1].active_at, events[-1].id)) if more else None
    items = tuple(_event(asked.origin, question, one) for one in events)
    return Conversation(asked.following(cursor), cursor, asked.viewpoint_id, items)


async def table(asked: Asked) -> AsyncGenerator[list[TalkRow]]:
    """All events and the newest replies to each, as rows."""
    before: Place | None = None
    more = True
    while more:
        question, events, more = await read(_portion, asked.viewpoint_id, before, LARGEST_PAGE)
        page = questions.page_of(asked.origin, question)
        yield [row for event in events for row in _rows(page, event)]
        before = (events[-1].active_at, events[-1].id) if events else None


def _portion(
    session: Session, viewpoint_id: int, before: Place | None, size: int
) -> tuple[QuestionText, tuple[EventText, ...], bool]:
    """The question, so many events of the viewpoint, and whether there are more."""
    viewpoint = hidden.readable_viewpoint(session, viewpoint_id)
    events = conversation.events(session, viewpoint_id, before, size)
    last = (events[-1].active_at, events[-1].id) if len(events) == size else None
    more = last is not None and bool(conversation.events(session, viewpoint_id, last, 1))
    return snapshots.question(session, viewpoint.question_id), events, more


def _event(origin: str, question: QuestionText, event: EventText) -> Event:
    return Event(
        id=event.id,
        kind=event.kind,
        author=parts.name(event.author),
        at=event.at,
        active_at=event.active_at,
        paragraph_id=event.paragraph_id or None,
        paragraph_number=event.paragraph_number or None,
        edit=_edit(origin, event.edit, sealed=question.sealed) if event.edit else None,
        small=event.small if event.kind == "weighed" else None,
        doubted=event.source.href if event.source else None,
        comment=next((_comment(origin, one) for one in event.said), None),
        replies=tuple(_comment(origin, one) for one in event.replies),
        reply_count=event.replies_total,
        page=f"{questions.page_of(origin, question)}#event-{event.id}",
    )


def _edit(origin: str, edit: EditText, *, sealed: bool) -> Edit:
    shown = not (edit.hidden.act_id or edit.gone)
    return Edit(
        id=edit.id,
        kind=edit.kind,
        language=edit.language or None,
        status=edit.status,
        author=parts.name(edit.author),
        at=edit.at,
        paragraph_number=edit.paragraph_number or None,
        reason=edit.reason,
        text=edit.text if shown else None,
        changes=tuple(Run(one.text, one.kind) for one in edit.changes),
        decided_by=parts.name(edit.decided_by),
        decided_at=edit.decided_at or None,
        decision=edit.decision,
        base_version=edit.base_version,
        version=edit.version or None,
        restores_version=edit.restores or None,
        small=edit.small,
        standing=None if sealed else Sides(edit.agrees, edit.disagrees),
        hidden=parts.hidden(origin, edit.hidden),
        erased=edit.gone,
    )


def _comment(origin: str, comment: CommentText) -> Comment:
    return Comment(
        id=comment.id,
        author=parts.name(comment.author),
        at=comment.at,
        edited_at=comment.edited_at or None,
        text=_said(comment),
        language=comment.language,
        removed=comment.removed,
        hidden=parts.hidden(origin, comment.hidden),
    )


def _said(comment: CommentText) -> str | None:
    shown = not (comment.removed or comment.hidden.act_id)
    return "".join(one.text for one in comment.sayings) if shown else None


def _rows(page: str, event: EventText) -> list[TalkRow]:
    """The event, and after it the replies to it."""
    edit, own = event.edit, next(iter(event.said), None)
    first = TalkRow(
        event_id=event.id,
        comment_id=own.id if own else None,
        kind=event.kind,
        author=parts.name(event.author),
        at=event.at,
        paragraph_number=event.paragraph_number or (edit.paragraph_number if edit else 0) or None,
        edit_kind=edit.kind if edit else None,
        edit_status=edit.status if edit else None,
        reason=edit.reason if edit else None,
        text=_said(own) if own else edit.text if edit else None,
        removed=bool(own and own.removed) or bool(edit and edit.gone),
        hidden=bool(own and own.hidden.act_id) or bool(edit and edit.hidden.act_id),
        page=f"{page}#event-{event.id}",
    )
    return [first, *(_reply(page, event, one) for one in event.replies)]


def _reply(page: str, event: EventText, reply: CommentText) -> TalkRow:
    return TalkRow(
        event_id=event.id,
        comment_id=reply.id,
        kind="reply",
        author=parts.name(reply.author),
        at=reply.at,
        paragraph_number=None,
        edit_kind=None,
        edit_status=None,
        reason=None,
        text=_said(reply),
        removed=reply.removed,
        hidden=bool(reply.hidden.act_id),
        page=f"{page}#event-{event.id}",
    )
