import socket
from pathlib import Path

import pytest
from sqlalchemy import Engine, text, update

from debate_app import cli
from debate_app.domain import slugs
from debate_app.domain.files import debate_file
from debate_app.domain.tables import Tally
from debate_app.store.engine import transaction
from tests import debates
from tests.cli.conftest import Run
from tests.databases import ON_BOTH


def test_a_recount_that_agrees_says_of_how_much(run: Run, engine: Engine):
    debates.take_in(engine, debate_file.check(debates.encoded(debates.sundays())))
    outcome = run("recount")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "Tallies, votes and ledger agree: 2 viewpoints, 6 votes.\n"


@ON_BOTH
def test_a_recount_lists_the_differences(run: Run, engine: Engine):
    debates.take_in(engine, debate_file.check(debates.encoded(debates.sundays())))
    with transaction(engine) as session:
        session.exec(update(Tally).where(Tally.viewpoint_id == 2).values(agrees=9))
    outcome = run("recount")
    assert outcome.code == 1
    assert len(outcome.out.splitlines()) == 1
    assert "9 agree" in outcome.out


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["vote"], ["import"], ["import", "a", "b"], ["export", "first"], ["export"], ["recount", "--fast"],
        ["moderator"], ["moderator", "add"], ["moderator", "remove"], ["moderator", "list", "Ada"],
        ["moderator", "add", "Ada", "--participant", "Bo"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m debate_app" in capsys.readouterr().err


def test_a_wrong_setting_ends_with_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("DATABASE_URL", "mysql://root:secret@localhost/debate")
    assert cli.main(["recount"]) == 2
    printed = capsys.readouterr().err
    assert printed.startswith("DATABASE_URL ")
    assert "secret" not in printed


def test_a_database_that_is_away_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("DATABASE_URL", f"postgresql://ada:secret@127.0.0.1:{port}/debate")
    assert cli.main(["export", "1"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("The database cannot be used: ")
    assert printed.err.count("\n") == 1
    assert "secret" not in printed.err


def test_a_database_in_a_file_that_is_none_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    assert cli.main(["recount"]) == 1
    assert capsys.readouterr().err == "The database cannot be used: unable to open database file.\n"


@ON_BOTH
def test_a_command_brings_the_database_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'debate.db'}")
    assert cli.main(["recount"]) == 0
    assert capsys.readouterr().out == "Tallies, votes and ledger agree: 0 viewpoints, 0 votes.\n"


@ON_BOTH
def test_a_database_of_a_newer_version_is_told_in_a_sentence(run: Run, engine: Engine):
    with transaction(engine) as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    outcome = run("recount")
    assert outcome.code == 1
    assert outcome.err.startswith("The database cannot be brought up to date: ")


@ON_BOTH
def test_an_interrupted_command_changes_nothing(run: Run, engine: Engine, monkeypatch: pytest.MonkeyPatch):
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(slugs, "path", interrupt)
    before = debates.row_counts(engine)
    assert run("import", "-", stdin=debates.encoded(debates.sundays())).code == 130
    assert debates.row_counts(engine) == before
