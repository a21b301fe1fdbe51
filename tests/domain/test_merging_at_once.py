"""People who vote from many browsers at once, also while a guest among them becomes part of an account."""

import functools
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from debate_app.domain import ballots, browser_sessions, merging, participants, recount, votes
from debate_app.domain.ballots import Ballot, Counted
from debate_app.domain.refused import Refused, SignedOut
from debate_app.domain.tables import BrowserSession, Side, Vote
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH

pytestmark = ON_BOTH

REQUESTS = 20
BROWSERS = 50


def all_at_once(works: Sequence[Callable[[], object]]) -> None:
    with ThreadPoolExecutor(REQUESTS) as threads:
        for done in [threads.submit(work) for work in works]:
            done.result()


def send(engine: Engine, *sent: Ballot) -> list[Counted | Refused]:
    with transaction(engine) as session:
        return ballots.count(session, sent)


def held(session: Session, participant_id: int) -> int:
    return session.exec(select(func.count()).where(col(Vote.participant_id) == participant_id)).one()


def test_one_account_with_many_browsers_and_many_requests_at_once_has_one_vote(engine: Engine) -> None:
    with transaction(engine) as session:
        place, zoe = scene.viewpoint(session, scene.question(session)), scene.account(session, "Zoe")
        cookies = [
            browser_sessions.open_for(session, participants.new_cookie(), zoe, "Firefox") for _ in range(BROWSERS)
        ]
    chance = random.Random(3)
    sides = [chance.choice([*Side, None]) for _ in range(BROWSERS - 1)]

    def vote(number: int) -> object:
        return send(engine, Ballot(cookies[number], f"{number:016x}", place, sides[number], 1, 1))

    all_at_once([functools.partial(vote, number) for number in range(BROWSERS - 1)])
    send(engine, Ballot(cookies[-1], "f" * 16, place, Side.AGREE, 1, 1))
    with reading(engine) as session:
        assert held(session, zoe) == 1
        assert session.exec(select(func.count()).select_from(Vote)).one() == 1
        assert recount.differences(session) == []


def test_a_guest_who_votes_and_signs_in_at_once_loses_no_vote_and_has_none_twice(engine: Engine) -> None:
    with transaction(engine) as session:
        asked = [scene.question(session, f"Number {number}?") for number in range(4)]
        places = [scene.viewpoint(session, question_id) for question_id in asked]
        zoe, cookie = scene.account(session, "Zoe"), participants.new_cookie()
        guest = participants.ensure(session, cookie)
        elsewhere = browser_sessions.open_for(session, participants.new_cookie(), zoe, "Firefox")
    answers: list[tuple[Ballot, Counted | Refused]] = []
    fresh: list[str] = []

    def vote(seed: int) -> None:
        chance = random.Random(seed)
        who = chance.choice([cookie, cookie, elsewhere])
        sent = [Ballot(who, f"{seed:016x}", place, chance.choice([*Side]), 1, 1) for place in chance.sample(places, 2)]
        answers.extend(zip(sent, send(engine, *sent), strict=True))

    def sign_in() -> None:
        with transaction(engine) as session:
            fresh.append(browser_sessions.open_for(session, cookie, zoe, "Firefox"))
            merging.merge(session, guest, zoe)

    works = [functools.partial(vote, seed) for seed in range(4 * REQUESTS)]
    all_at_once([*works[: 2 * REQUESTS], sign_in, *works[2 * REQUESTS :]])
    assert {type(answer) for _, answer in answers} <= {Counted, SignedOut}
    counted = [(ballot, answer) for ballot, answer in answers if isinstance(answer, Counted)]
    with reading(engine) as session:
        assert recount.differences(session) == []
        assert held(session, guest) == 0
        voted = {ballot.viewpoint_id for ballot, _ in counted}
        assert {one for question_id in asked for one in votes.of(session, zoe, question_id)} == voted
    late = [ballot for ballot, _ in answers if ballot.cookie == cookie]
    assert {type(answer) for answer in send(engine, *late)} == {SignedOut}
    again = [Ballot(fresh[0], one.browser, one.viewpoint_id, one.side, one.number, 1) for one, _ in counted]
    with transaction(engine) as session:
        before = {question_id: votes.of(session, zoe, question_id) for question_id in asked}
        ballots.count(session, again)
        assert {question_id: votes.of(session, zoe, question_id) for question_id in asked} == before
        assert recount.differences(session) == []


def test_a_guest_who_signs_in_from_many_requests_at_once_is_merged_once(engine: Engine) -> None:
    with transaction(engine) as session:
        place, zoe = scene.viewpoint(session, question_id := scene.question(session)), scene.account(session, "Zoe")
        cookie = participants.new_cookie()
        guest = participants.ensure(session, cookie)
        votes.cast(session, guest, place, Side.AGREE)
    refused: list[SignedOut] = []

    def sign_in() -> None:
        try:
            with transaction(engine) as session:
                browser_sessions.open_for(session, cookie, zoe, "Firefox")
                merging.merge(session, guest, zoe)
        except SignedOut as again:
            refused.append(again)

    all_at_once([sign_in] * 8)
    assert len(refused) == 7
    with reading(engine) as session:
        assert votes.of(session, zoe, question_id) == {place: (Side.AGREE, 1)}
        browsers = select(func.count()).where(col(BrowserSession.participant_id) == zoe)
        assert session.exec(browsers.where(col(BrowserSession.ended_at).is_(None))).one() == 2
        assert recount.differences(session) == []
