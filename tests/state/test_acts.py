"""What people do, from the message to the answer that their page gets."""

import pytest

from debate_app.domain import questions, votes
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Side
from debate_app.state import conversation
from debate_app.state.acts import Answering, act
from debate_app.state.shapes import identifier
from debate_app.store.engine import transaction
from tests import scene, versions
from tests.databases import ON_BOTH
from tests.running import Place
from tests.visitor import HOME, LIVE, QUESTION_FORM, ROOT, VIEWPOINT_FORM, VISITOR, VOTES, Visitor, visit, watch

READING = f"{ROOT}.debate_app___state___reading____reading"
CONVERSATION = f"{ROOT}.debate_app___state___conversation____conversation"
LIST = f"{ROOT}.debate_app___state___home____home"


class State:
    """What the wrapper needs of a state."""

    def __init__(self) -> None:
        self.faults: dict[str, str] = {"old": "fault"}
        self.router_data: dict[str, object] = {}

    _begin = Answering._begin
    _refuse = Answering._refuse


@pytest.mark.parametrize(
    ("beside", "field", "place"), [("", "title", "title"), ("", "", "all"), ("number", "title", "7")]
)
async def test_a_refusal_becomes_the_sentence_of_its_place(beside: str, field: str, place: str) -> None:
    @act(beside=beside, number=identifier)
    async def handler(_state: State, number: int) -> None:
        raise Invalid("No.", field)

    state = State()
    await handler(state, number=7)
    assert state.faults == {place: "No."}


async def test_an_act_that_succeeds_takes_the_old_sentences_away() -> None:
    @act(number=identifier)
    async def handler(_state: State, number: int) -> int:
        return number

    state = State()
    assert await handler(state, number=7) == 7
    assert state.faults == {}


@pytest.mark.parametrize("given", [{}, {"number": "7"}, {"number": 7, "state": 1}, {"number": 7, "self": 1}, {"n": 7}])
async def test_a_message_of_another_shape_does_nothing_and_leaves_the_page_alone(
    given: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    @act(number=identifier)
    async def handler(_state: State, number: int) -> None:
        raise AssertionError("It was called.")

    state = State()
    assert await handler(state, **given) is None
    assert state.faults == {"old": "fault"}
    assert [record.getMessage().partition(" was refused: ")[1] for record in caplog.records] == [" was refused: "]


@ON_BOTH
async def test_votes_are_answered_each_with_its_number(place: Place) -> None:
    visitor = await watch(place.address, place.question_id)
    ballots = [[place.viewpoint_id, "agree", 5, 1], [999, "agree", 6, 1]]
    visitor.event(f"{VOTES}.cast", {"ballots": ballots, "browser": "0" * 16})
    await visitor.until(lambda: visitor.vars[VOTES]["refusals"])
    side, number, sequence, version = visitor.vars[VOTES]["held"][str(place.viewpoint_id)]
    assert (side, number, version) == ("agree", 5, 1)
    assert visitor.vars[VOTES]["refusals"] == {"999": [6, "This viewpoint does not exist."]}
    await visitor.until(lambda: visitor.page("sequence") == sequence)
    assert visitor.page("tallies") == {str(place.viewpoint_id): [1, 0, 0]}
    visitor.vote(place.viewpoint_id, "", 7)
    await visitor.until(lambda: visitor.vars[VOTES]["held"][str(place.viewpoint_id)][:2] == ["", 7])
    assert visitor.vars[VOTES]["refusals"] == {}
    visitor.close()


async def test_a_vote_is_on_the_version_that_its_voter_saw(place: Place) -> None:
    with transaction(place.engine) as session:
        versions.begin(session, place.viewpoint_id)
    visitor = await watch(place.address, place.question_id)
    key = str(place.viewpoint_id)
    for number, version in ((1, 1), (2, 2)):
        visitor.vote(place.viewpoint_id, "agree", number, version=version)
        await visitor.until(lambda number=number: visitor.vars[VOTES]["held"].get(key, ["", 0])[1] == number)
        assert visitor.vars[VOTES]["held"][key][3] == version
        sequence = visitor.vars[VOTES]["held"][key][2]
        await visitor.until(lambda sequence=sequence: visitor.page("sequence") == sequence)
        assert visitor.page("tallies") == {key: [1, 0, 2 - version]}
        assert visitor.page("by_version") == ({key: [[1, 1, 0]]} if version == 1 else {})
    visitor.close()


async def test_a_vote_on_a_version_that_never_was_is_refused_with_a_sentence(place: Place) -> None:
    visitor = await watch(place.address, place.question_id)
    visitor.vote(place.viewpoint_id, "agree", 1, version=2)
    await visitor.until(lambda: visitor.vars[VOTES]["refusals"])
    number, sentence = visitor.vars[VOTES]["refusals"][str(place.viewpoint_id)]
    assert number == 1
    assert sentence.startswith("This vote is on a version of the text that does not exist.")
    assert visitor.vars[VOTES]["held"] == {}
    visitor.close()


async def test_a_vote_sent_again_over_another_connection_counts_once(place: Place) -> None:
    first = await watch(place.address, place.question_id)
    first.vote(place.viewpoint_id, "agree", 5)
    first.close()
    second = await watch(place.address, place.question_id, cookie=first.cookie)
    second.vote(place.viewpoint_id, "agree", 5)
    await second.until(lambda: second.vars[VOTES]["held"].get(str(place.viewpoint_id), ["", 0])[1] == 5)
    await second.until(lambda: second.page("tallies") == {str(place.viewpoint_id): [1, 0, 0]})
    second.close()


async def test_a_viewpoint_is_previewed_published_and_seen_by_everybody(place: Place) -> None:
    ann, bo = await watch(place.address, place.question_id), await watch(place.address, place.question_id)
    form = {"title": " Close it ", "paragraphs": "One. [1]\n\nTwo.", "sources": "example.org", "name": "Ann"}
    ann.event(f"{VIEWPOINT_FORM}.review", {"question_id": place.question_id, "form": form})
    await ann.until(lambda: ann.vars[VIEWPOINT_FORM]["paragraphs"])
    assert ann.vars[VIEWPOINT_FORM]["title"] == "Close it"
    assert [part["number"] for part in ann.vars[VIEWPOINT_FORM]["paragraphs"]] == [1, 2]
    assert ann.vars[VIEWPOINT_FORM]["sources"][0]["href"] == "https://example.org"
    ann.event(f"{VIEWPOINT_FORM}.publish", {"question_id": place.question_id, "form": form})
    await ann.until(lambda: ann.vars[VIEWPOINT_FORM]["done"])
    new_id = int(ann.vars[VIEWPOINT_FORM]["done"].removeprefix("#viewpoint-"))
    assert ann.vars[VISITOR]["name"] == "Ann"
    assert ann.vars[READING]["seen"] == new_id
    assert ann.vars[VIEWPOINT_FORM]["paragraphs"] == []
    await bo.until(lambda: [one["title"] for one in bo.viewpoints()] == ["Open it", "Close it"])
    assert bo.viewpoints()[1]["author"]["name"] == "Ann"
    assert bo.vars[VISITOR]["name"] == ""
    for visitor in (ann, bo):
        visitor.close()


async def test_a_form_that_is_refused_says_what_is_wrong_in_each_field_and_writes_nothing(place: Place) -> None:
    visitor = await watch(place.address, place.question_id)
    form = {"title": "", "paragraphs": "", "sources": "a.org\njavascript:x\nnot a link", "name": ""}
    visitor.event(f"{VIEWPOINT_FORM}.publish", {"question_id": place.question_id, "form": form})
    await visitor.until(lambda: visitor.vars[VIEWPOINT_FORM]["answers"] == 1)
    assert {"title", "paragraphs", "sources"} <= visitor.vars[VIEWPOINT_FORM]["faults"].keys()
    nameless = {"title": "T", "paragraphs": "P", "sources": "", "name": " "}
    visitor.event(f"{VIEWPOINT_FORM}.publish", {"question_id": place.question_id, "form": nameless})
    await visitor.until(lambda: visitor.vars[VIEWPOINT_FORM]["answers"] == 2)
    assert [*visitor.vars[VIEWPOINT_FORM]["faults"]] == ["name"]
    assert visitor.vars[VIEWPOINT_FORM]["done"] == ""
    assert len(visitor.viewpoints()) == 1
    visitor.close()


async def test_a_question_is_asked_and_listed(place: Place) -> None:
    visitor = await visit(place.address, HOME)
    await visitor.until(lambda: visitor.vars.get(LIST, {}).get("loaded"))
    assert visitor.vars[LIST]["total"] == 1
    form = {"title": "Trams?", "background": "They ring.", "topics": "Town, Rails\n", "name": "Ann"}
    visitor.event(f"{QUESTION_FORM}.ask", {"form": form})
    await visitor.until(lambda: visitor.vars[QUESTION_FORM]["done"])
    assert visitor.vars[QUESTION_FORM]["done"].endswith("/trams")
    visitor.route = {"pathname": "/", "asPath": "/?words=ring", "query": {"words": "ring", "order": "contested"}}
    visitor.event(f"{LIST}.open")
    await visitor.until(lambda: visitor.vars[LIST]["words"] == "ring" and visitor.vars[LIST]["total"] == 1)
    assert [card["title"] for card in visitor.vars[LIST]["cards"]] == ["Trams?"]
    assert visitor.vars[LIST]["order"] == "contested"
    visitor.close()


@ON_BOTH
async def test_the_list_goes_on_without_showing_a_question_twice(place: Place) -> None:
    with transaction(place.engine) as session:
        author_id = scene.guest(session, "Ann")
        for number in range(24):
            questions.ask(session, author_id, f"Number {number}?", "")
    visitor = await visit(place.address, HOME)
    await visitor.until(lambda: visitor.vars.get(LIST, {}).get("loaded"))
    assert len(visitor.vars[LIST]["cards"]) == 20
    with transaction(place.engine) as session:
        questions.ask(session, author_id, "The newest?", "")
    visitor.event(f"{LIST}.show_more")
    await visitor.until(lambda: len(visitor.vars[LIST]["cards"]) > 20)
    ids = [card["id"] for card in visitor.vars[LIST]["cards"]]
    assert len(ids) == len(set(ids)) == 25
    assert visitor.vars[LIST]["total"] == 26
    visitor.close()


async def test_viewpoints_are_sorted_by_the_counts_of_the_moment_and_then_stay(place: Place) -> None:
    with transaction(place.engine) as session:
        other = scene.viewpoint(session, place.question_id, "Other")
        votes.cast(session, scene.guest(session), other, Side.AGREE)
    visitor = await watch(place.address, place.question_id)
    visitor.event(f"{READING}.sort", {"question_id": place.question_id, "sorted_by": "agreed"})
    await visitor.until(lambda: visitor.vars[READING]["order"])
    assert visitor.vars[READING]["order"] == [other, place.viewpoint_id]
    seen = len(visitor.said)
    visitor.vote(other, "disagree", 1)
    await visitor.until(lambda: visitor.page("tallies")[str(other)] == [1, 1, 0])
    await visitor.answered()
    assert visitor.changes(READING, "order", seen) == []
    visitor.close()


async def read_on(visitor: Visitor, viewpoint_id: int) -> None:
    before = len(visitor.vars[CONVERSATION]["opened"].get(str(viewpoint_id), []))
    visitor.event(f"{CONVERSATION}.show_more", {"viewpoint_id": viewpoint_id})
    await visitor.until(lambda: len(visitor.vars[CONVERSATION]["opened"].get(str(viewpoint_id), [])) > before)


async def test_a_conversation_is_read_page_by_page_to_its_end(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "PAGE_SIZE", 2)
    with transaction(place.engine) as session:
        edits = [scene.edited(session, place.viewpoint_id, f"Text {n}", f"2999-01-0{n}") for n in range(1, 5)]
    visitor, key = await watch(place.address, place.question_id), str(place.viewpoint_id)
    for ended in (False, False, True):
        await read_on(visitor, place.viewpoint_id)
        assert visitor.vars[CONVERSATION]["ended"][key] is ended
    shown = [event["id"] for event in visitor.vars[CONVERSATION]["opened"][key]]
    assert shown[:4] == edits[::-1]
    assert len(shown) == 5
    visitor.event(f"{CONVERSATION}.find", {"event_id": edits[2]})
    await visitor.until(lambda: visitor.vars[CONVERSATION]["found"] == edits[2])
    assert [event["id"] for event in visitor.vars[CONVERSATION]["opened"][key]] == [edits[3], edits[2]]
    assert visitor.vars[CONVERSATION]["ended"][key] is False  # the older ones can be shown again
    await read_on(visitor, place.viewpoint_id)
    assert len(visitor.vars[CONVERSATION]["opened"][key]) == 4
    visitor.event(f"{CONVERSATION}.show_latest", {"viewpoint_id": place.viewpoint_id})
    await visitor.until(lambda: visitor.vars[CONVERSATION]["opened"] == {})
    visitor.event(f"{CONVERSATION}.show_more", {"viewpoint_id": 999})
    await visitor.until(lambda: visitor.vars[CONVERSATION]["faults"])
    assert visitor.vars[CONVERSATION]["faults"] == {"999": "This viewpoint does not exist."}
    assert visitor.vars.keys() >= set(LIVE)
    visitor.close()
