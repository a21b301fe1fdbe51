"""Migrations: they make what the models say, they can be undone, and several may start at once."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, Index, UniqueConstraint, inspect
from sqlmodel import SQLModel

from debate_app.store import migrate
from debate_app.store.engine import connect
from tests.databases import ON_BOTH

pytestmark = ON_BOTH

TABLES = set(SQLModel.metadata.tables)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def upgrade_in_a_process(url: str) -> None:
    engine = connect(url)
    migrate.upgrade(engine)
    engine.dispose()


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_constraint_and_index_of_the_models_is_in_the_database_by_name(engine: Engine) -> None:
    found = inspect(engine)
    for name, table in SQLModel.metadata.tables.items():
        checks = {check["name"] for check in found.get_check_constraints(name)}
        uniques = {unique["name"] for unique in found.get_unique_constraints(name)}
        keys = {key["name"] for key in found.get_foreign_keys(name)}
        indexes = {index["name"] for index in found.get_indexes(name) if not index.get("duplicates_constraint")}
        named = {
            kind: {one.name for one in table.constraints if isinstance(one, kind)}
            for kind in (CheckConstraint, UniqueConstraint)
        }
        assert checks == named[CheckConstraint], name
        assert uniques == named[UniqueConstraint], name
        assert keys == {key.name for key in table.foreign_key_constraints}, name
        assert indexes == {index.name for index in table.indexes if isinstance(index, Index)}, name
        assert found.get_pk_constraint(name)["name"] == f"pk_{name}"


def test_every_check_says_the_same_in_the_database(empty_engine: Engine) -> None:
    """The models' own ``CREATE TABLE`` and the migrations' give the same checks, word for word."""
    migrate.upgrade(empty_engine)
    migrated = {name: checks(empty_engine, name) for name in TABLES}
    migrate.downgrade(empty_engine, "base")
    SQLModel.metadata.create_all(empty_engine)
    assert migrated == {name: checks(empty_engine, name) for name in TABLES}


def checks(engine: Engine, table: str) -> set[tuple[str | None, str]]:
    return {(check["name"], check["sqltext"]) for check in inspect(engine).get_check_constraints(table)}


def test_a_downgrade_to_base_leaves_an_empty_database_that_can_be_upgraded_again(empty_engine: Engine) -> None:
    migrate.upgrade(empty_engine)
    assert tables(empty_engine) == TABLES
    migrate.downgrade(empty_engine, "base")
    assert tables(empty_engine) == set()
    migrate.upgrade(empty_engine)
    assert tables(empty_engine) == TABLES


def test_threads_that_upgrade_at_once_are_safe(empty_engine: Engine) -> None:
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(migrate.upgrade, [empty_engine] * 4)) == [None] * 4
    assert tables(empty_engine) == TABLES


def test_processes_that_upgrade_at_once_are_safe(empty_engine: Engine) -> None:
    url = empty_engine.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(3, mp_context=multiprocessing.get_context("spawn")) as processes:
        assert list(processes.map(upgrade_in_a_process, [url] * 3)) == [None] * 3
    assert tables(empty_engine) == TABLES
