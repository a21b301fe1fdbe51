"""Sources as the lines of one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain import limits, source_lines
from debate_app.domain.refused import Invalid


def test_each_line_is_a_source_with_its_label_before_it() -> None:
    text = "example.org/a\n\n  [b] https://example.com/x?y=1 \r\n[A name] example.net"
    entries = (("example.org/a", None), ("https://example.com/x?y=1", "b"), ("example.net", "A name"))
    assert source_lines.entries(text) == entries
    assert source_lines.cleaned(text) == "example.org/a\n[b] https://example.com/x?y=1\n[A name] example.net"


def test_no_lines_are_no_sources() -> None:
    assert source_lines.entries(" \n\n") == ()
    assert source_lines.joined([]) == ""


@pytest.mark.parametrize(
    "line", ["no address", "javascript:alert(1)", "[1]", "[1] ", "[[1]] example.org", "x@example.org"]
)
def test_the_first_line_that_names_no_source_is_told(line: str) -> None:
    with pytest.raises(Invalid, match=r"^Line 2: ") as refusal:
        source_lines.entries(f"example.org\n\n{line}\nneither this", "field")
    assert refusal.value.field == "field"


def test_labels_and_lists_have_limits() -> None:
    with pytest.raises(Invalid, match=r"^Line 1: The label has 41 characters"):
        source_lines.entries(f"[{'x' * (limits.SOURCE_LABEL_CHARACTERS + 1)}] example.org")
    most = "\n".join(["example.org"] * limits.SOURCES)
    assert len(source_lines.entries(most)) == limits.SOURCES
    with pytest.raises(Invalid, match="There are 51 sources; 50 are allowed"):
        source_lines.entries(f"{most}\nexample.org")


def test_brackets_within_a_label_are_left_out() -> None:
    lines = source_lines.joined([("example.org", "[1]"), ("example.com", "a]b"), ("example.net", "[]")])
    assert lines == "[1] example.org\n[a b] example.com\nexample.net"
    assert source_lines.cleaned(lines) == lines


_addresses = st.sampled_from(["example.org", "https://example.com/x?y=[1]", "HTTP://Example.net/é", "example.org/(a)"])
_labels = st.one_of(st.none(), st.sampled_from(["1", "b", "A name", "*", "[1]", "a ] b", "½"]))


@given(st.lists(st.tuples(_addresses, _labels), max_size=5))
def test_what_is_joined_is_read_back(entries: list[source_lines.Entry]) -> None:
    lines = source_lines.joined(entries)
    again = source_lines.entries(lines)
    assert [address for address, _ in again] == [address for address, _ in entries]
    assert source_lines.joined(again) == source_lines.cleaned(lines) == lines
