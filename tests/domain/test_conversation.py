"""Reading a conversation down to the event that a link names."""

import pytest
from sqlmodel import Session

from debate_app.domain import conversation
from debate_app.domain.refused import NotFound
from tests import scene


@pytest.fixture
def viewpoint_id(session: Session) -> int:
    return scene.viewpoint(session, scene.question(session))


def test_everything_newer_than_the_event_comes_with_it(session: Session, viewpoint_id: int) -> None:
    edits = [scene.edited(session, viewpoint_id, f"Text {day}", f"2999-01-0{day}") for day in range(1, 6)]
    scene.edited(session, scene.viewpoint(session, scene.question(session)), "Elsewhere", "2999-01-09")
    found, events = conversation.down_to(session, edits[2])
    assert found == viewpoint_id
    assert [event.id for event in events] == [edits[4], edits[3], edits[2]]
    assert events == conversation.events(session, viewpoint_id, None, 3)


def test_events_of_one_moment_are_told_apart_by_their_ids(session: Session, viewpoint_id: int) -> None:
    first, second, third = (scene.edited(session, viewpoint_id, f"Text {n}", "2999-01-01") for n in range(3))
    assert [event.id for event in conversation.down_to(session, second)[1]] == [third, second]
    assert [event.id for event in conversation.down_to(session, first)[1]] == [third, second, first]


def test_the_event_is_there_however_deep_it_lies(
    session: Session, viewpoint_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "DEEPEST_LINK", 2)
    edits = [scene.edited(session, viewpoint_id, f"Text {n}", "2999-01-01") for n in range(4)]
    assert [event.id for event in conversation.down_to(session, edits[0])[1]] == [edits[1], edits[0]]


@pytest.mark.parametrize("hostile_id", [0, -1, 4_000, 2**31, 2**63, -(2**70)])
def test_an_event_that_is_none_is_not_found(session: Session, hostile_id: int) -> None:
    with pytest.raises(NotFound):
        conversation.down_to(session, hostile_id)
