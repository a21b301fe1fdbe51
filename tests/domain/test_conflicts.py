"""Edits of a text that has moved on: what still goes, and what a writer who was too late gets to choose from."""

import pytest
from sqlmodel import Session

from debate_app.domain.refused import Invalid, Late
from debate_app.domain.tables import EditKind, EditStatus
from tests.databases import ON_BOTH
from tests.scene import Essay
from tests.written import refused


@ON_BOTH
@pytest.mark.parametrize(
    ("kind", "base", "mine", "theirs", "merged"),
    [
        (EditKind.CHANGE, "Apes eat apples.", "Great apes eat apples.", "Apes eat figs.", "Great apes eat figs."),
        (EditKind.TITLE, "Who eats what", "Who eats what, when", "Who ate what", "Who ate what, when"),
        (
            EditKind.SOURCES,
            "example.org/food",
            "example.org/food\nexample.com",
            "[1] example.org/food",
            "[1] example.org/food\nexample.com",
        ),
    ],
)
def test_whoever_was_too_late_gets_the_three_texts_and_a_merge(
    session: Session, essay: Essay, kind: EditKind, base: str, mine: str, theirs: str, merged: str
) -> None:
    essay.send(essay.author, kind, paragraph_id=essay.a, text=theirs)
    for who in (essay.author, essay.cy):
        with refused(session, Late, field="text") as refusal:
            essay.send(who, kind, base=1, paragraph_id=essay.a, text=f" {mine}\n")
        assert isinstance(refusal.value, Late)
        conflict = refusal.value.conflict
        assert (conflict.base, conflict.mine, conflict.theirs, conflict.version) == (base, mine, theirs, 2)
        spelled = "".join(run.text for run in conflict.theirs_changes if run.kind != "removed")
        assert spelled == theirs
        if kind is not EditKind.CHANGE:
            assert (conflict.merged, conflict.fits) == (merged, True)
    assert essay.send(essay.author, kind, base=2, paragraph_id=essay.a, text=mine).status is EditStatus.APPROVED


def test_changes_of_one_place_do_not_go_together_without_a_choice(essay: Essay) -> None:
    essay.change(essay.author, essay.a, "Apes eat figs.")
    with pytest.raises(Late) as refusal:
        essay.change(essay.cy, essay.a, "Apes eat dates.", base=1)
    assert not refusal.value.conflict.fits
    assert all(word in refusal.value.conflict.merged for word in ("figs", "dates"))


def test_what_changed_elsewhere_makes_nobody_late(essay: Essay) -> None:
    essay.change(essay.author, essay.b, "Bears eat bees.")
    essay.send(essay.author, EditKind.TITLE, text="New")
    essay.change(essay.author, essay.a, "Apes eat figs.", base=1)
    assert essay.texts() == ["Apes eat figs.", "Bears eat bees.", "Cats eat cakes."]


def test_what_stands_there_already_is_said(session: Session, essay: Essay) -> None:
    essay.change(essay.author, essay.a, "Apes eat figs.")
    with refused(session, Invalid, "Exactly this stands here already", field="text"):
        essay.change(essay.author, essay.a, "Apes eat figs.", base=1)


def test_a_paragraph_that_was_taken_out_meanwhile_is_said_to_be(session: Session, essay: Essay) -> None:
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.a)
    with refused(session, Invalid, "taken out meanwhile. Your text is kept", field="text"):
        essay.change(essay.cy, essay.a, "Apes.", base=1)
    for kind in (EditKind.REMOVE, EditKind.MOVE):
        with refused(session, Invalid, "changed since"):
            essay.send(essay.cy, kind, base=1, paragraph_id=essay.a, after_id=essay.b)


def test_a_removal_or_a_restoration_of_another_text_is_too_late(session: Session, essay: Essay) -> None:
    essay.change(essay.author, essay.a, "Apes eat figs.")
    essay.change(essay.author, essay.a, "Apes eat nuts.")
    with refused(session, Invalid, "changed since"):
        essay.send(essay.cy, EditKind.REMOVE, base=2, paragraph_id=essay.a)
    with refused(session, Invalid, "changed since"):
        essay.send(essay.cy, EditKind.RESTORE, base=2, restores=1)


def test_a_later_paragraph_comes_where_its_place_was(essay: Essay) -> None:
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.b)
    essay.send(essay.author, EditKind.INSERT, base=1, text="Bulls.", after_id=essay.b)
    assert essay.texts() == ["Apes eat apples.", "Bulls.", "Cats eat cakes."]
