"""Somebody leaves: their account is deleted, or what a guest's browser did here is forgotten.

What can sign in or reach them goes. Their texts stay under "a former participant" or go, their votes are kept or
withdrawn, as they choose. What others built on stays in any case: a question that somebody else answered, and words
that were taken into somebody else's viewpoint. Whoever is suspended may leave too and gains nothing: the row that is
suspended stays, and whoever comes back is a new guest, as with a browser whose cookies were cleared.
"""

from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from debate_app.domain import dates, left_texts, log, questions, rows, traces, withdrawing
from debate_app.domain.log import Subject
from debate_app.domain.notices import UNREACHABLE
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import (
    Account,
    ActKind,
    Appeal,
    Appointment,
    BallotMark,
    BrowserSession,
    MailedLink,
    Notice,
    Participant,
    ParticipantKind,
    Passkey,
    PasskeyChallenge,
    Report,
    Role,
    SubjectKind,
    VoteOrigin,
)
from debate_app.words import plain

_TOUCHED = (*traces.STOOD, *traces.SIGNED, *traces.TOLD)


@dataclass(frozen=True, slots=True)
class Left:
    """The questions that changed, and the browsers (hashes of their cookies) that are nobody's any more."""

    questions: tuple[int, ...]
    browsers: tuple[str, ...]


def leave(session: Session, participant_id: int, *, texts_go: bool, votes_go: bool) -> Left:
    """The participant leaves, with their texts and their votes or without them.

    Raises ``NotFound`` for somebody who left before, and ``Invalid`` for the only admin.
    """
    browsers = _locked_browsers(session, participant_id)
    person = _locked(session, participant_id)
    _step_down(session, participant_id)
    concerned = [rows.locked_question(session, one) for one in traces.questions_of(session, participant_id, _TOUCHED)]
    named = set(traces.questions_of(session, participant_id, traces.SIGNED))
    voted = withdrawing.votes_of(session, participant_id, VoteOrigin.LEFT) if votes_go else set[int]()
    said = withdrawing.sides_of(session, participant_id) if votes_go else set[int]()
    emptied = left_texts.erase(session, participant_id, concerned) if texts_go else set[int]()
    for question in concerned:
        if question.id in emptied:
            questions.texts_changed(session, question)
        elif question.id in named | said:
            questions.talk_changed(question)
    _forget(session, person, browsers, texts_go=texts_go)
    return Left(tuple(sorted(voted | said | emptied | named)), tuple(one.cookie_hash for one in browsers))


def _locked_browsers(session: Session, participant_id: int) -> list[BrowserSession]:
    """Their browsers, with which nobody acts meanwhile."""
    theirs = select(BrowserSession).where(col(BrowserSession.participant_id) == participant_id)
    locked = theirs.order_by(col(BrowserSession.id)).with_for_update()
    return [*session.exec(locked, execution_options={"populate_existing": True})]


def _locked(session: Session, participant_id: int) -> Participant:
    one = select(Participant).where(col(Participant.id) == participant_id).with_for_update(key_share=True)
    person = session.exec(one, execution_options={"populate_existing": True}).first()
    if person is None or person.kind in UNREACHABLE:
        raise NotFound(plain("You have left already."))
    return person


def _step_down(session: Session, participant_id: int) -> None:
    """They are appointed no more. Of two admins who leave at the same moment, one stays."""
    admins = select(Appointment).where(col(Appointment.role) == Role.ADMIN).order_by(col(Appointment.participant_id))
    appointed = session.exec(admins.with_for_update(), execution_options={"populate_existing": True}).all()
    held = session.get(Appointment, participant_id)
    if held is None:
        return
    if [one.participant_id for one in appointed] == [participant_id]:
        raise Invalid(plain("You are the only admin. Appoint another one first."))
    session.delete(held)
    about = Subject(SubjectKind.PARTICIPANT, participant_id)
    log.write(session, ActKind.DISMISS, about, participant_id, f"As {held.role}, on leaving.")


def _forget(session: Session, person: Participant, browsers: list[BrowserSession], *, texts_go: bool) -> None:
    """Delete what signs them in and what is kept for them alone; a cookie of theirs never becomes anybody."""
    for one in browsers:
        one.browser, one.drafts_before, one.ended_at = "", "", one.ended_at or dates.now()
    hashes = [one.cookie_hash for one in browsers]
    session.exec(delete(PasskeyChallenge).where(col(PasskeyChallenge.cookie_hash).in_(hashes)))
    for table in (Passkey, MailedLink, Account, BallotMark, Notice):
        session.exec(delete(table).where(col(table.participant_id) == person.id))
    if texts_go:
        for table in (Report, Appeal):
            session.exec(update(table).where(col(table.by_id) == person.id).values(text=""))
    person.kind, person.name, person.name_key = ParticipantKind.FORMER, None, None
    session.flush()
