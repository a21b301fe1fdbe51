"""Who takes part: browsers that hold our cookie, and the display name they write under."""

import re
import secrets
from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from debate_app.domain import dates, rows, texts
from debate_app.domain.refused import Invalid, NameNeeded, NotAllowed
from debate_app.domain.tables import Participant, ParticipantKind

_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")


def new_cookie() -> str:
    """A cookie that cannot be guessed: 256 random bits."""
    return secrets.token_urlsafe(32)


def cookie_is_wellformed(cookie: str) -> bool:
    """Whether ``cookie`` looks like one that ``new_cookie`` made."""
    return _COOKIE.fullmatch(cookie) is not None


def draft_key(cookie: str) -> str:
    """What the drafts of whoever holds ``cookie`` are kept under in their browser; it tells nothing of the cookie."""
    return sha256(f"drafts of {cookie}".encode()).hexdigest()[:16]


def by_cookie(session: Session, cookie: str) -> int | None:
    """The id of the participant who holds ``cookie``, if they have acted before."""
    if not cookie_is_wellformed(cookie):
        return None
    return session.exec(select(Participant.id).where(col(Participant.cookie_hash) == _hash(cookie))).first()


def ensure(session: Session, cookie: str) -> int:
    """The id of the participant who holds ``cookie``; their row is written with their first act.

    Two requests that come at once get the same id. Raises ``Invalid`` for a cookie that we never gave.
    """
    return ensure_all(session, [cookie])[cookie]


def ensure_all(session: Session, cookies: Collection[str]) -> dict[str, int]:
    """The same for many at once: the participants' ids by cookie. Raises ``Invalid``."""
    if not all(cookie_is_wellformed(cookie) for cookie in cookies):
        raise Invalid("This browser sent an identity that is not ours. Reload the page.")
    hashes = {_hash(cookie): cookie for cookie in cookies}
    known = _by_hashes(session, hashes)
    if new := sorted(hashes.keys() - known):
        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        guest = {"kind": ParticipantKind.GUEST, "created_at": dates.now()}
        session.exec(
            insert(Participant).on_conflict_do_nothing(index_elements=["cookie_hash"]),
            params=[guest | {"cookie_hash": one} for one in new],
        )
        known |= _by_hashes(session, new)
    return {cookie: known[one] for one, cookie in hashes.items()}


def name_of(session: Session, participant_id: int) -> str:
    """The participant's display name, ``""`` while they have none. Raises ``NotFound``."""
    return rows.participant(session, participant_id).name or ""


def take_name(session: Session, participant_id: int, name: str) -> str:
    """Give the participant their display name, as cleaned; returns it.

    A name once given stays: another one raises ``NotAllowed``. Raises ``Invalid`` and ``NotFound`` too.
    """
    cleaned = texts.name(name)
    participant = rows.participant(session, participant_id)
    nameless = (col(Participant.id) == participant_id) & col(Participant.name).is_(None)
    session.exec(update(Participant).where(nameless).values(name=cleaned))
    session.refresh(participant)
    if participant.name != cleaned:
        raise NotAllowed(f"You write here as {participant.name}; that name stays.", "name")
    return cleaned


def sign(session: Session, cookie: str, name: str) -> tuple[int, str]:
    """The participant who holds ``cookie``, and the name that their texts are signed with: the one they have
    or, the first time, ``name``. Raises ``Invalid``."""
    participant_id = ensure(session, cookie)
    return participant_id, name_of(session, participant_id) or take_name(session, participant_id, name)


def author(session: Session, participant_id: int) -> Participant:
    """The participant, who may sign a text. Raises ``NotFound``, and ``NameNeeded`` while they have no name."""
    writer = rows.participant(session, participant_id)
    if not writer.name:
        raise NameNeeded("Give your name first: what you write is signed with it.", "name")
    return writer


def _by_hashes(session: Session, hashes: Collection[str]) -> dict[str, int]:
    found = select(Participant.cookie_hash, Participant.id).where(col(Participant.cookie_hash).in_(hashes))
    return {str(one): rows.new_id(participant_id) for one, participant_id in session.exec(found)}


def _hash(cookie: str) -> str:
    return sha256(cookie.encode()).hexdigest()
