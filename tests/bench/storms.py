"""Votes pour in while servers are killed and restarted, again and again: is every counted vote there, once?"""

import itertools
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack
from pathlib import Path

import uvloop

from tests import services
from tests.bench import cores, servers, storm
from tests.bench.browser import Place, Shown
from tests.bench.plan import Plan, say
from tests.bench.result import Result
from tests.bench.storm import Outcome, Voter

SECONDS = 1.0
"""The longest that the votes come in undisturbed."""


def measure(folder: Path, plan: Plan) -> Generator[Result]:
    """The app killed, on SQLite and on PostgreSQL; then PostgreSQL restarted, and Redis."""
    for name, postgresql in (("SQLite", False), ("PostgreSQL", True)):
        with ExitStack() as stack:
            url = (
                stack.enter_context(servers.on_its_core(services.postgresql())).url
                if postgresql
                else f"sqlite:///{folder / 'killed.db'}"
            )
            variables = servers.SETTINGS | {"DATABASE_URL": url}
            with cores.for_server():
                port, url, blow = stack.enter_context(storm.killable(folder, **variables))
            viewpoints = servers.viewpoints(url, 1)
            yield from _raged(f"kill -9 on {name}", Place(port), viewpoints, url, blow, plan.kills, plan.voters)
    for name, variable, service in (
        ("PostgreSQL", "DATABASE_URL", services.postgresql),
        ("Redis", "REDIS_URL", services.redis),
    ):
        with (
            tempfile.TemporaryDirectory() as fresh,
            servers.on_its_core(service()) as server,
            servers.app(Path(fresh), **{variable: server.url}) as app,
        ):
            viewpoints, url = app.viewpoints, app.database_url
            yield from _raged(
                f"{name} restarted", app.place, viewpoints, url, server.restart, plan.restarts, plan.voters
            )


def _raged(
    name: str, place: Place, viewpoints: Sequence[Shown], url: str, blow: Callable[[], None], times: int, voters: int
) -> Generator[Result]:
    async def rage() -> Outcome:
        people = [Voter(place, viewpoints) for _ in range(voters)]
        return await storm.rage(people, url, _on_the_servers_core(name, blow), times, SECONDS)

    outcome = uvloop.run(rage())
    for sentence in outcome.faults[:20]:
        say(sentence)
    each = f"{name}, {len(outcome.between)} times"
    yield Result(f"{each}: votes counted", outcome.counted, "")
    yield Result(f"{each}: votes lost, doubled or miscounted", len(outcome.faults), "", at_most=0)
    yield Result(f"{each}: longest wait of a vote", outcome.longest_wait_seconds, "s")


def _on_the_servers_core(name: str, blow: Callable[[], None]) -> Callable[[], None]:
    """The blow, told as it falls; what it starts runs where what it stopped ran."""
    numbers = itertools.count(1)

    def struck() -> None:
        with cores.for_server():
            blow()
        say(f"{name}, {next(numbers)}")

    return struck
