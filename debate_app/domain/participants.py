"""Who takes part: browsers that hold our cookie, whom they act as, and the display name they write under.

A cookie is 256 random bits, and only its hash is kept (``BrowserSession``). Its row, and the participant's, is
written with the first act; once it is signed out or has expired it never becomes anybody again.
"""

import re
import secrets
from collections.abc import Collection
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy import select as select_columns
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from debate_app.domain import dates, names, rows
from debate_app.domain.actors import Actor
from debate_app.domain.refused import Invalid, NameNeeded, NotAllowed, SignedOut
from debate_app.domain.tables import Account, Appointment, BrowserSession, Participant, ParticipantKind
from debate_app.words import plain

GUEST_DAYS = 400
"""How long a browser that does not sign in is known; browsers keep no cookie for longer."""

_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")


def new_cookie() -> str:
    """A cookie that cannot be guessed: 256 random bits."""
    return secrets.token_urlsafe(32)


def cookie_is_wellformed(cookie: str) -> bool:
    """Whether ``cookie`` looks like one that ``new_cookie`` made."""
    return _COOKIE.fullmatch(cookie) is not None


def hashed(cookie: str) -> str:
    """What is kept of a cookie."""
    return sha256(cookie.encode()).hexdigest()


def draft_key(cookie: str) -> str:
    """What the drafts of the guest who holds ``cookie`` are kept under in their browser; it tells nothing of it."""
    return sha256(f"drafts of {cookie}".encode()).hexdigest()[:16]


def form_token(cookie: str) -> str:
    """What a form that was made for the holder of ``cookie`` carries, so that no other site can send it."""
    return sha256(f"forms of {cookie}".encode()).hexdigest()[:32]


def by_cookie(session: Session, cookie: str) -> int | None:
    """The id of the participant whom the browser with ``cookie`` acts as, if it has acted and is not signed out."""
    found = _live(session, [hashed(cookie)]) if cookie_is_wellformed(cookie) else {}
    return next((one.id for one in found.values()), None)


def ensure(session: Session, cookie: str) -> int:
    """The id of the participant whom the browser with ``cookie`` acts as; their row is written with the first act.

    Two requests that come at once get the same id. Raises ``Invalid`` for a cookie that we never gave, and
    ``SignedOut`` for a spent one.
    """
    if not cookie_is_wellformed(cookie):
        raise Invalid(plain("This browser sent an identity that is not ours. Reload the page."))
    found = ensure_all(session, [cookie], [cookie])
    if cookie not in found:
        raise SignedOut(plain("This browser was signed out. Reload the page: what you typed is kept."))
    return found[cookie].id


def ensure_all(session: Session, cookies: Collection[str], welcome: Collection[str]) -> dict[str, Actor]:
    """The same for many at once: who acts, by cookie. Cookies that are not ours, or spent, are left out, and so are
    those that never acted and are not ``welcome``.

    Until the transaction ends, nobody signs these browsers in or out.
    """
    hashes = {hashed(cookie): cookie for cookie in cookies if cookie_is_wellformed(cookie)}
    known = _live(session, hashes, locked=True)
    unknown = {one for one in hashes.keys() - known.keys() if hashes[one] in welcome}
    if unknown:
        if new := unknown - _known(session, unknown):
            _arrive(session, sorted(new))
        known |= _live(session, unknown, locked=True)  # who was written meanwhile by another request, too
    return {cookie: known[one] for one, cookie in hashes.items() if one in known}


def speak(session: Session, cookie: str, language: str) -> None:
    """Keep which language the browser's participant chose for the interface; of one who never acted nothing is kept."""
    participant_id = by_cookie(session, cookie)
    if participant_id is not None:
        session.exec(update(Participant).where(col(Participant.id) == participant_id).values(language=language))


def name_of(session: Session, participant_id: int) -> str:
    """The participant's display name, ``""`` while they have none. Raises ``NotFound``."""
    return rows.participant(session, participant_id).name or ""


def take_name(session: Session, participant_id: int, name: str) -> str:
    """Give the participant their display name, as cleaned; returns it.

    A name once given stays: another one raises ``NotAllowed``, and so does the name of somebody's account.
    Raises ``Invalid`` and ``NotFound`` too.
    """
    cleaned = names.read(name)
    participant = rows.participant(session, participant_id)
    if participant.name is None and _is_an_accounts(session, cleaned):
        raise NotAllowed(
            plain("Somebody with an account writes as {name}. Sign in, or choose another name.", name=cleaned),
            "name",
        )
    nameless = (col(Participant.id) == participant_id) & col(Participant.name).is_(None)
    session.exec(update(Participant).where(nameless).values(name=cleaned, name_key=names.key(cleaned)))
    session.refresh(participant)
    if participant.name != cleaned:
        raise NotAllowed(plain("You write here as {name}; that name stays.", name=participant.name or ""), "name")
    return cleaned


def sign(session: Session, cookie: str, name: str) -> tuple[int, str]:
    """The participant whom the browser with ``cookie`` acts as, and the name that their texts are signed with: the
    one they have or, the first time, ``name``. Raises ``Invalid``, ``NotAllowed`` and ``SignedOut``."""
    participant_id = ensure(session, cookie)
    return participant_id, name_of(session, participant_id) or take_name(session, participant_id, name)


def author(session: Session, participant_id: int) -> Participant:
    """The participant, who may sign a text. Raises ``NotFound``, and ``NameNeeded`` while they have no name."""
    writer = rows.participant(session, participant_id)
    if not writer.name:
        raise NameNeeded(plain("Give your name first: what you write is signed with it."), "name")
    return writer


def browsers(session: Session, participant_ids: Collection[int]) -> tuple[str, ...]:
    """The hashes of the cookies of all browsers that act as one of these participants."""
    held = (col(BrowserSession.participant_id).in_(participant_ids), *_alive())
    return tuple(session.exec(select(BrowserSession.cookie_hash).where(*held)))


def _alive() -> tuple[Any, Any]:
    return col(BrowserSession.ended_at).is_(None), col(BrowserSession.expires_at) > dates.now()


def _live(session: Session, hashes: Collection[str], *, locked: bool = False) -> dict[str, Actor]:
    """Who acts, by the hash of the cookie."""
    given = {"hashes": list(hashes), "now": dates.now()}
    read = session.connection().execute(_LIVE_LOCKED if locked else _LIVE, given) if hashes else ()
    return {one: Actor(rows.new_id(who), kind, until or "", role) for one, who, kind, until, role in read}


def _known(session: Session, hashes: Collection[str]) -> set[str]:
    found = select(BrowserSession.cookie_hash).where(col(BrowserSession.cookie_hash).in_(hashes))
    return set(session.exec(found)) if hashes else set()


def _arrive(session: Session, hashes: list[str]) -> None:
    """Write the rows of guests who act for the first time; of two who write the same at once, one stays."""
    at, connection = dates.now(), session.connection()
    guests = insert(Participant).returning(col(Participant.id))  # in any order: nothing tells them apart yet
    made = connection.execute(guests, [{"kind": ParticipantKind.GUEST, "created_at": at}] * len(hashes))
    ids = dict(zip(made.scalars(), hashes, strict=True))
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    given = {
        "browser": "",
        "drafts_before": "",
        "created_at": at,
        "seen_at": at,
        "expires_at": dates.in_days(GUEST_DAYS),
    }
    connection.execute(
        dialect.insert(BrowserSession).on_conflict_do_nothing(index_elements=["cookie_hash"]),
        [given | {"cookie_hash": one, "participant_id": participant_id} for participant_id, one in ids.items()],
    )
    used = select(BrowserSession.participant_id).where(col(BrowserSession.participant_id).in_(ids))
    if lost := ids.keys() - set(session.exec(used)):
        session.exec(delete(Participant).where(col(Participant.id).in_(lost)))


def _is_an_accounts(session: Session, name: str) -> bool:
    return (
        session.exec(select(Account.participant_id).where(col(Account.name_key) == names.key(name))).first() is not None
    )


_LIVE = (
    select_columns(
        col(BrowserSession.cookie_hash),
        col(Participant.id),
        col(Participant.kind),
        col(Participant.suspended_until),
        col(Appointment.role),
    )
    .join(Participant, col(Participant.id) == col(BrowserSession.participant_id))
    .outerjoin(Appointment, col(Appointment.participant_id) == col(Participant.id))
    .where(
        col(BrowserSession.cookie_hash).in_(bindparam("hashes", expanding=True)),
        col(BrowserSession.ended_at).is_(None),
        col(BrowserSession.expires_at) > bindparam("now"),
        col(Participant.kind) != ParticipantKind.FORMER,
    )
)
_LIVE_LOCKED = _LIVE.order_by(col(BrowserSession.id)).with_for_update(read=True, key_share=True, of=BrowserSession)
"""In order, as whoever locks several of them does."""
