"""What an edit makes of a viewpoint's wording, and whether it still means the same on a later one."""

from dataclasses import replace

import pytest

from debate_app.domain import limits
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import EditKind
from debate_app.domain.wordings import Amendment, Standing, Wording, amended, anchored, fits, makes_a_difference, part

A, B, C = Standing(1, 1, "Apes."), Standing(2, 1, "Bears."), Standing(3, 4, "Cats.")
ABC = Wording("Animals", "example.org", (A, B, C))
EMPTY_INSERT = Amendment(EditKind.INSERT, text="Dogs.")


def arranged(*paragraphs: Standing) -> Wording:
    return replace(ABC, paragraphs=paragraphs)


@pytest.mark.parametrize(
    ("amendment", "expected"),
    [
        (Amendment(EditKind.CHANGE, 2, "Bees."), arranged(A, Standing(2, 0, "Bees."), C)),
        (Amendment(EditKind.INSERT, text="Dogs.", after_id=2), arranged(A, B, Standing(0, 0, "Dogs."), C)),
        (EMPTY_INSERT, arranged(Standing(0, 0, "Dogs."), A, B, C)),
        (Amendment(EditKind.REMOVE, 1), arranged(B, C)),
        (Amendment(EditKind.MOVE, 1, after_id=3), arranged(B, C, A)),
        (Amendment(EditKind.MOVE, 3), arranged(C, A, B)),
        (Amendment(EditKind.TITLE, text="Beasts"), replace(ABC, title="Beasts")),
        (Amendment(EditKind.SOURCES, text=""), replace(ABC, sources="")),
        (Amendment(EditKind.RESTORE, restores=1, restored=arranged(C)), arranged(C)),
    ],
    ids=lambda value: value.kind if isinstance(value, Amendment) else "",
)
def test_an_amendment_changes_its_part_and_nothing_else(amendment: Amendment, expected: Wording) -> None:
    assert amended(ABC, amendment) == expected
    assert makes_a_difference(ABC, amendment)
    assert fits(ABC, ABC, amendment)


@pytest.mark.parametrize(
    "amendment",
    [
        Amendment(EditKind.CHANGE, 2, "Bears."),
        Amendment(EditKind.MOVE, 2, after_id=1),
        Amendment(EditKind.MOVE, 1),
        Amendment(EditKind.TITLE, text="Animals"),
        Amendment(EditKind.SOURCES, text="example.org"),
        Amendment(EditKind.RESTORE, restores=1, restored=ABC),
    ],
    ids=lambda amendment: amendment.kind,
)
def test_what_would_change_nothing_is_refused(amendment: Amendment) -> None:
    with pytest.raises(Invalid, match="Nothing has changed yet"):
        amended(ABC, amendment)
    assert not makes_a_difference(ABC, amendment)


@pytest.mark.parametrize("kind", [EditKind.CHANGE, EditKind.REMOVE, EditKind.MOVE])
@pytest.mark.parametrize("paragraph_id", [None, 0, 9, -1])
def test_a_paragraph_that_does_not_stand_cannot_be_edited(kind: EditKind, paragraph_id: int | None) -> None:
    amendment = Amendment(kind, paragraph_id, "New.")
    assert not fits(ABC, ABC, amendment)
    with pytest.raises(Invalid, match="taken out"):
        amended(ABC, amendment)
    assert not makes_a_difference(ABC, amendment)


def test_the_last_paragraph_stays() -> None:
    with pytest.raises(Invalid, match="at least one paragraph"):
        amended(arranged(B), Amendment(EditKind.REMOVE, 2))


def test_there_are_not_too_many_paragraphs() -> None:
    most = tuple(Standing(number, 1, "Text.") for number in range(1, limits.PARAGRAPHS + 1))
    amended(arranged(*most[1:]), EMPTY_INSERT)
    with pytest.raises(Invalid, match="at most 50 paragraphs"):
        amended(arranged(*most), EMPTY_INSERT)


def test_a_paragraph_cannot_come_behind_itself() -> None:
    with pytest.raises(Invalid, match="behind itself"):
        amended(ABC, Amendment(EditKind.MOVE, 2, after_id=2))


@pytest.mark.parametrize(
    ("amendment", "elsewhere", "here"),
    [
        (Amendment(EditKind.CHANGE, 1, "X."), arranged(C, A), arranged(replace(A, text="Axes."), B, C)),
        (Amendment(EditKind.REMOVE, 1), replace(ABC, title="New"), arranged(replace(A, text="Axes."), B, C)),
        (Amendment(EditKind.MOVE, 1, after_id=3), arranged(replace(A, text="Axes."), C), arranged(B, C)),
        (Amendment(EditKind.TITLE, text="X"), arranged(C), replace(ABC, title="New")),
        (Amendment(EditKind.SOURCES, text="x.org"), replace(ABC, title="New"), replace(ABC, sources="new.org")),
        (Amendment(EditKind.RESTORE, restores=1, restored=arranged(C)), ABC, arranged(B, A, C)),
    ],
    ids=lambda value: value.kind if isinstance(value, Amendment) else "",
)
def test_only_what_happened_to_its_part_makes_an_amendment_late(
    amendment: Amendment, elsewhere: Wording, here: Wording
) -> None:
    assert fits(ABC, elsewhere, amendment)
    assert not fits(ABC, here, amendment)


def test_an_insertion_always_fits() -> None:
    assert fits(ABC, Wording("Other", "", (Standing(9, 1, "Zebras."),)), EMPTY_INSERT)


def test_a_paragraph_that_was_changed_and_changed_back_is_the_same_again() -> None:
    assert fits(ABC, arranged(replace(A, number=7), B, C), Amendment(EditKind.CHANGE, 1, "X."))


@pytest.mark.parametrize(
    ("after_id", "now", "expected"),
    [
        (None, ABC, None),
        (3, ABC, 3),
        (3, arranged(A, B), 2),
        (3, arranged(B, A), 2),
        (3, arranged(A), 1),
        (2, arranged(C), None),
        (9, ABC, None),
        (9, arranged(Standing(9, 1, "Zebras.")), 9),
    ],
)
def test_a_place_that_was_taken_out_is_the_one_before(after_id: int | None, now: Wording, expected: int | None) -> None:
    for amendment in (replace(EMPTY_INSERT, after_id=after_id), Amendment(EditKind.MOVE, 7, after_id=after_id)):
        assert anchored(ABC, now, amendment) == replace(amendment, after_id=expected)


def test_a_paragraph_whose_place_was_taken_out_does_not_come_behind_itself() -> None:
    amendment = Amendment(EditKind.MOVE, 2, after_id=3)
    now = arranged(B, A)
    assert amended(now, anchored(ABC, now, amendment)) == arranged(A, B)


def test_the_part_that_an_edit_is_about() -> None:
    assert [part(ABC, kind, 2) for kind in (EditKind.CHANGE, EditKind.REMOVE, EditKind.MOVE)] == ["Bears."] * 3
    assert (part(ABC, EditKind.TITLE, None), part(ABC, EditKind.SOURCES, None)) == ("Animals", "example.org")
    assert (part(ABC, EditKind.INSERT, None), part(ABC, EditKind.RESTORE, None)) == ("", "")
    assert part(ABC, EditKind.CHANGE, 9) is None


def test_paragraphs_are_counted_from_one() -> None:
    assert [ABC.number_of(one) for one in (1, 3, 9, None)] == [1, 3, 0, 0]
