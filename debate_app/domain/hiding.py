"""Hiding a text with a public reason, and restoring it: its place stays, and its author can still read it."""

from sqlmodel import Session

from debate_app.domain import moderating, questions, subjects
from debate_app.domain.moderating import Done
from debate_app.domain.refused import Invalid
from debate_app.domain.subjects import Found, Text
from debate_app.domain.tables import ActKind, Participant, Question, SubjectKind, Viewpoint
from debate_app.words import plain


def hide(session: Session, by_id: int, kind: SubjectKind, subject_id: int, reason: str) -> Done:
    """Hide the text. Raises ``NotAllowed``, ``NotFound``, and ``Invalid`` where it is hidden or gone already."""
    reason = moderating.public_reason(reason)
    found = moderating.begin(session, by_id, kind, subject_id)
    row = _text(found)
    if row.hidden_id is not None:
        raise Invalid(plain("This was hidden already."))
    if not subjects.has_text(found):
        raise Invalid(plain("There is no text here any more."))
    done = moderating.record(session, found, ActKind.HIDE, by_id, reason)
    row.hidden_id = done.act_id
    _changed(session, found)
    return done


def restore(session: Session, by_id: int, kind: SubjectKind, subject_id: int, reason: str) -> Done:
    """Show a hidden text again. Raises ``NotAllowed``, ``NotFound``, and ``Invalid`` where it is not hidden."""
    reason = moderating.public_reason(reason)
    found = moderating.begin(session, by_id, kind, subject_id)
    row = _text(found)
    if row.hidden_id is None:
        raise Invalid(plain("This is not hidden."))
    done = moderating.record(session, found, ActKind.RESTORE, by_id, reason, undoes_id=row.hidden_id)
    row.hidden_id = None
    _changed(session, found)
    return done


def _text(found: Found) -> Text:
    if isinstance(found.row, Participant):
        raise Invalid(plain("People cannot be hidden."))
    return found.row


def _changed(session: Session, found: Found) -> None:
    assert found.question is not None, "every text belongs to a question"
    if isinstance(found.row, Question | Viewpoint):
        questions.texts_changed(session, found.question)
    else:
        questions.talk_changed(found.question)
