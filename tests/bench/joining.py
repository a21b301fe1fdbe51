"""Joins a second, and how long it takes until everybody who was thrown out at once is current again."""

import asyncio
import time
from collections.abc import Generator
from pathlib import Path

import uvloop

from tests.bench import cores, crowd, servers
from tests.bench.crowd import Waits
from tests.bench.plan import Plan, say
from tests.bench.result import Result
from tests.bench.servers import Target


def measure(folder: Path, plan: Plan) -> Generator[Result]:
    """On the app alone: the reference server has no page to send."""
    with servers.app(folder) as target:
        yield from uvloop.run(_join(target, plan))


async def _join(target: Target, plan: Plan) -> list[Result]:
    count = plan.reconnecting
    used, began = cores.cpu_seconds(target.pid), time.perf_counter()
    browsers = await crowd.join(target.place, count)
    took, used = time.perf_counter() - began, cores.cpu_seconds(target.pid) - used
    say(f"{count} joined, {count / took:.0f} a second; now all lose their connection at once")
    [voter, *others] = browsers
    crowd.leave(others)
    sequence = await voter.vote(target.viewpoints[0], "agree", 1)
    back = await _reconnect(target, [browser.cookie for browser in others], sequence)
    return [
        Result("joins, 50 at a time", count / took, "1/s"),
        Result("server CPU for one join", 1000 * used / count, "ms"),
        Result(f"{count} reconnect at once: half are current after", back.at(0.5), "s"),
        Result(f"{count} reconnect at once: all are current after", back.at(1), "s", at_most=5),
    ]


async def _reconnect(target: Target, cookies: list[str], sequence: int) -> Waits:
    """Seconds, here, until each shows what changed while they were away."""
    began = time.perf_counter()
    moments = list[float]()

    async def one(cookie: str) -> None:
        [browser] = await crowd.join(target.place, 1, cookies=[cookie])
        await browser.until(sequence)
        moments.append(time.perf_counter() - began)

    await asyncio.gather(*map(one, cookies))
    return Waits(sorted(moments), len(cookies))
