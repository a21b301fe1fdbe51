"""Decisions on edits, by the viewpoint's author or a moderator: approved as they are or changed, declined, and
whether what was applied is a small correction that leaves votes as they are."""

from dataclasses import replace

from sqlalchemy import func
from sqlmodel import Session, col, select

from debate_app.domain import (
    actors,
    amendments,
    applying,
    dates,
    edit_records,
    edits,
    merge,
    notices,
    participants,
    permissions,
    questions,
    rows,
    texts,
)
from debate_app.domain.edit_records import Locked, Signed
from debate_app.domain.edits import Sent
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import (
    ConversationEvent,
    EditStatus,
    EventKind,
    NoticeKind,
    RevisionCause,
    Viewpoint,
    ViewpointVersion,
)
from debate_app.domain.versions import Writers
from debate_app.domain.wordings import Wording
from debate_app.words import plain


def approve(session: Session, by_id: int, edit_id: int, revision: int, small: bool | None, reason: str = "") -> Sent:
    """Approve a proposal as it is worded in that ``revision``, the one that was read.

    ``small`` says whether it is a small correction; None takes it for what it looks like. Raises ``NotAllowed``,
    ``NotFound``, and ``Invalid`` where it was worded anew, decided or overtaken meanwhile.
    """
    one = _open_to(session, by_id, edit_id, revision)
    if one.edit.status is EditStatus.NEEDS_LOOK:
        raise Invalid(plain("The text has changed under this proposal. Approve it with changes, or let it be revised."))
    reason, viewpoint = texts.reason(reason), one.viewpoint
    wordings = amendments.wordings_about(session, viewpoint, [one.revision])
    now, base = wordings[viewpoint.version], wordings[one.revision.base_version]
    amendment = amendments.of_revision(viewpoint, one.edit, one.revision, wordings)
    wanted = amendments.applied(now, viewpoint.version, base, amendment)
    writers = [(amendment.text, one.edit.author_id)] if amendment.text is not None else []
    return _apply(session, one, by_id, now, wanted, writers, small, reason)


def approve_changed(
    session: Session,
    by_id: int,
    edit_id: int,
    revision: int,
    base_version: int,
    text: str,
    small: bool | None,
    reason: str = "",
) -> Sent:
    """Approve a proposal with another ``text``, written on that version of the viewpoint: credited to both.

    Raises as ``approve`` does, and ``Late``.
    """
    one = _open_to(session, by_id, edit_id, revision)
    reason, edit, viewpoint = texts.reason(reason), one.edit, one.viewpoint
    wordings = amendments.wordings_about(session, viewpoint, [one.revision])
    now = wordings[viewpoint.version]
    base = amendments.base_of(session, viewpoint, now, base_version)
    amendment = amendments.of_revision(viewpoint, edit, one.revision, wordings)
    amendment = replace(amendment, text=amendments.cleaned(edit.kind, text, edit.paragraph_id))
    if amendment.text is None:
        raise Invalid(plain("There is no text in this proposal that could be changed."))
    wanted = amendments.applied(now, viewpoint.version, base, amendment)
    begun, theirs = amendments.began(one, now)
    proposed = merge.merged(one.revision.before or "", one.revision.text or "", theirs or "").text
    signed = Signed(by_id, one.revision.reason, dates.now())
    edit_records.reword(session, edit, RevisionCause.ADJUSTED, begun, amendment, theirs, signed)
    writers = [(proposed, edit.author_id), (amendment.text, by_id)]
    return _apply(session, one, by_id, now, wanted, writers, small, reason)


def decline(session: Session, by_id: int, edit_id: int, revision: int, reason: str) -> Sent:
    """Decline a proposal, with the reason that its proposer is told. Raises as ``approve`` does."""
    one = _open_to(session, by_id, edit_id, revision)
    reason = texts.reason(reason)
    if not reason:
        raise Invalid(plain("Say in a few words why: whoever proposed this is told."), "reason")
    event = edit_records.decide(session, one.edit, EditStatus.DECLINED, by_id, reason, dates.now())
    told = notices.tell(session, one.edit.author_id, NoticeKind.DECLINED, rows.new_id(event.id), by_id)
    questions.talk_changed(one.question)
    return edits.sent(one.viewpoint, one.edit, told)


def weigh(session: Session, by_id: int, edit_id: int, small: bool) -> Sent:
    """Decide anew whether an applied edit is a small correction; votes before it are asked about, or no more.

    Saying what holds already writes nothing. Raises ``NotAllowed``, ``NotFound`` and ``Invalid``.
    """
    one = edit_records.locked(session, edit_id)
    _require_decider(session, by_id, one)
    if one.edit.version is None:
        raise Invalid(plain("This edit changed nothing in the text."))
    version = session.get_one(ViewpointVersion, (one.edit.viewpoint_id, one.edit.version))
    if version.small is small:
        return edits.sent(one.viewpoint, one.edit)
    version.small = small
    session.flush()
    one.viewpoint.meaning_version = _meaning_version(session, one.viewpoint)
    at = dates.now()
    session.add(
        ConversationEvent(
            viewpoint_id=one.edit.viewpoint_id,
            kind=EventKind.WEIGHED,
            author_id=by_id,
            at=at,
            active_at=at,
            edit_id=edit_id,
            small=small,
        )
    )
    questions.talk_changed(one.question)
    return edits.sent(one.viewpoint, one.edit)


def _open_to(session: Session, by_id: int, edit_id: int, revision: int) -> Locked:
    """The edit, waiting for this participant's decision in the wording that they read."""
    one = edit_records.locked_open(session, edit_id)
    _require_decider(session, by_id, one)
    if one.edit.revision != revision:
        raise Invalid(plain("This proposal was worded anew while you read it. Look at it again."))
    return one


def _require_decider(session: Session, by_id: int, one: Locked) -> None:
    actor, owner = actors.of(session, by_id), one.viewpoint.author_id
    permissions.require(actor, Action.DECIDE, one.question, author_id=owner, viewpoint=one.viewpoint)
    participants.author(session, by_id)


def _apply(
    session: Session,
    one: Locked,
    by_id: int,
    now: Wording,
    wanted: Wording,
    writers: Writers,
    small: bool | None,
    reason: str,
) -> Sent:
    event = edit_records.decide(session, one.edit, EditStatus.APPROVED, by_id, reason, dates.now())
    told = applying.apply(session, one.viewpoint, one.edit, now, wanted, writers, small)
    told += notices.tell(session, one.edit.author_id, NoticeKind.APPROVED, rows.new_id(event.id), by_id)
    questions.applied(session, one.question, one.edit.kind)
    return edits.sent(one.viewpoint, one.edit, told)


def _meaning_version(session: Session, viewpoint: Viewpoint) -> int:
    newest = select(func.max(ViewpointVersion.number)).where(
        col(ViewpointVersion.viewpoint_id) == viewpoint.id, col(ViewpointVersion.small).is_(False)
    )
    return session.exec(newest).one() or 1
