"""The way to the database: off the event loop, and a sentence when it is away."""

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlmodel import Session, select

from debate_app.domain import participants
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Participant
from debate_app.store import access
from debate_app.store.access import Away
from debate_app.store.engine import connect, reading, transaction
from tests.databases import ON_BOTH, disposed

pytestmark = ON_BOTH

COOKIE = "c" * 43


@pytest.fixture(autouse=True)
def own(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "engine", lambda: engine)


def people(engine: Engine) -> int:
    with reading(engine) as session:
        return len(session.exec(select(Participant)).all())


async def test_a_verb_runs_in_a_thread_of_its_own_while_the_loop_goes_on(engine: Engine) -> None:
    loop_went_on = threading.Event()

    def verb(session: Session, cookie: str) -> tuple[int, int]:
        assert loop_went_on.wait(10)
        return threading.get_ident(), participants.ensure(session, cookie)

    asyncio.get_running_loop().call_soon(loop_went_on.set)
    thread, participant_id = await access.write(verb, COOKIE)
    assert thread != threading.get_ident()
    assert await access.read(participants.by_cookie, cookie=COOKIE) == participant_id


async def test_what_is_refused_is_rolled_back_and_comes_through_as_it_is(engine: Engine) -> None:
    def verb(session: Session) -> None:
        participants.ensure(session, COOKIE)
        session.flush()
        raise Invalid("No.", "title")

    with pytest.raises(Invalid) as refusal:
        await access.write(verb)
    assert (refusal.value.sentence, refusal.value.field) == ("No.", "title")
    assert people(engine) == 0


async def test_a_read_cannot_write(engine: Engine) -> None:
    with pytest.raises((Away, DBAPIError)):
        await access.read(participants.ensure, COOKIE)
    assert people(engine) == 0


@pytest.mark.parametrize("way", ["refused", "no file", "pool"])
async def test_a_database_that_cannot_be_reached_is_a_sentence(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if way == "pool":
        away = create_engine(f"sqlite:///{tmp_path / 'one.db'}", pool_size=1, max_overflow=0, pool_timeout=0.01)
        away.connect()  # and it never comes back
    else:
        url = "postgresql://me:hush@127.0.0.1:1/nothing" if way == "refused" else f"sqlite:///{tmp_path / 'gone.db'}"
        away = connect(url)
        if way == "no file":
            (tmp_path / "gone.db").mkdir()
    with disposed(away):
        monkeypatch.setattr(access, "engine", lambda: away)
        for call in (access.write(participants.ensure, COOKIE), access.read(participants.by_cookie, COOKIE)):
            with pytest.raises(Away, match=r"cannot be reached right now\. Nothing was changed"):
                await call
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]
    assert "hush" not in caplog.text


async def test_a_connection_that_was_lost_halfway_wrote_nothing_and_the_next_one_works(engine: Engine) -> None:
    def verb(session: Session) -> None:
        participants.ensure(session, COOKIE)
        session.flush()
        if engine.dialect.name == "postgresql":
            own_process = session.connection().execute(text("SELECT pg_backend_pid()")).scalar_one()
            with engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own_process})
            session.connection().execute(text("SELECT 1"))
        else:
            raise OperationalError("disk I/O error", None, Exception())

    with pytest.raises(Away):
        await access.write(verb)
    assert people(engine) == 0
    assert await access.write(participants.ensure, COOKIE)


async def test_a_fault_of_ours_is_not_taken_for_a_database_that_is_away(engine: Engine) -> None:
    def verb(session: Session) -> None:
        session.connection().execute(text("INSERT INTO participant (kind, created_at) VALUES (NULL, NULL)"))

    with pytest.raises(IntegrityError):
        await access.write(verb)
    assert people(engine) == 0


def test_the_engine_of_a_process_is_made_once_from_its_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    access.engine.cache_clear()
    with disposed(access.engine()) as made:
        assert access.engine() is made
        assert made.url.database == str(tmp_path / "own.db")
        with transaction(made) as session:
            assert session.connection().execute(text("SELECT 1")).scalar_one() == 1
    access.engine.cache_clear()
