import os
import re
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine

from debate_app import terminal
from debate_app.domain import limits
from tests import debates
from tests.cli.conftest import Run
from tests.databases import ON_BOTH
from tests.faulty_files import FAULTY

PATH = "/q/1/should-the-library-open-on-sundays"


@pytest.fixture
def library(tmp_path: Path) -> str:
    path = tmp_path / "library.json"
    path.write_bytes(debates.encoded(debates.sundays()))
    return str(path)


def test_the_last_line_is_the_path_of_the_page(run: Run, library: str):
    outcome = run("import", library)
    assert (outcome.code, outcome.out, outcome.err) == (0, f"{PATH}\n", "")


def test_the_same_file_again_gives_the_same_path(run: Run, library: str):
    assert run("import", library).out == run("import", library).out


@ON_BOTH
def test_again_makes_a_copy(run: Run, library: str):
    run("import", library)
    assert run("import", "--again", library).out == PATH.replace("1", "2") + "\n"


def test_a_file_may_come_from_standard_input(run: Run):
    assert run("import", "-", stdin=debates.encoded(debates.sundays())).out == f"{PATH}\n"


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_changes_nothing(run: Run, engine: Engine, tmp_path: Path, name: str):
    data, place = FAULTY[name]
    file = tmp_path / "faulty.json"
    file.write_bytes(data)
    before = debates.row_counts(engine)
    outcome = run("import", str(file))
    assert (outcome.code, outcome.out) == (1, "")
    counted, fault = outcome.err.splitlines()
    assert counted == f"{file} was not taken in, and nothing was changed: 1 fault."
    assert fault.startswith(f"{place}: " if place else "Th")
    assert debates.row_counts(engine) == before


def test_faults_beyond_a_hundred_are_counted(run: Run):
    outcome = run("import", "-", stdin=debates.encoded(debates.sundays() | {f"k{n:03}": 0 for n in range(412)}))
    lines = outcome.err.splitlines()
    assert lines[0].endswith(": 412 faults.")
    assert lines[1].startswith("k000: ")
    assert len(lines) == 102
    assert lines[-1] == "and 312 more"


def test_a_fault_cannot_play_with_the_terminal(run: Run):
    tree = debates.sundays()
    tree["viewpoints"][0]["sources"][0]["url"] = "\x1b]0;owned\x07 \u202egro.elpmaxe"
    err = run("import", "-", stdin=debates.encoded(tree)).err
    assert "viewpoints[0].sources[0].url: " in err
    assert all(sign.isprintable() for line in err.splitlines() for sign in line)


def test_what_cannot_be_printed_is_shown_as_an_escape():
    assert terminal.visible("a\x1b[1m\u202e\ud83d é“") == r"a\x1b[1m\u202e\ud83d é“"


@pytest.mark.parametrize("name", ["missing.json", ".", "with\0nul"], ids=["missing", "a folder", "no name at all"])
def test_a_path_without_a_file_is_refused(run: Run, tmp_path: Path, name: str):
    outcome = run("import", str(tmp_path / name))
    assert (outcome.code, outcome.out) == (1, "")
    assert re.search(r"The file cannot be read: .+\.\n$", outcome.err)


def test_a_file_that_may_not_be_read_is_refused(run: Run, library: str, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read: Permission denied." in run("import", library).err


def test_a_file_of_200_mb_is_refused_unread(run: Run, tmp_path: Path):
    file = tmp_path / "large.json"
    with file.open("wb") as sparse:
        sparse.truncate(200 * 2**20)
    outcome = run("import", str(file))
    assert outcome.code == 1
    assert outcome.err.endswith("The file is larger than 20 MB.\n")


def test_a_pipe_without_an_end_is_refused(run: Run, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def pour() -> None:
        with suppress(BrokenPipeError), pipe.open("wb", buffering=0) as end:
            while True:
                end.write(b" " * 2**16)

    pouring = threading.Thread(target=pour)
    pouring.start()
    outcome = run("import", str(pipe))
    pouring.join()
    assert outcome.err.endswith("The file is larger than 20 MB.\n")


def test_a_file_of_just_the_limit_is_taken_in(run: Run):
    assert run("import", "-", stdin=debates.encoded(debates.sundays()).ljust(limits.IMPORT_FILE_BYTES)).code == 0


def test_long_work_says_how_far_it_is(run: Run, library: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(terminal, "PROGRESS_SECONDS", 0.0)
    assert run("import", library).err == "1 of 2 viewpoints …\n2 of 2 viewpoints …\n"


@ON_BOTH
def test_two_processes_that_import_one_file_give_one_path(engine: Engine, library: str):
    environment = os.environ | {"DATABASE_URL": engine.url.render_as_string(hide_password=False)}
    command = [sys.executable, "-m", "debate_app", "import", library]
    pair = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate()[0] for process in pair] == [f"{PATH}\n"] * 2
    assert [process.returncode for process in pair] == [0, 0]
    assert debates.row_counts(engine)["question"] == 1
