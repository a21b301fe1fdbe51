"""Passwords: which are taken, and what is kept of them (Argon2id). Slow on purpose: see ``store/hashing.py``.

Text in any script is a password; it is compared in one Unicode form (NFKC), as phones and desks type it differently.
"""

import functools
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from debate_app.domain import names
from debate_app.domain.refused import Invalid
from debate_app.words import plain

LEAST_CHARACTERS = 8
MOST_CHARACTERS = 1_000

# RFC 9106, section 4, the second recommended option: for where memory is scarce.
MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 4

hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
"""Tests put a cheaper one in its place."""


def read(password: str, name: str = "", field: str = "password") -> str:
    """The password as it is hashed. Raises ``Invalid`` where it is too short or too long, is among the common ones,
    or is the ``name`` that it would belong to."""
    if len(password) > MOST_CHARACTERS:
        raise Invalid(plain("The password has more than {count} characters.", count=MOST_CHARACTERS), field)
    cleaned = _normal(password)
    if len(cleaned) < LEAST_CHARACTERS:
        raise Invalid(
            plain(
                "The password needs at least {count} characters. A few words do well.",
                count=LEAST_CHARACTERS,
            ),
            field,
        )
    if cleaned.casefold() in _common():
        raise Invalid(plain("This password is one of the most common, so it is tried first. Choose another."), field)
    if names.key(cleaned) == names.key(name) != "":
        raise Invalid(plain("The password is the same as the name. Choose another."), field)
    return cleaned


def hashed(password: str) -> str:
    """What is kept of a password."""
    return hasher.hash(_normal(password).encode())


def matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password. It takes as long where there is none to compare with."""
    known = _nobodys(hasher) if password_hash is None else password_hash
    attempt = _normal(password) if len(password) <= MOST_CHARACTERS else ""
    try:
        return hasher.verify(known, attempt.encode()) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with other parameters than today's."""
    return hasher.check_needs_rehash(password_hash)


def _normal(password: str) -> str:
    """Without halves of characters, which have no encoding."""
    return unicodedata.normalize("NFKC", password.encode(errors="ignore").decode())


@functools.cache
def _nobodys(made_by: PasswordHasher) -> str:
    return made_by.hash(b"nobody's password")


@functools.cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 - 14 MB, for whoever needs them

    return frozenset(FREQUENCY_LISTS["passwords"])
