"""Servers are killed and restarted in the middle of a storm of votes: what was shown as counted is there, once."""

from pathlib import Path

from tests import services
from tests.bench import storm
from tests.bench.browser import Place
from tests.bench.storm import Outcome, Voter
from tests.browser.server import serving
from tests.databases import PostgreSQLDatabases
from tests.services import Service

KILLS, VOTERS, SECONDS = 3, 20, 0.5
VIEWPOINTS = ((1, 1), (2, 1), (3, 1))


async def _storm(folder: Path, **variables: str) -> Outcome:
    with storm.killable(folder, **variables) as (port, database_url, blow):
        voters = [Voter(Place(port), VIEWPOINTS) for _ in range(VOTERS)]
        return await storm.rage(voters, database_url, blow, KILLS, SECONDS)


async def test_no_counted_vote_is_lost_or_doubled_when_the_server_is_killed_on_sqlite(tmp_path: Path) -> None:
    outcome = await _storm(tmp_path)
    assert outcome.faults == []
    assert min(outcome.between) >= VOTERS


async def test_no_counted_vote_is_lost_or_doubled_when_the_server_is_killed_on_postgresql(
    tmp_path: Path, postgresql_databases: PostgreSQLDatabases
) -> None:
    with postgresql_databases.fresh() as engine:
        outcome = await _storm(tmp_path, DATABASE_URL=engine.url.render_as_string(hide_password=False))
    assert outcome.faults == []
    assert min(outcome.between) >= VOTERS


async def _restarted(folder: Path, service: Service, variable: str) -> Outcome:
    with serving(folder, RATES="off", **{variable: service.url}) as server:
        voters = [Voter(Place(server.port), VIEWPOINTS) for _ in range(VOTERS)]
        return await storm.rage(voters, server.database_url, service.restart, 2, SECONDS)


async def test_no_counted_vote_is_lost_or_doubled_when_postgresql_is_restarted(tmp_path: Path) -> None:
    with services.postgresql() as service:
        outcome = await _restarted(tmp_path, service, "DATABASE_URL")
    assert outcome.faults == []


async def test_no_counted_vote_is_lost_or_doubled_when_redis_is_restarted(tmp_path: Path) -> None:
    with services.redis() as service:
        outcome = await _restarted(tmp_path, service, "REDIS_URL")
    assert outcome.faults == []
