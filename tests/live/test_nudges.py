"""Telling the browsers of one person to ask again for what is their own."""

import pytest
from sqlmodel import select

from debate_app import live
from debate_app.domain import participants
from debate_app.domain.tables import Vote
from debate_app.live import hub as hubs
from debate_app.live.bus import Changed, Nudged
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.live.stage import Line, Stage
from tests.running import Place
from tests.visitor import PERSONAL, watch

ANN, BO = "a" * 64, "b" * 64


@pytest.fixture
async def anns(stage: Stage) -> list[Line]:
    """Two browsers of Ann's, on two questions."""
    with transaction(stage.engine) as session:
        elsewhere = scene.question(session, "Elsewhere?")
    return [await stage.watch("a1", ANN), await stage.watch("a2", ANN, elsewhere)]


async def nudged(lines: list[Line], times: int = 1) -> None:
    for line in lines:
        await line.until(lambda line=line: line.nudges == times)


async def test_all_browsers_of_one_person_ask_again_and_nobody_else(stage: Stage, anns: list[Line]) -> None:
    bo = await stage.watch("b", BO)
    stage.hub.nudge(ANN)
    await nudged(anns)
    stage.hub.nudge(BO)
    await nudged([bo])
    assert [line.nudges for line in anns] == [1, 1]
    assert stage.words.told == [Nudged(ANN), Nudged(BO)]
    assert all(len(line.vars) == 1 for line in (*anns, bo))


async def test_nudges_within_a_pace_are_sent_once_and_after_the_last_of_them(
    stage: Stage, anns: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(50):
        stage.hub.nudge(ANN)
    assert [line.nudges for line in anns] == [0, 0]
    await nudged(anns)
    monkeypatch.setattr(hubs, "PACE_SECONDS", 0.001)
    stage.hub.nudge(ANN)
    await nudged(anns, 2)


async def test_a_word_from_another_process_nudges_here_and_goes_no_further(counting: Stage) -> None:
    ann = await counting.watch("a", ANN)
    counting.words.heard("other", Nudged(ANN))
    counting.words.heard("other", Changed(999))
    await nudged([ann])
    assert Nudged(ANN) not in counting.words.told


async def test_a_nudge_of_somebody_who_is_not_here_reaches_the_other_processes(stage: Stage) -> None:
    ann = await stage.watch("a", ANN)
    stage.hub.nudge(BO)
    stage.hub.nudge(ANN)
    await nudged([ann])
    assert stage.words.told == [Nudged(BO), Nudged(ANN)]


async def test_a_browser_that_is_gone_keeps_no_nudge_from_the_others(stage: Stage, anns: list[Line]) -> None:
    anns[0].drop()
    stage.hub.nudge(ANN)
    await nudged(anns[1:])
    assert [*stage.hub._watching] == ["a2"]


async def test_after_words_were_missed_everybody_asks_again(
    counting: Stage, anns: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "ASK_AGAIN_SECONDS", 0.01)
    counting.words.missed()
    await nudged(anns)


async def test_a_person_is_known_by_the_hash_of_their_cookie_that_the_database_keeps(place: Place) -> None:
    ann, bo = await watch(place.address, place.question_id), await watch(place.address, place.question_id)
    ann.vote(place.viewpoint_id, "agree", 1)
    await ann.answered()
    await bo.until(lambda: bo.page("tallies") == {str(place.viewpoint_id): [1, 0, 0]})
    with reading(place.engine) as session:
        voter = select(Vote.participant_id)
        live.nudge(participants.browsers(session, session.exec(voter).all())[0])
    await ann.until(lambda: ann.calls)
    assert ann.calls == [{"name": f"{PERSONAL}.look", "router_data": {}, "payload": {}}]
    ann.event(ann.calls[0]["name"], ann.calls[0]["payload"])
    await ann.answered()
    await bo.answered()
    assert bo.calls == []
    for visitor in (ann, bo):
        visitor.close()
