"""Going back to an earlier version: an edit like any other, whose text was written before."""

from sqlmodel import Session

from debate_app.domain import edits, question_edits, rows, versions
from debate_app.domain.amendments import Draft
from debate_app.domain.edits import Sent
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import EditKind
from debate_app.words import plain


def viewpoint(
    session: Session, author_id: int, viewpoint_id: int, version: int, base_version: int, reason: str
) -> Sent:
    """Bring the viewpoint back to that version, or propose it, as who saw ``base_version``.

    Raises what ``edits.submit`` does.
    """
    draft = Draft(EditKind.RESTORE, base_version, restores=version, reason=reason)
    return edits.submit(session, author_id, viewpoint_id, draft)


def paragraph(
    session: Session, author_id: int, viewpoint_id: int, paragraph_id: int, version: int, base_version: int, reason: str
) -> Sent:
    """Bring the text of one paragraph back to that version. Raises what ``edits.submit`` does."""
    rows.viewpoint(session, viewpoint_id)
    then = versions.wording(session, viewpoint_id, version).paragraph(paragraph_id)
    if then is None:
        raise Invalid(plain("This paragraph did not stand in that version."))
    draft = Draft(EditKind.CHANGE, base_version, paragraph_id=paragraph_id, text=then.text, reason=reason)
    return edits.submit(session, author_id, viewpoint_id, draft)


def question(session: Session, author_id: int, question_id: int, version: int, base_version: int, reason: str) -> None:
    """Bring the question's own text back to that version. Raises what ``question_edits.edit`` does."""
    rows.question(session, question_id)
    then = question_edits.wording(session, question_id, version)
    topics = then.topics.splitlines()
    question_edits.edit(session, author_id, question_id, base_version, then.title, then.background, topics, reason)
