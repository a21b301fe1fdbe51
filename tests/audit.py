"""`python -m tests.audit`, a part of `make check`: is any pinned package known to be vulnerable?

pip-audit asks PyPI about the Python packages, bun asks the npm registry about those of ``reflex.lock``. A network
or a registry that gives no advisories is no fault of the project: that is said, in so many words, and fails nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from debate_app.build import tools_first

PROJECT = Path(__file__).parents[1]
PINS = PROJECT / "tests" / "requirements.txt"  # names the others too
LOCK = PROJECT / "reflex.lock"
CANARY = "reflex"
_SECONDS = 300


@dataclass(frozen=True)
class Verdict:
    """What an audit came to; ``unasked`` is why nothing, or of which packages nothing, is known."""

    audited: str
    vulnerable: tuple[str, ...] = ()
    unasked: str = ""

    def lines(self) -> list[str]:
        """What a person is told."""
        if self.vulnerable:
            return [f"{self.audited}: vulnerable.", *(f"  {line}" for line in self.vulnerable)]
        if self.unasked:
            return [f"{self.audited}: NOT AUDITED, nothing is known about them: {self.unasked}"]
        return [f"{self.audited}: no known vulnerability."]


def python_packages() -> Verdict:
    """Asks about one package first: a mirror that has no advisories answers for each that it does not know it."""
    pins = PINS.read_text() + (PROJECT / "requirements.txt").read_text()
    [canary] = [line for line in pins.splitlines() if line.startswith(f"{CANARY}==")]
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder, "requirements.txt")
        alone.write_text(canary)
        first = of_python(*_pip_audit(alone))
    return first if first.unasked else of_python(*_pip_audit(PINS))


def browser_packages() -> Verdict:
    """What the page is built from."""
    return of_browser(*_said_by("bun", "audit", "--json", folder=LOCK))


def of_python(said: str, complaint: str) -> Verdict:
    """The verdict in pip-audit's JSON, or in its complaint where there is none."""
    audited = "Python packages"
    found = _parsed(said)
    if found is None:
        return Verdict(audited, unasked=_last_line(complaint))
    packages: list[dict[str, Any]] = found["dependencies"]
    vulnerable = [
        f"{one['name']} {one['version']}: {fault['id']}, fixed in {', '.join(fault['fix_versions']) or 'no version'}."
        for one in packages
        for fault in one.get("vulns", [])
    ]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    return Verdict(audited, tuple(vulnerable), f"PyPI gave no advisories for {', '.join(skipped)}." if skipped else "")


def of_browser(said: str, complaint: str) -> Verdict:
    """The verdict in bun's JSON, or in its complaint where there is none."""
    audited = "JavaScript packages"
    found = _parsed(said)
    if found is None:
        return Verdict(audited, unasked=_last_line(complaint))
    vulnerable = [
        f"{name} {fault.get('vulnerable_versions', '')}: {fault.get('title', '')} {fault.get('url', '')}"
        for name, faults in found.items()
        for fault in faults
    ]
    return Verdict(audited, tuple(vulnerable))


def main() -> int:
    """The exit code: 1 where something is vulnerable."""
    verdicts = [python_packages(), browser_packages()]
    print("\n".join(line for verdict in verdicts for line in verdict.lines()))
    return int(any(verdict.vulnerable for verdict in verdicts))


def _pip_audit(pins: Path) -> tuple[str, str]:
    options = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json")
    return _said_by(sys.executable, "-m", "pip_audit", "--requirement", str(pins), *options)


def _said_by(*command: str, folder: Path = PROJECT) -> tuple[str, str]:
    """What the command said, and what it complained of."""
    env = tools_first(dict(os.environ))
    try:
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return "", f"no answer within {_SECONDS} seconds."
    return done.stdout, done.stderr


def _parsed(said: str) -> dict[str, Any] | None:
    try:
        found = json.loads(said)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _last_line(complaint: str) -> str:
    return (complaint.strip().splitlines() or ["no answer."])[-1]


if __name__ == "__main__":
    sys.exit(main())
