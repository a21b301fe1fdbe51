"""When the pages are built anew, and what a build leaves behind."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from debate_app import build
from tests.browser.server import PROJECT


class Builder:
    """Stands in for Reflex's export: leaves a page with a number, or fails."""

    def __init__(self) -> None:
        self.environments: list[dict[str, str]] = []
        self.fails = False

    def __call__(self, command: list[str], *, env: dict[str, str], check: bool) -> subprocess.CompletedProcess[str]:
        self.environments.append(env)
        page = Path(env["REFLEX_WEB_WORKDIR"], "build", "client", "index.html")
        page.parent.mkdir(parents=True)
        page.write_text(str(len(self.environments)))
        return subprocess.CompletedProcess(command, int(self.fails))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project to build, as the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("rxconfig.py", "requirements.txt", "debate_app/page.py", "assets/page.css", "reflex.lock/bun.lock"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{name} as it was")
    return tmp_path


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> Builder:
    builder = Builder()
    monkeypatch.setattr(build.subprocess, "run", builder)
    return builder


def served(project: Path) -> str:
    return (project / ".web/build/client/index.html").read_text()


def test_a_second_start_builds_nothing(project: Path, builder: Builder):
    assert build.ensure()
    assert not build.ensure()
    assert served(project) == "1"


@pytest.mark.parametrize(
    "changed", ["rxconfig.py", "requirements.txt", "debate_app/page.py", "assets/page.css", "reflex.lock/bun.lock"]
)
def test_a_changed_source_is_built_anew(project: Path, builder: Builder, changed: str):
    build.ensure()
    (project / changed).write_text("changed")
    assert build.ensure()
    assert served(project) == "2"


def remove(project: Path) -> None:
    (project / "debate_app/page.py").unlink()


def rename(project: Path) -> None:
    (project / "debate_app/page.py").rename(project / "debate_app/other.py")


def add(project: Path) -> None:
    (project / "assets/new.css").touch()


@pytest.mark.parametrize("change", [remove, rename, add])
def test_files_that_come_and_go_count_as_changes(project: Path, builder: Builder, change: Callable[[Path], None]):
    build.ensure()
    change(project)
    assert build.ensure()


def test_a_new_version_of_a_tool_is_a_change(project: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch):
    build.ensure()
    monkeypatch.setattr(build, "version", lambda _: "next")
    assert build.ensure()


def test_compiled_python_and_moments_of_change_count_for_nothing(project: Path, builder: Builder):
    build.ensure()
    (project / "debate_app/__pycache__").mkdir()
    (project / "debate_app/__pycache__/page.cpython-311.pyc").touch()
    os.utime(project / "rxconfig.py", (0, 0))
    assert not build.ensure()


def test_no_variable_reaches_the_build(project: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch):
    build.ensure()
    for name in ("HOST", "PORT", "PUBLIC_URL", "REFLEX_FRONTEND_PATH", "VITE_MINIFY"):
        monkeypatch.setenv(name, "1")
    assert not build.ensure()
    (project / "rxconfig.py").write_text("changed")
    build.ensure()
    assert not [name for name in builder.environments[-1] if name.startswith(("REFLEX_FRONTEND", "VITE_"))]


def test_the_tools_beside_this_python_come_first(project: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/elsewhere")
    build.ensure()
    assert builder.environments[0]["PATH"] == f"{Path(sys.executable).parent}{os.pathsep}/elsewhere"


def test_a_failed_build_leaves_the_one_before_and_says_what_to_do(project: Path, builder: Builder):
    build.ensure()
    (project / "rxconfig.py").write_text("changed")
    builder.fails = True
    with pytest.raises(build.BuildFailed, match="untouched"):
        build.ensure()
    assert served(project) == "1"
    assert not build.is_current()


def test_what_a_stopped_build_left_does_not_reach_the_next(project: Path, builder: Builder):
    (project / ".web.next").mkdir()
    (project / ".web.next/postcss.config.js").touch()
    build.ensure()
    assert not (project / ".web/postcss.config.js").exists()


def test_the_fingerprint_goes_with_the_build_that_reflex_replaces(project: Path, builder: Builder):
    build.ensure()
    shutil.rmtree(project / ".web/build")
    assert not build.is_current()


def test_outside_the_project_it_says_where_to_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(build.BuildFailed, match=r"rxconfig\.py"):
        build.ensure()


BUILD_AND_COUNT = """
import subprocess
from pathlib import Path
from debate_app import build

def run(command, *, env, check):
    with open("builds", "a") as count:
        count.write("built\\n")
    Path(env["REFLEX_WEB_WORKDIR"], "build").mkdir(parents=True)
    return subprocess.CompletedProcess(command, 0)

build.subprocess.run = run
build.ensure()
"""


def test_of_processes_that_start_at_once_one_builds(project: Path):
    with open(".web.lock", "w") as held:  # noqa: PTH123
        build.fcntl.flock(held, build.fcntl.LOCK_EX)
        command = [sys.executable, "-u", "-c", BUILD_AND_COUNT]
        environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
        starting = [
            subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)
        ]
        waiting = [process.stdout.readline() for process in starting if process.stdout]
    finished = [process.communicate(timeout=60) and process.returncode for process in starting]
    assert waiting == ["Another process is building the pages: waiting for it.\n"] * 3
    assert finished == [0, 0, 0]
    assert (project / "builds").read_text() == "built\n"
