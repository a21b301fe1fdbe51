"""How to reach the database: one engine, write transactions and consistent reads on it.

SQLite and PostgreSQL behave alike here. A write transaction on SQLite takes the write lock when it
begins (``BEGIN IMMEDIATE``), so it never finds out halfway that another was faster; a read sees one
moment of the database, blocks nobody and cannot write.
"""

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlmodel import Session

BUSY_TIMEOUT_MS = 10_000
BUSY_PAUSE_SECONDS = 0.01
POSTGRESQL_TIMEOUTS = "-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"


def connect(url: str) -> Engine:
    """The engine for ``url``: ``sqlite:///data/debate.db`` (relative to the working directory; a missing
    folder is made) or ``postgresql://…`` (``postgres://`` too).

    Raises ``sqlalchemy.exc.ArgumentError`` for a URL that is none. Nothing is connected yet.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    return _postgresql(address)


@contextmanager
def transaction(engine: Engine) -> Generator[Session]:
    """A write transaction: committed at the end of the block, rolled back when the block raises."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Generator[Session]:
    """A read-only view of one moment of the database; writing in it raises."""
    with Session(engine.execution_options(**_READING[engine.dialect.name])) as session:
        yield session


_READING: dict[str, dict[str, Any]] = {
    "sqlite": {"reading": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


def _postgresql(address: URL) -> Engine:
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=8,
        max_overflow=8,
        pool_timeout=10,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={"connect_timeout": 10, "options": POSTGRESQL_TIMEOUTS},
    )


def _sqlite(address: URL) -> Engine:
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, pool_size=8, max_overflow=24, pool_timeout=10)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: SQLiteConnection, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions behind _begin_sqlite's back
    for pragma in (f"busy_timeout = {BUSY_TIMEOUT_MS}", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    _keep_a_log(connection)


def _keep_a_log(connection: SQLiteConnection) -> None:
    """Write ahead from now on. A new file's change to that is refused at once, whatever the busy timeout, while another
    process is about to write to it, such as one that starts at the same moment."""
    until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(BUSY_PAUSE_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    reads = bool(connection.get_execution_options().get("reading"))
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
