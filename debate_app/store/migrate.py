"""Brings a database to the schema that the code expects, safely when several processes start together.

Each run is one transaction under a lock of the database itself: SQLite's write lock, or an advisory
lock on PostgreSQL. Whoever comes second finds the work done.
"""

from collections.abc import Generator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

ADVISORY_LOCK = 0x64656261  # "deba": any number, as long as nobody else on this database uses it


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
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        yield connection
