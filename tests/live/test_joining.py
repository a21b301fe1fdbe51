"""Who comes and goes, in whatever order with what changes meanwhile: nobody misses anything."""

import asyncio
import random

import pytest

from debate_app.domain import votes
from debate_app.domain.tables import Side
from debate_app.live import hub as hubs
from debate_app.store.engine import transaction
from tests import scene, shown
from tests.databases import ON_BOTH
from tests.live.stage import Line, Stage
from tests.waiting import until


async def test_who_joins_gets_the_whole_page(stage: Stage) -> None:
    line = await stage.watch("a")
    [page] = line.vars
    assert page["sequence"] == stage.sequence()
    assert [viewpoint["title"] for viewpoint in page["viewpoints"]] == ["One", "Two"]
    assert page["tallies"] == {str(place): [0, 0, 0] for place in stage.places}
    assert page["missing"] is False


async def test_a_question_that_does_not_exist_is_said_to_be_missing(counting: Stage) -> None:
    line = await counting.watch("a", question_id=999)
    assert line.vars == [{"missing": True}]
    await until(lambda: not counting.hub._rooms)


async def test_others_questions_are_not_sent(stage: Stage) -> None:
    with transaction(stage.engine) as session:
        elsewhere = scene.question(session, "Elsewhere?")
    other, line = await stage.watch("b", question_id=elsewhere), await stage.watch("a")
    stage.vote()
    await line.until(lambda: len(line.vars) == 2)
    assert len(other.vars) == 1


async def test_a_browser_watches_one_question(stage: Stage) -> None:
    with transaction(stage.engine) as session:
        elsewhere = scene.question(session, "Elsewhere?")
    line = await stage.watch("a")
    await stage.watch("a", question_id=elsewhere)
    other = await stage.watch("b")
    stage.vote()
    await other.until(lambda: len(other.vars) == 2)
    assert len(line.vars) == 2


async def test_what_changes_while_the_first_reader_joins_is_not_missed(stage: Stage) -> None:
    gate = stage.reads.hold_next()
    joining = asyncio.create_task(stage.watch("a"))
    await stage.reads.done.wait()
    sequence = stage.vote()
    room = stage.hub._rooms[stage.question_id]
    await until(lambda: room.pacer and room.pacer.done())  # it found nobody to send to
    gate.set()
    line = await joining
    await line.until(lambda: line.all("sequence")[-1] == sequence)


async def test_nor_while_the_room_is_given_up(counting: Stage) -> None:
    await counting.watch("z")
    counting.hub.leave("z")
    gate = counting.reads.hold_next()
    joining = asyncio.create_task(counting.watch("a"))
    await counting.reads.done.wait()
    await counting.watch("b", question_id=999)
    await until(lambda: 999 not in counting.hub._rooms)  # that one was taken away, this one may not be
    sequence = counting.vote()
    gate.set()
    line = await joining
    await line.until(lambda: line.all("sequence")[-1] == sequence)


async def storm(stage: Stage, chance: random.Random) -> None:
    """Sixty votes, four new viewpoints and six edits."""
    for number in range(60):
        await asyncio.to_thread(stage.commit, lambda s: votes.cast(s, scene.guest(s), stage.places[0], Side.AGREE))
        stage.hub.changed(stage.question_id)
        if number % 15 == 0:
            stage.write()
        if number % 10 == 0:
            stage.edit()
        await asyncio.sleep(chance.random() / 200)


async def restless(stage: Stage, name: str, chance: random.Random) -> list[Line]:
    """Comes, and comes again twice, each time as a new connection; only the last one stays."""
    lines: list[Line] = []
    for turn in range(3):
        await asyncio.sleep(chance.random() / 10)
        stage.hub.leave(f"{name}-{turn - 1}")
        lines.append(await stage.watch(f"{name}-{turn}", owner=name))
    return lines


@ON_BOTH
async def test_joins_and_leaves_in_a_storm_of_changes_miss_nothing_and_see_nothing_older(
    counting: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "PACE_SECONDS", 0.002)
    chance = random.Random(3)
    _, *came = await asyncio.gather(
        storm(counting, chance), *(restless(counting, str(number), chance) for number in range(12))
    )
    final, fresh = counting.sequence(), await counting.watch("fresh")
    assert len(fresh.now["viewpoints"]) == len(fresh.now["tallies"]) == 6
    for left, left_too, stayed in came:
        await stayed.until(lambda line=stayed: line.all("sequence")[-1] == final)
        assert stayed.now["tallies"][str(counting.places[0])][:2] == [60, 0]
        assert stayed.now["tallies"] == fresh.now["tallies"]
        assert shown.viewpoints(stayed.now) == fresh.now["viewpoints"]
        for viewpoint in fresh.now["viewpoints"]:
            assert shown.talk(stayed.now, viewpoint["id"]) == shown.talk(fresh.now, viewpoint["id"])
        for line in (left, left_too, stayed):
            assert line.all("sequence") == sorted(set(line.all("sequence")))


async def test_a_read_that_comes_back_late_does_not_put_the_page_back(stage: Stage) -> None:
    line = await stage.watch("a")
    old = stage.reads.hold_next()
    slow = asyncio.create_task(stage.watch("b"))
    await stage.reads.done.wait()
    sequence = stage.vote()
    await line.until(lambda: line.all("sequence")[-1] == sequence)
    old.set()
    late = await slow
    assert late.all("sequence") == [sequence]
    assert line.all("sequence")[-1] == sequence


async def test_a_held_up_pacer_does_not_send_what_a_newcomer_made_old(stage: Stage) -> None:
    line = await stage.watch("a")
    old = stage.reads.hold_next()
    stage.vote()
    await stage.reads.done.wait()
    sequence = stage.vote()
    newcomer = await stage.watch("b")
    assert newcomer.all("sequence") == line.all("sequence")[-1:] == [sequence]
    old.set()
    later = stage.vote()
    await line.until(lambda: line.all("sequence")[-1] == later)
    assert line.all("sequence") == sorted(set(line.all("sequence")))


async def test_who_is_gone_before_the_page_was_read_does_not_join(stage: Stage) -> None:
    gate = stage.reads.hold_next()
    joining = asyncio.create_task(stage.watch("a"))
    await stage.reads.done.wait()
    stage.sockets.lines["a"].drop()
    gate.set()
    await joining
    assert stage.hub._rooms[stage.question_id].watchers == {}
    assert stage.hub._watching == {}
