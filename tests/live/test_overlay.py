"""A change of the text sends what changed, and every browser shows the whole of it, whenever it came."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from debate_app.live.frames import Frames, Overlay, Text
from tests import shown

START = Text(
    '{"title":"Why?"}',
    {number: f'{{"id":{number},"number":{number},"title":"{number}"}}' for number in range(1, 11)},
    {number: f'{{"viewpoint_id":{number},"events_total":0}}' for number in range(1, 11)},
)


class Reader:
    """A browser: what its vars are after what it was sent."""

    def __init__(self, update: str) -> None:
        self.now: dict[str, Any] = {}
        self.take(update)

    def take(self, update: str) -> dict[str, Any]:
        states = json.loads(update)[1]["delta"].values()
        sent = {name.removesuffix("_rx_state_"): value for delta in states for name, value in delta.items()}
        self.now |= sent
        return sent

    def shows(self) -> tuple[Any, list[Any], list[Any]]:
        viewpoints = shown.viewpoints(self.now)
        return self.now["question"], viewpoints, [shown.talk(self.now, viewpoint["id"]) for viewpoint in viewpoints]


NUMBERS = {"sequence", "tallies", "by_version", "apart"}


class Stream:
    """A room: its frames, one after the other, and those who watch."""

    def __init__(self, text: Text = START) -> None:
        self.frames = Frames(1, 1, text, (), sealed=False, turns_at="")
        self.overlay = Overlay()
        self.readers: list[Reader] = []

    def join(self) -> Reader:
        self.readers.append(Reader(self.frames.whole(0, None)))
        return self.readers[-1]

    def change(self, text: Text) -> dict[str, Any]:
        """Everybody is sent the change; what of it is in the last one's update."""
        number = self.frames.sequence + 1
        current = Frames(number, number, text, (), sealed=False, turns_at="")
        changed = self.overlay.over(self.frames.text, text)
        update, self.frames = current.update(changed, None), current
        return [reader.take(update) for reader in self.readers][-1]

    def assert_everybody_shows_everything(self) -> None:
        expected = Reader(self.frames.whole(0, None)).shows()
        assert all(reader.shows() == expected for reader in self.readers)


def with_talk(text: Text, viewpoint_id: int, events: int) -> Text:
    return replace(
        text, talks=text.talks | {viewpoint_id: f'{{"viewpoint_id":{viewpoint_id},"events_total":{events}}}'}
    )


def with_title(text: Text, viewpoint_id: int, title: str) -> Text:
    changed = f'{{"id":{viewpoint_id},"number":{viewpoint_id},"title":"{title}"}}'
    return replace(text, viewpoints=text.viewpoints | {viewpoint_id: changed})


def without(text: Text, viewpoint_id: int) -> Text:
    viewpoints = {key: one for key, one in text.viewpoints.items() if key != viewpoint_id}
    return replace(text, viewpoints=viewpoints, talks={key: text.talks[key] for key in viewpoints})


def test_a_new_event_sends_its_talk_alone_and_the_ones_before_it() -> None:
    stream = Stream()
    stream.join()
    assert stream.change(with_talk(START, 3, 1)).keys() == NUMBERS | {"changed_talks"}
    sent = stream.change(with_talk(stream.frames.text, 4, 1))
    assert sent["changed_talks"].keys() == {"3", "4"}
    stream.assert_everybody_shows_everything()


def test_a_changed_question_is_sent_once() -> None:
    stream = Stream()
    reader = stream.join()
    assert stream.change(replace(START, question='{"title":"How?"}')).keys() == NUMBERS | {"question"}
    assert stream.change(with_title(stream.frames.text, 1, "New")).keys() == NUMBERS | {"changed_viewpoints"}
    assert reader.now["question"] == {"title": "How?"}


def test_who_came_while_a_text_was_different_sees_that_it_is_what_it_was_before() -> None:
    stream = Stream()
    early = stream.join()
    stream.change(with_talk(START, 3, 1))
    late = stream.join()
    assert late.now["changed_talks"] == {}
    stream.change(START)
    assert shown.talk(early.now, 3) == shown.talk(late.now, 3) == {"viewpoint_id": 3, "events_total": 0}


def test_a_change_of_almost_everything_sends_the_whole_text_and_begins_anew() -> None:
    stream, text = Stream(), START
    stream.join()
    for number in range(1, 11):
        text = with_talk(with_title(text, number, "New"), number, 1)
        sent = stream.change(text)
        stream.join()
        if "viewpoints" in sent:
            break
    assert 5 <= number <= 7
    assert sent["changed_viewpoints"] == sent["changed_talks"] == {}
    assert stream.change(with_talk(text, 1, 2))["changed_talks"].keys() == {"1"}
    stream.assert_everybody_shows_everything()


def test_a_viewpoint_that_vanished_is_not_shown_any_more() -> None:
    stream = Stream()
    stream.join()
    stream.change(with_title(START, 3, "New"))
    assert "viewpoints" in stream.change(without(stream.frames.text, 3))
    stream.assert_everybody_shows_everything()


def test_a_viewpoint_takes_the_place_that_its_number_says() -> None:
    stream = Stream()
    reader = stream.join()
    stream.change(replace(START, viewpoints=START.viewpoints | {3: '{"id":3,"number":99,"title":"3"}'}))
    assert shown.viewpoints(reader.now)[-1]["id"] == 3


def test_one_event_among_many_viewpoints_is_small() -> None:
    long = {number: f'{{"id":{number},"number":{number},"title":"{"x" * 1000}"}}' for number in range(300)}
    stream = Stream(Text("{}", long, dict.fromkeys(long, "{}")))
    stream.join()
    assert len(json.dumps(stream.change(with_talk(stream.frames.text, 7, 1)))) < 150


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("talk"), st.integers(1, 12), st.integers(0, 2)),
            st.tuples(st.just("title"), st.integers(1, 12), st.integers(0, 2)),
            st.tuples(st.just("gone"), st.integers(1, 12), st.just(0)),
            st.tuples(st.just("question"), st.just(0), st.integers(0, 2)),
            st.just(("join", 0, 0)),
        ),
        max_size=40,
    )
)
def test_whatever_changes_and_whoever_comes_when_everybody_shows_everything(steps: list[tuple[str, int, int]]) -> None:
    stream = Stream()
    stream.join()
    for kind, place, value in steps:
        text = stream.frames.text
        if kind == "join":
            stream.join()
        elif kind == "gone":
            stream.change(without(text, place))
        elif kind == "question":
            stream.change(replace(text, question=f'{{"title":"{value}"}}'))
        elif kind == "title" or place not in text.viewpoints:
            stream.change(with_talk(with_title(text, place, str(value)), place, value))
        else:
            stream.change(with_talk(text, place, value))
        stream.assert_everybody_shows_everything()
