"""Two changes of one text, put together by words."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain.diff import parted
from debate_app.domain.merge import Merge, merged
from debate_app.domain.tokens import split
from tests.domain.hostile import HOSTILE, in_time

TOKENS = st.sampled_from(["red", "green", "blue", "don", "t", "'", ".", "3", "水", "कि", " ", " ", " ", "\n"])
TEXTS = st.lists(TOKENS, max_size=14).map("".join) | st.text(max_size=20)


@st.composite
def changed_twice(draw: st.DrawFn) -> tuple[str, str, str]:
    """A base and two changes of it: each leaves some tokens, and replaces others."""
    base = draw(st.lists(TOKENS, max_size=14))
    kept = st.just(None) | st.just(None) | st.lists(TOKENS, max_size=2)
    sides = [
        "".join(token if new is None else "".join(new) for token, new in zip(base, draws, strict=True))
        for draws in (draw(st.lists(kept, min_size=len(base), max_size=len(base))) for _ in range(2))
    ]
    return "".join(base), sides[0], sides[1]


TRIPLES = changed_twice() | st.tuples(TEXTS, TEXTS, TEXTS)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("It was a good idea.", "It was a bad plan.", "It was a good plan."),
        ("It was surely a bad idea.", "It was a bad idea, then.", "It was surely a bad idea, then."),
        ("It was an idea.", "That was a bad idea.", "That was an idea."),
        ("It was a good idea.", "It was a good idea. Yes.", "It was a good idea. Yes."),
        ("It was a bad, bad idea.", "It was a bad old idea.", "It was a bad, bad old idea."),
        ("It was a bad idea.", "", ""),
    ],
)
def test_changes_in_different_places_fit(mine: str, theirs: str, both: str) -> None:
    assert merged("It was a bad idea.", mine, theirs) == Merge(both, fits=True)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("It was a good idea.", "It was a great idea.", "It was a great good idea."),
        ("That was a very bad thing.", "It was a really bad idea.", "That was a really very bad thing."),
        ("It was a idea.", "It was a good idea.", "It was a good idea."),
        ("", "It was a good idea.", "It was a good idea."),
        ("It was a bad idea. Yes!", "It was a bad idea. No!", "It was a bad idea. No! Yes!"),
    ],
)
def test_of_changes_in_one_place_the_words_of_both_are_there(mine: str, theirs: str, both: str) -> None:
    assert merged("It was a bad idea.", mine, theirs) == Merge(both, fits=False)


def test_half_a_number_of_each_is_no_number() -> None:
    assert merged("About 3.14 of it", "About 4.14 of it", "About 3.15 of it").fits is False


def test_texts_that_are_too_long_to_compare_do_not_fit() -> None:
    base = "水火" * 15_000
    assert merged(base, f"a {base[1:-1]} b", f"c {base[1:-1]} d").fits is False
    assert merged(base, base, "c") == merged(base, "c", base) == merged(base, "c", "c") == Merge("c", fits=True)


@given(TEXTS, TEXTS)
def test_a_side_that_changed_nothing_leaves_the_other_as_it_is(base: str, text: str) -> None:
    assert merged(base, text, base) == merged(base, base, text) == merged(base, text, text) == Merge(text, fits=True)


@given(TRIPLES)
def test_no_word_is_lost(texts: tuple[str, str, str]) -> None:
    base, mine, theirs = texts
    has = Counter(token for token in split(merged(base, mine, theirs).text) if not token.isspace())
    assert left(base, mine, theirs) + added(base, mine) <= has
    assert left(base, mine, theirs) + added(base, theirs) <= has


@given(TRIPLES)
def test_where_it_fits_no_word_comes_from_nowhere_and_none_stays_that_was_removed(texts: tuple[str, str, str]) -> None:
    base, mine, theirs = texts
    result = merged(base, mine, theirs)
    has = Counter(token for token in split(result.text) if not token.isspace())
    if result.fits:
        assert has <= left(base, mine, theirs) + added(base, mine) + added(base, theirs)
        assert merged(base, theirs, mine) == result


@given(TRIPLES)
def test_whether_it_fits_does_not_depend_on_whose_is_whose(texts: tuple[str, str, str]) -> None:
    base, mine, theirs = texts
    assert merged(base, mine, theirs).fits == merged(base, theirs, mine).fits


def left(base: str, *sides: str) -> Counter[str]:
    """The words of the base that no side removed."""
    words = split(base)
    removed = {place for side in sides for found in parted(words, split(side)) for place in range(*found[:2])}
    return Counter(word for place, word in enumerate(words) if place not in removed and not word.isspace())


def added(base: str, side: str) -> Counter[str]:
    words = split(side)
    ranges = parted(split(base), words)
    return Counter(word for found in ranges for word in words[found.new_start : found.new_end] if not word.isspace())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_merged_in_time(hostile: str) -> None:
    base, mine = HOSTILE[hostile]
    theirs = mine[len(mine) // 2 :] + "x" + mine[: len(mine) // 2]
    result = in_time(lambda: merged(base, mine, theirs))
    assert result == merged(base, mine, theirs)
    assert "x" in result.text
