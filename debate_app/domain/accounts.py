"""Accounts: made out of the guest at a browser, signed in to, and kept safe. Passkeys are in ``passkeys.py``.

Passwords come hashed and compared: that is slow, and done before the transaction (``store/hashing.py``).
"""

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import Session, col, select

from debate_app.domain import browser_sessions, dates, limits, merging, names, participants, questions, rows, traces
from debate_app.domain.refused import Invalid, NotAllowed, NotFound, SignedOut
from debate_app.domain.tables import Account, MailedLink, MailPurpose, Participant, ParticipantKind
from debate_app.words import message, plain

WRONG = message("No account here has this name and this password. Look both over, and try again.")


@dataclass(frozen=True, slots=True)
class Credential:
    """What somebody's password is compared with; ``participant_id`` is 0, and nothing fits, where nobody has it."""

    participant_id: int = 0
    password_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """A browser that was signed in: the ``cookie`` that it holds from now on. The pages of the ``changed`` questions
    did, and ``owners`` are the hashes of the cookies of all browsers that something has become their own of. Their
    ``language`` is the one that they chose, if ever."""

    cookie: str
    participant_id: int
    changed: tuple[int, ...]
    owners: tuple[str, ...]
    language: str | None = None


def of(session: Session, cookie: str) -> Account:
    """The account that the browser with ``cookie`` is signed in to. Raises ``SignedOut``."""
    participant_id = participants.by_cookie(session, cookie)
    account = session.get(Account, participant_id) if participant_id is not None else None
    if account is None:
        raise SignedOut(plain("You are not signed in on this browser any more. Sign in, and try again."))
    return account


def free_name(session: Session, cookie: str, name: str) -> str:
    """The name, as it is shown, if the guest at this browser can have it for an account.

    Raises ``Invalid``, and ``NotAllowed`` for one that is, or looks like, the name of an account or of anybody else
    who writes here.
    """
    wanted = names.read(name)
    key, guest_id = names.key(wanted), participants.by_cookie(session, cookie)
    others = select(Participant.id).where(col(Participant.name_key) == key, col(Participant.id) != (guest_id or 0))
    taken = select(Account.participant_id).where(col(Account.name_key) == key)
    if session.exec(others.limit(1)).first() is not None or session.exec(taken).first() is not None:
        raise NotAllowed(
            plain("Somebody else goes by {name} here, or by a name that looks like it. Choose another.", name=wanted),
            "name",
        )
    return wanted


def sign_up(session: Session, cookie: str, name: str, password_hash: str | None, browser: str) -> Entered:
    """Make the guest at this browser an account of that name: their votes, drafts and texts are its own.

    Raises ``Invalid``, ``NotAllowed`` for a name that is taken, and ``SignedOut`` for a spent cookie.
    """
    participant_id = _guest(session, cookie) or participants.ensure(session, cookie)
    wanted = free_name(session, cookie, name)
    guest = rows.participant(session, participant_id)
    renamed = guest.name not in (None, wanted)
    guest.kind, guest.name, guest.name_key = ParticipantKind.ACCOUNT, wanted, names.key(wanted)
    _add(session, guest, password_hash, participants.draft_key(cookie))
    fresh = browser_sessions.open_for(session, cookie, participant_id, browser)
    changed = _told_anew(session, participant_id) if renamed else ()
    return Entered(fresh, participant_id, changed, participants.browsers(session, [participant_id]))


def credential(session: Session, name: str) -> Credential:
    """What to compare the password with that was typed along with this name."""
    key = names.key(name[: 4 * limits.NAME_CHARACTERS])
    found = session.exec(select(Account).where(col(Account.name_key) == key)).first()
    return Credential(found.participant_id, found.password_hash) if found else Credential()


def own_credential(session: Session, cookie: str) -> tuple[str, Credential]:
    """The name of the account at this browser, and what its present password is compared with. Raises ``SignedOut``."""
    account = of(session, cookie)
    name = participants.name_of(session, account.participant_id)
    return name, Credential(account.participant_id, account.password_hash)


def sign_in(session: Session, cookie: str, participant_id: int, browser: str) -> Entered:
    """Sign the browser in as the participant, who has shown that they are. What the guest at it did is theirs.

    Raises ``SignedOut`` for a spent cookie: a sign-in that is sent again gets nothing.
    """
    if session.get(Account, participant_id) is None:
        raise NotFound(plain("This account is not here any more."))
    guest_id = _guest(session, cookie)
    fresh = browser_sessions.open_for(session, cookie, participant_id, browser)
    changed = merging.merge(session, guest_id, participant_id) if guest_id is not None else ()
    language = rows.participant(session, participant_id).language
    return Entered(fresh, participant_id, changed, participants.browsers(session, [participant_id]), language)


def sign_in_by_password(
    session: Session, cookie: str, fitting: Credential, browser: str, rehashed: str | None = None
) -> Entered:
    """The same for whoever knew the password to a credential that was read before, if it still holds.

    ``rehashed`` is the password hashed anew, where that was due.
    """
    account = _locked(session, fitting.participant_id)
    if account is None or account.password_hash != fitting.password_hash:
        raise Invalid(plain(WRONG), "password")
    account.password_hash = rehashed or account.password_hash
    return sign_in(session, cookie, fitting.participant_id, browser)


def sign_out(session: Session, cookie: str) -> bool:
    """Sign this browser out; whether it was signed in. A guest's browser stays a guest's."""
    participant_id = participants.by_cookie(session, cookie)
    if participant_id is None or session.get(Account, participant_id) is None:
        return False
    browser_sessions.close(session, cookie)
    return True


def sign_out_everywhere(session: Session, participant_id: int, but: str = "") -> tuple[str, ...]:
    """Sign out all of the participant's browsers, ``but`` the one that holds this cookie. Returns the hashes of the
    cookies that were spent."""
    before = participants.browsers(session, [participant_id])
    browser_sessions.end_all(session, participant_id, but)
    return tuple(one for one in before if one != participants.hashed(but))


def end_browser(session: Session, cookie: str, session_id: int) -> tuple[str, ...]:
    """Sign one browser of the account at this one out. Returns the hash of its cookie. Raises ``NotFound`` unless it is
    theirs, and ``SignedOut``."""
    participant_id = of(session, cookie).participant_id
    before = participants.browsers(session, [participant_id])
    browser_sessions.end(session, participant_id, session_id)
    session.flush()
    return tuple(set(before) - set(participants.browsers(session, [participant_id])))


def change_password(session: Session, cookie: str, checked: str | None, password_hash: str) -> tuple[str, ...]:
    """Give the account at this browser another password, and sign all its other browsers out.

    ``checked`` is the hash that the present password was found to fit, None where there is none. Returns the hashes
    of the cookies that were spent.
    """
    account = _locked(session, of(session, cookie).participant_id)
    if account is None or account.password_hash != checked:
        raise NotAllowed(plain("The password was changed at the same moment. Try again with the new one."), "current")
    return set_password(session, account, password_hash, but=cookie)


def set_password(session: Session, account: Account, password_hash: str, but: str = "") -> tuple[str, ...]:
    """Give the account another password: no link to recover it works any more, and all its browsers are signed out,
    ``but`` the one that holds this cookie. Returns the hashes of the cookies that were spent."""
    account.password_hash = password_hash
    theirs = (col(MailedLink.participant_id) == account.participant_id, col(MailedLink.used_at).is_(None))
    recovering = col(MailedLink.purpose) == MailPurpose.RECOVER
    session.exec(update(MailedLink).where(*theirs, recovering).values(used_at=dates.now()))
    return sign_out_everywhere(session, account.participant_id, but)


def _guest(session: Session, cookie: str) -> int | None:
    """The guest at this browser, if they have acted, who does nothing more until the transaction ends."""
    guest_id = browser_sessions.hold(session, cookie)
    if guest_id is not None and session.get(Account, guest_id) is not None:
        raise NotAllowed(plain("You are signed in on this browser. Sign out first."))
    return guest_id


def _locked(session: Session, participant_id: int) -> Account | None:
    one = select(Account).where(col(Account.participant_id) == participant_id).with_for_update()
    return session.exec(one, execution_options={"populate_existing": True}).first()


def _add(session: Session, guest: Participant, password_hash: str | None, drafts: str) -> None:
    """Write the account's row; of two that take one name at once, one stays."""
    row = {
        "participant_id": guest.id,
        "name_key": guest.name_key,
        "password_hash": password_hash,
        "drafts": drafts,
        "created_at": dates.now(),
    }
    if not rows.added(session, Account, row, "name_key"):
        raise NotAllowed(
            plain("Somebody else took the name {name} just now. Choose another.", name=guest.name or ""), "name"
        )


def _told_anew(session: Session, participant_id: int) -> tuple[int, ...]:
    """Note on the pages where the participant's name stands that it is another one now."""
    told = traces.questions_of(session, participant_id, traces.SIGNED)
    for question_id in told:
        questions.talk_changed(rows.locked_question(session, question_id))
    return tuple(told)
