"""What Lighthouse says of the question page and of home, as it sees a phone: the middle of three looks at each."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

from debate_app import build
from tests.bench import servers
from tests.bench.plan import Plan, say
from tests.bench.result import Result
from tests.browser import chromium
from tests.browser.server import PROJECT

VERSION = "12.8.2"
FOLDER = PROJECT / ".venv" / "lighthouse"
LOOKS = 3
_FLAGS = " ".join(("--headless=new", *chromium.FLAGS))
_SCORES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
_AUDITS = {
    "first-contentful-paint": ("ms", None),
    "largest-contentful-paint": ("ms", 1500),
    "cumulative-layout-shift": ("", 0.02),
    "total-blocking-time": ("ms", 100),
    "total-byte-weight": ("bytes", 250_000),
}


def measure(folder: Path, _plan: Plan) -> Generator[Result]:
    """Nothing where Lighthouse cannot be installed; that is said."""
    program = _installed()
    if program is None:
        say("Lighthouse could not be installed: not measured")
        return
    with servers.app(folder) as target:
        address = f"http://127.0.0.1:{target.place.port}"
        for name, path in (("question", "/q/1/x"), ("home", "/")):
            yield from _results(name, [_look(program, address + path) for _ in range(LOOKS)])


def _installed() -> Path | None:
    program = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if program.is_file():
        return program
    command = [
        "npm",
        "install",
        "--no-audit",
        "--no-fund",
        "--silent",
        "--prefix",
        str(FOLDER),
        f"lighthouse@{VERSION}",
    ]
    done = subprocess.run(command, env=build.tools_first(dict(os.environ)), check=False)
    return program if done.returncode == 0 and program.is_file() else None


def _look(program: Path, url: str) -> dict[str, Any]:
    """One report on a fresh browser; Lighthouse looks like a phone unless it is told otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        asked = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={_FLAGS}"]
        environ = build.tools_first(dict(os.environ)) | {"CHROME_PATH": chromium.find() or ""}
        subprocess.run([str(program), url, *asked], env=environ, check=True, stdout=sys.stderr)
        return json.loads(report.read_text("utf-8"))


def _results(name: str, reports: list[dict[str, Any]]) -> Generator[Result]:
    for category, asked in _SCORES.items():
        score = _middle([100 * report["categories"][category]["score"] for report in reports])
        yield Result(f"Lighthouse, {name}: {category}", score, "", at_least=asked)
    for audit, (unit, most) in _AUDITS.items():
        value = _middle([report["audits"][audit]["numericValue"] for report in reports])
        yield Result(f"Lighthouse, {name}: {audit.replace('-', ' ')}", value, unit, at_most=most)


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
