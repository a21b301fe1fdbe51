import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, update

from debate_app.domain.files import debate_file
from debate_app.domain.tables import Tally
from debate_app.store.engine import transaction
from tests import debates, histories
from tests.cli.conftest import Run
from tests.databases import ON_BOTH


def tree() -> dict[str, Any]:
    """A file of today's form."""
    return {**histories.tree(), "format": "debate/3"}


@pytest.fixture(autouse=True)
def imported(engine: Engine) -> int:
    return debates.take_in(engine, debate_file.check(debates.encoded(tree())))


def test_an_export_is_the_file_that_was_imported(run: Run):
    outcome = run("export", "1")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out) == tree()


@ON_BOTH
def test_an_export_imports_to_the_same_page(run: Run):
    assert run("import", "-", stdin=run("export", "1").out.encode()).out.startswith("/q/1/")


@pytest.mark.parametrize("older", [debates.sundays(), histories.tree()], ids=["debate/1", "debate/2"])
def test_the_export_of_an_older_file_gives_a_page_of_its_own(run: Run, older: dict[str, Any]):
    path = run("import", "-", stdin=debates.encoded(older)).out
    number = path.split("/")[2]
    again = run("import", "-", stdin=run("export", number).out.encode()).out
    assert again != path
    assert run("import", "-", stdin=run("export", number).out.encode()).out == again


def test_an_export_to_a_file_prints_nothing(run: Run, tmp_path: Path):
    file = tmp_path / "out.json"
    file.write_text("old")
    outcome = run("export", "1", "--output", str(file))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert json.loads(file.read_bytes()) == tree()


def test_a_file_is_replaced_whole_or_not_at_all(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "out.json"
    file.write_text("old")

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    outcome = run("export", "1", "--output", str(file))
    assert outcome.code == 1
    assert "No space left on device." in outcome.err
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


@pytest.mark.parametrize("name", [".", "missing/out.json"], ids=["a folder", "a folder that is not there"])
def test_an_export_needs_a_place_for_a_file(run: Run, tmp_path: Path, name: str):
    outcome = run("export", "1", "--output", str(tmp_path / name))
    assert outcome.code == 1
    assert "cannot be used: " in outcome.err


@pytest.mark.parametrize("question_id", ["2", "0", str(10**30)])
def test_a_question_that_does_not_exist_is_not_exported(run: Run, question_id: str):
    outcome = run("export", question_id)
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "This question does not exist.\n")


def test_a_debate_that_has_outgrown_import_is_exported_with_a_warning(run: Run, engine: Engine):
    with transaction(engine) as session:
        today = (Tally.viewpoint_id == 2, Tally.viewpoint_version == 1)
        session.exec(update(Tally).where(*today).values(agrees=10_001))
    outcome = run("export", "1")
    assert outcome.code == 0
    assert json.loads(outcome.out)["viewpoints"][1]["versions"][0]["votes"]["agree"] == 10_001
    assert "viewpoints[1].versions[0].votes.agree: " in outcome.err


@ON_BOTH
def test_a_reader_that_goes_away_is_no_failure_to_talk_about(engine: Engine):
    environment = os.environ | {"DATABASE_URL": engine.url.render_as_string(hide_password=False)}
    command = [sys.executable, "-m", "debate_app", "export", "1"]
    reading, writing = os.pipe()
    os.close(reading)
    exported = subprocess.run(command, env=environment, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (exported.returncode, exported.stderr) == (1, "")
