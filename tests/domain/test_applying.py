"""What becomes of the edits that wait when another one is applied."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import applying, decisions, edits, limits, notices, viewpoints
from debate_app.domain.amendments import Draft
from debate_app.domain.tables import Edit, EditKind, EditRevision, EditStatus
from debate_app.domain.versions import wording
from tests import scene
from tests.databases import ON_BOTH, statements
from tests.scene import Essay

PROPOSED, NEEDS_LOOK = EditStatus.PROPOSED, EditStatus.NEEDS_LOOK


def _status(essay: Essay, edit_id: int) -> EditStatus:
    return essay.edit(edit_id).status


@ON_BOTH
def test_a_proposal_for_another_part_waits_as_it_is(essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.b, "Bees.")
    assert essay.change(essay.author, essay.a, "Apes eat figs.").told == ()
    assert (_status(essay, sent.edit_id), essay.edit(sent.edit_id).revision) == (PROPOSED, 1)
    essay.approve(sent.edit_id)
    assert essay.texts() == ["Apes eat figs.", "Bees.", "Cats eat cakes."]


def test_what_goes_together_is_merged_into_another_wording(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.a, "Apes eat apples, always.", reason="Often")
    essay.edit(sent.edit_id).agrees = 3
    assert essay.change(essay.author, essay.a, "Great apes eat apples.").told == ()
    edit, carried = essay.edit(sent.edit_id), essay.wording(sent.edit_id)
    assert (edit.status, edit.revision, edit.voted_from, edit.agrees) == (PROPOSED, 2, 1, 3)
    assert (carried.cause, carried.base_version, carried.author_id) == ("carried", 2, essay.cy)
    assert (carried.before, carried.text) == ("Great apes eat apples.", "Great apes eat apples, always.")
    assert carried.reason == "Often"
    assert session.get_one(EditRevision, (sent.edit_id, 1)).text == "Apes eat apples, always."
    essay.approve(sent.edit_id)
    assert essay.texts()[0] == "Great apes eat apples, always."


def test_what_does_not_go_together_needs_another_look_and_its_author_is_told(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.a, "Apes eat figs.")
    applied = essay.change(essay.author, essay.a, "Apes eat dates.")
    assert applied.told == (essay.cy,)
    [notice] = notices.unseen(session, essay.cy)
    assert (notice.kind, notice.edit_id, notice.by.name) == ("needs_look", sent.edit_id, "Bo Li")
    assert essay.change(essay.author, essay.a, "Apes eat pears.").told == ()
    assert (_status(essay, sent.edit_id), essay.edit(sent.edit_id).revision) == (NEEDS_LOOK, 1)


def test_nobody_is_told_of_what_their_own_edit_did(session: Session, essay: Essay) -> None:
    first, second = (essay.change(essay.cy, essay.a, f"Apes eat {fruit}.").edit_id for fruit in ("figs", "dates"))
    assert set(essay.approve(first).told) == {essay.cy}
    assert {one.kind for one in notices.unseen(session, essay.cy)} == {"approved", "needs_look"}
    assert _status(essay, second) is NEEDS_LOOK


def test_what_fits_again_after_a_restoration_is_proposed_again(essay: Essay) -> None:
    changed = essay.change(essay.cy, essay.a, "Apes eat figs.").edit_id
    removed = essay.send(essay.cy, EditKind.REMOVE, paragraph_id=essay.a).edit_id
    restored = essay.change(essay.author, essay.c, "Cats.") and essay.send(essay.cy, EditKind.RESTORE, restores=1)
    essay.change(essay.author, essay.a, "Apes eat dates.")
    assert {_status(essay, one) for one in (changed, removed, restored.edit_id)} == {NEEDS_LOOK}
    essay.send(essay.author, EditKind.RESTORE, restores=2)
    assert {_status(essay, one) for one in (changed, removed, restored.edit_id)} == {PROPOSED}
    essay.approve(changed)
    assert essay.texts() == ["Apes eat figs.", "Bears eat berries.", "Cats."]


def test_a_proposal_for_a_paragraph_that_was_taken_out_comes_back_with_it(essay: Essay) -> None:
    waiting = [
        essay.change(essay.cy, essay.a, "Apes eat figs.").edit_id,
        essay.send(essay.cy, EditKind.REMOVE, paragraph_id=essay.a).edit_id,
        essay.send(essay.cy, EditKind.MOVE, paragraph_id=essay.a, after_id=essay.c).edit_id,
    ]
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.a)
    assert [_status(essay, one) for one in waiting] == [NEEDS_LOOK] * 3
    essay.send(essay.author, EditKind.RESTORE, restores=1)
    assert [_status(essay, one) for one in waiting] == [PROPOSED] * 3


def test_a_place_that_vanished_is_the_one_before(essay: Essay) -> None:
    inserted = essay.send(essay.cy, EditKind.INSERT, text="Bulls.", after_id=essay.b).edit_id
    moved = essay.send(essay.cy, EditKind.MOVE, paragraph_id=essay.c, after_id=essay.a).edit_id
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.b)
    assert [_status(essay, one) for one in (inserted, moved)] == [PROPOSED, NEEDS_LOOK]  # it stands there already
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.a)
    assert [_status(essay, one) for one in (inserted, moved)] == [PROPOSED, NEEDS_LOOK]
    essay.approve(inserted)
    assert essay.texts() == ["Bulls.", "Cats eat cakes."]
    assert _status(essay, moved) is PROPOSED
    essay.approve(moved)
    assert essay.texts() == ["Cats eat cakes.", "Bulls."]


def test_what_the_text_says_already_needs_another_look(essay: Essay) -> None:
    same = essay.change(essay.cy, essay.a, "Apes eat figs.").edit_id
    title = essay.send(essay.cy, EditKind.TITLE, text="New").edit_id
    essay.change(essay.author, essay.a, "Apes eat figs.")
    essay.send(essay.author, EditKind.TITLE, text="New")
    assert [_status(essay, one) for one in (same, title)] == [NEEDS_LOOK] * 2


def test_the_only_paragraph_left_cannot_be_removed_until_there_is_another(essay: Essay) -> None:
    removal = essay.send(essay.cy, EditKind.REMOVE, paragraph_id=essay.a).edit_id
    for paragraph_id in (essay.b, essay.c):
        essay.send(essay.author, EditKind.REMOVE, paragraph_id=paragraph_id)
    assert _status(essay, removal) is NEEDS_LOOK
    essay.send(essay.author, EditKind.INSERT, text="Dogs.")
    essay.approve(removal)
    assert essay.texts() == ["Dogs."]


def test_an_insertion_waits_for_room(session: Session, question_id: int) -> None:
    author, cy = scene.guest(session, "Dee"), scene.guest(session, "Cy")
    texts = [f"Number {number}" for number in range(limits.PARAGRAPHS - 1)]
    viewpoint_id = viewpoints.add(session, author, question_id, "Long", texts, [])
    waiting = edits.submit(session, cy, viewpoint_id, Draft(EditKind.INSERT, 1, text="Mine")).edit_id
    full = edits.submit(session, author, viewpoint_id, Draft(EditKind.INSERT, 1, text="The last"))
    assert session.get_one(Edit, waiting).status is NEEDS_LOOK
    edits.submit(session, author, viewpoint_id, Draft(EditKind.REMOVE, 2, paragraph_id=full.paragraph_id))
    decisions.approve(session, author, waiting, 1, None)
    assert wording(session, viewpoint_id, 4).paragraphs[0].text == "Mine"


def test_a_merge_that_breaks_a_limit_needs_another_look(essay: Essay) -> None:
    longer = " ".join(["Apes eat apples.", *["much"] * 200])
    sent = essay.change(essay.cy, essay.a, longer)
    essay.change(essay.author, essay.a, " ".join([*["very"] * 200, "Apes eat apples."]))
    assert _status(essay, sent.edit_id) is NEEDS_LOOK


def test_sources_that_were_added_by_two_are_merged(essay: Essay) -> None:
    sent = essay.send(essay.cy, EditKind.SOURCES, text="example.com\nexample.org/food")
    essay.send(essay.author, EditKind.SOURCES, text="example.org/food\nexample.net")
    essay.approve(sent.edit_id)
    assert essay.now().sources.split("\n") == ["example.com", "example.org/food", "example.net"]


def test_when_merging_takes_too_long_the_rest_needs_another_look(essay: Essay, monkeypatch: pytest.MonkeyPatch) -> None:
    merged = essay.change(essay.cy, essay.a, "Apes eat apples, always.").edit_id
    fits = essay.change(essay.cy, essay.b, "Bees.").edit_id
    monkeypatch.setattr(applying, "MERGE_SECONDS", -1)
    essay.change(essay.author, essay.a, "Great apes eat apples.")
    assert [_status(essay, one) for one in (merged, fits)] == [NEEDS_LOOK, PROPOSED]
    monkeypatch.undo()
    essay.change(essay.author, essay.c, "Cats.")
    assert _status(essay, merged) is PROPOSED
    assert essay.wording(merged).text == "Great apes eat apples, always."


def test_what_waits_is_read_in_the_same_queries_however_much_it_is(engine: Engine, essay: Essay) -> None:
    counts: list[int] = []
    for round_number in range(2):
        for number in range(4):
            essay.change(essay.cy, essay.b, f"Bees {round_number} {number}.")
        with statements(engine) as seen:
            essay.change(essay.author, essay.a, f"Apes eat {round_number} figs.")
        counts.append(len(seen))
    assert counts[0] == counts[1]
