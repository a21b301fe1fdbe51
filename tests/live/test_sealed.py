"""Questions whose counts show after voting, and what happens by itself when one opens or closes."""

import pytest

from debate_app.domain import dates, question_settings, rows
from debate_app.domain.question_settings import QuestionSettings
from debate_app.live.bus import Gone, Nudged
from tests.databases import ON_BOTH
from tests.live.stage import Stage


@pytest.fixture
async def sealed(stage: Stage) -> Stage:
    """Its counts show to those who have voted."""
    configure(stage, QuestionSettings(tallies_first=False))
    return stage


def configure(stage: Stage, wanted: QuestionSettings) -> None:
    def change(session: object) -> None:
        author = rows.question(session, stage.question_id).author_id  # type: ignore[arg-type]
        question_settings.change(session, author, stage.question_id, wanted)  # type: ignore[arg-type]

    stage.commit(change)


@ON_BOTH
async def test_each_is_sent_the_counts_of_what_they_have_voted_on(sealed: Stage) -> None:
    first, second = sealed.places
    nobody = await sealed.watch("a", sees=frozenset())
    voter = await sealed.watch("b", sees=frozenset({first}))
    moderator = await sealed.watch("c", sees=None)
    sealed.vote()
    await moderator.until(lambda: moderator.now["tallies"].get(str(first)) == [1, 0, 0])
    await voter.until(lambda: voter.now["tallies"] == {str(first): [1, 0, 0]})
    await nobody.until(lambda: nobody.now["sequence"] == sealed.sequence())
    assert moderator.now["tallies"].keys() == {str(first), str(second)}
    assert nobody.all("tallies") == [{}] * len(nobody.all("tallies"))
    assert nobody.all("by_version") == [{}] * len(nobody.all("by_version"))


async def test_who_has_voted_meanwhile_is_shown_those_counts_at_once(sealed: Stage) -> None:
    first, _ = sealed.places
    line = await sealed.watch("a", sees=frozenset())
    sealed.vote()
    await line.until(lambda: line.now["sequence"] == sealed.sequence())
    sealed.hub.show("a", frozenset({first}))
    assert line.now["tallies"] == {str(first): [1, 0, 0]}
    sent = len(line.vars)
    sealed.hub.show("a", frozenset({first}))
    sealed.hub.show("nobody", None)
    assert len(line.vars) == sent


async def test_a_vote_makes_that_persons_browsers_ask_what_they_see_now(sealed: Stage, stage: Stage) -> None:
    line = await sealed.watch("a", owner="ann", sees=frozenset())
    sealed.hub.voted("ann", sealed.question_id)
    await line.until(lambda: line.nudges)
    assert Nudged("ann") in sealed.words.told


async def test_where_nothing_is_sealed_a_vote_asks_nobody(stage: Stage) -> None:
    await stage.watch("a", owner="ann")
    stage.hub.voted("ann", stage.question_id)
    assert stage.words.told == []


async def test_a_question_closes_by_itself_and_shows_its_result(
    counting: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = counting
    configure(stage, QuestionSettings(tallies_first=False, closes_at=dates.in_minutes(5)))
    stage.vote()
    line = await stage.watch("a", sees=frozenset())
    assert (line.now["question"]["status"], line.now["tallies"]) == ("open", {})
    later = dates.in_minutes(10)
    monkeypatch.setattr(dates, "now", lambda: later)
    await line.until(lambda: line.now["question"]["status"] == "closed")
    assert line.now["tallies"][str(stage.places[0])] == [1, 0, 0]


async def test_the_sockets_of_who_was_signed_out_are_closed_and_the_others_stay(stage: Stage) -> None:
    lines = {sid: await stage.watch(sid, owner=owner) for sid, owner in (("a", "ann"), ("b", "bo"), ("c", "ann"))}
    for sid, owner in (("a", "ann"), ("b", "bo"), ("c", "ann")):
        stage.hub.arrive(sid, owner)
    stage.hub.reconnect("ann")
    assert {sid for sid, line in lines.items() if line.gone} == {"a", "c"}
    assert stage.words.told == [Gone("ann")]
    stage.hub.depart("b")
    stage.hub.reconnect("bo")
    assert not lines["b"].gone
