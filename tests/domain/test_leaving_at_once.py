"""Somebody leaves while they vote from several browsers."""

import functools
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import col, func, select

from debate_app.domain import ballots, browser_sessions, leaving, participants, recount
from debate_app.domain.ballots import Ballot, Counted
from debate_app.domain.refused import Invalid, Refused, SignedOut
from debate_app.domain.tables import Appointment, Role, Side, Vote
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH

pytestmark = ON_BOTH

BROWSERS = 6
REQUESTS = 40


@pytest.mark.parametrize("votes_go", [True, False])
def test_no_vote_comes_after_they_left(engine: Engine, votes_go: bool) -> None:
    with transaction(engine) as session:
        places = [scene.viewpoint(session, scene.question(session, f"Number {number}?")) for number in range(3)]
        zoe = scene.account(session, "Zoe")
        cookies = [
            browser_sessions.open_for(session, participants.new_cookie(), zoe, "Firefox") for _ in range(BROWSERS)
        ]
    answers: list[Counted | Refused] = []

    def vote(seed: int) -> None:
        chance = random.Random(seed)
        sent = [
            Ballot(cookie, f"{seed:016x}", place, chance.choice([*Side]), 1, 1)
            for cookie in chance.sample(cookies, 2)
            for place in chance.sample(places, 2)
        ]
        with transaction(engine) as session:
            answers.extend(ballots.count(session, sent))

    def leave() -> None:
        with transaction(engine) as session:
            leaving.leave(session, zoe, texts_go=False, votes_go=votes_go)

    works = [functools.partial(vote, seed) for seed in range(REQUESTS)]
    with ThreadPoolExecutor(12) as threads:
        for done in [threads.submit(work) for work in (*works[: REQUESTS // 2], leave, *works[REQUESTS // 2 :])]:
            done.result()
    assert {type(answer) for answer in answers} <= {Counted, SignedOut}
    with reading(engine) as session:
        counted = {answer.viewpoint_id for answer in answers if isinstance(answer, Counted)}
        votes = session.exec(select(func.count()).where(col(Vote.participant_id) == zoe)).one()
        assert votes == (0 if votes_go else len(counted))
        assert recount.differences(session) == []


def test_of_two_admins_who_leave_at_once_one_stays(engine: Engine) -> None:
    with transaction(engine) as session:
        admins = [scene.account(session, name, Role.ADMIN) for name in ("Ada", "Bea")]

    def leave(who: int) -> bool:
        try:
            with transaction(engine) as session:
                leaving.leave(session, who, texts_go=False, votes_go=False)
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(leave, admins)) == [False, True]
    with reading(engine) as session:
        assert len(session.exec(select(Appointment)).all()) == 1
