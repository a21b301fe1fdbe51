"""Suspending a participant for a time, in which they only read and appeal, and lifting that."""

from sqlmodel import Session

from debate_app.domain import actors, dates, limits, moderating, rows
from debate_app.domain.moderating import Done
from debate_app.domain.refused import Invalid, NotAllowed
from debate_app.domain.tables import ActKind, ModerationAct, Participant, ParticipantKind, Role, SubjectKind
from debate_app.words import plain

_SIGN_IN = (ParticipantKind.GUEST, ParticipantKind.ACCOUNT)


def suspend(session: Session, by_id: int, participant_id: int, hours: int, reason: str) -> Done:
    """Suspend the participant for so many hours. Raises ``NotAllowed`` where ``refusal`` says why, ``NotFound``, and
    ``Invalid`` for a time that is too long or too short and for somebody who is suspended."""
    reason = moderating.public_reason(reason)
    if not 1 <= hours <= limits.SUSPENSION_HOURS:
        raise Invalid(plain("Somebody can be suspended for an hour at least, and for a year at most."), "hours")
    found = moderating.begin(session, by_id, SubjectKind.PARTICIPANT, participant_id)
    participant = rows.participant(session, participant_id)
    if (sentence := refusal(session, by_id, participant)) is not None:
        raise NotAllowed(sentence)
    if is_suspended(participant):
        raise Invalid(
            plain("They were suspended already, until {until}.", until=dates.spoken(participant.suspended_until or ""))
        )
    participant.suspended_until = dates.in_minutes(hours * 60)
    return moderating.record(session, found, ActKind.SUSPEND, by_id, reason, until=participant.suspended_until)


def lift(session: Session, by_id: int, participant_id: int, reason: str) -> Done:
    """End the participant's suspension now. Raises ``NotAllowed``, ``NotFound``, and ``Invalid`` for somebody who is
    not suspended."""
    moderating.require(session, by_id)
    found = moderating.begin(session, by_id, SubjectKind.PARTICIPANT, participant_id)
    act = moderating.standing(session, found.subject, ActKind.SUSPEND)
    if act is None or not is_suspended(rows.participant(session, participant_id)):
        raise Invalid(plain("They are not suspended."))
    return take_back(session, by_id, act, reason)


def take_back(session: Session, by_id: int, act: ModerationAct, reason: str) -> Done:
    """Take this very suspension back, in force or over; another one that is in force stays. Raises ``NotAllowed``."""
    reason = moderating.public_reason(reason)
    found = moderating.begin(session, by_id, SubjectKind.PARTICIPANT, act.subject_id)
    participant = rows.participant(session, act.subject_id)
    if participant.suspended_until == act.until:
        participant.suspended_until = None
    return moderating.record(session, found, ActKind.LIFT, by_id, reason, undoes_id=act.id)


def is_suspended(participant: Participant) -> bool:
    """Whether they only read and appeal now."""
    return (participant.suspended_until or "") > dates.now()


def refusal(session: Session, by_id: int, participant: Participant) -> str | None:
    """Why this moderator cannot suspend the participant, whether or not they are suspended; None where they can."""
    if participant.kind not in _SIGN_IN:
        return plain("They cannot sign in, so there is nothing to suspend.")
    if participant.id == by_id:
        return plain("Nobody suspends themselves.")
    target, actor = actors.of(session, rows.new_id(participant.id)), actors.of(session, by_id)
    if target.role is Role.ADMIN and actor.role is not Role.ADMIN:
        return plain("Only an admin can suspend an admin.")
    return None
