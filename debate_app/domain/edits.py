"""Edits as their authors make them: sent in, worded anew, taken back.

The author of a viewpoint, and a moderator, edit at once; anybody else proposes. Every edit names the version of
the viewpoint that it was made on, and the question's lock decides between two that come at the same moment.
"""

from dataclasses import dataclass, replace

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from debate_app.domain import (
    actors,
    amendments,
    applying,
    corrections,
    dates,
    edit_records,
    hidden,
    participants,
    permissions,
    questions,
    rows,
    texts,
    versions,
)
from debate_app.domain.amendments import Draft
from debate_app.domain.edit_records import OPEN, Locked, Signed
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Edit, EditKind, EditRevision, EditStatus, RevisionCause, Viewpoint
from debate_app.domain.wordings import Amendment, part
from debate_app.words import plain


@dataclass(frozen=True, slots=True)
class Sent:
    """An edit after something was done to it; ``paragraph_id`` is 0 where it is about none that stands.

    ``told`` are the participants who got a notice.
    """

    question_id: int
    viewpoint_id: int
    edit_id: int
    paragraph_id: int
    status: EditStatus
    told: tuple[int, ...] = ()


def submit(session: Session, author_id: int, viewpoint_id: int, draft: Draft) -> Sent:
    """Make the edit, or propose it. Raises ``Late`` where the text has moved on since its base, ``Invalid`` where
    it breaks a limit or changes nothing, ``NotFound``, and ``NameNeeded`` while the author has no name."""
    question, viewpoint = rows.locked_viewpoint(session, viewpoint_id)
    actor, owner = actors.of(session, author_id), viewpoint.author_id
    at_once = actor.moderates or author_id == owner
    action = Action.EDIT if at_once else Action.PROPOSE
    permissions.require(actor, action, question, author_id=owner, viewpoint=viewpoint)
    participants.author(session, author_id)
    now = versions.wording(session, viewpoint_id, viewpoint.version)
    base = amendments.base_of(session, viewpoint, now, draft.base_version)
    amendment = amendments.of_draft(session, viewpoint, draft, base, now)
    wanted = amendments.applied(now, viewpoint.version, base, amendment)
    _refuse_repeat(session, author_id, viewpoint, draft.base_version, amendment)
    signed = Signed(author_id, texts.reason(draft.reason), dates.now())
    before = amendments.before(session, viewpoint, now, amendment)
    if draft.kind is EditKind.TRANSLATION and amendment.text == before:
        raise Invalid(plain("Nothing has changed yet."), "text")
    if not at_once:
        edit_records.require_room(session, viewpoint)
        edit = edit_records.write(session, viewpoint, amendment, before, signed)
        questions.talk_changed(question)
        return sent(viewpoint, edit)
    edit = edit_records.write(session, viewpoint, amendment, before, signed)
    edit_records.decide(session, edit, EditStatus.APPROVED, author_id, "", signed.at)
    writers = [(amendment.text, author_id)] if amendment.text is not None else []
    told = applying.apply(session, viewpoint, edit, now, wanted, writers, draft.small)
    questions.applied(session, question, edit.kind)
    return sent(viewpoint, edit, told)


def correct(session: Session, author_id: int, place: str, language: str, of: str, text: str, reason: str = "") -> Sent:
    """Make a better translation, or propose it: of what stands at ``title-3`` or ``paragraph-12`` and says ``of``,
    into that language. Raises as ``submit`` does, and ``Invalid`` where something else stands there now."""
    viewpoint_id, paragraph_id = corrections.at(session, place)
    _, viewpoint = rows.locked_viewpoint(session, viewpoint_id)
    hidden.readable_viewpoint(session, viewpoint_id)
    now = versions.wording(session, viewpoint_id, viewpoint.version)
    if part(now, EditKind.TRANSLATION, paragraph_id) != of:
        raise Invalid(plain("This text was changed meanwhile. Look at what it says now; yours is kept."), "text")
    kind, base = EditKind.TRANSLATION, viewpoint.version
    draft = Draft(kind, base, paragraph_id=paragraph_id, text=text, reason=reason, language=language)
    return submit(session, author_id, viewpoint_id, draft)


def revise(session: Session, author_id: int, edit_id: int, base_version: int, text: str | None, reason: str) -> Sent:
    """Word one's own open proposal anew, on that version of the viewpoint; votes on it begin again.

    Raises as ``submit`` does, and ``NotAllowed``.
    """
    one = edit_records.locked_open(session, edit_id)
    viewpoint, edit = one.viewpoint, one.edit
    _require_own(session, one, author_id)
    wordings = amendments.wordings_about(session, viewpoint, [one.revision])
    now = wordings[viewpoint.version]
    base = amendments.base_of(session, viewpoint, now, base_version)
    amendment = amendments.of_revision(viewpoint, edit, one.revision, wordings)
    amendment = replace(amendment, text=amendments.cleaned(edit.kind, text, edit.paragraph_id))
    amendments.applied(now, viewpoint.version, base, amendment)
    signed = Signed(author_id, texts.reason(reason), dates.now())
    if (amendment.text, signed.reason, edit.status) == (one.revision.text, one.revision.reason, EditStatus.PROPOSED):
        raise Invalid(plain("Nothing has changed yet."), "text")
    begun, before = amendments.began(one, now)
    edit_records.reword(session, edit, RevisionCause.REVISED, begun, amendment, before, signed)
    edit.status, edit.voted_from, edit.agrees, edit.disagrees = EditStatus.PROPOSED, edit.revision, 0, 0
    edit_records.stirred(session, edit, signed.at)
    questions.talk_changed(one.question)
    return sent(viewpoint, edit)


def withdraw(session: Session, author_id: int, edit_id: int) -> Sent:
    """Take one's own open proposal back; it stays readable. Raises ``NotAllowed``, ``Invalid``, ``NotFound``."""
    one = edit_records.locked_open(session, edit_id)
    _require_own(session, one, author_id)
    edit_records.decide(session, one.edit, EditStatus.WITHDRAWN, author_id, "", dates.now())
    questions.talk_changed(one.question)
    return sent(one.viewpoint, one.edit)


def sent(viewpoint: Viewpoint, edit: Edit, told: tuple[int, ...] = ()) -> Sent:
    """Where the edit is, and how it stands."""
    paragraph_id = 0 if edit.kind is EditKind.REMOVE else edit.paragraph_id or 0
    return Sent(viewpoint.question_id, edit.viewpoint_id, rows.new_id(edit.id), paragraph_id, edit.status, told)


def _require_own(session: Session, one: Locked, author_id: int) -> None:
    actor, owner = actors.of(session, author_id), one.edit.author_id
    permissions.require(actor, Action.CHANGE, one.question, author_id=owner, viewpoint=one.viewpoint)


def _refuse_repeat(
    session: Session, author_id: int, viewpoint: Viewpoint, base_version: int, amendment: Amendment
) -> None:
    """A form that is sent again, because its answer was lost on the way, is one edit: a proposal that waits, or a
    paragraph that the writer did not see yet."""
    about = and_(
        col(Edit.paragraph_id).is_not_distinct_from(amendment.paragraph_id),
        col(Edit.language).is_not_distinct_from(amendment.language),
    )
    waits = and_(col(Edit.status).in_(OPEN), about)
    came = and_(col(Edit.kind) == EditKind.INSERT, col(Edit.version) > base_version)
    same = (
        select(EditRevision, Edit.status)
        .join(Edit, edit_records.newest())
        .where(col(Edit.viewpoint_id) == viewpoint.id, col(Edit.author_id) == author_id)
        .where(col(Edit.kind) == amendment.kind, or_(waits, came))
    )
    wanted = (amendment.text, amendment.after_id, amendment.restores)
    found = (status for one, status in session.exec(same) if (one.text, one.after_id, one.restores) == wanted)
    status = next(found, None)
    if status in OPEN:
        raise Invalid(plain("You have proposed exactly this already. It waits for a decision."), "text")
    if status is not None:
        raise Invalid(plain("You have added exactly this already. Look for it in the text."), "text")
