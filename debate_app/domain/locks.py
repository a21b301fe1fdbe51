"""Locking a question or a viewpoint, so that only moderators write there, and unlocking it."""

from sqlmodel import Session

from debate_app.domain import moderating, questions
from debate_app.domain.moderating import Done
from debate_app.domain.refused import Invalid
from debate_app.domain.subjects import Found
from debate_app.domain.tables import ActKind, Question, SubjectKind, Viewpoint
from debate_app.words import plain


def lock(session: Session, by_id: int, kind: SubjectKind, subject_id: int, reason: str) -> Done:
    """Lock it. Raises ``NotAllowed``, ``NotFound``, and ``Invalid`` where it is locked already."""
    reason = moderating.public_reason(reason)
    found = moderating.begin(session, by_id, kind, subject_id)
    if _lockable(found).locked:
        raise Invalid(plain("This was locked already."))
    done = moderating.record(session, found, ActKind.LOCK, by_id, reason)
    _set(found, locked=True)
    return done


def unlock(session: Session, by_id: int, kind: SubjectKind, subject_id: int, reason: str) -> Done:
    """Unlock it. Raises ``NotAllowed``, ``NotFound``, and ``Invalid`` where it is not locked."""
    reason = moderating.public_reason(reason)
    found = moderating.begin(session, by_id, kind, subject_id)
    if not _lockable(found).locked:
        raise Invalid(plain("This is not locked."))
    locking = moderating.standing(session, found.subject, ActKind.LOCK)
    done = moderating.record(
        session, found, ActKind.UNLOCK, by_id, reason, undoes_id=locking.id if locking is not None else None
    )
    _set(found, locked=False)
    return done


def _lockable(found: Found) -> Question | Viewpoint:
    if not isinstance(found.row, Question | Viewpoint):
        raise Invalid(plain("Only questions and viewpoints can be locked."))
    return found.row


def _set(found: Found, *, locked: bool) -> None:
    assert found.question is not None, "every text belongs to a question"
    _lockable(found).locked = locked
    questions.talk_changed(found.question)
