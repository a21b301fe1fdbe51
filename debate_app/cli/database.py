"""The database as commands use it: brought up to date, and with more patience than a page has."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from debate_app import settings
from debate_app.store import migrate
from debate_app.store.engine import connect

PATIENCE_SECONDS = 600
"""How long a command waits for others who write to the database, such as another import."""


@contextmanager
def database() -> Generator[Engine]:
    """The engine of the database that the settings name, brought up to date."""
    engine = connect(settings.load().database_url)
    event.listen(engine, "connect", _be_patient)
    try:
        migrate.upgrade(engine)
        yield engine
    finally:
        engine.dispose()


def _be_patient(connection: Any, _record: object) -> None:
    """Unlike a page, a command may wait, and may work for long on one transaction."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}").close()
        return
    connection.execute(f"SET lock_timeout = '{PATIENCE_SECONDS}s'")
    connection.execute("SET statement_timeout = 0")
    connection.execute("SET idle_in_transaction_session_timeout = 0")
    connection.commit()
