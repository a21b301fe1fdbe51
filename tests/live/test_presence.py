"""How many people watch a question: in this process, and in the others."""

import pytest

from debate_app.live import room as rooms
from debate_app.live.bus import Here
from tests.live.stage import Stage
from tests.waiting import until


async def test_people_are_counted_not_tabs_and_the_count_falls_when_they_leave(counting: Stage) -> None:
    ann = await counting.watch("a1", owner="Ann")
    await counting.watch("a2", owner="Ann")
    await counting.watch("b1", owner="Bo")
    await ann.until(lambda: ann.all("here")[-1] == 2)
    assert counting.words.told[-1] == Here(counting.question_id, 2)
    counting.hub.leave("a2")
    counting.hub.leave("b1")
    await ann.until(lambda: ann.all("here")[-1] == 1)
    newcomer = await counting.watch("c", owner="Cy")
    await newcomer.until(lambda: newcomer.all("here")[-1] == 2)


async def test_people_in_other_processes_count_until_they_are_silent(
    counting: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await counting.watch("a")
    counting.words.heard("other", Here(counting.question_id, 5))
    counting.words.heard("third", Here(counting.question_id, 1))
    counting.words.heard("other", Here(counting.question_id, 4))
    counting.words.heard("other", Here(12345, 9))
    await line.until(lambda: line.all("here")[-1] == 6)
    monkeypatch.setattr(rooms, "ELSEWHERE_SECONDS", 0.0)
    await line.until(lambda: line.all("here")[-1] == 1)


async def test_a_room_that_nobody_watches_is_given_up(counting: Stage) -> None:
    line = await counting.watch("a")
    await line.until(lambda: line.all("here")[-1] == 1)
    counting.hub.leave("a")
    await until(lambda: not counting.hub._rooms)
    assert counting.words.told[-1] == Here(counting.question_id, 0)
    counting.vote()
    assert counting.hub._rooms == {}
