"""Passkeys: signing in with what a device or a password manager keeps, without a password and without a name.

A browser is asked to sign a challenge that was made for it (``challenges.py``); what it answers is checked here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import webauthn
from sqlalchemy import func
from sqlmodel import Session, col, select
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from debate_app.domain import accounts, challenges, dates, participants, rows, texts
from debate_app.domain.accounts import Entered
from debate_app.domain.challenges import Purpose
from debate_app.domain.refused import Invalid, NotAllowed, NotFound
from debate_app.domain.tables import Account, Passkey
from debate_app.words import plain

MOST = 20
"""Passkeys of one account."""
MOST_CHARACTERS = 32_000
"""Of an answer."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Site:
    """What passkeys are bound to: the site's host, and the origins that its pages may have."""

    host: str
    origins: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class KeptPasskey:
    """A passkey as its owner's list tells it."""

    id: int
    name: str
    since: str
    used_at: str


def ask_newcomer(session: Session, cookie: str, site: Site, name: str) -> str:
    """What the browser is asked, as JSON, to make a passkey for an account of that name, which is still to be made.

    Raises ``Invalid`` and ``NotAllowed`` for a name that cannot be had.
    """
    wanted = accounts.free_name(session, cookie, name)
    return _asked_to_make(session, cookie, Purpose.SIGN_UP, site, wanted, participants.draft_key(cookie), ())


def ask_member(session: Session, cookie: str, site: Site) -> str:
    """The same for one more passkey of the account at this browser. Raises ``SignedOut``, ``NotAllowed``."""
    account = accounts.of(session, cookie)
    held = _held(session, account.participant_id)
    if len(held) >= MOST:
        raise NotAllowed(plain("You have {most} passkeys already. Remove one first.", most=MOST))
    name = participants.name_of(session, account.participant_id)
    return _asked_to_make(session, cookie, Purpose.ADD, site, name, account.drafts, held)


def ask_anybody(session: Session, cookie: str, site: Site) -> str:
    """What the browser is asked, as JSON, to sign in with any passkey that it has for this site."""
    challenge = challenges.new(session, cookie, Purpose.SIGN_IN)
    options = webauthn.generate_authentication_options(
        rp_id=site.host, challenge=challenge, user_verification=UserVerificationRequirement.PREFERRED
    )
    return webauthn.options_to_json(options)


def sign_up(
    session: Session, cookie: str, challenge: bytes, site: Site, answer: str, name: str, browser: str
) -> Entered:
    """Make the guest at this browser an account of that name, with the passkey of the answer and no password.

    Raises ``Invalid``, ``NotAllowed`` and ``SignedOut``.
    """
    entered = accounts.sign_up(session, cookie, name, None, browser)
    _keep(session, entered.participant_id, challenge, site, answer, browser)
    return entered


def add(session: Session, cookie: str, challenge: bytes, site: Site, answer: str, name: str) -> None:
    """Add the passkey of the answer to the account at this browser. Raises ``Invalid`` and ``SignedOut``."""
    _keep(session, accounts.of(session, cookie).participant_id, challenge, site, answer, name)


def sign_in(session: Session, cookie: str, challenge: bytes, site: Site, answer: str, browser: str) -> Entered:
    """Sign the browser in as whoever the passkey of the answer belongs to. Raises ``Invalid`` and ``SignedOut``."""
    signed = _read(lambda: parse_authentication_credential_json(_bounded(answer)))
    passkey = _found(session, signed.id)
    verified = _read(
        lambda: webauthn.verify_authentication_response(
            credential=signed,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=list(site.origins),
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
        )
    )
    passkey.sign_count, passkey.used_at = verified.new_sign_count, dates.now()
    return accounts.sign_in(session, cookie, passkey.participant_id, browser)


def listed(session: Session, participant_id: int) -> tuple[KeptPasskey, ...]:
    """The participant's passkeys, the first one first."""
    return tuple(
        KeptPasskey(rows.new_id(one.id), one.name, one.created_at, one.used_at or "")
        for one in _held(session, participant_id)
    )


def remove(session: Session, cookie: str, passkey_id: int) -> None:
    """Take a passkey away from the account at this browser. Raises ``NotFound`` unless it is theirs, and
    ``NotAllowed`` for the last way to sign in."""
    account = session.get_one(Account, accounts.of(session, cookie).participant_id, with_for_update=True)
    passkey = session.get(Passkey, passkey_id) if rows.is_id(passkey_id) else None
    if passkey is None or passkey.participant_id != account.participant_id:
        raise NotFound(plain("This passkey is not here any more."))
    if account.password_hash is None and len(_held(session, account.participant_id)) == 1:
        raise NotAllowed(
            plain("This passkey is the only way in to your account. Set a password, or add another one first.")
        )
    session.delete(passkey)


def _asked_to_make(
    session: Session, cookie: str, purpose: Purpose, site: Site, name: str, handle: str, held: tuple[Passkey, ...]
) -> str:
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_name=name,
        user_id=handle.encode(),
        challenge=challenges.new(session, cookie, purpose),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(base64url_to_bytes(one.credential_id)) for one in held],
    )
    return webauthn.options_to_json(options)


def _keep(session: Session, participant_id: int, challenge: bytes, site: Site, answer: str, name: str) -> None:
    made = _read(
        lambda: webauthn.verify_registration_response(
            credential=_bounded(answer),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=list(site.origins),
        )
    )
    credential_id = bytes_to_base64url(made.credential_id)
    known = select(func.count()).where(col(Passkey.credential_id) == credential_id)
    if session.exec(known).one():
        raise Invalid(plain("This passkey is in use already."), "passkey")
    session.add(
        Passkey(
            participant_id=participant_id,
            credential_id=credential_id,
            public_key=bytes_to_base64url(made.credential_public_key),
            sign_count=made.sign_count,
            name=texts.label(name, "passkey_name"),
            created_at=dates.now(),
        )
    )
    session.flush()


def _held(session: Session, participant_id: int) -> tuple[Passkey, ...]:
    theirs = select(Passkey).where(col(Passkey.participant_id) == participant_id)
    return tuple(session.exec(theirs.order_by(col(Passkey.id))))


def _found(session: Session, credential_id: str) -> Passkey:
    """Locked: what it has counted is told to nobody else meanwhile."""
    one = select(Passkey).where(col(Passkey.credential_id) == credential_id).with_for_update()
    found = session.exec(one).first() if credential_id.isprintable() else None
    if found is None:
        raise Invalid(plain("No account here has this passkey."), "passkey")
    return found


def _bounded(answer: str) -> str:
    return answer if len(answer) <= MOST_CHARACTERS else ""


def _read(reader: Callable[[], _T]) -> _T:
    """What the library makes of an answer. Raises ``Invalid``."""
    try:
        return reader()
    except Exception:  # the parsers under the library raise whatever they like at what is no answer
        raise Invalid(
            plain("This passkey could not be checked. Try again, or sign in in another way."), "passkey"
        ) from None
