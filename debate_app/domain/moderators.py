"""Moderators: participants who may decide wherever an author may."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from debate_app.domain import dates, rows, texts
from debate_app.domain.refused import NotAllowed, NotFound
from debate_app.domain.tables import (
    Comment,
    Edit,
    Moderator,
    Participant,
    ParticipantKind,
    Question,
    Viewpoint,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who writes here under a name: since when they take part, and how many texts they wrote."""

    id: int
    name: str
    since: str
    texts: int


def is_moderator(session: Session, participant_id: int) -> bool:
    """Whether the participant is one."""
    return session.get(Moderator, participant_id) is not None


def may_decide(session: Session, participant_id: int, viewpoint: Viewpoint) -> bool:
    """Whether the participant decides on edits of the viewpoint: as its author, or as a moderator."""
    return viewpoint.author_id == participant_id or is_moderator(session, participant_id)


def require_decider(session: Session, participant_id: int, viewpoint: Viewpoint) -> None:
    """Raises ``NotAllowed`` where they may not."""
    if not may_decide(session, participant_id, viewpoint):
        raise NotAllowed("Only the author of this viewpoint, or a moderator, can decide that.")


def candidates(session: Session, name: str) -> tuple[Candidate, ...]:
    """Who writes under exactly that name and can sign in, the earliest first.

    Raises ``Invalid`` for what is no name, and ``NotFound`` where nobody is left to choose from.
    """
    wanted = texts.name(name)
    found = session.exec(select(Participant).where(col(Participant.name) == wanted).order_by(col(Participant.id))).all()
    chosen = [one for one in found if one.kind is not ParticipantKind.IMPORTED]
    if found and not chosen:
        raise NotFound(
            f"{wanted} came with an imported file and cannot sign in. Write or comment once on the page "
            "under the name that the moderator will have, and add that name."
        )
    if not found:
        raise NotFound(
            f"Nobody writes under the name {wanted}. Write or comment once on the page under it, then add it."
        )
    return _told(session, chosen)


def listed(session: Session) -> tuple[Candidate, ...]:
    """All moderators, the first one first."""
    found = select(Participant).join(Moderator).order_by(col(Moderator.added_at), col(Participant.id))
    return _told(session, session.exec(found).all())


def add(session: Session, participant_id: int) -> bool:
    """Make the participant a moderator; False where they are one already.

    Raises ``NotFound``, and ``NotAllowed`` for somebody who came with a file.
    """
    if rows.participant(session, participant_id).kind is ParticipantKind.IMPORTED:
        raise NotAllowed("Who came with an imported file cannot sign in, and so cannot be a moderator.")
    if is_moderator(session, participant_id):
        return False
    session.add(Moderator(participant_id=participant_id, added_at=dates.now()))
    session.flush()
    return True


def remove(session: Session, participant_id: int) -> bool:
    """Make the participant a moderator no more; False where they are none. What they decided stays."""
    moderator = session.get(Moderator, participant_id) if rows.is_id(participant_id) else None
    if moderator is None:
        return False
    session.delete(moderator)
    session.flush()
    return True


def _told(session: Session, found: Sequence[Participant]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(one_id, one.name or "", one.created_at, _texts_of(session, one_id))
        for one, one_id in ((one, rows.new_id(one.id)) for one in found)
    )


def _texts_of(session: Session, participant_id: int) -> int:
    """How many questions, viewpoints, edits and comments they wrote."""
    written = (Question.author_id, Viewpoint.author_id, Edit.author_id, Comment.author_id)
    return sum(
        session.exec(select(func.count()).where(col(author_id) == participant_id)).one() for author_id in written
    )
