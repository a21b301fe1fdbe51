"""From a vote to every watcher's screen: how long, how much of the server, and how much memory a watcher takes."""

import asyncio
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from tests.bench import cores, crowd, servers
from tests.bench.browser import Browser
from tests.bench.crowd import Voters, Waits
from tests.bench.plan import Plan, say
from tests.bench.result import Result
from tests.bench.servers import Target

VOTERS = 10
"""Of the watchers, those who vote."""
IDLE_SECONDS = 3.0
MEASURABLE_RATE = 20
"""Fewer updates a second cost too little to be told from what the server does anyway."""


@dataclass(frozen=True)
class Run:
    """So many votes a second for a while: ``updates`` is how many a watcher got.

    Of the server, ``cpu`` is the seconds that it worked, ``waited`` those that its event loop had to wait for its
    core, which its own threads used, or something else on this machine that then shows in every latency.
    """

    waits: Waits
    seconds: float
    cpu: float
    waited: float
    updates: float


@dataclass
class Figures:
    """What one server showed: ``alone`` holds runs with nobody but the voters, ``idle`` CPU seconds a second."""

    alone: dict[int, Run] = field(default_factory=dict)
    runs: dict[tuple[int, int], Run] = field(default_factory=dict)
    idle: dict[int, float] = field(default_factory=dict)
    kb: dict[int, float] = field(default_factory=dict)

    def per_broadcast(self, watchers: int, rate: int) -> float:
        """CPU milliseconds that one update to so many watchers costs, without the votes' own cost."""
        run = self.runs[watchers, rate]
        for_watchers = run.cpu - self.idle[watchers] * run.seconds - self.of_votes(rate) * run.seconds
        return 1000 * for_watchers / run.updates * watchers / (watchers - VOTERS)

    def of_votes(self, rate: int) -> float:
        """CPU seconds a second that so many votes a second cost where nobody else watches."""
        return self.alone[rate].cpu / self.alone[rate].seconds - self.idle[VOTERS]


def measure(folder: Path, plan: Plan) -> Generator[Result]:
    """The app and the reference server, one after the other."""
    with servers.app(folder) as target:
        ours = uvloop.run(_figures("app", target, plan))
    with servers.reference(folder) as target:
        floor = uvloop.run(_figures("reference", target, plan))
    for watchers in plan.watchers:
        yield Result(f"{watchers} watchers: memory each", ours.kb[watchers], "KB", floor.kb[watchers], at_most=150)
        for rate in plan.rates:
            yield from _results(ours, floor, watchers, rate)
    if {20, 50} <= set(plan.rates):
        yield _steepness(ours, max(plan.watchers))


async def _figures(name: str, target: Target, plan: Plan) -> Figures:
    figures = Figures()
    empty_kb = cores.resident_kb(target.pid)
    browsers = await crowd.join(target.place, VOTERS)
    voters = Voters(browsers[:VOTERS], target.viewpoints)
    figures.idle[VOTERS] = await _idle(target)
    for rate in plan.rates:
        figures.alone[rate] = await _run(target, browsers, voters, rate, plan.seconds)
    for watchers in plan.watchers:
        browsers += await crowd.join(target.place, watchers - len(browsers))
        figures.idle[watchers] = await _idle(target)
        figures.kb[watchers] = (cores.resident_kb(target.pid) - empty_kb) / watchers
        for rate in plan.rates:
            run = figures.runs[watchers, rate] = await _run(target, browsers, voters, rate, plan.seconds)
            say(f"{name}: {watchers} watchers, {rate} votes/s: {run.waits.at(0.5):.1f} ms, {_percent(run):.0f} % CPU")
    crowd.leave(browsers)
    return figures


async def _idle(target: Target) -> float:
    await asyncio.sleep(1)  # what joining left to do
    before = cores.cpu_seconds(target.pid)
    await asyncio.sleep(IDLE_SECONDS)
    return (cores.cpu_seconds(target.pid) - before) / IDLE_SECONDS


async def _run(target: Target, browsers: Sequence[Browser], voters: Voters, rate: int, seconds: float) -> Run:
    await voters.vote(rate, 1)
    with crowd.listening(browsers):
        before, waited = cores.cpu_seconds(target.pid), cores.waited_seconds(target.pid)
        votes = await voters.vote(rate, seconds)
        await crowd.settle(browsers, max(sequence for _, sequence in votes))
        used, waited = cores.cpu_seconds(target.pid) - before, cores.waited_seconds(target.pid) - waited
    updates = sum(len(browser.receipts or []) for browser in browsers) / len(browsers)
    return Run(crowd.waits(votes, browsers), seconds, used, waited, updates)


def _results(ours: Figures, floor: Figures, watchers: int, rate: int) -> Generator[Result]:
    mine, other = ours.runs[watchers, rate], floor.runs[watchers, rate]
    name = f"{watchers} watchers, {rate} votes/s"
    full = watchers == 1000
    yield Result(f"{name}: delivered", mine.waits.delivered, "%", other.waits.delivered, at_least=100)
    for share in (0.5, 0.95, 0.99):
        limit = {2: 50, 20: 150}.get(rate) if full and share == 0.99 else None
        title = f"{name}: vote to screen, p{share * 100:.0f}"
        yield Result(title, mine.waits.at(share), "ms", other.waits.at(share), at_most=limit)
    yield Result(f"{name}: server CPU", _percent(mine), "%", _percent(other))
    waited = 100 * mine.waited / mine.seconds, 100 * other.waited / other.seconds
    yield Result(f"{name}: event loop waited for its core", waited[0], "%", waited[1])
    if rate < MEASURABLE_RATE:
        return
    mine_ms, floor_ms = ours.per_broadcast(watchers, rate), floor.per_broadcast(watchers, rate)
    twice = 2 * floor_ms if full and rate == 20 else None
    yield Result(f"{name}: CPU for one broadcast", mine_ms, "ms", floor_ms, at_most=twice)


def _steepness(ours: Figures, watchers: int) -> Result:
    """What 50 votes a second cost beyond 20, without the cost of the votes themselves."""
    beyond = {
        rate: ours.runs[watchers, rate].cpu / ours.runs[watchers, rate].seconds - ours.of_votes(rate)
        for rate in (20, 50)
    }
    name = f"{watchers} watchers: CPU that 50 votes/s add to 20, without the votes"
    return Result(name, 100 * (beyond[50] / beyond[20] - 1), "%", at_most=30)


def _percent(run: Run) -> float:
    return 100 * run.cpu / run.seconds
