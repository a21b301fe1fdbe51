"""Word-level differences."""

import time

from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain.diff import CONTEXT_WORDS, around, changes
from debate_app.domain.snapshot import Change

WORDS = st.lists(st.sampled_from(["red", "green", "blue", "don't", " ", "\n", ", ", "été", "水", "👩\u200d👧", "कि"]))
TEXTS = WORDS.map("".join) | st.text(max_size=60)


def test_words_change_as_a_whole() -> None:
    assert changes("It was a bad idea for people.", "It was a bright idea for all people.") == (
        Change("It was a ", "same"),
        Change("bad", "removed"),
        Change("bright", "added"),
        Change(" idea for ", "same"),
        Change("all ", "added"),
        Change("people.", "same"),
    )


def test_letters_stay_with_their_marks() -> None:
    assert changes("कि", "कु") == (Change("कि", "removed"), Change("कु", "added"))
    assert changes("👍🏽", "👍🏿") == (Change("👍🏽", "removed"), Change("👍🏿", "added"))


def test_equal_texts_are_one_run_and_empty_ones_none() -> None:
    assert changes("a", "a") == (Change("a", "same"),)
    assert changes("", "") == ()


@given(TEXTS, TEXTS)
def test_the_runs_spell_both_texts(before: str, after: str) -> None:
    runs = changes(before, after)
    assert "".join(run.text for run in runs if run.kind in ("same", "removed")) == before
    assert "".join(run.text for run in runs if run.kind in ("same", "added")) == after
    assert all(run.text for run in runs)


def test_very_long_texts_are_replaced_as_a_whole() -> None:
    before, after = "a " * 10_001, "b " * 10_001
    assert changes(before, after) == (Change(before, "removed"), Change(after, "added"))


def test_repeated_words_cannot_hang_it() -> None:
    began = time.process_time()
    changes("a b " * 4_000, "b a c " * 3_000)
    assert time.process_time() - began < 5


def words(first: int, last: int) -> str:
    return " ".join(str(number) for number in range(first, last))


def test_far_from_a_change_the_words_are_left_out() -> None:
    before, changed, after = (
        Change(words(0, 100) + " ", "same"),
        Change("new", "added"),
        Change(" " + words(0, 100), "same"),
    )
    first, middle, last = around((before, changed, after))
    assert first == Change("…" + " " + words(100 - CONTEXT_WORDS, 100) + " ", "same")
    assert middle == changed
    assert last == Change(" " + words(0, CONTEXT_WORDS) + " …", "same")


def test_between_two_changes_the_middle_is_left_out() -> None:
    runs = (Change("a", "removed"), Change(" " + words(0, 100) + " ", "same"), Change("b", "added"))
    kept = around(runs)[1].text
    assert kept == f" {words(0, CONTEXT_WORDS)} … {words(100 - CONTEXT_WORDS, 100)} "


@given(TEXTS, TEXTS)
def test_only_unchanged_runs_are_shortened_and_never_lengthened(before: str, after: str) -> None:
    runs = changes(before, after)
    shown = around(runs)
    assert [run.kind for run in shown] == [run.kind for run in runs]
    for run, short in zip(runs, shown, strict=True):
        assert short == run or (run.kind == "same" and len(short.text.split()) < len(run.text.split()))


def test_a_text_that_did_not_change_is_shown_whole() -> None:
    runs = changes(words(0, 500), words(0, 500))
    assert around(runs) == runs
    assert around(()) == ()
