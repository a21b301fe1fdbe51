"""What a text would look like, before it is sent."""

import pytest

from debate_app.domain import limits, preview
from debate_app.domain.snapshot import Piece


def test_paragraphs_are_numbered_as_in_the_form_and_blank_ones_left_out() -> None:
    shown = preview.paragraphs(["One.", " \u200b ", "Three. [1]"], ["example.org"])
    assert [(one.number, one.pieces) for one in shown] == [
        (1, (Piece("One.", 0),)),
        (3, (Piece("Three. ", 0), Piece("[1]", 1))),
    ]


def test_a_mark_without_its_source_is_plain_text() -> None:
    [shown] = preview.paragraphs(["See [2]."], ["example.org"])
    assert shown.pieces == (Piece("See [2].", 0),)


def test_addresses_that_cannot_be_opened_are_left_out_and_keep_the_numbers_of_the_others() -> None:
    shown = preview.sources(["javascript:alert(1)", "example.org/a", "", "http://localhost/", "https://example.com"])
    assert [(one.number, one.href) for one in shown] == [(2, "https://example.org/a"), (5, "https://example.com")]


def test_what_only_harms_is_cleaned_as_it_will_be_when_sent() -> None:
    [shown] = preview.paragraphs(["a\u202eb\x00c\ud800"], [])
    assert shown.pieces == (Piece("abc", 0),)


@pytest.mark.parametrize("many", [limits.PARAGRAPHS + 1, 50_000])
def test_no_more_is_shown_than_may_be_sent(many: int) -> None:
    assert len(preview.paragraphs(["x"] * many, ["example.org"] * many)) == limits.PARAGRAPHS
    assert len(preview.sources(["example.org"] * many)) == limits.SOURCES
