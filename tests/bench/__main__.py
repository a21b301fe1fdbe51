"""`make bench`: takes every measurement, prints a table, and leaves the numbers in bench-results.json.

A module of measurements has one generator, ``measure(folder)``, that yields a ``Result`` as soon as it has one.
"""

import json
import platform
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.bench import starting
from tests.browser.server import PROJECT

MODULES = (starting,)


def main() -> None:
    """Runs the modules one after another: measurements that run together measure each other."""
    results = []
    print(f"{'measured':<50} {'value':>12}  unit")
    for module in MODULES:
        with tempfile.TemporaryDirectory() as folder:
            for result in module.measure(Path(folder)):
                print(f"{result.name:<50} {result.value:>12,.2f}  {result.unit}", flush=True)
                results.append(asdict(result))
    machine = {"python": platform.python_version(), "system": platform.platform()}
    (PROJECT / "bench-results.json").write_text(json.dumps({"machine": machine, "results": results}, indent=2) + "\n")


if __name__ == "__main__":
    main()
