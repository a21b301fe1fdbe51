"""What is said about the pinned packages: vulnerable fails, unknown is called unknown."""

import json
from pathlib import Path

import pytest

from tests import audit
from tests.audit import LOCK, PINS, Verdict, of_browser, of_python

GOOD = {"name": "reflex", "version": "0.10.1", "vulns": []}
BAD = {"name": "jinja", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1", "2.0"]}]}
UNFIXED = {"name": "jinja", "version": "1.0", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}
UNKNOWN = {"name": "inhouse", "skip_reason": "Dependency not found on PyPI"}


def python(*packages: dict[str, object]) -> Verdict:
    return of_python(json.dumps({"dependencies": packages, "fixes": []}), "")


def test_nothing_found_is_said() -> None:
    assert python(GOOD).lines() == ["Python packages: no known vulnerability."]
    assert of_browser("{}", "").lines() == ["JavaScript packages: no known vulnerability."]


def test_a_vulnerable_package_is_named_with_what_fixes_it() -> None:
    assert python(GOOD, BAD).lines() == [
        "Python packages: vulnerable.",
        "  jinja 1.0: PYSEC-1, fixed in 1.1, 2.0.",
    ]
    assert python(UNFIXED).vulnerable == ("jinja 1.0: PYSEC-2, fixed in no version.",)
    fault = {"title": "It burns", "url": "https://example.org/1", "vulnerable_versions": "<2"}
    assert of_browser(json.dumps({"react": [fault]}), "").vulnerable == ("react <2: It burns https://example.org/1",)


def test_a_vulnerability_is_found_among_what_nobody_knows() -> None:
    assert python(UNKNOWN, BAD).vulnerable


@pytest.mark.parametrize(
    "verdict",
    [
        of_python("", "Traceback\nConnectionError: no way"),
        of_python("<html>", "no way"),
        python(GOOD, UNKNOWN),
        of_browser("", "error: 405 no way"),
        of_browser("[]", ""),
    ],
)
def test_what_could_not_be_asked_is_never_called_good(verdict: Verdict) -> None:
    assert verdict.unasked
    assert verdict.vulnerable == ()
    [line] = verdict.lines()
    assert "NOT AUDITED" in line
    assert "no known vulnerability" not in line


@pytest.mark.parametrize(
    ("verdict", "code"), [(Verdict("x"), 0), (Verdict("x", unasked="away"), 0), (Verdict("x", ("it burns",)), 1)]
)
def test_only_a_vulnerability_fails(verdict: Verdict, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "python_packages", lambda: verdict)
    monkeypatch.setattr(audit, "browser_packages", lambda: Verdict("y"))
    assert audit.main() == code


def test_every_pin_is_asked_about_once_one_was_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answering(pins: Path) -> tuple[str, str]:
        asked.append(pins.read_text())
        return json.dumps({"dependencies": [GOOD]}), ""

    monkeypatch.setattr(audit, "_pip_audit", answering)
    assert audit.python_packages() == Verdict("Python packages")
    assert asked[0].startswith("reflex==")
    assert asked[1] == PINS.read_text()
    assert "-r ../requirements.txt" in asked[1]


def test_where_nobody_answers_one_question_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(audit, "_pip_audit", lambda pins: asked.append(pins) or ("", "away"))
    assert audit.python_packages().unasked == "away"
    assert len(asked) == 1


def test_there_is_a_lock_to_ask_about() -> None:
    assert (LOCK / "bun.lock").is_file()
    assert (LOCK / "package.json").is_file()
