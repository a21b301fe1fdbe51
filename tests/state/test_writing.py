"""From a form's text areas to paragraphs, sources and sentences."""

import pytest

from debate_app.domain.refused import Invalid, Refused
from debate_app.state.writing import by_field, lines_in, paragraphs_in, typed_so_far


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        ("One.", ["One."]),
        ("One\nstill one.\n\nTwo.", ["One\nstill one.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("One.\n \t\n\n\nTwo.\n\n", ["One.", "Two."]),
        (" \n\n \n\n", []),
    ],
)
def test_an_empty_line_ends_a_paragraph(text: str, paragraphs: list[str]) -> None:
    assert [paragraph.strip("\n") for paragraph in paragraphs_in(text)] == paragraphs


def test_each_line_that_says_something_is_a_source() -> None:
    assert lines_in("a.org\n\n  \r\nb.org\u2028c.org\n") == ["a.org", "b.org", "c.org"]


def test_the_sentences_of_one_field_come_together() -> None:
    faults = [Refused("One.", "sources.1"), Refused("Two.", "sources.7"), Refused("Three.", "title"), Refused("All.")]
    assert by_field(faults) == {"sources": "One. Two.", "title": "Three.", "all": "All."}
    assert by_field([]) == {}


def test_while_one_types_nobody_is_told_that_a_field_is_empty() -> None:
    empty, long = Invalid("The title is empty.", "title"), Invalid("Too long.", "paragraphs.2")
    form = {"title": " ", "paragraphs": "x"}
    assert typed_so_far([empty, long, Invalid("Whatever.", "other")], form) == [long]
