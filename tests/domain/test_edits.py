"""Edits as their authors make them: applied at once or proposed, worded anew, taken back."""

from collections.abc import Callable

import pytest
from sqlalchemy import func
from sqlmodel import Session, col, select

from debate_app.domain import appointments, edits, limits, rows, versions, viewpoints
from debate_app.domain.amendments import Draft
from debate_app.domain.credit import decode
from debate_app.domain.refused import Invalid, NameNeeded, NotFound
from debate_app.domain.tables import (
    ConversationEvent,
    Edit,
    EditKind,
    EditStatus,
    EventKind,
    Paragraph,
    ParagraphVersion,
    Question,
    ViewpointVersion,
)
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay
from tests.written import refused

NOTHING = [0, -1, 999_999, 2**31, 2**63, -(2**70)]

Sending = Callable[[Essay], dict[str, object]]

EVERY_KIND: dict[EditKind, Sending] = {
    EditKind.CHANGE: lambda essay: {"paragraph_id": essay.b, "text": "Bees eat berries."},
    EditKind.INSERT: lambda essay: {"after_id": essay.a, "text": "Ants eat ants."},
    EditKind.REMOVE: lambda essay: {"paragraph_id": essay.a},
    EditKind.MOVE: lambda essay: {"paragraph_id": essay.a, "after_id": essay.c},
    EditKind.TITLE: lambda _: {"text": "Who eats whom"},
    EditKind.SOURCES: lambda _: {"text": "example.org/food\n[2] example.com"},
    EditKind.RESTORE: lambda _: {"restores": 1},
}
"""An edit of each kind, made on version 2 of an essay, where the third paragraph is another one; but a translation,
which changes no text (``test_corrections.py``)."""

AFTERWARDS: dict[EditKind, list[str]] = {
    EditKind.CHANGE: ["Apes eat apples.", "Bees eat berries.", "Cats eat cod."],
    EditKind.INSERT: ["Apes eat apples.", "Ants eat ants.", "Bears eat berries.", "Cats eat cod."],
    EditKind.REMOVE: ["Bears eat berries.", "Cats eat cod."],
    EditKind.MOVE: ["Bears eat berries.", "Cats eat cod.", "Apes eat apples."],
    EditKind.TITLE: ["Apes eat apples.", "Bears eat berries.", "Cats eat cod."],
    EditKind.SOURCES: ["Apes eat apples.", "Bears eat berries.", "Cats eat cod."],
    EditKind.RESTORE: ["Apes eat apples.", "Bears eat berries.", "Cats eat cakes."],
}

each_kind = pytest.mark.parametrize("kind", EVERY_KIND)


@pytest.fixture
def second(essay: Essay) -> Essay:
    """An essay at its version 2."""
    essay.change(essay.author, essay.c, "Cats eat cod.")
    return essay


def event_of(essay: Essay, edit_id: int) -> ConversationEvent:
    return essay.session.exec(select(ConversationEvent).where(col(ConversationEvent.edit_id) == edit_id)).one()


@each_kind
def test_the_authors_edit_is_applied_at_once_and_recorded_as_approved(second: Essay, kind: EditKind) -> None:
    before, updated = second.sequence, rows.question(second.session, second.question_id).text_sequence
    sent = second.send(second.author, kind, reason=" As  it is ", **EVERY_KIND[kind](second))
    edit, wording = second.edit(sent.edit_id), second.wording(sent.edit_id)
    assert (sent.status, sent.viewpoint_id, sent.told) == (EditStatus.APPROVED, second.viewpoint_id, ())
    assert (edit.decided_by_id, edit.decided_at, edit.decision) == (second.author, edit.created_at, "")
    assert (edit.version, second.viewpoint.version) == (3, 3)
    assert (wording.number, wording.cause, wording.base_version, wording.reason) == (1, "proposed", 2, "As it is")
    assert second.texts() == AFTERWARDS[kind]
    assert second.sequence == before + 1 > updated
    event = event_of(second, sent.edit_id)
    assert (event.kind, event.author_id, event.at, event.active_at) == (
        EventKind.EDIT,
        second.author,
        edit.created_at,
        edit.created_at,
    )


@each_kind
def test_anybody_elses_edit_is_a_proposal_that_changes_no_text(second: Essay, kind: EditKind) -> None:
    before, text = rows.question(second.session, second.question_id).model_copy(), second.now()
    sent = second.send(second.cy, kind, **EVERY_KIND[kind](second))
    edit = second.edit(sent.edit_id)
    assert sent.status is edit.status is EditStatus.PROPOSED
    assert (edit.author_id, edit.decided_by_id, edit.decided_at, edit.version) == (second.cy, None, None, None)
    assert (second.now(), second.viewpoint.version) == (text, 2)
    after = rows.question(second.session, second.question_id)
    assert after.sequence == after.text_sequence == before.sequence + 1
    assert after.updated_at == before.updated_at
    assert event_of(second, sent.edit_id).author_id == second.cy


@each_kind
def test_an_approved_proposal_does_what_the_authors_own_edit_does(second: Essay, kind: EditKind) -> None:
    sent = second.send(second.cy, kind, **EVERY_KIND[kind](second))
    second.approve(sent.edit_id)
    assert second.texts() == AFTERWARDS[kind]
    assert second.edit(sent.edit_id).version == 3


@each_kind
def test_a_wording_keeps_what_stood_there_and_what_takes_its_place(second: Essay, kind: EditKind) -> None:
    wording = second.wording(second.send(second.cy, kind, **EVERY_KIND[kind](second)).edit_id)
    asked = EVERY_KIND[kind](second)
    assert wording.text == asked.get("text")
    assert (wording.after_id, wording.restores) == (asked.get("after_id"), asked.get("restores"))
    assert wording.before == {
        EditKind.CHANGE: "Bears eat berries.",
        EditKind.REMOVE: "Apes eat apples.",
        EditKind.MOVE: "Apes eat apples.",
        EditKind.TITLE: "Who eats what",
        EditKind.SOURCES: "example.org/food",
    }.get(kind, "")


def test_where_the_edit_is_now_is_told(essay: Essay) -> None:
    inserted = essay.send(essay.author, EditKind.INSERT, text="Dogs eat dates.", after_id=essay.c)
    assert essay.now().paragraphs[-1].id == inserted.paragraph_id == essay.edit(inserted.edit_id).paragraph_id
    assert essay.change(essay.author, essay.a, "Apes.").paragraph_id == essay.a
    assert essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.a).paragraph_id == 0
    assert essay.send(essay.cy, EditKind.INSERT, text="Eels.").paragraph_id == 0


def test_moderators_edit_at_once_too(essay: Essay) -> None:
    mo = scene.guest(essay.session, "Mo")
    scene.appoint(essay.session, mo)
    assert essay.change(mo, essay.a, "Apes eat pears.").status is EditStatus.APPROVED
    appointments.dismiss(essay.session, None, mo)
    assert essay.change(mo, essay.a, "Apes eat plums.").status is EditStatus.PROPOSED


def test_words_are_credited_to_whoever_brought_them(essay: Essay) -> None:
    essay.approve(essay.change(essay.cy, essay.a, "Apes eat ripe apples.").edit_id)
    version = essay.session.get_one(ParagraphVersion, (essay.a, 2))
    assert decode(version.credit) == ((essay.author, 2), (essay.cy, 1), (essay.author, 1))
    assert version.author_id == essay.cy


@pytest.mark.parametrize(
    ("text", "small"), [("Apes eat aples.", True), ("Apes eat Apples!?", False), ("Apes eat nothing.", False)]
)
def test_a_change_that_looks_like_a_small_correction_leaves_votes_on_todays_meaning(
    essay: Essay, text: str, small: bool
) -> None:
    essay.change(essay.author, essay.a, text)
    assert essay.session.get_one(ViewpointVersion, (essay.viewpoint_id, 2)).small is small
    assert essay.viewpoint.meaning_version == (1 if small else 2)


@pytest.mark.parametrize("small", [True, False])
def test_what_the_author_says_of_it_counts(essay: Essay, small: bool) -> None:
    essay.change(essay.author, essay.a, "Apes eat apples!" if not small else "Nobody eats.", small=small)
    assert essay.viewpoint.meaning_version == (1 if small else 2)


def test_sources_and_moves_look_small_and_insertions_removals_and_restorations_do_not(second: Essay) -> None:
    for kind in (EditKind.SOURCES, EditKind.MOVE):
        second.send(second.author, kind, **EVERY_KIND[kind](second))
        assert second.viewpoint.meaning_version == 2
    for kind in (EditKind.INSERT, EditKind.REMOVE, EditKind.RESTORE):
        second.send(second.author, kind, **EVERY_KIND[kind](second))
        assert second.viewpoint.meaning_version == second.viewpoint.version


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (EditKind.CHANGE, "", "The paragraph is empty"),
        (EditKind.CHANGE, None, "The paragraph is empty"),
        (EditKind.INSERT, " \n\u200b", "The paragraph is empty"),
        (EditKind.CHANGE, "word " * (limits.PARAGRAPH_WORDS + 1), "301 words; 300 are allowed"),
        (EditKind.INSERT, "x" * (limits.PARAGRAPH_CHARACTERS + 1), "4,001 characters; 4,000 are allowed"),
        (EditKind.TITLE, "", "The title is empty"),
        (EditKind.TITLE, "x" * (limits.TITLE_CHARACTERS + 1), "151 characters"),
        (EditKind.SOURCES, "no address", "Line 1: “no address” is no web address"),
    ],
)
def test_a_text_that_breaks_a_limit_is_refused(
    session: Session, essay: Essay, kind: EditKind, text: str | None, sentence: str
) -> None:
    for who in (essay.author, essay.cy):
        with refused(session, Invalid, sentence, field="text"):
            essay.send(who, kind, paragraph_id=essay.a, text=text)


def test_a_reason_has_a_limit(session: Session, essay: Essay) -> None:
    for who in (essay.author, essay.cy):
        with refused(session, Invalid, "The reason has 201 characters", field="reason"):
            essay.change(who, essay.a, "Apes.", reason="x" * (limits.REASON_CHARACTERS + 1))


def test_what_would_change_nothing_is_refused(session: Session, essay: Essay) -> None:
    for kind, rest in (
        (EditKind.CHANGE, {"paragraph_id": essay.a, "text": " Apes eat apples. \n"}),
        (EditKind.MOVE, {"paragraph_id": essay.b, "after_id": essay.a}),
        (EditKind.TITLE, {"text": "Who  eats\nwhat"}),
        (EditKind.SOURCES, {"text": "\nexample.org/food\n"}),
        (EditKind.RESTORE, {"restores": 1}),
    ):
        with refused(session, Invalid, "Nothing has changed yet"):
            essay.send(essay.cy, kind, **rest)


def test_there_are_never_more_than_fifty_paragraphs(session: Session, question_id: int) -> None:
    author = scene.guest(session, "Dee")
    texts = [f"Number {number}" for number in range(limits.PARAGRAPHS)]
    viewpoint_id = viewpoints.add(session, author, question_id, "Long", texts, [])
    with refused(session, Invalid, "at most 50 paragraphs"):
        edits.submit(session, author, viewpoint_id, Draft(EditKind.INSERT, 1, text="One more"))


def test_a_viewpoint_keeps_a_paragraph(session: Session, viewpoint_id: int) -> None:
    [only] = versions.wording(session, viewpoint_id, 1).paragraphs
    author = rows.viewpoint(session, viewpoint_id).author_id
    with refused(session, Invalid, "at least one paragraph"):
        edits.submit(session, author, viewpoint_id, Draft(EditKind.REMOVE, 1, paragraph_id=only.id))


def test_a_removed_paragraph_keeps_its_texts_and_its_place_stays_free(essay: Essay) -> None:
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.b)
    assert essay.session.get_one(Paragraph, essay.b).position is None
    assert essay.session.get_one(ParagraphVersion, (essay.b, 1)).text == "Bears eat berries."
    assert [essay.session.get_one(Paragraph, one).position for one in (essay.a, essay.c)] == [1, 2]


def test_a_proposal_that_is_sent_twice_is_made_once(session: Session, essay: Essay) -> None:
    for kind, asked in EVERY_KIND.items():
        if kind is EditKind.RESTORE:
            essay.change(essay.author, essay.c, "Cats eat cod.")
        essay.send(essay.cy, kind, **asked(essay))
        with refused(session, Invalid, "proposed exactly this already"):
            essay.send(essay.cy, kind, reason="Again", **asked(essay))


def test_the_same_by_somebody_else_or_after_a_decision_is_no_repeat(essay: Essay) -> None:
    first = essay.change(essay.cy, essay.a, "Apes.")
    assert essay.change(scene.guest(essay.session, "Eve"), essay.a, "Apes.").status is EditStatus.PROPOSED
    essay.change(essay.cy, essay.b, "Apes.")
    edits.withdraw(essay.session, essay.cy, first.edit_id)
    assert essay.change(essay.cy, essay.a, "Apes.").status is EditStatus.PROPOSED


@each_kind
def test_an_edit_of_ones_own_text_that_is_sent_twice_is_made_once(
    session: Session, second: Essay, kind: EditKind
) -> None:
    asked = EVERY_KIND[kind](second)
    second.send(second.author, kind, base=2, **asked)
    with refused(session, Invalid):
        second.send(second.author, kind, base=2, **asked)


def test_a_paragraph_that_its_author_saw_can_be_added_once_more(essay: Essay) -> None:
    for _ in range(2):
        essay.send(essay.author, EditKind.INSERT, text="Ants eat ants.", after_id=essay.a)
    assert essay.texts().count("Ants eat ants.") == 2


def test_a_restoration_brings_everything_back(essay: Essay) -> None:
    first = essay.now()
    essay.change(essay.author, essay.b, "Bees.")
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.a)
    essay.send(essay.author, EditKind.MOVE, paragraph_id=essay.c)
    essay.send(essay.author, EditKind.INSERT, text="Dogs.")
    essay.send(essay.author, EditKind.SOURCES, text="")
    essay.send(essay.author, EditKind.TITLE, text="New")
    essay.send(essay.author, EditKind.RESTORE, restores=1)
    assert (essay.now(), essay.viewpoint.version) == (first, 8)
    assert versions.wording(essay.session, essay.viewpoint_id, 1) == first


def test_what_does_not_exist_is_not_found(session: Session, essay: Essay) -> None:
    draft = Draft(EditKind.CHANGE, 1, paragraph_id=essay.a, text="Apes.")
    for row_id in NOTHING:
        for act, args in (
            (edits.submit, (essay.cy, row_id, draft)),
            (edits.submit, (row_id, essay.viewpoint_id, draft)),
            (edits.revise, (essay.cy, row_id, 1, "Apes.", "")),
            (edits.withdraw, (essay.cy, row_id)),
        ):
            with refused(session, NotFound):
                act(session, *args)


@ON_BOTH
def test_a_version_that_never_was_is_not_found(session: Session, second: Essay) -> None:
    proposed = second.change(second.cy, second.a, "Apes.")
    for number in (*NOTHING, 3):
        for act, args in (
            (edits.submit, (second.viewpoint_id, Draft(EditKind.TITLE, number, text="New"))),
            (edits.submit, (second.viewpoint_id, Draft(EditKind.RESTORE, 2, restores=number))),
            (edits.revise, (proposed.edit_id, number, "Apes!", "")),
        ):
            with refused(session, NotFound, "This version does not exist"):
                act(session, second.cy, *args)


def test_a_paragraph_that_is_none_of_the_viewpoints_is_refused(session: Session, essay: Essay) -> None:
    other = scene.viewpoint(session, essay.question_id, "Other")
    foreign = versions.wording(session, other, 1).paragraphs[0].id
    for paragraph_id in (None, foreign, *NOTHING):
        for kind in (EditKind.CHANGE, EditKind.REMOVE, EditKind.MOVE):
            with refused(session, Invalid):
                essay.send(essay.author, kind, paragraph_id=paragraph_id, text="X.")
    for after_id in (foreign, *NOTHING):
        with refused(session, Invalid, "no such place"):
            essay.send(essay.author, EditKind.INSERT, after_id=after_id, text="X.")
        with refused(session, Invalid, "no such place"):
            essay.send(essay.author, EditKind.MOVE, paragraph_id=essay.a, after_id=after_id)


def test_what_a_kind_has_no_use_for_is_ignored(essay: Essay) -> None:
    sent = essay.send(essay.author, EditKind.TITLE, text="New", paragraph_id=999, after_id=999, restores=999)
    wording = essay.wording(sent.edit_id)
    assert (essay.edit(sent.edit_id).paragraph_id, wording.after_id, wording.restores) == (None, None, None)


def test_a_guest_without_a_name_is_asked_for_one(session: Session, essay: Essay) -> None:
    nobody = scene.guest(session)
    with refused(session, NameNeeded):
        essay.change(nobody, essay.a, "Apes.")


def test_so_many_proposals_wait_and_no_more_but_the_author_goes_on(
    session: Session, essay: Essay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPEN_EDITS", 2)
    for text in ("One.", "Two."):
        sent = essay.change(essay.cy, essay.a, text)
    with refused(session, Invalid, "2 changes wait here"):
        essay.change(essay.cy, essay.a, "Three.")
    assert essay.change(essay.author, essay.b, "Bees.").status is EditStatus.APPROVED
    edits.withdraw(session, essay.cy, sent.edit_id)
    assert essay.change(essay.cy, essay.a, "Three.").status is EditStatus.PROPOSED


def test_every_applied_edit_is_found_in_a_search(essay: Essay) -> None:
    essay.change(essay.author, essay.a, "Aardvarks eat ants.")
    assert "aardvarks" in essay.session.get_one(Question, essay.question_id).search_text
    essay.change(essay.cy, essay.a, "Zebras eat grass.")
    assert "zebras" not in essay.session.get_one(Question, essay.question_id).search_text


@ON_BOTH
def test_each_edit_has_one_line_in_the_conversation(second: Essay) -> None:
    for kind, asked in EVERY_KIND.items():
        second.send(second.cy, kind, **asked(second))
    told = select(func.count()).where(col(ConversationEvent.kind) == EventKind.EDIT)
    assert second.session.exec(told).one() == second.session.exec(select(func.count(col(Edit.id)))).one() == 8
