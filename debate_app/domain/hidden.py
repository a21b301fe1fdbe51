"""What is hidden, or gone for good: its place stays, its words are not shown to anybody who asks.

A moderator hides a text and can restore it; one that was erased has no words left. Whoever may still read what is
hidden does so on the page where moderation is done, never here.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from debate_app.domain import rows
from debate_app.domain.initials import person
from debate_app.domain.refused import NotFound
from debate_app.domain.snapshot import NOT_HIDDEN, Hiding
from debate_app.domain.tables import Edit, ModerationAct, Participant, Question, Viewpoint, ViewpointVersion
from debate_app.words import plain


def is_hidden(one: Question | Viewpoint | Edit) -> bool:
    """Whether the words of this are not shown."""
    return one.hidden_id is not None or one.erased_at is not None


def title_of(one: Question | Viewpoint) -> str:
    """Its title; empty where that is not shown."""
    return "" if is_hidden(one) else one.title


def stands(table: type[Question] | type[Viewpoint] | type[Edit]) -> ColumnElement[bool]:
    """The condition that the words of a row are shown."""
    return and_(col(table.hidden_id).is_(None), col(table.erased_at).is_(None))


def readable_question(session: Session, question_id: int) -> Question:
    """The question, whose words are shown. Raises ``NotFound``, also while it is hidden."""
    question = rows.question(session, question_id)
    if is_hidden(question):
        raise NotFound(plain("This question is hidden."))
    return question


def readable_viewpoint(session: Session, viewpoint_id: int) -> Viewpoint:
    """The viewpoint, whose words are shown. Raises ``NotFound``, also while it is hidden."""
    viewpoint = rows.viewpoint(session, viewpoint_id)
    if is_hidden(viewpoint):
        raise NotFound(plain("This viewpoint is hidden."))
    return viewpoint


def require_versions(session: Session, viewpoint_id: int, numbers: Collection[int]) -> None:
    """Raises ``NotFound`` where the viewpoint, or the edit that made one of these versions, is hidden."""
    readable_viewpoint(session, viewpoint_id)
    made = select(Edit).join(ViewpointVersion, col(ViewpointVersion.edit_id) == col(Edit.id))
    known = list(filter(rows.is_id, numbers))
    here = (col(ViewpointVersion.viewpoint_id) == viewpoint_id, col(ViewpointVersion.number).in_(known))
    if any(is_hidden(edit) for edit in session.exec(made.where(*here))):
        raise NotFound(plain("The text of this version is hidden."))


def told(session: Session, hidden_ids: Collection[int | None]) -> dict[int | None, Hiding]:
    """What is said in the place of the texts that these acts hide; nothing of a text that none hides."""
    acts = {one for one in hidden_ids if one is not None}
    found = (
        select(ModerationAct, Participant.name)
        .outerjoin(Participant, col(Participant.id) == col(ModerationAct.by_id))
        .where(col(ModerationAct.id).in_(acts))
    )
    told: dict[int | None, Hiding] = {None: NOT_HIDDEN}
    if acts:
        told |= {act.id: Hiding(act.id or 0, person(name), act.at, act.reason) for act, name in session.exec(found)}
    return told
