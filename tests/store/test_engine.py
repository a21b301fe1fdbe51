"""Connecting, write transactions and reads."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from debate_app.domain import dates, participants
from debate_app.domain.tables import Participant, ParticipantKind
from debate_app.store import engine as engines
from debate_app.store.engine import connect, reading, transaction
from tests.databases import ON_BOTH, disposed

pytestmark = ON_BOTH


def somebody(cookie_hash: str) -> Participant:
    return Participant(kind=ParticipantKind.GUEST, cookie_hash=cookie_hash, created_at=dates.now())


def people(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Participant)).one()


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with disposed(connect("sqlite:///data/deep/debate.db")) as engine, engine.connect():
        assert (tmp_path / "data" / "deep" / "debate.db").exists()


def test_a_new_sqlite_file_that_another_process_writes_to_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(tmp_path / "debate.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(engines.time, "sleep", lambda _seconds: other.close())
    with disposed(connect(f"sqlite:///{tmp_path / 'debate.db'}")) as engine, engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_sqlite_file_that_is_never_free_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_MS", 50)
    other = sqlite3.connect(tmp_path / "debate.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    engine = connect(f"sqlite:///{tmp_path / 'debate.db'}")
    with disposed(engine), pytest.raises(DBAPIError, match="database is locked"):
        engine.connect()
    other.close()


@pytest.mark.parametrize("reads", [False, True])
def test_the_sqlite_pragmas_are_in_force_on_every_connection(tmp_path: Path, reads: bool) -> None:
    with disposed(connect(f"sqlite:///{tmp_path / 'debate.db'}")) as engine:
        opened = reading if reads else transaction
        with opened(engine) as session:
            pragmas = {
                name: session.connection().execute(text(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
            }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10_000, "synchronous": 2}


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_leads_to_psycopg(scheme: str) -> None:
    with disposed(connect(f"{scheme}://somebody@example.org/debate")) as engine:
        assert engine.url.drivername == "postgresql+psycopg"


def test_a_transaction_is_kept(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(somebody("a"))
    with reading(engine) as session:
        assert people(session) == 1


def test_a_transaction_that_raises_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(RuntimeError), transaction(engine) as session:
        session.add(somebody("a"))
        session.flush()
        raise RuntimeError
    with reading(engine) as session:
        assert people(session) == 0


def test_a_read_cannot_write(engine: Engine) -> None:
    with pytest.raises(DBAPIError), reading(engine) as session:
        session.add(somebody("a"))
        session.flush()


def test_a_connection_that_read_can_write_again(engine: Engine) -> None:
    with reading(engine) as session:
        people(session)
    with transaction(engine) as session:
        session.add(somebody("a"))


def test_a_reader_sees_one_moment_and_blocks_no_writer(engine: Engine) -> None:
    with reading(engine) as reader:
        assert people(reader) == 0
        with transaction(engine) as session:
            session.add(somebody("a"))
        assert people(reader) == 0
    with reading(engine) as reader:
        assert people(reader) == 1


def test_a_writer_blocks_no_reader(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(somebody("a"))
        session.flush()
        with reading(engine) as reader:
            assert people(reader) == 0


def test_a_savepoint_is_taken_back_alone(engine: Engine) -> None:
    with transaction(engine) as session:
        cookie = participants.new_cookie()
        first = participants.ensure(session, cookie)
        with pytest.raises(RuntimeError), session.begin_nested():
            session.add(somebody("b"))
            session.flush()
            raise RuntimeError
    with reading(engine) as session:
        assert (people(session), participants.by_cookie(session, cookie)) == (1, first)
