"""What is written down of an edit: its wordings, its line in the conversation, what became of it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import Session, col, select

from debate_app.domain import limits, rows
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import (
    ConversationEvent,
    Edit,
    EditRevision,
    EditStatus,
    EventKind,
    Question,
    RevisionCause,
    Viewpoint,
)
from debate_app.domain.wordings import Amendment
from debate_app.words import message, plain

OPEN = (EditStatus.PROPOSED, EditStatus.NEEDS_LOOK)
"""What still waits for a decision."""

_MEANWHILE = {
    EditStatus.APPROVED: message("This was approved meanwhile."),
    EditStatus.DECLINED: message("This was declined meanwhile."),
    EditStatus.WITHDRAWN: message("This was taken back meanwhile."),
}


@dataclass(frozen=True, slots=True)
class Locked:
    """An edit with its newest wording, under the lock of its question."""

    question: Question
    viewpoint: Viewpoint
    edit: Edit
    revision: EditRevision


@dataclass(frozen=True, slots=True)
class Signed:
    """Who wrote a wording of an edit, why and when."""

    author_id: int
    reason: str
    at: str


def locked(session: Session, edit_id: int) -> Locked:
    """The edit, read anew under the lock of its question; or ``NotFound``."""
    edit = rows.edit(session, edit_id)
    question, viewpoint = rows.locked_viewpoint(session, edit.viewpoint_id)
    session.refresh(edit)
    return Locked(question, viewpoint, edit, revision_of(session, edit))


def locked_open(session: Session, edit_id: int) -> Locked:
    """The same for one that waits for a decision. Raises ``Invalid`` where it waits no more."""
    one = locked(session, edit_id)
    if one.edit.status not in OPEN:
        raise Invalid(plain(_MEANWHILE[one.edit.status]))
    return one


def require_room(session: Session, viewpoint: Viewpoint) -> None:
    """Raises ``Invalid`` where too many edits of the viewpoint wait already."""
    waiting = select(func.count()).where(col(Edit.viewpoint_id) == viewpoint.id, col(Edit.status).in_(OPEN))
    if session.exec(waiting).one() >= limits.OPEN_EDITS:
        raise Invalid(
            plain(
                "{count} changes wait here for a decision already. Your text is kept; try later.",
                count=limits.OPEN_EDITS,
            )
        )


def write(session: Session, viewpoint: Viewpoint, amendment: Amendment, before: str | None, signed: Signed) -> Edit:
    """Write a new edit down on today's version: as a proposal, with its line in the conversation."""
    edit = Edit(
        viewpoint_id=rows.new_id(viewpoint.id),
        kind=amendment.kind,
        paragraph_id=amendment.paragraph_id,
        author_id=signed.author_id,
        created_at=signed.at,
        status=EditStatus.PROPOSED,
        language=amendment.language,
        revision=0,
    )
    session.add(edit)
    session.flush()
    reword(session, edit, RevisionCause.PROPOSED, viewpoint.version, amendment, before, signed)
    session.add(
        ConversationEvent(
            viewpoint_id=edit.viewpoint_id,
            kind=EventKind.EDIT,
            author_id=signed.author_id,
            at=signed.at,
            active_at=signed.at,
            edit_id=edit.id,
        )
    )
    session.flush()
    return edit


def reword(
    session: Session,
    edit: Edit,
    cause: RevisionCause,
    base_version: int,
    amendment: Amendment,
    before: str | None,
    signed: Signed,
) -> EditRevision:
    """Write the next wording of the edit down, made on that version of the viewpoint."""
    edit.revision += 1
    revision = EditRevision(
        edit_id=rows.new_id(edit.id),
        number=edit.revision,
        cause=cause,
        base_version=base_version,
        before=before,
        text=amendment.text,
        after_id=amendment.after_id,
        restores=amendment.restores,
        reason=signed.reason,
        author_id=signed.author_id,
        created_at=signed.at,
    )
    session.add(revision)
    session.flush()
    return revision


def decide(session: Session, edit: Edit, status: EditStatus, by_id: int, decision: str, at: str) -> ConversationEvent:
    """Note what became of the edit, by whom and why; returns the line of the conversation that tells of it."""
    edit.status, edit.decided_by_id, edit.decided_at, edit.decision = status, by_id, at, decision
    return stirred(session, edit, at)


def stirred(session: Session, edit: Edit, at: str) -> ConversationEvent:
    """Note that something happened to the edit; returns the line of the conversation that tells of it."""
    told = (col(ConversationEvent.edit_id) == edit.id) & (col(ConversationEvent.kind) == EventKind.EDIT)
    event = session.exec(select(ConversationEvent).where(told)).one()
    event.active_at = at
    return event


def newest() -> ColumnElement[bool]:
    """The condition that joins an edit with its newest wording."""
    return and_(col(EditRevision.edit_id) == col(Edit.id), col(EditRevision.number) == col(Edit.revision))


def revision_of(session: Session, edit: Edit) -> EditRevision:
    """The newest wording of the edit."""
    return session.get_one(EditRevision, (rows.new_id(edit.id), edit.revision))
