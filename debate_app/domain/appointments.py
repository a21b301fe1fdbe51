"""Appointments: who is a moderator or an admin. Each is a line of the public log."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from debate_app.domain import actors, dates, log, names, people, permissions, rows, texts
from debate_app.domain.log import Subject
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, NotAllowed, NotFound
from debate_app.domain.tables import (
    Account,
    ActKind,
    Appointment,
    Participant,
    ParticipantKind,
    Role,
    SubjectKind,
)
from debate_app.words import plain


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who has an account, or is appointed: since when they take part, how many texts they wrote, and the
    role that they hold."""

    id: int
    name: str
    since: str
    texts: int
    role: Role | None


def candidate(session: Session, name: str) -> Candidate:
    """Whoever signs in under that name. Raises ``Invalid`` for what is no name, and ``NotFound``."""
    wanted = texts.name(name)
    found = select(Participant).join(Account, col(Account.participant_id) == col(Participant.id))
    one = session.exec(found.where(col(Account.name_key) == names.key(wanted))).first()
    if one is None:
        raise NotFound(plain("Nobody has an account under the name {name}. Sign up on the page first.", name=wanted))
    return _told(session, one, session.get(Appointment, one.id))


def listed(session: Session) -> tuple[Candidate, ...]:
    """Everybody who is appointed, the first one first."""
    found = (
        select(Participant, Appointment)
        .join(Appointment, col(Appointment.participant_id) == col(Participant.id))
        .order_by(col(Appointment.added_at), col(Participant.id))
    )
    return tuple(_told(session, one, held) for one, held in session.exec(found))


def appoint(session: Session, by_id: int | None, participant_id: int, role: Role) -> bool:
    """Give the participant the role, instead of any other; False where they hold it already.

    ``by_id`` is an admin, or None for the command line. Raises ``NotFound``, and ``NotAllowed`` for whoever has no
    account.
    """
    _lock(session)
    _require_admin(session, by_id)
    if rows.participant(session, participant_id).kind is not ParticipantKind.ACCOUNT:
        raise NotAllowed(plain("Only people with an account can be moderators or admins."))
    held = session.get(Appointment, participant_id)
    if held is not None and held.role is role:
        return False
    if held is not None:
        _require_another_admin(session, by_id, held)
        session.delete(held)
        session.flush()
    session.add(Appointment(participant_id=participant_id, role=role, by_id=by_id, added_at=dates.now()))
    log.write(session, ActKind.APPOINT, Subject(SubjectKind.PARTICIPANT, participant_id), by_id, f"As {role}.")
    return True


def dismiss(session: Session, by_id: int | None, participant_id: int) -> bool:
    """Take the participant's role away; False where they hold none. What they decided stays. Raises ``NotAllowed``."""
    _lock(session)
    _require_admin(session, by_id)
    held = session.get(Appointment, participant_id) if rows.is_id(participant_id) else None
    if held is None:
        return False
    _require_another_admin(session, by_id, held)
    session.delete(held)
    log.write(session, ActKind.DISMISS, Subject(SubjectKind.PARTICIPANT, participant_id), by_id, f"As {held.role}.")
    return True


def _lock(session: Session) -> None:
    """Until this transaction ends nobody else changes who is appointed: two admins could dismiss each other."""
    held = select(Appointment).order_by(col(Appointment.participant_id)).with_for_update()
    session.exec(held, execution_options={"populate_existing": True}).all()


def _require_admin(session: Session, by_id: int | None) -> None:
    if by_id is not None:
        permissions.require(actors.of(session, by_id), Action.APPOINT)


def _require_another_admin(session: Session, by_id: int | None, held: Appointment) -> None:
    """On the page, the last admin stays one: or nobody could appoint anybody."""
    others = (col(Appointment.role) == Role.ADMIN, col(Appointment.participant_id) != held.participant_id)
    if (
        by_id is not None
        and held.role is Role.ADMIN
        and session.exec(select(Appointment).where(*others)).first() is None
    ):
        raise Invalid(plain("You are the only admin. Appoint another one first."))


def _told(session: Session, one: Participant, held: Appointment | None) -> Candidate:
    participant_id = rows.new_id(one.id)
    written = people.texts_of(session, participant_id)
    return Candidate(participant_id, one.name or "", one.created_at, written, held.role if held else None)
