"""The process's way to its database: domain verbs run in worker threads, never on the event loop."""

import asyncio
import functools
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlmodel import Session

from debate_app import settings
from debate_app.domain.refused import Refused
from debate_app.store.engine import connect, reading, transaction
from debate_app.words import plain

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


class Away(Refused):
    """The database cannot be reached; nothing was written."""


@functools.cache
def engine() -> Engine:
    """This process's engine, made at its first use."""
    return connect(settings.load().database_url)


async def write(verb: Callable[Concatenate[Session, P], T], *args: P.args, **named: P.kwargs) -> T:
    """Run a domain verb in one transaction of its own. Raises Away when the database cannot be reached."""
    return await asyncio.to_thread(run, lambda session: verb(session, *args, **named))


async def read(verb: Callable[Concatenate[Session, P], T], *args: P.args, **named: P.kwargs) -> T:
    """Run a reading domain verb on one consistent view. Raises Away when the database cannot be reached."""
    return await asyncio.to_thread(run, lambda session: verb(session, *args, **named), reading)


def run(verb: Callable[[Session], T], opened: Callable[[Engine], AbstractContextManager[Session]] = transaction) -> T:
    """Run a domain verb here and now. Raises Away when the database cannot be reached."""
    try:
        with opened(engine()) as session:
            return verb(session)
    except (OperationalError, InterfaceError, PoolTimeoutError) as fault:
        logger.error("The database is away: %s", type(fault).__name__)
        raise Away(
            plain("The debate's database cannot be reached right now. Nothing was changed; try again soon.")
        ) from fault
