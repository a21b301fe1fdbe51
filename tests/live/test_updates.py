"""What changes reaches all who watch: at what pace, after which word, and what may fail meanwhile."""

import asyncio

import pytest
from sqlalchemy import create_engine

from debate_app.domain import votes
from debate_app.domain.tables import Side
from debate_app.live import hub as hubs
from debate_app.live.bus import Changed
from debate_app.store import access
from tests import scene, shown
from tests.databases import ON_BOTH
from tests.live.stage import Stage
from tests.waiting import until


async def test_a_vote_reaches_everybody_who_watches_as_numbers_alone(stage: Stage) -> None:
    lines = [await stage.watch(sid) for sid in "abc"]
    sequence = stage.vote()
    for line in lines:
        await line.until(lambda line=line: line.all("sequence")[-1] == sequence)
        assert line.vars[1:] == [
            {
                "sequence": sequence,
                "tallies": {str(stage.places[0]): [1, 0, 0], str(stage.places[1]): [0, 0, 0]},
                "by_version": {},
                "apart": {},
            }
        ]


async def test_a_new_viewpoint_comes_alone_and_in_its_place(stage: Stage) -> None:
    line = await stage.watch("a")
    stage.write()
    await line.until(lambda: len(line.vars) == 2)
    assert not line.vars[1].keys() & {"viewpoints", "talks"}
    assert [viewpoint["title"] for viewpoint in shown.viewpoints(line.now)][:2] == ["One", "Two"]
    assert len(shown.viewpoints(line.now)) == 3
    newest = shown.viewpoints(line.now)[-1]["id"]
    assert shown.talk(line.now, newest)["events_total"] == 1


async def test_an_edit_brings_the_text_and_the_talk_of_its_viewpoint(stage: Stage) -> None:
    for _ in range(5):
        stage.write()
    lines = [await stage.watch("a")]
    stage.edit()
    await lines[0].until(lambda: len(lines[0].vars) == 2)
    lines.append(await stage.watch("b"))
    stage.edit()
    for line in lines:
        await line.until(lambda line=line: shown.talk(line.now, stage.places[0])["events_total"] == 3)
        assert [*line.vars[-1]["changed_viewpoints"]] == [*line.vars[-1]["changed_talks"]] == [str(stage.places[0])]
        assert "viewpoints" not in line.vars[-1]
    assert shown.viewpoints(lines[0].now) == shown.viewpoints(lines[1].now)


@ON_BOTH
async def test_many_changes_within_a_pace_cost_one_read_and_one_update(stage: Stage) -> None:
    lines = [await stage.watch(sid) for sid in "abc"]
    before = stage.reads.number
    for _ in range(30):
        sequence = stage.vote()
    for line in lines:
        await line.until(lambda line=line: line.all("sequence")[-1] == sequence)
        assert len(line.vars) == 2
    assert stage.reads.number == before + 1


async def test_a_stream_of_changes_is_paced(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "PACE_SECONDS", 0.1)
    line = await stage.watch("a")
    clock = asyncio.get_running_loop().time
    began, sequence = clock(), 0
    while clock() - began < 0.45:
        sequence = stage.vote()
        await asyncio.sleep(0.005)
    await line.until(lambda: line.all("sequence")[-1] == sequence)
    assert len(line.vars) - 1 <= (clock() - began) / 0.1 + 2


async def test_a_word_from_another_process_brings_what_it_committed(counting: Stage) -> None:
    line = await counting.watch("a")
    counting.commit(lambda session: votes.cast(session, scene.guest(session), counting.places[0], Side.AGREE))
    counting.words.heard("other", Changed(counting.question_id))
    await line.until(lambda: line.all("tallies")[-1][str(counting.places[0])] == [1, 0, 0])
    assert Changed(counting.question_id) not in counting.words.told


async def test_after_words_were_missed_everything_watched_is_looked_at_again(counting: Stage) -> None:
    line = await counting.watch("a")
    counting.commit(lambda session: votes.cast(session, scene.guest(session), counting.places[0], Side.AGREE))
    counting.words.missed()
    await line.until(lambda: line.all("tallies")[-1][str(counting.places[0])] == [1, 0, 0])


async def test_a_line_that_is_gone_costs_the_others_nothing(counting: Stage) -> None:
    gone, line = await counting.watch("gone"), await counting.watch("a")
    gone.drop()
    sequence = counting.vote()
    await line.until(lambda: line.all("sequence")[-1] == sequence)
    assert [*counting.hub._rooms[counting.question_id].watchers] == ["a"]
    await line.until(lambda: line.all("here")[-1] == 1)


async def test_what_changed_while_the_database_was_away_comes_when_it_is_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "AWAY_SECONDS", 0.02)
    line = await stage.watch("a")
    before = stage.reads.number
    with monkeypatch.context() as meanwhile:
        away = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
        meanwhile.setattr(access, "engine", lambda: away)
        stage.commit(lambda session: votes.cast(session, scene.guest(session), stage.places[0], Side.AGREE))
        stage.hub.changed(stage.question_id)
        await until(lambda: stage.reads.number >= before + 3)
    await line.until(lambda: line.all("tallies")[-1][str(stage.places[0])] == [1, 0, 0])
