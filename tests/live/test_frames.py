"""What goes over the wire, which has to be what the framework itself would send."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reflex.utils import format as reflex_format
from sqlmodel import Session

from debate_app.domain import snapshots, votes
from debate_app.domain.snapshot import QuestionSnapshot, ViewpointTally
from debate_app.domain.tables import Side
from debate_app.live import frames
from debate_app.live.frames import Frames
from debate_app.live.page import Page
from tests import scene

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
    """The vars of the page in an update."""
    kind, content = json.loads(update)
    assert kind == "event"
    assert content["events"] == []
    [(state, delta)] = content["delta"].items()
    assert state == Page.get_full_name()
    return delta


def by_the_framework(**values: Any) -> dict[str, Any]:
    """The same vars, set on a state and sent by the framework."""
    page: Any = Page(_reflex_internal_init=True)
    for name, value in values.items():
        setattr(page, name, value)
    return json.loads(reflex_format.json_dumps(page.get_delta()))[Page.get_full_name()]


def test_the_whole_page_is_what_the_framework_would_send(snapshot: QuestionSnapshot) -> None:
    tallies = {tally.viewpoint_id: (tally.agrees, tally.disagrees) for tally in snapshot.tallies}
    expected = by_the_framework(
        sequence=snapshot.sequence,
        question=snapshot.question,
        viewpoints=list(snapshot.viewpoints),
        tallies=tallies,
        here=3,
        missing=True,
    )
    sent = said(frames.of_snapshot(snapshot).whole(3))
    assert sent == expected | {name: False for name in expected if name.startswith("missing")}


def test_the_page_has_no_var_that_the_frames_forget(snapshot: QuestionSnapshot) -> None:
    sent = said(frames.of_snapshot(snapshot).whole(0))
    assert sent.keys() == Page(_reflex_internal_init=True).dict(initial=True)[Page.get_full_name()].keys()


def test_a_vote_sends_the_numbers_alone(snapshot: QuestionSnapshot) -> None:
    before = frames.of_snapshot(snapshot)
    tally = dataclasses.replace(snapshot.tallies[0], disagrees=7)
    after = frames.of_snapshot(dataclasses.replace(snapshot, sequence=99, tallies=(tally,)))
    assert said(after.since(before)) == by_the_framework(sequence=99, tallies={tally.viewpoint_id: (1, 7)})
    assert len(after.since(before)) < 200


def test_a_change_of_the_text_sends_text_and_numbers(snapshot: QuestionSnapshot) -> None:
    before = frames.of_snapshot(snapshot)
    after = frames.of_snapshot(dataclasses.replace(snapshot, sequence=99, text_sequence=99, viewpoints=()))
    sent = said(after.since(before))
    assert {name.removesuffix("_rx_state_") for name in sent} == {
        "sequence", "tallies", "question", "viewpoints", "missing",
    }  # fmt: skip
    assert sent["viewpoints_rx_state_"] == []


def test_the_numbers_read_alone_are_those_of_the_snapshot(snapshot: QuestionSnapshot) -> None:
    made = frames.of_snapshot(snapshot)
    assert frames.numbers_part(snapshot.sequence, snapshot.tallies) == made.numbers


def test_the_small_updates() -> None:
    assert said(frames.people_here(12)) == by_the_framework(here=12)
    assert said(frames.missing()) == by_the_framework(missing=True)


@given(st.integers(0, 2**31), st.lists(st.tuples(st.integers(1), st.integers(0), st.integers(0)), max_size=5))
def test_any_numbers_are_json(sequence: int, tallies: list[tuple[int, int, int]]) -> None:
    numbers = frames.numbers_part(sequence, tuple(ViewpointTally(*tally) for tally in tallies))
    update = Frames(sequence, 0, "", numbers).since(Frames(0, 0, "", ""))
    assert said(update)["tallies_rx_state_"] == {str(key): [agrees, disagrees] for key, agrees, disagrees in tallies}
