"""How long a start takes when there is nothing to build."""

import time
from collections.abc import Generator
from pathlib import Path

from tests.bench.plan import Plan
from tests.bench.result import Result
from tests.browser.server import serving


def measure(folder: Path, _plan: Plan) -> Generator[Result]:
    """The first start makes the database and the sample debate; the second finds both."""
    for name in ("start on an empty database", "start again"):
        began = time.perf_counter()
        with serving(folder):
            yield Result(name, time.perf_counter() - began, "s")
