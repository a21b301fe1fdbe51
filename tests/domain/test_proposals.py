"""Proposals in the hands of those who made them: worded anew, taken back, and true to their place."""

from sqlmodel import Session, col, select

from debate_app.domain import conversation, edits, notices
from debate_app.domain.refused import Invalid, Late, NotAllowed
from debate_app.domain.tables import ConversationEvent, EditKind, EditRevision, EditStatus
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay
from tests.written import refused


@ON_BOTH
def test_a_proposal_is_worded_anew_and_votes_on_it_begin_again(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.a, "Apes.", reason="Short")
    edit = essay.edit(sent.edit_id)
    edit.agrees, edit.disagrees = 3, 1
    before = essay.sequence
    edits.revise(session, essay.cy, sent.edit_id, 1, " Apes eat. ", " Better ")
    wording = essay.wording(sent.edit_id)
    assert (wording.number, wording.cause, wording.text, wording.reason) == (2, "revised", "Apes eat.", "Better")
    assert (edit.voted_from, edit.agrees, edit.disagrees, edit.status) == (2, 0, 0, EditStatus.PROPOSED)
    assert essay.sequence == before + 1
    assert _event_of(session, sent.edit_id).active_at == wording.created_at
    assert session.get_one(EditRevision, (sent.edit_id, 1)).text == "Apes."


def test_one_may_give_another_reason_only(session: Session, essay: Essay) -> None:
    sent = essay.send(essay.cy, EditKind.REMOVE, paragraph_id=essay.a, reason="Long")
    edits.revise(session, essay.cy, sent.edit_id, 1, None, "Wrong")
    assert essay.wording(sent.edit_id).reason == "Wrong"
    with refused(session, Invalid, "Nothing has changed yet"):
        edits.revise(session, essay.cy, sent.edit_id, 1, None, "Wrong")


def test_what_needs_another_look_is_proposed_again_once_it_is_revised(session: Session, essay: Essay) -> None:
    for kind, rest in ((EditKind.CHANGE, {"text": "Apes eat figs."}), (EditKind.REMOVE, {})):
        sent = essay.send(essay.cy, kind, paragraph_id=essay.a, **rest)
        essay.change(essay.author, essay.a, f"Apes eat {kind} nuts.")
        edit = essay.edit(sent.edit_id)
        assert edit.status is EditStatus.NEEDS_LOOK
        version = essay.viewpoint.version
        edits.revise(session, essay.cy, sent.edit_id, version, rest.get("text"), "")
        wording = essay.wording(sent.edit_id)
        assert (edit.status, wording.base_version) == (EditStatus.PROPOSED, version)
        assert wording.before == f"Apes eat {kind} nuts."
        edits.withdraw(session, essay.cy, sent.edit_id)


def test_a_revision_can_be_late_too(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.a, "Apes eat figs.")
    essay.change(essay.author, essay.a, "Apes eat nuts.")
    with refused(session, Late) as refusal:
        edits.revise(session, essay.cy, sent.edit_id, 1, "Apes eat dates.", "")
    assert isinstance(refusal.value, Late)
    assert refusal.value.conflict.theirs == "Apes eat nuts."


def test_a_revision_keeps_to_the_limits(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.a, "Apes.")
    with refused(session, Invalid, "The paragraph is empty"):
        edits.revise(session, essay.cy, sent.edit_id, 1, "", "")
    with refused(session, Invalid, "Nothing has changed yet"):
        edits.revise(session, essay.cy, sent.edit_id, 1, "Apes eat apples.", "")
    with refused(session, Invalid, "The reason has"):
        edits.revise(session, essay.cy, sent.edit_id, 1, "Apes!", "x" * 201)


def test_only_its_author_revises_and_withdraws_a_proposal(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.a, "Apes.")
    for who in (essay.author, scene.guest(session, "Eve")):
        with refused(session, NotAllowed, "Only whoever wrote this"):
            edits.revise(session, who, sent.edit_id, 1, "Apes!", "")
        with refused(session, NotAllowed, "Only whoever wrote this"):
            edits.withdraw(session, who, sent.edit_id)


def test_a_proposal_that_is_taken_back_stays_readable(session: Session, essay: Essay) -> None:
    sent, before = essay.change(essay.cy, essay.a, "Apes."), essay.sequence
    assert edits.withdraw(session, essay.cy, sent.edit_id).status is EditStatus.WITHDRAWN
    edit = essay.edit(sent.edit_id)
    assert (edit.decided_by_id, edit.version, essay.sequence) == (essay.cy, None, before + 1)
    [told] = [one.edit for one in conversation.events(session, essay.viewpoint_id, None, 5) if one.edit]
    assert (told.status, told.text) == ("withdrawn", "Apes.")
    assert notices.unseen(session, essay.author) == notices.unseen(session, essay.cy) == ()


def test_what_was_decided_is_revised_and_withdrawn_no_more(session: Session, essay: Essay) -> None:
    approved = essay.change(essay.cy, essay.a, "Apes.").edit_id
    withdrawn = essay.change(essay.cy, essay.b, "Bears.").edit_id
    essay.approve(approved)
    edits.withdraw(session, essay.cy, withdrawn)
    for edit_id, sentence in ((approved, "approved meanwhile"), (withdrawn, "taken back meanwhile")):
        with refused(session, Invalid, sentence):
            edits.revise(session, essay.cy, edit_id, 1, "Dogs.", "")
        with refused(session, Invalid, sentence):
            edits.withdraw(session, essay.cy, edit_id)


def test_a_proposal_for_a_place_that_was_taken_out_can_be_approved(essay: Essay) -> None:
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.b)
    sent = essay.send(essay.cy, EditKind.INSERT, base=1, text="Bulls.", after_id=essay.b)
    essay.send(essay.author, EditKind.TITLE, text="New")
    essay.approve(sent.edit_id)
    assert essay.texts() == ["Apes eat apples.", "Bulls.", "Cats eat cakes."]


def test_a_proposal_whose_place_is_taken_out_later_can_be_worded_anew(essay: Essay) -> None:
    sent = essay.send(essay.cy, EditKind.INSERT, text="Bulls.", after_id=essay.b)
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.b)
    assert essay.edit(sent.edit_id).status is EditStatus.PROPOSED
    edits.revise(essay.session, essay.cy, sent.edit_id, 2, "Bulls eat buns.", "")
    essay.approve(sent.edit_id)
    assert essay.texts() == ["Apes eat apples.", "Bulls eat buns.", "Cats eat cakes."]


def _event_of(session: Session, edit_id: int) -> ConversationEvent:
    return session.exec(select(ConversationEvent).where(col(ConversationEvent.edit_id) == edit_id)).one()
