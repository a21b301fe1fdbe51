"""Challenges: what a browser is asked to sign with a passkey. Each is made for one browser and works once.

In one transaction a challenge is made, in the next it is taken, whatever comes of it, and only then is the answer
looked at.
"""

from enum import StrEnum

from sqlalchemy import delete
from sqlmodel import Session, col
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, generate_challenge

from debate_app.domain import dates, participants, rows
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import PasskeyChallenge
from debate_app.words import plain

MINUTES = 5
"""How long a challenge can be answered."""


class Purpose(StrEnum):
    """What a challenge is answered for."""

    SIGN_UP = "sign-up"
    SIGN_IN = "sign-in"
    ADD = "add"


def new(session: Session, cookie: str, purpose: Purpose) -> bytes:
    """Instead of the one that the browser may hold; those that nobody answered in time go too."""
    mine = (col(PasskeyChallenge.cookie_hash) == participants.hashed(cookie)) & (
        col(PasskeyChallenge.purpose) == purpose.value
    )
    session.exec(delete(PasskeyChallenge).where(mine | (col(PasskeyChallenge.expires_at) <= dates.now())))
    challenge = generate_challenge()
    row = {
        "cookie_hash": participants.hashed(cookie),
        "purpose": purpose.value,
        "challenge": bytes_to_base64url(challenge),
        "expires_at": dates.in_minutes(MINUTES),
    }
    if not rows.added(session, PasskeyChallenge, row, "cookie_hash", "purpose"):
        raise Invalid(plain("This was asked for twice at once. Press the button for the passkey again."), "passkey")
    return challenge


def take(session: Session, cookie: str, purpose: Purpose) -> bytes:
    """The challenge that this browser was given, which is nobody's afterwards. Raises ``Invalid`` where there is none
    that can still be answered."""
    given = session.get(PasskeyChallenge, (participants.hashed(cookie), purpose.value), with_for_update=True)
    if given is None or given.expires_at <= dates.now():
        raise Invalid(
            plain("That took too long, or was sent before. Press the button for the passkey again."), "passkey"
        )
    session.delete(given)
    return base64url_to_bytes(given.challenge)
