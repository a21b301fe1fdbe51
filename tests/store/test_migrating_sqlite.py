"""SQLite's foreign keys are off while a migration makes tables anew, and what it leaves is checked."""

from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from debate_app.store import migrate
from debate_app.store.engine import connect
from tests.databases import disposed
from tests.store import former_debate


@pytest.fixture
def former(tmp_path: Path) -> Generator[Engine]:
    """A debate in the tables of migration 0002."""
    with disposed(connect(f"sqlite:///{tmp_path / 'debate.db'}")) as engine:
        migrate.upgrade(engine, "0002")
        with engine.begin() as connection:
            former_debate.insert(connection, former_debate.ROWS)
        yield engine


def keys_are_on(engine: Engine) -> bool:
    """On the one connection of the pool, which the migration has had."""
    assert engine.pool.checkedin() == 1  # type: ignore[attr-defined]
    with engine.connect() as connection:
        return connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def break_a_key(engine: Engine) -> None:
    driver = engine.raw_connection()
    driver.cursor().execute("PRAGMA foreign_keys = OFF")
    driver.cursor().execute("UPDATE vote SET participant_id = 999 WHERE participant_id = 2")
    driver.cursor().execute("PRAGMA foreign_keys = ON")
    driver.close()


def test_foreign_keys_are_on_again_after_a_migration(former: Engine) -> None:
    migrate.upgrade(former)
    assert keys_are_on(former)
    migrate.downgrade(former, "0002")
    assert keys_are_on(former)


def test_a_migration_that_leaves_a_broken_key_fails_and_is_undone(former: Engine) -> None:
    break_a_key(former)
    with pytest.raises(migrate.BrokenKeys, match=r"^Row 2 of vote refers to a row of participant that is not there\.$"):
        migrate.upgrade(former)
    assert keys_are_on(former)
    assert not inspect(former).has_table("edit")
    with former.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0002"
        assert connection.execute(text("SELECT COUNT(*) FROM conversation_event")).scalar() == len(
            former_debate.ROWS["conversation_event"]
        )


def test_foreign_keys_are_on_again_after_a_migration_that_fails(former: Engine) -> None:
    with former.begin() as connection:
        connection.execute(text("CREATE TABLE edit (id INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        migrate.upgrade(former)
    assert keys_are_on(former)


def test_a_database_that_is_up_to_date_is_not_checked_anew(former: Engine) -> None:
    """That would read every vote at each start."""
    migrate.upgrade(former)
    break_a_key(former)
    migrate.upgrade(former)
    assert keys_are_on(former)
