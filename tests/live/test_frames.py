"""What goes over the wire, which has to be what the framework itself would send."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reflex.event import Event
from reflex.state import StateUpdate
from reflex.utils import format as reflex_format
from sqlmodel import Session

from debate_app.domain import snapshots, votes
from debate_app.domain.snapshot import QuestionSnapshot, ViewpointTally
from debate_app.domain.tables import Side
from debate_app.live import frames
from debate_app.live.frames import Frames, Overlay, Text
from debate_app.live.page import Answers, Counts, Page, Presence
from tests import scene

LIVE = (Page, Answers, Counts, Presence)
HOSTILE = 'Quotes " and \\, </script>, 👩‍👩‍👧‍👦, \u2028\u2029, \u202e, é, 図'


@pytest.fixture
def snapshot(session: Session) -> QuestionSnapshot:
    question_id = scene.question(session, HOSTILE)
    viewpoint_id = scene.viewpoint(session, question_id, HOSTILE)
    scene.edited(session, viewpoint_id, f"People write more. {HOSTILE}", "2999-01-01")
    scene.viewpoint(session, question_id, "Second")
    votes.cast(session, scene.guest(session), viewpoint_id, Side.AGREE)
    return snapshots.read(session, question_id)


def said(update: str) -> dict[str, Any]:
    """The vars in an update, by state."""
    kind, content = json.loads(update)
    assert kind == "event"
    assert content["events"] == []
    return content["delta"]


def counts_in(update: str) -> dict[str, Any]:
    """The numbers in an update."""
    return said(update)[Counts.get_full_name()]


def by_the_framework(**values: Any) -> dict[str, Any]:
    """The same vars, set on their states and sent by the framework."""
    sent: dict[str, Any] = {}
    for kind in LIVE:
        state: Any = kind(_reflex_internal_init=True)
        for name in values.keys() & kind.get_fields().keys():
            setattr(state, name, values[name])
        sent |= json.loads(reflex_format.json_dumps(state.get_delta()))
    return sent


NOW = "2026-11-23T12:00:00.000Z"


def updated(before: Frames, after: Frames) -> str:
    return after.update(Overlay().over(before.text, after.text), None)


def test_the_whole_page_is_what_the_framework_would_send(snapshot: QuestionSnapshot) -> None:
    tallies = {tally.viewpoint_id: (tally.agrees, tally.disagrees, 0) for tally in snapshot.tallies}
    expected = by_the_framework(
        sequence=snapshot.sequence,
        question=snapshot.question,
        viewpoints=list(snapshot.viewpoints),
        talks={talk.viewpoint_id: talk for talk in snapshot.talks},
        changed_viewpoints={},
        changed_talks={},
        tallies=tallies,
        by_version={},
        apart={},
        here=3,
        missing=True,
    )
    expected[Page.get_full_name()]["missing_rx_state_"] = False
    assert said(frames.of_snapshot(snapshot, NOW).whole(3, None)) == expected


def test_the_page_has_no_var_that_the_frames_forget(snapshot: QuestionSnapshot) -> None:
    sent = said(frames.of_snapshot(snapshot, NOW).whole(0, None))
    there = [state(_reflex_internal_init=True).dict(initial=True) for state in LIVE]
    assert {name: sent[name].keys() for name in sent} == {name: one[name].keys() for one in there for name in one}


def test_a_vote_sends_the_numbers_alone(snapshot: QuestionSnapshot) -> None:
    before = frames.of_snapshot(snapshot, NOW)
    tally = dataclasses.replace(snapshot.tallies[0], disagrees=7)
    after = frames.of_snapshot(dataclasses.replace(snapshot, sequence=99, tallies=(tally,)), NOW)
    update = updated(before, after)
    counts = {tally.viewpoint_id: (1, 7, 0)}
    assert said(update) == by_the_framework(sequence=99, tallies=counts, by_version={}, apart={})
    assert len(update) < 220


def test_where_votes_lie_on_several_versions_or_on_an_earlier_one_each_version_is_told(
    snapshot: QuestionSnapshot,
) -> None:
    tallies = (
        ViewpointTally(3, 4, 1, 2, ((2, 3, 0), (1, 1, 1))),
        ViewpointTally(4, 1, 0, 0, ((5, 1, 0),)),
        ViewpointTally(5, 2, 0, 2, ((1, 2, 0),)),
    )
    sent = said(frames.of_snapshot(dataclasses.replace(snapshot, tallies=tallies), NOW).whole(0, None))
    expected = by_the_framework(
        sequence=snapshot.sequence,
        tallies={3: (4, 1, 2), 4: (1, 0, 0), 5: (2, 0, 2)},
        by_version={3: [(2, 3, 0), (1, 1, 1)], 5: [(1, 2, 0)]},
        apart={},
    )
    assert expected.items() <= sent.items()


def test_a_changed_viewpoint_is_what_the_framework_would_send(snapshot: QuestionSnapshot) -> None:
    many = tuple(dataclasses.replace(snapshot.viewpoints[0], id=number, number=number) for number in range(1, 9))
    talks = tuple(dataclasses.replace(snapshot.talks[0], viewpoint_id=one.id) for one in many)
    before = dataclasses.replace(snapshot, viewpoints=many, talks=talks)
    edited, talk = dataclasses.replace(many[2], title=f"New. {HOSTILE}"), dataclasses.replace(talks[2], events_total=9)
    after = dataclasses.replace(
        before,
        sequence=99,
        text_sequence=99,
        viewpoints=(*many[:2], edited, *many[3:]),
        talks=(*talks[:2], talk, *talks[3:]),
    )
    sent = said(updated(frames.of_snapshot(before, NOW), frames.of_snapshot(after, NOW)))
    expected = by_the_framework(changed_viewpoints={3: edited}, changed_talks={3: talk})
    assert sent == expected | {Counts.get_full_name(): sent[Counts.get_full_name()]}


def test_votes_in_quarantine_are_told_where_there_are_any(snapshot: QuestionSnapshot) -> None:
    tallies = (ViewpointTally(3, 4, 1, 0, ((1, 4, 1),), (9, 3)), ViewpointTally(4, 1, 0, 0, ((5, 1, 0),)))
    before = frames.of_snapshot(dataclasses.replace(snapshot, tallies=tallies), NOW)
    lifted = tuple(dataclasses.replace(tally, apart=(0, 0)) for tally in tallies)
    after = frames.of_snapshot(dataclasses.replace(snapshot, tallies=lifted), NOW)
    assert counts_in(before.whole(0, None))["apart_rx_state_"] == {"3": [9, 3]}
    assert counts_in(updated(before, after))["apart_rx_state_"] == {}


def test_while_a_question_is_sealed_counts_go_to_those_who_have_voted(snapshot: QuestionSnapshot) -> None:
    tallies = (ViewpointTally(3, 4, 1, 2, ((2, 3, 0), (1, 1, 1)), (1, 1)), ViewpointTally(4, 1, 0, 0, ((5, 1, 0),)))
    question = dataclasses.replace(snapshot.question, sealed=True)
    made = frames.of_snapshot(dataclasses.replace(snapshot, question=question, tallies=tallies), NOW)
    shown = {sees: counts_in(made.update("", sees)) for sees in (frozenset[int](), frozenset({4, 9}), None)}
    nothing = by_the_framework(sequence=snapshot.sequence, tallies={}, by_version={}, apart={})
    assert said(made.update("", frozenset())) == nothing
    assert shown[frozenset({4, 9})]["tallies_rx_state_"] == {"4": [1, 0, 0]}
    assert shown[None]["tallies_rx_state_"].keys() == {"3", "4"}
    assert shown[None]["by_version_rx_state_"].keys() == {"3"}


def test_the_next_turn_is_the_first_of_opening_and_closing_that_lies_ahead(snapshot: QuestionSnapshot) -> None:
    def turns_at(opens_at: str, closes_at: str) -> str:
        question = dataclasses.replace(snapshot.question, opens_at=opens_at, closes_at=closes_at)
        return frames.of_snapshot(dataclasses.replace(snapshot, question=question), NOW).turns_at

    assert turns_at("", "") == ""
    assert turns_at("2026-11-24T00:00:00.000Z", "2026-11-25T00:00:00.000Z") == "2026-11-24T00:00:00.000Z"
    assert turns_at("2026-11-22T00:00:00.000Z", "2026-11-25T00:00:00.000Z") == "2026-11-25T00:00:00.000Z"
    assert turns_at("2026-11-21T00:00:00.000Z", "2026-11-22T00:00:00.000Z") == ""


def test_the_small_updates() -> None:
    assert said(frames.people_here(12)) == by_the_framework(here=12)
    assert said(frames.missing()) == by_the_framework(missing=True)


def test_an_event_that_the_browser_is_to_send_looks_as_those_of_the_framework() -> None:
    theirs = json.loads(reflex_format.json_dumps(StateUpdate(events=[Event(name="some_state.some_handler")])))
    assert json.loads(frames.call("some_state.some_handler")) == ["event", {"delta": {}} | theirs]


@given(st.integers(0, 2**31), st.lists(st.tuples(st.integers(1), st.integers(0), st.integers(0)), max_size=5))
def test_any_numbers_are_json(sequence: int, tallies: list[tuple[int, int, int]]) -> None:
    counts = tuple(ViewpointTally(*tally, 0, ()) for tally in tallies)
    made = Frames(sequence, 0, Text("{}", {}, {}), counts, sealed=False, turns_at="")
    update = made.update("", None)
    assert counts_in(update)["tallies_rx_state_"] == {
        str(key): [agrees, disagrees, 0] for key, agrees, disagrees in tallies
    }
