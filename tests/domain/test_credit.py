"""Whose words a text is made of."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain import credit
from debate_app.domain.tokens import words
from tests.domain.hostile import HOSTILE, in_time

ANNA, BEN, CARL = 5, 7, 9
WORDS = st.lists(
    st.sampled_from(["red", "green", "don't", "水", "कि", "3.14", "👩", "€", ",", " ", " ", "\n"]), max_size=14
)
TEXTS = WORDS.map("".join) | st.text(max_size=20)
STEPS = st.lists(st.tuples(TEXTS, st.sampled_from([ANNA, BEN, CARL])), min_size=1, max_size=5)


def told(*steps: tuple[str, int]) -> credit.Runs:
    """The credit after texts that followed one another, each with who wrote it."""
    runs = credit.first(*steps[0])
    for (before, _), (after, author) in pairwise(steps):
        runs = credit.then(runs, before, after, author)
    return runs


def test_a_new_text_is_its_authors() -> None:
    assert credit.first("It was a bad idea.", ANNA) == ((ANNA, 5),)
    assert credit.first(" – … 👩", ANNA) == credit.first("", ANNA) == ()


def test_white_space_and_signs_are_nobodys() -> None:
    assert credit.first("“Don't”, she said: 3.14 € – 水火!", ANNA) == ((ANNA, 7),)
    assert told(("one two", ANNA), ("one,\n– two!", BEN)) == ((ANNA, 2),)


def test_words_that_stay_are_whose_they_were_in_the_order_of_the_text() -> None:
    assert told(("one two three four", ANNA), ("one 2 three four five", BEN)) == (
        (ANNA, 1),
        (BEN, 1),
        (ANNA, 2),
        (BEN, 1),
    )
    assert told(("one two three", ANNA), ("three new words one two", BEN)) == ((BEN, 3), (ANNA, 2))


def test_words_weigh_more_than_the_space_between_them() -> None:
    assert told(("x one two", ANNA), ("one y z", BEN)) == ((ANNA, 1), (BEN, 2))


def test_who_brings_a_word_back_is_credited_with_it() -> None:
    assert told(("one two three", ANNA), ("one three", BEN), ("one two three", CARL)) == (
        (ANNA, 1),
        (CARL, 1),
        (ANNA, 1),
    )


@given(STEPS)
def test_every_word_is_somebodys(steps: list[tuple[str, int]]) -> None:
    runs = told(*steps)
    assert sum(count for _, count in runs) == len(words(steps[-1][0]))
    assert all(count > 0 for _, count in runs)
    assert all(one[0] != other[0] for one, other in pairwise(runs))


@given(STEPS)
def test_a_text_that_comes_back_word_for_word_is_counted_in_full(steps: list[tuple[str, int]]) -> None:
    back = told(*steps, steps[0])
    assert sum(count for _, count in back) == len(words(steps[0][0]))


@given(TEXTS, TEXTS)
def test_new_words_alone_are_the_authors(before: str, after: str) -> None:
    by = dict.fromkeys((ANNA, BEN), 0) | dict(credit.shares([told((before, ANNA), (after, BEN))]))
    common = set(words(before)) & set(words(after))
    assert by[ANNA] <= sum(word in common for word in words(after))
    assert by[BEN] >= sum(word not in common for word in words(after))


def test_words_that_the_record_does_not_know_are_the_authors() -> None:
    assert credit.then(((ANNA, 1),), "one two", "one two three", BEN) == ((ANNA, 1), (BEN, 2))
    assert credit.then(((ANNA, 9),), "one two", "one two three", BEN) == ((ANNA, 2), (BEN, 1))


@given(STEPS)
def test_the_record_can_be_read_again(steps: list[tuple[str, int]]) -> None:
    assert credit.decode(credit.encode(told(*steps))) == told(*steps)


def test_the_record_is_short() -> None:
    assert credit.encode(((5, 120), (7, 3))) == "[[5,120],[7,3]]"
    assert credit.decode("[]") == ()


def test_shares_are_added_up_most_words_first() -> None:
    runs = (((CARL, 2), (BEN, 3), (CARL, 2)), ((ANNA, 3),), ())
    assert credit.shares(runs) == ((CARL, 4), (ANNA, 3), (BEN, 3))
    assert credit.shares([]) == ()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_credited_in_time(hostile: str) -> None:
    before, after = HOSTILE[hostile]
    runs = credit.first(before, ANNA)
    assert sum(count for _, count in in_time(lambda: credit.then(runs, before, after, BEN))) == len(words(after))
