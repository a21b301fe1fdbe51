"""Decisions on proposals: approved as they are or changed, declined; and what counts as a small correction."""

import pytest
from sqlmodel import Session, col, select

from debate_app.domain import decisions, edits, notices, rows
from debate_app.domain.credit import decode
from debate_app.domain.refused import Invalid, Late, NameNeeded, NotAllowed, NotFound
from debate_app.domain.tables import (
    ConversationEvent,
    EditKind,
    EditStatus,
    EventKind,
    ParagraphVersion,
    ViewpointVersion,
)
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay
from tests.written import everything, refused

NOTHING = [0, -1, 999_999, 2**31, 2**63, -(2**70)]


@pytest.fixture
def proposed(essay: Essay) -> int:
    """Cy's proposal for the first paragraph."""
    return essay.change(essay.cy, essay.a, "Apes eat ripe apples.", reason="Ripe ones").edit_id


def _told(session: Session, participant_id: int) -> list[tuple[str, str]]:
    return [(one.kind, one.detail) for one in notices.unseen(session, participant_id)]


def test_an_approved_proposal_is_the_next_version(session: Session, essay: Essay, proposed: int) -> None:
    before = rows.question(session, essay.question_id).model_copy()
    sent = decisions.approve(session, essay.author, proposed, 1, None, " Thank  you ")
    edit = essay.edit(proposed)
    assert (sent.status, sent.told, sent.paragraph_id) == (EditStatus.APPROVED, (essay.cy,), essay.a)
    assert (edit.decided_by_id, edit.decision, edit.version) == (essay.author, "Thank you", 2)
    assert essay.texts()[0] == "Apes eat ripe apples."
    after = rows.question(session, essay.question_id)
    assert after.sequence == after.text_sequence == before.sequence + 1
    assert _told(session, essay.cy) == [("approved", "Thank you")]
    version = session.get_one(ViewpointVersion, (essay.viewpoint_id, 2))
    assert (version.edit_id, version.created_at) == (proposed, edit.decided_at)
    event = session.exec(select(ConversationEvent).where(col(ConversationEvent.edit_id) == proposed)).one()
    assert (event.author_id, event.active_at) == (essay.cy, edit.decided_at)


@pytest.mark.parametrize("small", [True, False, None])
def test_whoever_approves_says_whether_it_is_a_small_correction(
    session: Session, essay: Essay, proposed: int, small: bool | None
) -> None:
    decisions.approve(session, essay.author, proposed, 1, small)
    assert session.get_one(ViewpointVersion, (essay.viewpoint_id, 2)).small is bool(small)
    assert essay.viewpoint.meaning_version == (1 if small else 2)


def test_a_moderator_decides_too_and_nobody_else(session: Session, essay: Essay, proposed: int) -> None:
    mo, eve = scene.guest(session, "Mo"), scene.guest(session, "Eve")
    scene.appoint(session, mo)
    for who in (essay.cy, eve):
        for act, args in (
            (decisions.approve, (1, None)),
            (decisions.approve_changed, (1, 1, "Apes.", None)),
            (decisions.decline, (1, "No")),
        ):
            with refused(session, NotAllowed, "Only the author of this viewpoint, or a moderator"):
                act(session, who, proposed, *args)
    assert decisions.approve(session, mo, proposed, 1, None).status is EditStatus.APPROVED
    with refused(session, NotAllowed):
        decisions.weigh(session, eve, proposed, small=True)


def test_a_moderator_without_a_name_is_asked_for_one(session: Session, essay: Essay, proposed: int) -> None:
    mo = scene.guest(session)
    scene.appoint(session, mo)
    with refused(session, NameNeeded):
        decisions.approve(session, mo, proposed, 1, None)


def test_only_the_wording_that_was_read_can_be_decided_on(session: Session, essay: Essay, proposed: int) -> None:
    edits.revise(session, essay.cy, proposed, 1, "Apes eat no apples.", "")
    for revision in (1, 3, 0, -1, 2**70):
        for act, args in (
            (decisions.approve, (None,)),
            (decisions.approve_changed, (1, "Apes.", None)),
            (decisions.decline, ("No",)),
        ):
            with refused(session, Invalid, "worded anew while you read it"):
                act(session, essay.author, proposed, revision, *args)
    decisions.approve(session, essay.author, proposed, 2, None)
    assert essay.texts()[0] == "Apes eat no apples."


def test_what_was_decided_is_not_decided_again(session: Session, essay: Essay, proposed: int) -> None:
    other = essay.change(essay.cy, essay.b, "Bees.").edit_id
    decisions.approve(session, essay.author, proposed, 1, None)
    decisions.decline(session, essay.author, other, 1, "No")
    for edit_id, sentence in ((proposed, "approved meanwhile"), (other, "declined meanwhile")):
        for act, args in ((decisions.approve, (None,)), (decisions.decline, ("No",))):
            with refused(session, Invalid, sentence):
                act(session, essay.author, edit_id, 1, *args)


def test_what_does_not_exist_is_not_found(session: Session, essay: Essay, proposed: int) -> None:
    for row_id in NOTHING:
        for act, args in (
            (decisions.approve, (1, None)),
            (decisions.approve_changed, (1, 1, "Apes.", None)),
            (decisions.decline, (1, "No")),
            (decisions.weigh, (True,)),
        ):
            with refused(session, NotFound):
                act(session, essay.author, row_id, *args)
            with refused(session, NotFound):
                act(session, row_id, proposed, *args)
        with refused(session, NotFound, "This version does not exist"):
            decisions.approve_changed(session, essay.author, proposed, 1, row_id, "Apes.", None)


def test_what_is_approved_with_changes_is_credited_to_both(session: Session, essay: Essay, proposed: int) -> None:
    decisions.approve_changed(session, essay.author, proposed, 1, 1, " Apes eat ripe red apples. ", None, "Red")
    edit, wording = essay.edit(proposed), essay.wording(proposed)
    assert (edit.status, edit.revision, edit.author_id, edit.decision) == (EditStatus.APPROVED, 2, essay.cy, "Red")
    assert (wording.cause, wording.author_id, wording.reason) == ("adjusted", essay.author, "Ripe ones")
    assert (wording.before, wording.text) == ("Apes eat apples.", "Apes eat ripe red apples.")
    version = session.get_one(ParagraphVersion, (essay.a, 2))
    assert decode(version.credit) == ((essay.author, 2), (essay.cy, 1), (essay.author, 2))
    assert version.author_id == essay.cy
    assert _told(session, essay.cy) == [("approved", "Red")]


def test_an_insertion_is_approved_with_changes(session: Session, essay: Essay) -> None:
    sent = essay.send(essay.cy, EditKind.INSERT, text="Ants eat ants.", after_id=essay.a)
    applied = decisions.approve_changed(session, essay.author, sent.edit_id, 1, 1, "Ants eat almost all.", None)
    assert essay.texts()[1] == "Ants eat almost all."
    credit = session.get_one(ParagraphVersion, (applied.paragraph_id, 1)).credit
    assert decode(credit) == ((essay.cy, 2), (essay.author, 2))


def test_approving_with_changes_keeps_to_the_limits(session: Session, essay: Essay, proposed: int) -> None:
    for text, sentence in (("", "is empty"), ("x" * 4_001, "4,000 are allowed"), ("Apes eat apples.", "Nothing has")):
        with refused(session, Invalid, sentence, field="text"):
            decisions.approve_changed(session, essay.author, proposed, 1, 1, text, None)
    for act, args in ((decisions.approve, (1, None)), (decisions.approve_changed, (1, 1, "Apes.", None))):
        with refused(session, Invalid, "The reason has 201 characters", field="reason"):
            act(session, essay.author, proposed, *args, "x" * 201)
    removal = essay.send(essay.cy, EditKind.REMOVE, paragraph_id=essay.b).edit_id
    with refused(session, Invalid, "no text in this proposal"):
        decisions.approve_changed(session, essay.author, removal, 1, 1, "Bees.", None)


def test_approving_with_changes_can_be_late(session: Session, essay: Essay, proposed: int) -> None:
    essay.change(essay.author, essay.a, "Apes eat figs.")
    with refused(session, Late) as refusal:
        decisions.approve_changed(session, essay.author, proposed, 1, 1, "Apes eat red apples.", None)
    assert isinstance(refusal.value, Late)
    assert (refusal.value.conflict.theirs, refusal.value.conflict.version) == ("Apes eat figs.", 2)


def test_what_needs_another_look_is_approved_with_changes_only(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.a, "Apes eat apricots.")
    essay.change(essay.author, essay.a, "Apes eat figs.")
    assert essay.edit(sent.edit_id).status is EditStatus.NEEDS_LOOK
    with refused(session, Invalid, "The text has changed under this proposal"):
        decisions.approve(session, essay.author, sent.edit_id, 1, None)
    decisions.approve_changed(session, essay.author, sent.edit_id, 1, 2, "Apes eat figs and apricots.", None)
    assert essay.texts()[0] == "Apes eat figs and apricots."
    assert decode(session.get_one(ParagraphVersion, (essay.a, 3)).credit) == (
        (essay.author, 4),
        (essay.cy, 1),
    )


def test_a_declined_proposal_is_told_to_its_proposer_with_the_reason(
    session: Session, essay: Essay, proposed: int
) -> None:
    text, before = essay.now(), essay.sequence
    for reason in ("", " \n\u200b"):
        with refused(session, Invalid, "Say in a few words why", field="reason"):
            decisions.decline(session, essay.author, proposed, 1, reason)
    sent = decisions.decline(session, essay.author, proposed, 1, "Too  long")
    edit = essay.edit(proposed)
    assert (sent.status, sent.told) == (EditStatus.DECLINED, (essay.cy,))
    assert (edit.decided_by_id, edit.decision, edit.version) == (essay.author, "Too long", None)
    assert _told(session, essay.cy) == [("declined", "Too long")]
    assert (essay.now(), essay.sequence) == (text, before + 1)


def test_somebody_imported_is_told_nothing(session: Session, essay: Essay) -> None:
    came = scene.imported(session, "Kim")
    sent = essay.change(came, essay.a, "Apes.")
    assert essay.approve(sent.edit_id).told == ()


@ON_BOTH
def test_whether_a_correction_is_small_is_decided_anew(session: Session, essay: Essay, proposed: int) -> None:
    decisions.approve(session, essay.author, proposed, 1, None)
    before = essay.sequence
    decisions.weigh(session, essay.author, proposed, small=True)
    session.flush()
    assert session.get_one(ViewpointVersion, (essay.viewpoint_id, 2)).small
    assert (essay.viewpoint.meaning_version, essay.viewpoint.version, essay.sequence) == (1, 2, before + 1)
    decisions.weigh(session, essay.author, proposed, small=False)
    assert essay.viewpoint.meaning_version == 2
    weighed = select(ConversationEvent).where(col(ConversationEvent.kind) == EventKind.WEIGHED)
    told = session.exec(weighed.order_by(col(ConversationEvent.id))).all()
    assert [(one.small, one.author_id, one.edit_id) for one in told] == [
        (True, essay.author, proposed),
        (False, essay.author, proposed),
    ]


def test_saying_what_holds_already_writes_nothing(session: Session, essay: Essay, proposed: int) -> None:
    decisions.approve(session, essay.author, proposed, 1, None)
    before = everything(session)
    decisions.weigh(session, essay.author, proposed, small=False)
    assert everything(session) == before


def test_what_changed_no_text_cannot_be_weighed(session: Session, essay: Essay, proposed: int) -> None:
    with refused(session, Invalid, "changed nothing in the text"):
        decisions.weigh(session, essay.author, proposed, small=True)


def test_the_newest_version_that_is_no_small_correction_is_todays_meaning(session: Session, essay: Essay) -> None:
    made = [
        essay.change(essay.author, essay.a, f"Apes eat {number} apples.", small=small).edit_id
        for number, small in enumerate([False, True, False, True], 2)
    ]
    assert essay.viewpoint.meaning_version == 4
    meanings: list[int] = []
    for edit_id, small in ((made[2], True), (made[0], True), (made[1], False), (made[3], False), (made[3], True)):
        decisions.weigh(session, essay.author, edit_id, small)
        session.flush()
        meanings.append(essay.viewpoint.meaning_version)
    assert meanings == [2, 1, 3, 5, 3]
