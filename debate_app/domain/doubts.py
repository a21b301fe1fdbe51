"""Doubts whether a source supports the text: said with a reason, which the conversation goes on from like a comment."""

from sqlmodel import Session, col, select

from debate_app.domain import comments, doubted, links, rows
from debate_app.domain.comments import Said
from debate_app.domain.refused import Invalid, Refused
from debate_app.domain.tables import ConversationEvent, EventKind, Source, SourceDoubt
from debate_app.words import plain


def doubt(
    session: Session,
    author_id: int,
    viewpoint_id: int,
    address: str,
    reason: str,
    paragraph_id: int | None = None,
    language: str = "",
) -> Said:
    """Say why the viewpoint's source of this address does not support the text, or one of its paragraphs.

    Raises as ``comments.say`` does, and ``Invalid`` for a source that is not cited and for one's second open doubt.
    """
    rows.locked_viewpoint(session, viewpoint_id)
    cited = _cited(session, viewpoint_id, address)
    _refuse_second(session, author_id, viewpoint_id, cited)
    said = comments.begin(session, author_id, viewpoint_id, EventKind.DOUBTED, reason, paragraph_id, language)
    session.add(SourceDoubt(event_id=said.event_id, viewpoint_id=viewpoint_id, address=cited))
    session.flush()
    return said


def _cited(session: Session, viewpoint_id: int, address: str) -> str:
    """The address under which the viewpoint cites it today."""
    viewpoint = rows.viewpoint(session, viewpoint_id)
    listed = select(Source.address).where(
        col(Source.viewpoint_id) == viewpoint_id, col(Source.list_number) == viewpoint.source_list
    )
    try:
        wanted = links.read(address).address
    except Refused:
        wanted = ""
    if wanted not in {links.read(one).address for one in session.exec(listed)}:
        raise Invalid(plain("This source is not cited here any more."), "comment")
    return wanted


def _refuse_second(session: Session, author_id: int, viewpoint_id: int, address: str) -> None:
    own = (
        select(SourceDoubt.event_id)
        .join(ConversationEvent, col(ConversationEvent.id) == col(SourceDoubt.event_id))
        .where(col(SourceDoubt.viewpoint_id) == viewpoint_id, col(SourceDoubt.address) == address)
        .where(col(ConversationEvent.author_id) == author_id, doubted.is_open())
    )
    if session.exec(own).first() is not None:
        raise Invalid(plain("You doubt this source already. Your reason is in the conversation."), "comment")
