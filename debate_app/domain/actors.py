"""Who acts: a participant with all that decides what they may do."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from debate_app.domain import rows
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import Appointment, Participant, ParticipantKind, Role
from debate_app.words import plain


@dataclass(frozen=True, slots=True)
class Actor:
    """``suspended_until`` is empty for somebody who never was suspended, and may lie in the past; ``name`` is empty
    while they have none."""

    id: int
    kind: ParticipantKind = ParticipantKind.GUEST
    suspended_until: str = ""
    role: Role | None = None
    name: str = ""

    @property
    def has_account(self) -> bool:
        """Whether they sign in."""
        return self.kind is ParticipantKind.ACCOUNT

    @property
    def moderates(self) -> bool:
        """Whether they are a moderator; every admin is one too."""
        return self.role is not None


NOBODY_YET = Actor(0)
"""A guest who has not acted so far."""


def of(session: Session, participant_id: int) -> Actor:
    """The participant as an actor. Raises ``NotFound``."""
    found = of_all(session, [participant_id]) if rows.is_id(participant_id) else {}
    if participant_id not in found:
        raise NotFound(plain("This participant does not exist."))
    return found[participant_id]


def of_visitor(session: Session, participant_id: int | None) -> Actor:
    """The same for somebody who may not have acted so far: None."""
    return NOBODY_YET if participant_id is None else of(session, participant_id)


def of_all(session: Session, participant_ids: Collection[int]) -> dict[int, Actor]:
    """The same for many at once, by their ids."""
    session.flush()
    held = col(Participant.id), col(Participant.kind), col(Participant.suspended_until), col(Appointment.role)
    found = (
        select_columns(*held, col(Participant.name))
        .outerjoin(Appointment, col(Appointment.participant_id) == col(Participant.id))
        .where(col(Participant.id).in_(participant_ids))
    )
    read = session.connection().execute(found)
    return {
        rows.new_id(one): Actor(rows.new_id(one), kind, until or "", role, name or "")
        for one, kind, until, role, name in read
    }
