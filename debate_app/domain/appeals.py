"""Appeals: whoever an act concerns asks for another look at it, and another moderator answers."""

from sqlmodel import Session, col, select

from debate_app.domain import actors, dates, hiding, locks, moderating, permissions, rows, subjects, suspensions, texts
from debate_app.domain.moderating import Done
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, NotAllowed, NotFound
from debate_app.domain.tables import ActKind, Appeal, ModerationAct
from debate_app.words import plain

AGAINST = (ActKind.HIDE, ActKind.LOCK, ActKind.SUSPEND)
"""What one can appeal against."""


def appeal(session: Session, by_id: int, act_id: int, text: str) -> None:
    """Ask for another look at the act. Raises ``NotAllowed`` for whomever it does not concern, ``NotFound``, and
    ``Invalid`` where nothing can be taken back, or it was asked before."""
    cleaned = texts.appeal(text)
    act = find(session, act_id)
    found = subjects.locked(session, act.subject_kind, act.subject_id)
    permissions.require(actors.of(session, by_id), Action.APPEAL, author_id=found.author_id)
    if (sentence := closed(session, act)) is not None:
        raise Invalid(sentence)
    session.add(Appeal(act_id=act_id, by_id=by_id, text=cleaned, at=dates.now()))
    session.flush()


def uphold(session: Session, by_id: int, act_id: int, reason: str) -> Done:
    """Answer the appeal against the act: it stands. Raises as ``grant`` does."""
    reason = moderating.public_reason(reason)
    act, asked = _locked(session, by_id, act_id)
    found = moderating.begin(session, by_id, act.subject_kind, act.subject_id)
    done = moderating.record(session, found, ActKind.UPHELD, by_id, reason)
    asked.answer_id = done.act_id
    return done


def grant(session: Session, by_id: int, act_id: int, reason: str) -> Done:
    """Answer the appeal against the act: it is taken back. Raises ``NotAllowed`` for whoever decided it or is
    concerned, where there is somebody else, ``NotFound``, and ``Invalid`` where it was answered already."""
    act, _ = _locked(session, by_id, act_id)
    match act.kind:
        case ActKind.HIDE:
            return hiding.restore(session, by_id, act.subject_kind, act.subject_id, reason)
        case ActKind.LOCK:
            return locks.unlock(session, by_id, act.subject_kind, act.subject_id, reason)
        case _:
            return suspensions.take_back(session, by_id, act, reason)


def find(session: Session, act_id: int) -> ModerationAct:
    """The act, or ``NotFound``."""
    act = session.get(ModerationAct, act_id) if rows.is_id(act_id) else None
    if act is None:
        raise NotFound(plain("There is no such line in the log."))
    return act


def against(session: Session, act_id: int) -> Appeal | None:
    """The appeal against the act, read anew."""
    one = select(Appeal).where(col(Appeal.act_id) == act_id)
    return session.exec(one, execution_options={"populate_existing": True}).first()


def closed(session: Session, act: ModerationAct) -> str | None:
    """Why nobody can appeal against the act now; None where whoever it concerns can."""
    if act.kind not in AGAINST:
        return plain("There is nothing in this that could be taken back.")
    if moderating.undoing(session, rows.new_id(act.id)) is not None:
        return plain("This was taken back already.")
    if against(session, rows.new_id(act.id)) is not None:
        return plain("You have appealed against this already.")
    return None


def unanswerable(session: Session, by_id: int, act: ModerationAct, asked: Appeal) -> str | None:
    """Why this moderator leaves the answer to somebody else; None where they can give it."""
    if by_id == asked.by_id and moderating.others(session, {by_id}):
        return plain("This is your own appeal: another moderator answers it.")
    if by_id == act.by_id and moderating.others(session, {by_id, asked.by_id}):
        return plain("You decided this yourself: another moderator answers the appeal.")
    return None


def _locked(session: Session, by_id: int, act_id: int) -> tuple[ModerationAct, Appeal]:
    """An appeal that this moderator may answer now, under the lock of what it is about."""
    moderating.require(session, by_id)
    act = find(session, act_id)
    subjects.locked(session, act.subject_kind, act.subject_id)
    asked = against(session, act_id)
    if asked is None:
        raise NotFound(plain("Nobody appeals against this."))
    if asked.answer_id is not None:
        raise Invalid(plain("This appeal was answered already."))
    if (sentence := unanswerable(session, by_id, act, asked)) is not None:
        raise NotAllowed(sentence)
    return act, asked
