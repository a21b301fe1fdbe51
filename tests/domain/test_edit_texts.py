"""Edits as the page shows them."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import decisions, edit_texts, edits
from debate_app.domain.snapshot import NOBODY, Change, EditText, Person
from debate_app.domain.tables import EditKind
from tests.databases import ON_BOTH, statements
from tests.scene import Essay

BO, CY = Person("Bo Li", "BL"), Person("Cy Twombly", "CT")


def _shown(essay: Essay, edit_id: int) -> EditText:
    essay.session.flush()
    return edit_texts.chosen(essay.session, [edit_id])[edit_id]


def test_a_proposal_shows_who_would_change_what_and_why(essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.b, "Bears eat bees.", reason="Seen it")
    shown, edit = _shown(essay, sent.edit_id), essay.edit(sent.edit_id)
    assert (shown.kind, shown.status, shown.author, shown.at) == ("change", "proposed", CY, edit.created_at)
    assert (shown.place, shown.paragraph_number, shown.behind) == (f"paragraph-{essay.b}", 2, 0)
    assert (shown.reason, shown.text, shown.compared) == ("Seen it", "Bears eat bees.", True)
    assert shown.changes == (
        Change("Bears eat ", "same"),
        Change("berries", "removed"),
        Change("bees", "added"),
        Change(".", "same"),
    )
    assert (shown.revision, shown.cause, shown.adjusted_by) == (1, "proposed", NOBODY)
    assert (shown.decided_by, shown.decided_at, shown.decision) == (NOBODY, "", "")
    assert (shown.base_version, shown.version, shown.restores, shown.small) == (1, 0, 0, False)


def test_an_approved_one_shows_who_decided_and_adjusted_it(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.b, "Bears eat bees.")
    decisions.approve_changed(session, essay.author, sent.edit_id, 1, 1, "Bears eat berrries.", True, "Thanks")
    shown = _shown(essay, sent.edit_id)
    assert (shown.author, shown.adjusted_by, shown.decided_by, shown.decision) == (CY, BO, BO, "Thanks")
    assert (shown.status, shown.cause, shown.version, shown.small) == ("approved", "adjusted", 2, True)
    assert shown.decided_at == essay.edit(sent.edit_id).decided_at


@pytest.mark.parametrize("kind", EditKind)
def test_each_kind_shows_beside_its_part(essay: Essay, kind: EditKind) -> None:
    text = {EditKind.INSERT: "Ants.", EditKind.TITLE: "New", EditKind.SOURCES: "example.com"}.get(kind, "Bees.")
    if kind is EditKind.RESTORE:
        essay.send(essay.author, EditKind.TITLE, text="Other")
    more = {"language": "pt"} if kind is EditKind.TRANSLATION else {}
    sent = essay.send(essay.cy, kind, paragraph_id=essay.b, after_id=essay.c, restores=1, text=text, **more)
    shown = _shown(essay, sent.edit_id)
    of_the_whole, its_own = f"title-{essay.viewpoint_id}", f"paragraph-{essay.b}"
    place, number, behind, changes = {
        EditKind.CHANGE: (its_own, 2, 0, None),
        EditKind.INSERT: (f"paragraph-{essay.c}", 0, 3, (Change("Ants.", "added"),)),
        EditKind.REMOVE: (its_own, 2, 0, (Change("Bears eat berries.", "removed"),)),
        EditKind.MOVE: (its_own, 2, 3, (Change("Bears eat berries.", "same"),)),
        EditKind.TITLE: (of_the_whole, 0, 0, None),
        EditKind.SOURCES: (f"sources-{essay.viewpoint_id}", 0, 0, None),
        EditKind.RESTORE: (of_the_whole, 0, 0, ()),
        EditKind.TRANSLATION: (its_own, 2, 0, (Change("Bees.", "same"),)),
    }[kind]
    assert (shown.place, shown.paragraph_number, shown.behind) == (place, number, behind)
    assert shown.changes == changes if changes is not None else {run.kind for run in shown.changes} >= {"added"}
    assert shown.restores == (1 if kind is EditKind.RESTORE else 0)


def test_an_edit_of_what_was_taken_out_shows_beside_the_title(essay: Essay) -> None:
    changed = essay.change(essay.cy, essay.b, "Bees.").edit_id
    inserted = essay.send(essay.cy, EditKind.INSERT, text="Ants.", after_id=essay.b).edit_id
    first = essay.send(essay.cy, EditKind.INSERT, text="Ants.").edit_id
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.b)
    for edit_id in (changed, inserted, first):
        shown = _shown(essay, edit_id)
        assert (shown.place, shown.paragraph_number, shown.behind) == (f"title-{essay.viewpoint_id}", 0, 0)


@ON_BOTH
def test_an_imported_edit_whose_earlier_text_is_not_known_is_one_run(essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.b, "Bees.")
    essay.wording(sent.edit_id).before = None
    essay.edit(sent.edit_id).decided_by_id = essay.edit(sent.edit_id).decided_at = None
    shown = _shown(essay, sent.edit_id)
    assert (shown.compared, shown.changes, shown.decided_by) == (False, (Change("Bees.", "same"),), NOBODY)


def test_the_newest_wording_is_shown_once(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.b, "Bees.")
    edits.revise(session, essay.cy, sent.edit_id, 1, "Bulls.", "Better")
    essay.approve(sent.edit_id)
    for small in (True, False, True):
        decisions.weigh(session, essay.author, sent.edit_id, small)
    shown = _shown(essay, sent.edit_id)
    assert (shown.text, shown.reason, shown.revision, shown.small) == ("Bulls.", "Better", 2, True)


def test_what_waits_tells_whether_it_looks_like_a_small_correction(session: Session, essay: Essay) -> None:
    typo, other = (essay.change(essay.cy, essay.a, text).edit_id for text in ("Apes eat aples.", "Apes eat figs."))
    assert (_shown(essay, typo).small, _shown(essay, other).small) == (True, False)
    edits.withdraw(session, essay.cy, typo)
    assert not _shown(essay, typo).small
    decisions.approve(session, essay.author, other, 1, small=True)
    assert _shown(essay, other).small


def test_they_are_read_in_three_queries(session: Session, engine: Engine, essay: Essay) -> None:
    sent = [essay.change(essay.cy, essay.b, f"Bees {number}.").edit_id for number in range(5)]
    with statements(engine) as seen:
        assert edit_texts.chosen(session, sent).keys() == set(sent)
    assert len(seen) == 3
    assert edit_texts.chosen(session, []) == {}
