"""Emptying texts for good, because whoever wrote them leaves, or the law asks for it. Their places stay, what they
were translated into goes with them.

Whoever calls holds the lock of the question, and notes the change on it afterwards (``questions.texts_changed``, for a
comment or an edit ``questions.talk_changed``). Erasing again changes nothing.
"""

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from debate_app.domain import credit, dates, references, rows, texts, translations
from debate_app.domain.edit_records import OPEN
from debate_app.domain.tables import (
    Comment,
    Edit,
    EditRevision,
    EditStatus,
    Paragraph,
    ParagraphVersion,
    Question,
    QuestionVersion,
    SourceDoubt,
    Topic,
    Viewpoint,
    ViewpointVersion,
)


def erase_comment(session: Session, comment: Comment) -> None:
    """Empty the comment, as if its author had removed it."""
    viewpoint = rows.viewpoint(session, rows.event(session, comment.event_id).viewpoint_id)
    translations.forget(session, viewpoint.question_id, [comment.text])
    comment.text, comment.removed_at = "", comment.removed_at or dates.now()
    session.flush()


def erase_edit(session: Session, edit: Edit) -> None:
    """Empty every wording of the edit, and what was said when it was decided. What it brought into the viewpoint
    stays there; while it waited for a decision it is declined, since there is nothing left to decide about."""
    said = _emptied(session, edit)
    translations.forget(session, rows.viewpoint(session, edit.viewpoint_id).question_id, said)


def _emptied(session: Session, edit: Edit) -> list[str]:
    """Empty it; returns what was said in it alone, and stands nowhere else."""
    gone: list[str] = []
    applied = edit.revision if edit.status is EditStatus.APPROVED else 0
    if edit.status in OPEN:
        edit.status = EditStatus.DECLINED
    edit.decision, edit.erased_at = "", edit.erased_at or dates.now()
    for revision in session.exec(select(EditRevision).where(col(EditRevision.edit_id) == edit.id)):
        gone += [revision.reason] + [revision.text or ""] * (revision.number != applied)
        revision.before, revision.reason = None, ""
        revision.text = None if revision.text is None else ""
    translations.forget_made_by(session, rows.new_id(edit.id))
    return gone


def erase_viewpoint(session: Session, viewpoint: Viewpoint) -> None:
    """Empty the viewpoint in all its versions, with the wordings of every edit of it. Votes on it, and what was said
    about it, stay."""
    viewpoint_id = rows.new_id(viewpoint.id)
    gone = _said_in(session, viewpoint_id)
    for edit in session.exec(select(Edit).where(col(Edit.viewpoint_id) == viewpoint_id)):
        gone += _emptied(session, edit)
    translations.forget(session, viewpoint.question_id, gone)
    viewpoint.title, viewpoint.erased_at = "", viewpoint.erased_at or dates.now()
    versions = update(ViewpointVersion).where(col(ViewpointVersion.viewpoint_id) == viewpoint_id)
    places = select(Paragraph.id).where(col(Paragraph.viewpoint_id) == viewpoint_id)
    texts = update(ParagraphVersion).where(col(ParagraphVersion.paragraph_id).in_(places))
    session.exec(versions.values(title=""))
    session.exec(texts.values(text="", credit=credit.encode(())))
    session.exec(delete(SourceDoubt).where(col(SourceDoubt.viewpoint_id) == viewpoint_id))
    references.forget_sources(session, viewpoint_id)
    session.flush()


def erase_question(session: Session, question: Question) -> None:
    """Empty the question's own title, background and topics in all its versions. Its viewpoints stay."""
    question_id = rows.new_id(question.id)
    told = select(QuestionVersion).where(col(QuestionVersion.question_id) == question_id)
    gone = [text for one in session.exec(told) for text in (one.title, *texts.paragraphs(one.background))]
    translations.forget(session, question_id, gone)
    question.title, question.background, question.erased_at = "", "", question.erased_at or dates.now()
    versions = update(QuestionVersion).where(col(QuestionVersion.question_id) == question_id)
    session.exec(versions.values(title="", background="", topics="", reason=""))
    session.exec(delete(Topic).where(col(Topic.question_id) == question_id))
    session.flush()


def _said_in(session: Session, viewpoint_id: int) -> list[str]:
    """Every title and every paragraph that the viewpoint ever had."""
    titles = select(ViewpointVersion.title).where(col(ViewpointVersion.viewpoint_id) == viewpoint_id)
    places = select(Paragraph.id).where(col(Paragraph.viewpoint_id) == viewpoint_id)
    texts = select(ParagraphVersion.text).where(col(ParagraphVersion.paragraph_id).in_(places))
    return [*session.exec(titles), *session.exec(texts)]
