"""Word-level differences."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain.diff import CONTEXT_WORDS, READABLE_CHANGES, around, changes, parted
from debate_app.domain.limits import BACKGROUND_CHARACTERS, PARAGRAPH_CHARACTERS
from debate_app.domain.snapshot import Change
from debate_app.domain.tokens import TOKENIZED_CHARACTERS, split
from tests.domain.hostile import HOSTILE, in_time

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


def spell(runs: tuple[Change, ...], *kinds: str) -> str:
    return "".join(run.text for run in runs if run.kind in kinds)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_compared_in_time(hostile: str) -> None:
    before, after = HOSTILE[hostile]
    runs = in_time(lambda: changes.__wrapped__(before, after))
    assert (spell(runs, "same", "removed"), spell(runs, "same", "added")) == (before, after)
    assert in_time(lambda: around(runs))


def test_one_word_among_ten_thousand_alike_is_found() -> None:
    runs = changes("word " * 10_000, "word " * 5_000 + "other " + "word " * 5_000)
    assert runs == (
        Change("word " * 5_000, "same"),
        Change("other ", "added"),
        Change("word " * 5_000, "same"),
    )


def test_texts_that_are_too_long_are_replaced_as_a_whole() -> None:
    before, after = "水 " * 30_000, "火 " * 30_000
    assert changes(before, after) == (Change(before, "removed"), Change(after, "added"))
    before, after = "a " * TOKENIZED_CHARACTERS, "a " * TOKENIZED_CHARACTERS + "b"
    assert changes(before, after) == (Change(before, "removed"), Change(after, "added"))


@pytest.mark.parametrize("characters", [BACKGROUND_CHARACTERS, PARAGRAPH_CHARACTERS])
def test_whatever_people_may_write_is_compared(characters: int) -> None:
    before, after = "水" * characters, "火水" * (characters // 2 - 1) + "火火"
    removed = sum(found.end - found.start for found in parted(split(before), split(after)))
    assert characters - removed == characters // 2 - 1


def test_more_changes_than_one_can_read_are_one() -> None:
    kept = [f" and then {number} of them " for number in range(READABLE_CHANGES + 1)]
    runs = changes("old".join(kept), "new".join(kept))
    assert len(runs) == 2 * len(kept) - 1 + READABLE_CHANGES
    runs = changes("old".join([*kept, ""]), "new".join([*kept, ""]))
    assert [run.kind for run in runs] == ["same", "removed", "added"]


def test_a_word_between_two_changes_goes_with_them() -> None:
    assert changes("It was a very bad thing.", "It was an utterly good thing.") == (
        Change("It was ", "same"),
        Change("a very bad", "removed"),
        Change("an utterly good", "added"),
        Change(" thing.", "same"),
    )


@given(TEXTS, TEXTS)
def test_the_exact_ranges_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    old, new = split(before), split(after)
    rebuilt: list[str] = []
    end = new_end = 0
    for found in parted(old, new):
        assert found.size > 0
        assert end == new_end == 0 or found.start > end
        rebuilt += old[end : found.start] + new[found.new_start : found.new_end]
        assert len(rebuilt) == found.new_end
        end, new_end = found.end, found.new_end
    assert rebuilt + old[end:] == new


@given(st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.sampled_from("abc"), max_size=9))
def test_as_much_is_kept_as_can_be(old: list[str], new: list[str]) -> None:
    removed = sum(found.end - found.start for found in parted(old, new))
    assert len(old) - removed == longest_common(tuple(old), tuple(new))


@cache
def longest_common(old: tuple[str, ...], new: tuple[str, ...]) -> int:
    if not old or not new:
        return 0
    if old[0] == new[0]:
        return 1 + longest_common(old[1:], new[1:])
    return max(longest_common(old[1:], new), longest_common(old, new[1:]))


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
