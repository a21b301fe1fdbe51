"""Deleting a text for good because the law asks for it: from the command line alone, and logged without the text."""

from sqlmodel import Session

from debate_app.domain import erasing, moderating, questions, subjects
from debate_app.domain.moderating import Done
from debate_app.domain.refused import Invalid
from debate_app.domain.subjects import Found
from debate_app.domain.tables import ActKind, Comment, Edit, Participant, Question, SubjectKind, Viewpoint
from debate_app.words import plain


def erase(session: Session, kind: SubjectKind, subject_id: int, reason: str) -> Done:
    """Delete the text, in every version of it; its place stays. The reason is public: it does not repeat the text.

    Raises ``NotFound``, and ``Invalid`` where there is no text.
    """
    reason = moderating.public_reason(reason)
    found = subjects.locked(session, kind, subject_id)
    if isinstance(found.row, Participant):
        raise Invalid(plain("People delete their accounts themselves."))
    if not subjects.has_text(found):
        raise Invalid(plain("There is no text here any more."))
    _empty(session, found)
    done = moderating.record(session, found, ActKind.ERASED, None, reason)
    assert found.question is not None, "every text belongs to a question"
    if isinstance(found.row, Question | Viewpoint):
        questions.texts_changed(session, found.question)
    else:
        questions.talk_changed(found.question)
    return done


def _empty(session: Session, found: Found) -> None:
    match found.row:
        case Question() as question:
            erasing.erase_question(session, question)
        case Viewpoint() as viewpoint:
            erasing.erase_viewpoint(session, viewpoint)
        case Edit() as edit:
            erasing.erase_edit(session, edit)
        case Comment() as comment:
            erasing.erase_comment(session, comment)
        case Participant():
            raise AssertionError("nobody is a text")
