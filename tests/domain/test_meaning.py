"""What passes as a small correction, and what never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain.meaning import is_small_correction
from tests.domain.hostile import HOSTILE, in_time

WORDS = st.lists(st.sampled_from(["government", "did", "not", "act", "[1]", "5%", "-3", "3.14", "€", "水"]), min_size=1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("it was a bad idea", "It was a bad idea."),
        ("It  was\na bad idea.", "It was a bad idea."),
        ("It was, surely a bad idea", "It was, surely, a bad idea!"),
        ('A "bad" idea: yes', "A “bad” idea; yes"),
        ("A bad idea - surely.", "A bad idea – surely…"),
        ("He didn't.", "He didn’t."),
        ("From 1990-2000 at -5", "From 1990–2000 at −5"),
        ("A cafe in Munchen", "A café in München"),
        ("A cafe\u0301", "A café"),
        ("A well known idea", "A well-known idea"),
        ("A bad idea[1].", "A bad idea [1]."),
        ("In 2019, many (most) left", "In 2019 many, most, left"),
        ("The goverment acted", "The government acted"),
        ("They recieved fourty letters of argumnet", "They received forty letters of argument"),
        ("The same.", "The same."),
        ("Это правидьно", "Это правильно"),
    ],
)
def test_what_says_the_same_is_small(before: str, after: str) -> None:
    assert is_small_correction(before, after)
    assert is_small_correction(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "A bad idea"),
        ("", ""),
        ("…", "!"),
        ("They act", "They did act"),
        ("They can act", "They can't act"),
        ("They do act", "They do not act"),
        ("They can act", "They cannot act"),
        ("They say nothing", "They say noting"),
        ("It is not so", "It is now so"),
        ("Its end", "It's end"),
        ("They knew it.", "They knew it?"),
        ("It rose 5%", "It rose 5"),
        ("It costs €5", "It costs $5"),
        ("It costs 5 €", "It costs 5"),
        ("It fell to -5", "It fell to 5"),
        ("It fell to −5", "It fell to 5"),
        ("It fell to - 5", "It fell to 5"),
        ("It fell by -€5", "It fell by €5"),
        ("A rise of 3.14", "A rise of 314"),
        ("A rise of 3.14", "A rise of 3,14"),
        ("A rise of .5", "A rise of 5"),
        ("A rise of 1,000", "A rise of 1 000"),
        ("In 1990", "In 1991"),
        ("At 10:30", "At 1030"),
        ("It is 10²", "It is 102"),
        ("A 5' wall", 'A 5" wall'),
        ("a < b", "a > b"),
        ("a = b", "a ≠ b"),
        ("a + b", "a b"),
        ("A bad idea [1].", "A bad idea [2]."),
        ("A bad idea [1].", "A bad idea."),
        ("A bad idea [1].", "A bad idea 1."),
        ("A bad [1] idea", "A bad idea [1]"),
        ("A bad idea", "A bed idea"),
        ("They agree", "They agreed"),
        ("Many voters", "Many voted"),
        ("The eighty", "The eighth"),
        ("A report", "A resort is"),
        ("An imoral act", "An amoral act"),
        ("See wierd.org/page", "See wired.org/page"),
        ("See example.com", "See example.co.m"),
        ("The numbers1", "The numbres1"),
        ("n̶o̶t̶ so", "not so"),
        ("ειναι αυτο;", "ειναι αυτο."),
        ("か", "が"),
        ("שלומות", "שלימות"),
        ("👍", "👎"),
        ("goverment minster parliment comittee", "government minister parliament committee"),
    ],
)
def test_what_may_say_something_else_is_not_small(before: str, after: str) -> None:
    assert not is_small_correction(before, after)
    assert not is_small_correction(after, before)


@given(WORDS, WORDS)
def test_other_words_are_never_small(one: list[str], other: list[str]) -> None:
    assert is_small_correction(" ".join(one), " ".join(other)) == (one == other)


@given(WORDS, st.data())
def test_white_space_is_small_and_a_number_more_is_not(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words)))
    spaced = "  \n".join(words)
    assert is_small_correction(" ".join(words), spaced)
    assert not is_small_correction(" ".join(words), " ".join([*words[:place], "7", *words[place:]]))


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    assert is_small_correction(one, other) == is_small_correction(other, one)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_judged_in_time(hostile: str) -> None:
    before, after = HOSTILE[hostile]
    assert in_time(lambda: is_small_correction(before, after)) is False
    assert in_time(lambda: is_small_correction(before, before)) is not hostile.startswith("only ")


def test_texts_that_are_too_long_to_compare_are_not_small() -> None:
    assert not in_time(lambda: is_small_correction("a " * 1_000_000, "a " * 1_000_000))
