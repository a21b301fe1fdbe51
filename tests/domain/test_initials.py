"""The letters of an avatar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain.initials import initials, person
from debate_app.domain.snapshot import Person


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("D H", "DH"), ("anna", "A"), ("Mary Ann Evans", "ME"), ("  ", ""), ("!!!", ""), ("(bo) li", "BL"),
        ("李小龙", "李"), ("नीता कुमार", "नीकु"), ("e\u0301a b", "E\u0301B"), ("ßa", "ß"),
        ("👩\u200d👩\u200d👧 one", "👩\u200d👩\u200d👧O"), ("🇵🇹🇬🇧 x", "🇵🇹X"), ("👍🏽", "👍🏽"),
    ],
)  # fmt: skip
def test_the_first_characters_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_somebody_without_a_name_has_no_initials() -> None:
    assert person(None) == Person("", "")


@given(st.text(max_size=50))
def test_any_name_has_some(name: str) -> None:
    assert isinstance(initials(name), str)
