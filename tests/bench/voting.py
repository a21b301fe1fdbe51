"""Durable votes a second: many voters, each waiting for the acknowledgement before the next vote."""

import asyncio
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import uvloop

from tests import services
from tests.bench import cores, crowd, servers
from tests.bench.browser import Browser
from tests.bench.crowd import Waits
from tests.bench.plan import Plan, say
from tests.bench.result import Result
from tests.bench.servers import Target


@dataclass(frozen=True)
class Poll:
    """How long each vote waited for its acknowledgement, and what the server used meanwhile."""

    waits: Waits
    seconds: float
    cpu: float

    @property
    def per_second(self) -> float:
        """Votes acknowledged in a second."""
        return self.waits.expected / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds of the server's process for one vote, its share of the updates to all voters included."""
        return 1000 * self.cpu / max(1, self.waits.expected)


def measure(folder: Path, plan: Plan) -> Generator[Result]:
    """The app on SQLite, beside the reference server; then the app on PostgreSQL."""
    with servers.reference(folder) as target:
        floor = uvloop.run(_poll("reference", target, plan))
    with servers.app(folder) as target:
        yield from _results("SQLite", uvloop.run(_poll("SQLite", target, plan)), floor, 2000, plan)
        yield _recounted("SQLite", target)
    with servers.on_its_core(services.postgresql()) as server, servers.app(folder, DATABASE_URL=server.url) as target:
        yield from _results("PostgreSQL", uvloop.run(_poll("PostgreSQL", target, plan)), None, 1000, plan)
        yield _recounted("PostgreSQL", target)


async def _poll(name: str, target: Target, plan: Plan) -> Poll:
    browsers = await crowd.join(target.place, plan.voters)
    say(f"{name}: {plan.voters} voters, each waiting for the acknowledgement before the next vote")
    used, until = cores.cpu_seconds(target.pid), time.perf_counter() + plan.seconds
    taken = await asyncio.gather(*(_one(browser, target, until) for browser in browsers))
    used = cores.cpu_seconds(target.pid) - used
    crowd.leave(browsers)
    waits = sorted(wait for waits in taken for wait in waits)
    return Poll(Waits(waits, len(waits)), plan.seconds, used)


async def _one(browser: Browser, target: Target, until: float) -> list[float]:
    waits = list[float]()
    for statement in crowd.statements(target.viewpoints):
        sent = time.perf_counter()
        await crowd.cast(browser, *statement)
        answered = time.perf_counter()
        if answered > until:
            break
        waits.append((answered - sent) * 1000)
    return waits


def _results(name: str, poll: Poll, floor: Poll | None, least: int, plan: Plan) -> Generator[Result]:
    each = f"{name}, {plan.voters} voters"
    least_of_all = least if plan.voters == Plan.voters else None
    yield Result(f"{each}: durable votes", poll.per_second, "1/s", floor and floor.per_second, at_least=least_of_all)
    for share in (0.5, 0.99):
        title = f"{each}: acknowledged after, p{share * 100:.0f}"
        yield Result(title, poll.waits.at(share), "ms", floor and floor.waits.at(share))
    yield Result(f"{each}: server CPU for one vote", poll.cpu_ms, "ms", floor and floor.cpu_ms)


def _recounted(name: str, target: Target) -> Result:
    found = servers.differences(target.database_url)
    return Result(f"{name}: differences that recount finds", len(found), "", at_most=0)
