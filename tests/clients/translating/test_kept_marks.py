"""What a translation may not change: hidden, put back, looked for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debate_app.clients.translating.cutting import cut
from debate_app.clients.translating.kept_marks import place_in, protect, unchanged

MARKS = [
    "[1]",
    "[12]",
    "[ICO]",
    "[1, 2]",
    "https://www.wired.co.uk/article/x?y=1#z",
    "wired.co.uk/article/x",
    "https://example.org/Gang_(film)",
    "bob@example.org",
    "@anna",
    "#matrix",
    "<name>",
    "{name}",
    "&amp;",
    "&#39;",
    "£30",
    "R$ 1.200,50",
    "€1.5bn",
    "30 €",
    "2019–2020",
    "−5",
    "👩🏽‍🚀",
    "https://a.b/1",
    "a" * 70,
]
PIECES = st.one_of(
    st.sampled_from(MARKS), st.sampled_from([" ", "\n", "\n\n• ", ". ", "1", "[", "]", "It was wrong."]), st.text()
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS)
@settings(deadline=None)
def test_whatever_is_hidden_comes_back_as_it_was(text: str) -> None:
    hidden = protect(text)
    assert hidden.restored(hidden.text) == text
    assert unchanged(text, text)


@given(TEXTS)
@settings(deadline=None)
def test_a_text_that_was_cut_is_the_same_when_joined(text: str) -> None:
    hidden = protect(text).text
    parts = cut(hidden, place_in(hidden))
    assert parts.joined(list(parts.texts)) == hidden
    assert len(parts.between) == len(parts.texts) + 1
    assert all(part.strip() for part in parts.texts)


@pytest.mark.parametrize("mark", MARKS)
def test_an_engine_sees_no_mark_and_its_loss_is_seen(mark: str) -> None:
    text = f"They said so {mark} in the end."
    hidden = protect(text)
    assert hidden.text == f"They said so {hidden.place}0 in the end."
    assert hidden.restored(f"Am Ende {hidden.place.upper()} 0 sagten sie es.") != text
    said = hidden.restored(f"Am Ende sagten sie es {hidden.place}0.")
    assert said == f"Am Ende sagten sie es {mark}."
    assert unchanged(text, said)
    assert not unchanged(text, "Am Ende sagten sie es.")


@pytest.mark.parametrize("text", ["wrong.It is", "[the police] said", "3.5 per cent", "e.g. this", "a < b and c > d"])
def test_what_only_looks_like_a_mark_is_translated(text: str) -> None:
    assert protect(text).text == text


def test_marks_that_stand_close_stay_apart_for_the_engine_and_close_for_the_reader() -> None:
    hidden = protect("So[1][2], and (see [3]).")
    assert hidden.text == "So https://a.b/0 https://a.b/1, and (see https://a.b/2)."
    assert hidden.restored("Also https://a.b/1 https://a.b/0, und (vgl. https: //a.b.b/2).") == (
        "Also[2][1], und (vgl. [3])."
    )


@pytest.mark.parametrize(
    ("original", "translated"),
    [
        ("It rose 1,234.5 % in 2019.", "Subiu 1.234,5% em 2019."),
        ("of 1,234,567 people", "de 1 234 567 pessoas"),
        ("in 2019, 30 people", "em 2019 30 pessoas"),
        ("50,000 people", "٥٠٬٠٠٠ شخص"),
        ("twenty of them", "20 deles"),
    ],
)
def test_numbers_may_be_written_in_the_manner_of_another_language(original: str, translated: str) -> None:
    assert unchanged(original, translated)


@pytest.mark.parametrize(
    ("original", "translated"),
    [
        ("It rose 1,234.5 %", "Subiu 1,234.6 %"),
        ("in 2019", "em 2018"),
        ("2 of 2", "2 de dois"),
        ("so [1]", "assim [2]"),
        ("so [1]", "assim [1] [1]"),
        ("so", "assim [1]"),
        ("see example.org/a", "ver example.org/A"),
        ("£30 million", "30 milhões de euros"),
        ("one\ntwo", "um dois"),
    ],
)
def test_what_was_changed_lost_or_made_up_is_seen(original: str, translated: str) -> None:
    assert not unchanged(original, translated)


def test_only_words_are_worth_an_engine() -> None:
    assert not protect("[1] https://example.org/x 30 % – 2019–2020 👍").has_words
    assert protect("[1] so").has_words


@pytest.mark.parametrize("pattern", ["[", "<a ", "a@", "a.", "1,", "{", "https://", "[1", "x.org(", "1–", "\n• "])
def test_hiding_takes_bounded_time_whatever_comes(pattern: str) -> None:
    text = pattern * (10_000 // len(pattern))
    hidden = protect(text)
    assert hidden.restored(hidden.text) == text
    cut(hidden.text, place_in(hidden.text))
