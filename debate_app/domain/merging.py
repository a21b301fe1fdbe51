"""A guest becomes part of an account: votes, texts and whatever else names the guest is the account's from then on.

Of two votes on the same thing the later one stands. The ledger of votes and the log of moderation stay as they were
written; what the merge itself changes of votes is added to the ledger.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from debate_app.domain import browser_sessions, credit, dates, log, merged_votes, questions, rows, traces
from debate_app.domain.log import Subject
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import (
    ActKind,
    ModerationAct,
    Notice,
    Paragraph,
    ParagraphVersion,
    Participant,
    ParticipantKind,
    SubjectKind,
    Viewpoint,
)
from debate_app.words import plain


def merge(session: Session, from_id: int, into_id: int) -> tuple[int, ...]:
    """Make the guest part of the account; returns the ids of the questions that changed.

    Somebody who is no guest stays who they are. The caller has locked the row of the guest's browser, so that nobody
    acts as the guest meanwhile. Raises ``NotFound`` where the account was deleted.
    """
    people = _locked(session, {from_id, into_id})
    guest, account = people.get(from_id), people.get(into_id)
    if account is None or account.kind is not ParticipantKind.ACCOUNT:
        raise NotFound(plain("This account does not exist any more."))
    if guest is None or guest.kind is not ParticipantKind.GUEST:
        return ()
    concerned = [rows.locked_question(session, one) for one in _questions(session, guest)]
    voted = merged_votes.of_viewpoints(session, from_id, into_id)
    said = merged_votes.of_edits(session, from_id, into_id)
    if guest.name is not None:
        said |= _sign(session, from_id, into_id)
    _name_instead(session, traces.ASKED, from_id, into_id)
    _keep_suspended(session, guest, account)
    guest.kind, guest.name, guest.name_key = ParticipantKind.FORMER, None, None
    browser_sessions.end_all(session, from_id)
    for question in concerned:
        if question.id in said:
            questions.talk_changed(question)
    session.flush()
    return tuple(sorted(voted | said))


def _locked(session: Session, ids: set[int]) -> dict[int, Participant]:
    """The participants, read anew, whom nobody merges or deletes meanwhile."""
    found = select(Participant).where(col(Participant.id).in_(ids)).order_by(col(Participant.id))
    fresh = {"populate_existing": True}
    locked = session.exec(found.with_for_update(key_share=True), execution_options=fresh)
    return {rows.new_id(one.id): one for one in locked}


def _questions(session: Session, guest: Participant) -> list[int]:
    columns = traces.STOOD if guest.name is None else (*traces.STOOD, *traces.SIGNED, *traces.TOLD)
    return traces.questions_of(session, rows.new_id(guest.id), columns)


def _sign(session: Session, from_id: int, into_id: int) -> set[int]:
    """Put the account in the place of the guest, under texts and in notices; returns the questions of the texts."""
    signed = set(traces.questions_of(session, from_id, traces.SIGNED))
    _give_words(session, from_id, into_id, signed)
    _name_instead(session, (*traces.SIGNED, *traces.TOLD), from_id, into_id)
    _forget_idle_notices(session, into_id)
    return signed


def _name_instead(session: Session, columns: Sequence[Any], from_id: int, into_id: int) -> None:
    session.flush()
    for column in columns:
        session.connection().execute(update(column.table).where(column == from_id).values({column: into_id}))
    session.expire_all()


def _give_words(session: Session, from_id: int, into_id: int, question_ids: set[int]) -> None:
    found = (
        select(ParagraphVersion)
        .join(Paragraph, col(Paragraph.id) == col(ParagraphVersion.paragraph_id))
        .join(Viewpoint, col(Viewpoint.id) == col(Paragraph.viewpoint_id))
        .where(col(Viewpoint.question_id).in_(question_ids), col(ParagraphVersion.credit).contains(f"[{from_id},"))
    )
    for version in session.exec(found):
        version.credit = credit.encode(credit.given(credit.decode(version.credit), from_id, into_id))


def _forget_idle_notices(session: Session, participant_id: int) -> None:
    """Nobody is told of what they did themselves, nor of the same twice."""
    other = aliased(Notice)
    same = (
        col(other.participant_id) == col(Notice.participant_id),
        col(other.kind) == col(Notice.kind),
        col(other.event_id) == col(Notice.event_id),
        col(other.seen_at).is_(None),
        (col(other.at) > col(Notice.at)) | ((col(other.at) == col(Notice.at)) & (col(other.id) > col(Notice.id))),
    )
    theirs = col(Notice.participant_id) == participant_id
    session.exec(delete(Notice).where(theirs, col(Notice.by_id) == participant_id))
    session.exec(delete(Notice).where(theirs, col(Notice.seen_at).is_(None), exists().where(*same)))


def _keep_suspended(session: Session, guest: Participant, account: Participant) -> None:
    """Nobody escapes a suspension by signing in: it goes along, with a line of the log that the account can answer."""
    until = guest.suspended_until
    if until is None or until <= max(dates.now(), account.suspended_until or ""):
        return
    of_guest = (col(ModerationAct.subject_kind) == SubjectKind.PARTICIPANT, col(ModerationAct.subject_id) == guest.id)
    newest = select(ModerationAct).where(*of_guest, col(ModerationAct.kind) == ActKind.SUSPEND)
    act = session.exec(newest.order_by(col(ModerationAct.id).desc())).first()
    account.suspended_until = until
    by_id, reason = (act.by_id, act.reason) if act else (None, "Suspended before they signed in.")
    about = Subject(SubjectKind.PARTICIPANT, rows.new_id(account.id))
    log.write(session, ActKind.SUSPEND, about, by_id, reason, until=until)
