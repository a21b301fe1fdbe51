"""`make bench`: takes every measurement, prints a table, and leaves the numbers in bench-results.json.

A module of measurements has one generator, ``measure(folder, plan)``, that yields a ``Result`` as soon as it has one.
"""

import argparse
import json
import platform
import tempfile
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from tests.bench import (
    cores,
    fanout,
    joining,
    large,
    lighthouse,
    opening,
    starting,
    storms,
    translating,
    voting,
    watching,
    writing,
)
from tests.bench.plan import QUICK, Plan, say
from tests.bench.result import Result, table
from tests.bench.servers import SETTINGS
from tests.browser.server import PROJECT

_MEASURED = (
    starting,
    opening,
    lighthouse,
    fanout,
    watching,
    voting,
    writing,
    joining,
    large,
    storms,
    translating,
)
MODULES = {module.__name__.rpartition(".")[2]: module for module in _MEASURED}


def main() -> None:
    """Runs the modules one after another: measurements that run together measure each other."""
    asked = _arguments()
    conditions = [
        *cores.take_generators_place(),
        f"The app is started with {SETTINGS}: everybody comes from one address, which its limits would hold back.",
    ]
    for sentence in conditions:
        say(sentence)
    plan = QUICK if asked.quick else Plan()
    results = [result for name in asked.only or MODULES for result in _taken(MODULES[name], plan)]
    print("\n".join(["", *conditions, "", table(results)]))
    machine = {"python": platform.python_version(), "system": platform.platform(), "conditions": conditions}
    kept = {"machine": machine, "plan": asdict(plan), "results": [asdict(result) for result in results]}
    (PROJECT / "bench-results.json").write_text(json.dumps(kept, indent=2) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="How fast it is, on this machine.")
    parser.add_argument("--only", action="append", choices=MODULES, help="this measurement alone; may be repeated")
    parser.add_argument("--quick", action="store_true", help="small sizes, for a look at whether it works")
    return parser.parse_args()


def _taken(module: ModuleType, plan: Plan) -> list[Result]:
    say((module.__doc__ or "").partition("\n")[0])
    results = list[Result]()
    with tempfile.TemporaryDirectory() as folder:
        for result in module.measure(Path(folder), plan):
            say(f"{result.name}: {result.value:,.2f} {result.unit}")
            results.append(result)
    return results


if __name__ == "__main__":
    main()
