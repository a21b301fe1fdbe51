"""Cleaning and measuring what people type."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain import texts
from debate_app.domain.refused import Invalid, Refused

HOSTILE = st.text(alphabet=st.characters(exclude_categories=()), max_size=80)  # lone surrogates and all


def test_line_breaks_are_made_one_kind() -> None:
    assert texts.plain("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"


def test_a_text_is_composed() -> None:
    assert texts.plain("cafe\u0301") == "café"


def test_what_can_only_harm_is_taken_out() -> None:
    assert texts.plain("a\x00b\x07c\ud800d\u202ee\u2066f\ufeffg") == "abcdefg"


def test_what_scripts_and_emoji_need_stays() -> None:
    for text in ("می\u200cخواهم", "👩\u200d👩\u200d👧", "א\u200eb", "क्\u200dष"):
        assert texts.plain(text) == unicodedata.normalize("NFC", text)


def test_a_tower_of_marks_is_cut_down() -> None:
    assert len(texts.plain("Z" + "\u0335\u0301" * 500 + "o")) < 12


def test_a_million_marks_take_no_time() -> None:
    began = time.process_time()
    texts.plain("a" + "\u0301\u0327" * 500_000)
    assert time.process_time() - began < 2


@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = texts.plain(text)
    assert texts.plain(once) == once
    once.encode()  # so that it can be stored and sent
    assert "\x00" not in once


@given(HOSTILE)
def test_a_cleaned_text_passes_again_unchanged(text: str) -> None:
    for read in (texts.title, texts.name, texts.topic, texts.background, lambda text: texts.paragraph(text, 1)):
        try:
            once = read(text)
        except Refused:
            continue
        assert read(once) == once


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\u200b\u200d\ufe0f", "\u3164\u115f", "\u2800", "\u0301", "\u202e\u00ad"]
)
def test_a_text_that_shows_nothing_is_empty(text: str) -> None:
    for read in (texts.title, texts.name, lambda text: texts.paragraph(text, 2)):
        with pytest.raises(Invalid, match="is empty"):
            read(text)


def test_the_sentence_names_the_limit_and_what_was_given() -> None:
    with pytest.raises(Invalid) as refusal:
        texts.title("x" * 163)
    assert refusal.value.sentence == "The title has 163 characters; 150 are allowed."
    assert refusal.value.field == "title"


def test_a_paragraph_is_limited_by_words_and_by_characters() -> None:
    assert texts.paragraph("word " * 300, 1)
    with pytest.raises(Invalid) as refusal:
        texts.paragraph("word " * 301, 2)
    assert refusal.value.sentence == "Paragraph 2 has 301 words; 300 are allowed."
    assert refusal.value.field == "paragraphs.2"
    with pytest.raises(Invalid, match=r"^Paragraph 1 has 100,000 characters; 4,000 are allowed\.$"):
        texts.paragraph("字" * 100_000, 1)


def test_a_paragraph_keeps_its_lines_and_a_title_has_one() -> None:
    assert texts.paragraph("one  \ntwo\n\n\n\nthree\n", 1) == "one\ntwo\n\nthree"
    assert texts.title("  one\n two\tthree  ") == "one two three"
    assert texts.title("Pourquoi\u00a0?") == "Pourquoi\u00a0?"


def test_a_background_may_be_empty() -> None:
    assert texts.background(" \u200b\n") == ""


def test_a_name_is_one_line_without_unseen_marks() -> None:
    assert texts.name(" Ada \u200e \n King\u200b ") == "Ada King"
    with pytest.raises(Invalid, match="at least one letter or digit"):
        texts.name("—!—")
