"""The browsers that somebody is signed in on: known, rotated at sign-in and sign-out, listed, ended.

What a cookie was before, a cookie never is again: signing in or out ends it and gives the browser another one.
"""

from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from debate_app.domain import dates, participants, rows
from debate_app.domain.refused import NotFound, SignedOut
from debate_app.domain.tables import Account, BrowserSession
from debate_app.words import plain

ACCOUNT_DAYS = 90
"""How long somebody stays signed in on a browser that they do not use."""
SEEN_HOURS = 24
"""How exactly it is noted when a browser was last used."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a cookie says: whom its browser acts as, if it has acted.

    ``is_good`` tells that it can act, ``account`` that it is signed in, ``is_old`` that its use should be noted.
    ``drafts`` is what its drafts are kept under, ``drafts_before`` what they were before it was signed in.
    """

    participant_id: int | None
    is_good: bool
    account: bool = False
    is_old: bool = False
    drafts: str = ""
    drafts_before: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser that somebody is signed in on, as their list tells it; ``here`` is the one that they look with."""

    id: int
    browser: str
    since: str
    seen_at: str
    here: bool


def known(session: Session, cookie: str) -> Known:
    """What we know of the browser that holds this cookie."""
    if not participants.cookie_is_wellformed(cookie):
        return Known(None, is_good=False)
    asked = select(BrowserSession, Account).outerjoin(
        Account, col(Account.participant_id) == col(BrowserSession.participant_id)
    )
    found = session.exec(asked.where(col(BrowserSession.cookie_hash) == participants.hashed(cookie))).first()
    if found is None:
        return Known(None, is_good=True, drafts=participants.draft_key(cookie))
    one, account = found
    if not _is_live(one):
        return Known(None, is_good=False)
    drafts = account.drafts if account else participants.draft_key(cookie)
    is_old = one.seen_at < dates.minutes_ago(SEEN_HOURS * 60)
    return Known(one.participant_id, True, bool(account), is_old, drafts, one.drafts_before)


def see(session: Session, cookie: str) -> None:
    """Note that the browser is in use: it stays known for as long again."""
    one = _find(session, cookie)
    if one is not None and _is_live(one):
        one.seen_at, one.expires_at = dates.now(), dates.in_days(_days(session, one.participant_id))


def open_for(session: Session, cookie: str, participant_id: int, browser: str) -> str:
    """Sign the browser that holds ``cookie`` in as the participant; returns the cookie that it holds from now on.

    Raises ``SignedOut`` for a spent cookie: a sign-in that is sent again gets nothing.
    """
    drafts_before = known(session, cookie).drafts
    _spend(session, cookie, participant_id)
    fresh = participants.new_cookie()
    session.add(_row(session, fresh, participant_id, browser, drafts_before))
    session.flush()
    return fresh


def hold(session: Session, cookie: str) -> int | None:
    """Whom the browser that holds the cookie acts as, if it has acted. Until the transaction ends it acts no more, and
    is signed in or out by nobody else. Raises ``SignedOut`` for a spent cookie."""
    one = _locked(session, cookie)
    return one.participant_id if one else None


def close(session: Session, cookie: str) -> None:
    """Sign the browser that holds the cookie out, if it is signed in."""
    one = _find(session, cookie)
    if one is not None and one.ended_at is None:
        one.ended_at = dates.now()


def listed(session: Session, participant_id: int, cookie: str) -> tuple[SignedIn, ...]:
    """The browsers that the participant is signed in on, the one that they look with first."""
    theirs = select(BrowserSession).where(col(BrowserSession.participant_id) == participant_id)
    alive = (col(BrowserSession.ended_at).is_(None), col(BrowserSession.expires_at) > dates.now())
    found = session.exec(theirs.where(*alive).order_by(col(BrowserSession.seen_at).desc(), col(BrowserSession.id)))
    here = participants.hashed(cookie)
    told = [
        SignedIn(rows.new_id(one.id), one.browser, one.created_at, one.seen_at, one.cookie_hash == here)
        for one in found
    ]
    return tuple(sorted(told, key=lambda one: not one.here))


def end(session: Session, participant_id: int, session_id: int) -> None:
    """Sign one of the participant's browsers out. Raises ``NotFound`` unless it is theirs."""
    one = session.get(BrowserSession, session_id) if rows.is_id(session_id) else None
    if one is None or one.participant_id != participant_id:
        raise NotFound(plain("You are not signed in on that browser any more."))
    one.ended_at = one.ended_at or dates.now()


def end_all(session: Session, participant_id: int, but: str = "") -> None:
    """Sign all of the participant's browsers out, ``but`` the one that holds this cookie."""
    theirs = (col(BrowserSession.participant_id) == participant_id, col(BrowserSession.ended_at).is_(None))
    others = col(BrowserSession.cookie_hash) != participants.hashed(but)
    session.exec(update(BrowserSession).where(*theirs, others).values(ended_at=dates.now()))


def forget_expired(session: Session) -> None:
    """Delete the rows of cookies that would have expired by now."""
    session.exec(delete(BrowserSession).where(col(BrowserSession.expires_at) <= dates.now()))


def _find(session: Session, cookie: str) -> BrowserSession | None:
    return session.exec(
        select(BrowserSession).where(col(BrowserSession.cookie_hash) == participants.hashed(cookie))
    ).first()


def _is_live(one: BrowserSession) -> bool:
    return one.ended_at is None and one.expires_at > dates.now()


def _spend(session: Session, cookie: str, participant_id: int) -> None:
    """End the cookie that a browser held until now, also where it never acted. Nobody acts with it meanwhile."""
    one = _locked(session, cookie)
    if one is not None:
        one.ended_at = dates.now()
        session.flush()
        return
    ended = _row(session, cookie, participant_id, "", "").model_dump(exclude={"id"}) | {"ended_at": dates.now()}
    if not rows.added(session, BrowserSession, ended, "cookie_hash"):
        raise SignedOut(plain("This browser did something else at the same moment. Send this again."))


def _locked(session: Session, cookie: str) -> BrowserSession | None:
    one = select(BrowserSession).where(col(BrowserSession.cookie_hash) == participants.hashed(cookie))
    found = session.exec(one.with_for_update(), execution_options={"populate_existing": True}).first()
    if found is not None and not _is_live(found):
        raise SignedOut(plain("This form was sent before. Reload the page, and sign in again."))
    return found


def _row(session: Session, cookie: str, participant_id: int, browser: str, drafts_before: str) -> BrowserSession:
    at = dates.now()
    return BrowserSession(
        cookie_hash=participants.hashed(cookie),
        participant_id=participant_id,
        browser=browser,
        drafts_before=drafts_before,
        created_at=at,
        seen_at=at,
        expires_at=dates.in_days(_days(session, participant_id)),
    )


def _days(session: Session, participant_id: int) -> int:
    return ACCOUNT_DAYS if session.get(Account, participant_id) else participants.GUEST_DAYS
