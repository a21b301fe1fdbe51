"""Links that are mailed to somebody: to confirm their address, and to come back into their account.

Only the hash of a link's token is kept. It works once, and for a while.
"""

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from debate_app.domain import accounts, dates, names, participants, rows
from debate_app.domain.refused import Invalid, NotAllowed
from debate_app.domain.tables import Account, MailedLink, MailPurpose
from debate_app.words import message, plain

MINUTES = 60
"""How long a link works."""
MOST_AN_HOUR = 5
"""Links to one account, and accounts of one address that are written to at once."""
EMAIL_CHARACTERS = 254

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
_SPENT = message("This link was used before, or is more than an hour old. Ask for another one.")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to be mailed: to which address, about whose account, with which token."""

    purpose: MailPurpose
    email: str
    name: str
    token: str


def read_email(text: str, field: str = "email") -> str:
    """An address that mail can be sent to. Raises ``Invalid``."""
    cleaned = text.strip()
    if len(cleaned) > EMAIL_CHARACTERS or not _EMAIL.fullmatch(cleaned):
        raise Invalid(plain("This is no email address. Write one such as name@example.org."), field)
    return cleaned


def to_confirm(session: Session, cookie: str, checked: str | None, email: str) -> Link:
    """A link by which the owner of the address says that it is theirs; the account at this browser then has it.

    ``checked`` is the hash that the account's password was found to fit. Raises ``Invalid``, ``NotAllowed`` and
    ``SignedOut``.
    """
    cleaned, account = read_email(email), accounts.of(session, cookie)
    if account.password_hash != checked:
        raise NotAllowed(plain("The password was changed at the same moment. Try again with the new one."), "current")
    link = _new(session, account.participant_id, MailPurpose.CONFIRM, cleaned)
    if link is None:
        raise NotAllowed(
            plain("Several links were sent to you within this hour. Wait before you ask for another."), "email"
        )
    return link


def to_recover(session: Session, typed: str) -> tuple[Link, ...]:
    """Links by which the owners of accounts with that name, or that confirmed address, come back into them."""
    text = typed.strip()[:EMAIL_CHARACTERS]
    by_name = col(Account.name_key) == names.key(text)
    by_email = func.lower(col(Account.email)) == text.lower()
    reachable = select(Account).where(by_name | by_email, col(Account.email_confirmed_at).is_not(None))
    found = session.exec(reachable.order_by(col(Account.participant_id)).limit(MOST_AN_HOUR)).all()
    made = [_new(session, one.participant_id, MailPurpose.RECOVER, one.email or "") for one in found]
    return tuple(link for link in made if link is not None)


def owner(session: Session, token: str, purpose: MailPurpose) -> tuple[str, str]:
    """The name of the account that a link is about, and the address that it was mailed to. Raises ``Invalid``."""
    link = session.get(MailedLink, _hashed(token))
    if link is None or link.purpose is not purpose or link.used_at is not None or link.expires_at <= dates.now():
        raise Invalid(plain(_SPENT))
    return participants.name_of(session, link.participant_id), link.email


def confirm(session: Session, token: str) -> str:
    """The address that the link was mailed to is its account's from now on; returns it. Raises ``Invalid``."""
    link, account = _use(session, token, MailPurpose.CONFIRM)
    account.email, account.email_confirmed_at = link.email, dates.now()
    return link.email


def recover(session: Session, token: str, password_hash: str) -> tuple[str, ...]:
    """Give the account that the link is about another password, and sign it out everywhere. Returns the hashes of the
    cookies that were spent. Raises ``Invalid``."""
    _, account = _use(session, token, MailPurpose.RECOVER)
    return accounts.set_password(session, account, password_hash)


def remove_email(session: Session, cookie: str) -> None:
    """The account at this browser has no address any more, and no link to it works. Raises ``SignedOut``."""
    account = accounts.of(session, cookie)
    account.email = account.email_confirmed_at = None
    theirs = (col(MailedLink.participant_id) == account.participant_id, col(MailedLink.used_at).is_(None))
    session.exec(update(MailedLink).where(*theirs).values(used_at=dates.now()))


def _new(session: Session, participant_id: int, purpose: MailPurpose, email: str) -> Link | None:
    """None where so many were made within the hour that one more would only bother somebody."""
    session.exec(delete(MailedLink).where(col(MailedLink.expires_at) <= dates.now()))
    sent = select(func.count()).where(col(MailedLink.participant_id) == participant_id)
    if session.exec(sent).one() >= MOST_AN_HOUR:
        return None
    token = secrets.token_urlsafe(32)
    session.add(
        MailedLink(
            token_hash=_hashed(token),
            participant_id=participant_id,
            purpose=purpose,
            email=email,
            expires_at=dates.in_minutes(MINUTES),
        )
    )
    return Link(purpose, email, participants.name_of(session, participant_id), token)


def _use(session: Session, token: str, purpose: MailPurpose) -> tuple[MailedLink, Account]:
    one = select(MailedLink).where(col(MailedLink.token_hash) == _hashed(token)).with_for_update()
    link = session.exec(one, execution_options={"populate_existing": True}).first()
    owner(session, token, purpose)
    assert link is not None
    account = session.get(Account, rows.participant(session, link.participant_id).id, with_for_update=True)
    if account is None:
        raise Invalid(plain(_SPENT))
    link.used_at = dates.now()
    return link, account


def _hashed(token: str) -> str:
    return sha256(token.encode(errors="ignore")).hexdigest()
