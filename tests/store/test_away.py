"""A real PostgreSQL that is stopped and started again while votes come in."""

import asyncio

import pytest

from debate_app.domain import recount, snapshots
from debate_app.domain.ballots import Ballot, Counted
from debate_app.domain.tables import Side
from debate_app.store import access, migrate
from debate_app.store.access import Away
from debate_app.store.engine import connect, reading, transaction
from debate_app.store.voting import BallotBox
from tests import scene, services
from tests.databases import disposed


async def test_votes_that_found_the_database_away_are_counted_once_when_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with services.postgresql() as server, disposed(connect(server.url)) as engine:
        migrate.upgrade(engine)
        with transaction(engine) as session:
            question_id = scene.question(session)
            viewpoint_id = scene.viewpoint(session, question_id)
        monkeypatch.setattr(access, "engine", lambda: engine)
        box = BallotBox()

        async def cast(voters: range) -> list[type]:
            sent = [Ballot(f"{voter:043d}", "0" * 16, viewpoint_id, Side.AGREE, 1, 1) for voter in voters]
            return [
                type(answer)
                for message in await asyncio.gather(*(box.cast([one]) for one in sent))
                for answer in message
            ]

        assert await cast(range(5)) == [Counted] * 5
        await asyncio.to_thread(server.stop)
        assert await cast(range(10)) == [Away] * 10
        with pytest.raises(Away):
            await access.read(snapshots.tallies, question_id)
        await asyncio.to_thread(server.start)
        assert await cast(range(10)) == [Counted] * 10
        with reading(engine) as session:
            assert snapshots.tallies(session, question_id)[1][0].agrees == 10
            assert recount.differences(session) == []
