"""Brings a database to the schema that the code expects, safely when several processes start together.

Each run is one transaction under a lock of the database itself: SQLite's write lock, or an advisory
lock on PostgreSQL. Whoever comes second finds the work done. SQLite changes a table by making it anew,
which its foreign keys would forbid: they are off meanwhile, and the whole database is checked at the end.
"""

from collections.abc import Generator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, text

ADVISORY_LOCK = 0x64656261  # "deba": any number, as long as nobody else on this database uses it
UNLIMITED = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")


class BrokenKeys(Exception):
    """A migration would have left rows that refer to rows that are not there; it was undone."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Apply the migrations up to ``revision``: all of them, or none when one fails."""
    with _locked(engine) as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the migrations back down to ``revision`` (``"base"`` leaves an empty database)."""
    with _locked(engine) as connection:
        command.downgrade(config(connection), revision)


def config(connection: Connection) -> Config:
    """Alembic's settings for work on ``connection``, whose transaction the caller owns."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", "debate_app.store:migrations")
    return settings


@contextmanager
def _locked(engine: Engine) -> Generator[Connection]:
    locked = _sqlite_locked if engine.dialect.name == "sqlite" else _postgresql_locked
    with engine.connect() as connection, locked(connection):
        yield connection


@contextmanager
def _postgresql_locked(connection: Connection) -> Generator[None]:
    with connection.begin():
        for limit in UNLIMITED:
            connection.execute(text(f"SET LOCAL {limit} = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        yield


@contextmanager
def _sqlite_locked(connection: Connection) -> Generator[None]:
    """The pragma does nothing within a transaction: it goes to the driver itself, which begins none."""
    driver = connection.connection.cursor()
    try:
        driver.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            heads = _heads(connection)
            yield
            if _heads(connection) != heads:
                _refuse_broken_keys(connection)
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
        driver.close()


def _heads(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()


def _refuse_broken_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise BrokenKeys(f"Row {broken.rowid} of {broken.table} refers to a row of {broken.parent} that is not there.")
