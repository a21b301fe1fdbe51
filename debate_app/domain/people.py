"""Who takes part in a question: everybody who asked, wrote, edited or commented in it; and how people are called."""

from sqlalchemy import func
from sqlmodel import Session, col, select, union

from debate_app.domain import names
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    Participant,
    ParticipantKind,
    Question,
    Viewpoint,
)
from debate_app.words import plain


def taking_part(session: Session, question_id: int) -> tuple[str, ...]:
    """The display names of everybody who wrote in the question, each once, in order."""
    return tuple(sorted(set(writers(session, question_id).values())))


def writers(session: Session, question_id: int) -> dict[int, str]:
    """The same people by their ids; two of them may share a name."""
    here = col(Viewpoint.question_id) == question_id
    asked = select(Question.author_id).where(col(Question.id) == question_id)
    wrote = select(Viewpoint.author_id).where(here)
    edited = select(Edit.author_id).join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id)).where(here)
    commented = (
        select(Comment.author_id)
        .join(ConversationEvent, col(ConversationEvent.id) == col(Comment.event_id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(here)
    )
    ids = union(asked, wrote, edited, commented)
    found = select(Participant.id, Participant.name).where(col(Participant.id).in_(ids))
    return {participant_id: name for participant_id, name in session.exec(found) if participant_id and name}


def called(one: Participant) -> str:
    """What a sentence about the participant calls them."""
    return one.name or (plain(names.FORMER) if one.kind is ParticipantKind.FORMER else plain("a guest"))


def texts_of(session: Session, participant_id: int) -> int:
    """How many questions, viewpoints, edits and comments the participant wrote."""
    written = (Question.author_id, Viewpoint.author_id, Edit.author_id, Comment.author_id)
    return sum(
        session.exec(select(func.count()).where(col(author_id) == participant_id)).one() for author_id in written
    )
