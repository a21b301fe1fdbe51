"""The readable end of a question's address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain.slugs import SLUG_CHARACTERS, path, slug


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("What is the Gangs Matrix?", "what-is-the-gangs-matrix"),
        ("What's “fair”, really?", "whats-fair-really"),
        ("Où est l'été ?", "où-est-lété"),
        ("पानी किसका है?", "पानी-किसका-है"),
        ("ＦＵＬＬ １２", "full-12"),
        ("???", "question"),
        ("Translation?", "translation-question"),
        ("x" * 100, "x" * 60),
        ("ten letters " * 6, "ten-letters-ten-letters-ten-letters-ten-letters-ten-letters"),
    ],
)
def test_the_words_are_joined_by_hyphens(title: str, words: str) -> None:
    assert slug(title) == words


@given(st.text())
def test_a_slug_is_short_and_safe_in_a_path(title: str) -> None:
    made = slug(title)
    assert 0 < len(made) <= SLUG_CHARACTERS
    assert not set(made) & set("/?#%& \\.\"'<>")
    assert made == made.strip("-")


def test_the_address_of_a_question_holds_its_id_and_its_words() -> None:
    assert path(12, "Wo ist die Bücherei? 図書館") == "/q/12/wo-ist-die-bücherei-図書館"
