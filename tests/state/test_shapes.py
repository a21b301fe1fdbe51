"""What a handler's arguments may be."""

from typing import Any

import pytest

from debate_app.domain.tables import Side
from debate_app.state import shapes
from debate_app.state.shapes import Misshapen, Shape


@pytest.mark.parametrize("value", [1, 2**31, 2**63 - 1])
def test_ids_are_whole_numbers_from_one(value: int) -> None:
    assert shapes.identifier(value) == value


ODD: list[Any] = [None, True, 0, -1, 1.0, 2**63, "1", "", [], {}, [1], float("nan")]


@pytest.mark.parametrize("value", ODD)
def test_anything_else_is_no_id(value: Any) -> None:
    with pytest.raises(Misshapen):
        shapes.identifier(value)


@pytest.mark.parametrize("value", [*ODD, "0" * 15, "0" * 17, "G" * 16, "A" * 16, "0" * 16 + "\n", "\u0660" * 16])
def test_a_browser_has_a_mark_of_sixteen_digits(value: Any) -> None:
    assert shapes.hexadecimal("0123456789abcdef") == "0123456789abcdef"
    with pytest.raises(Misshapen):
        shapes.hexadecimal(value)


def test_ballots_become_sides() -> None:
    sent = [[1, "agree", 5, 1], [2, "disagree", 6, 12], [3, "", 7, 2]]
    assert shapes.ballots(sent) == [(1, Side.AGREE, 5, 1), (2, Side.DISAGREE, 6, 12), (3, None, 7, 2)]
    assert len(shapes.ballots(sent[:1] * shapes.MOST_BALLOTS)) == shapes.MOST_BALLOTS


@pytest.mark.parametrize(
    "value",
    [
        *ODD, [[1, "agree", 1]], [[1, "agree", 1, 1, 1]], [[1, "AGREE", 1, 1]], [[1, None, 1, 1]], [[1, 0, 1, 1]],
        [[1, ["agree"], 1, 1]], [["1", "agree", 1, 1]], [[1, "agree", 0, 1]], [[1, "agree", 2**63, 1]],
        [[1, "agree", 1, None]], [[1, "agree", 1, 0]], [[1, "agree", 1, -1]], [[1, "agree", 1, 2**63]],
        [[1, "agree", 1, "1"]], [[1, "agree", 1, 1.5]], [[1, "agree", 1, True]], ["abcd"],
        [{"0": 1, "1": "agree", "2": 1, "3": 1}], [[1, "agree", 1, 1]] * (shapes.MOST_BALLOTS + 1),
        [[1, "agree", 1, 1], None], [[True, "agree", 1, 1]],
    ],
)  # fmt: skip
def test_anything_else_is_no_ballots(value: Any) -> None:
    with pytest.raises(Misshapen):
        shapes.ballots(value)


def test_a_form_has_all_its_fields_and_no_others() -> None:
    form = shapes.fields("title", "name")
    assert form({"title": "T"}) == {"title": "T", "name": ""}
    assert form({}) == {"title": "", "name": ""}
    assert form({"title": "x" * shapes.MOST_CHARACTERS})["title"]
    for value in (*ODD[:-4], {"other": ""}, {"title": None}, {"title": 1}, {"title": ["T"]}, {"title": {}}):
        if value != {}:
            with pytest.raises(Misshapen):
                form(value)
    with pytest.raises(Misshapen):
        form({"title": "x" * (shapes.MOST_CHARACTERS + 1)})


def test_half_a_character_is_dropped_and_whole_ones_stay() -> None:
    assert shapes.fields("title")({"title": "a\ud83db\U0001f600\u0000é"}) == {"title": "ab\U0001f600\u0000é"}


@pytest.mark.parametrize(
    ("shape", "good", "bad"),
    [
        (shapes.one_of("a", "b"), ["a", "b"], [*ODD, "c", "A", ["a"]]),
        (shapes.one_of_type(bool), [True, False], [None, 0, 1, "true", []]),
        (shapes.one_of_type(str), ["", "x"], [None, 0, ["x"], {}]),
        (shapes.texts(most=2), [[], ["a"], ["a", "b"]], [None, "ab", ["a", 1], ["a"] * 3, {"a": 1}]),
    ],
)
def test_words_and_types(shape: Shape, good: list[Any], bad: list[Any]) -> None:
    assert [shape(value) for value in good] == good
    for value in bad:
        with pytest.raises(Misshapen):
            shape(value)


def test_a_misshapen_argument_is_told_without_its_value() -> None:
    with pytest.raises(Misshapen) as fault:
        shapes.identifier("hush")
    assert "hush" not in str(fault.value)
