"""Where passwords are hashed and compared: in threads of their own, a few at once, however many people sign in.

Each takes a good part of a second and 64 MB. Never within a transaction: SQLite's write lock would be held meanwhile.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from debate_app.domain import passwords

AT_ONCE = 2

T = TypeVar("T")

_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="hashing")


async def taken(password: str, name: str, field: str = "password") -> str:
    """The hash of a new password, which belongs to that name. Raises ``Invalid``: see ``passwords.read``."""
    return await _running(lambda: passwords.hashed(passwords.read(password, name, field)))


async def hashed(password: str) -> str:
    """The hash of a password that was taken before: see ``passwords.hashed``."""
    return await _running(lambda: passwords.hashed(password))


async def matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password: see ``passwords.matches``."""
    return await _running(lambda: passwords.matches(password_hash, password))


async def _running(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_threads, work)
