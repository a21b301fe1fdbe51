"""Fixtures that every test may use: a fresh database of each kind."""

from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import passwords
from debate_app.store.engine import transaction
from tests import scene
from tests.databases import ON_BOTH, PostgreSQLDatabases, SQLiteDatabases
from tests.running import Place, running


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SQLiteDatabases:
    return SQLiteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Generator[PostgreSQLDatabases]:
    databases = PostgreSQLDatabases()
    yield databases
    databases.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Both databases for what says ``ON_BOTH``."""
    if "engine" in metafunc.fixturenames and metafunc.definition.get_closest_marker(ON_BOTH.name):
        metafunc.parametrize("engine", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Engine]:
    """A migrated database of its own for each test: of SQLite, and of PostgreSQL too for what says ``ON_BOTH``."""
    if getattr(request, "param", "sqlite") == "sqlite":
        databases: SQLiteDatabases = request.getfixturevalue("sqlite_databases")
        with databases.fresh(tmp_path) as engine:
            yield engine
    else:
        server: PostgreSQLDatabases = request.getfixturevalue("postgresql_databases")
        with server.fresh() as engine:
            yield engine


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Engine]:
    """A database without any table, once of each kind."""
    if request.param == "sqlite":
        databases: SQLiteDatabases = request.getfixturevalue("sqlite_databases")
        with databases.empty(tmp_path) as engine:
            yield engine
    else:
        server: PostgreSQLDatabases = request.getfixturevalue("postgresql_databases")
        with server.empty() as engine:
            yield engine


@pytest.fixture
def session(engine: Engine) -> Generator[Session]:
    """One write transaction that lasts as long as the test."""
    with transaction(engine) as session:
        yield session


@pytest.fixture
async def place(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Place]:
    """The app, served in the test's own process, with one question and one viewpoint in it."""
    with transaction(engine) as session:
        question_id = scene.question(session)
        viewpoint_id = scene.viewpoint(session, question_id)
    async with running(engine, monkeypatch) as address:
        yield Place(address, engine, question_id, viewpoint_id)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed in no time."""
    monkeypatch.setattr(passwords, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
