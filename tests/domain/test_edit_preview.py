"""What an edit would change, before it is sent."""

import pytest
from sqlmodel import Session

from debate_app.domain.edit_preview import Preview, preview
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.snapshot import Change
from debate_app.domain.tables import EditKind
from tests.databases import ON_BOTH
from tests.scene import Essay


def _of(essay: Essay, kind: EditKind, text: str, version: int = 1) -> Preview:
    return preview(essay.session, essay.viewpoint_id, kind, essay.a, version, text)


@ON_BOTH
def test_a_change_is_shown_word_by_word(essay: Essay) -> None:
    assert _of(essay, EditKind.CHANGE, " Apes eat figs. ") == Preview(
        (Change("Apes eat ", "same"), Change("apples", "removed"), Change("figs", "added"), Change(".", "same")),
        small=False,
    )
    assert _of(essay, EditKind.CHANGE, "Apes eat aples.").small


def test_titles_sources_and_insertions_are_shown_too(essay: Essay) -> None:
    assert _of(essay, EditKind.TITLE, "Who eats what now").changes[-1] == Change(" now", "added")
    sources = _of(essay, EditKind.SOURCES, "example.org/food\nexample.com")
    assert (sources.changes[-1].kind, sources.small) == ("added", True)
    assert _of(essay, EditKind.INSERT, "Ants.") == Preview((Change("Ants.", "added"),), small=False)
    assert _of(essay, EditKind.REMOVE, "") == Preview((Change("Apes eat apples.", "removed"),), small=False)


def test_what_changes_no_text_shows_nothing(essay: Essay) -> None:
    assert _of(essay, EditKind.CHANGE, "Apes eat apples.") == Preview((), small=False)
    assert _of(essay, EditKind.MOVE, "") == Preview((), small=True)
    assert _of(essay, EditKind.RESTORE, "") == Preview((), small=False)


def test_it_is_compared_with_the_version_that_the_writer_saw(essay: Essay) -> None:
    essay.change(essay.author, essay.a, "Apes eat figs.")
    assert Change("apples", "removed") in _of(essay, EditKind.CHANGE, "Apes eat dates.").changes
    assert Change("figs", "removed") in _of(essay, EditKind.CHANGE, "Apes eat dates.", 2).changes


def test_what_breaks_a_limit_is_said(essay: Essay) -> None:
    for kind, text in ((EditKind.CHANGE, ""), (EditKind.TITLE, "x" * 151), (EditKind.SOURCES, "no address")):
        with pytest.raises(Invalid) as refusal:
            _of(essay, kind, text)
        assert refusal.value.field == "text"


@pytest.mark.parametrize("number", [0, -1, 2, 2**31, 2**63, -(2**70)])
def test_what_does_not_exist_is_not_found(session: Session, essay: Essay, number: int) -> None:
    with pytest.raises(NotFound):
        _of(essay, EditKind.CHANGE, "Apes.", number)
    with pytest.raises(NotFound):
        preview(session, number, EditKind.CHANGE, essay.a, 1, "Apes.")
