"""Hiding texts, and restoring them."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import acts, cases, hiding, law_requests, rows, subjects
from debate_app.domain.refused import Invalid, NotAllowed, NotFound, Refused
from debate_app.domain.tables import ActKind, Comment, ModerationAct, SubjectKind
from debate_app.store.engine import reading, transaction
from tests.databases import ON_BOTH
from tests.forum import COMMENT, MARKS, PARTICIPANT, TEXTS, VIEWPOINT, WORDS, Forum
from tests.forum import forum as make_forum
from tests.together import together


def hidden_id(session: Session, kind: SubjectKind, subject_id: int) -> int | None:
    row = subjects.find(session, kind, subject_id).row
    session.refresh(row)
    return row.hidden_id  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_is_hidden_with_a_public_reason_and_restored(session: Session, forum: Forum, kind: SubjectKind) -> None:
    question, subject_id = rows.question(session, forum.question_id), forum.of(kind)
    before = question.sequence
    hid = hiding.hide(session, forum.mo, kind, subject_id, "  It insults\npeople. ")
    assert hidden_id(session, kind, subject_id) == hid.act_id
    assert (hid.question_id, hid.concerned_id) == (forum.question_id, forum.author(kind))
    assert question.sequence == question.text_sequence > before
    before = question.sequence
    restored = hiding.restore(session, forum.max, kind, subject_id, "It was a quotation.")
    assert hidden_id(session, kind, subject_id) is None
    assert question.sequence == question.text_sequence > before
    told = acts.of_subject(session, kind, subject_id)
    assert [(one.kind, one.by, one.reason, one.undoes_id, one.undone_by_id) for one in told] == [
        (ActKind.RESTORE, "Max Planck", "It was a quotation.", hid.act_id, 0),
        (ActKind.HIDE, "Mo Derator", "It insults people.", 0, restored.act_id),
    ]


@pytest.mark.parametrize("kind", TEXTS)
def test_what_a_hidden_text_says_stays_for_moderators_and_stands_nowhere_in_the_log(
    session: Session, forum: Forum, kind: SubjectKind
) -> None:
    hiding.hide(session, forum.mo, kind, forum.of(kind), "It insults people.")
    assert WORDS[kind] in cases.read(session, forum.max, kind, forum.of(kind)).text
    [line] = acts.newest(session)[:1]
    assert line.kind is ActKind.HIDE
    assert MARKS[kind] not in str(line)


@pytest.mark.parametrize("kind", TEXTS)
def test_twice_is_refused(session: Session, forum: Forum, kind: SubjectKind) -> None:
    subject_id = forum.of(kind)
    with pytest.raises(Invalid, match="This is not hidden"):
        hiding.restore(session, forum.mo, kind, subject_id, "Why not?")
    hiding.hide(session, forum.mo, kind, subject_id, "It insults people.")
    with pytest.raises(Invalid, match="hidden already"):
        hiding.hide(session, forum.max, kind, subject_id, "It insults people.")
    assert len(acts.of_subject(session, kind, subject_id)) == 1


@pytest.mark.parametrize("reason", ["", " \n", "\u200b", "x" * 201])
def test_a_reason_is_needed_and_has_its_limit(session: Session, forum: Forum, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        hiding.hide(session, forum.mo, COMMENT, forum.comment_id, reason)
    assert refusal.value.field == "reason"
    assert acts.of_subject(session, COMMENT, forum.comment_id) == ()


def test_where_there_is_no_text_there_is_nothing_to_hide(session: Session, forum: Forum) -> None:
    law_requests.erase(session, COMMENT, forum.comment_id, "A court asked for it.")
    with pytest.raises(Invalid, match="no text"):
        hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "It insults people.")
    with pytest.raises(Invalid, match="People cannot be hidden"):
        hiding.hide(session, forum.mo, PARTICIPANT, forum.cy, "They insult people.")
    for kind in TEXTS:
        with pytest.raises(NotFound):
            hiding.hide(session, forum.mo, kind, 999_999, "It insults people.")


@ON_BOTH
def test_nobody_decides_about_their_own_where_there_is_another_moderator(session: Session, forum: Forum) -> None:
    own = session.get_one(Comment, forum.comment_id)
    own.author_id = forum.mo
    session.flush()
    with pytest.raises(NotAllowed, match="another moderator"):
        hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "I regret it.")
    case = cases.read(session, forum.mo, COMMENT, forum.comment_id)
    assert (case.possible, case.refusal) == ((), "This is your own: another moderator decides about it.")
    assert hiding.hide(session, forum.max, COMMENT, forum.comment_id, "It insults people.").concerned_id == forum.mo


@ON_BOTH
def test_of_two_moderators_who_hide_at_once_one_is_told_that_it_is_hidden(engine: Engine) -> None:
    with transaction(engine) as session:
        forum = make_forum(session)

    def hide(moderator: int) -> str:
        try:
            with transaction(engine) as session:
                hiding.hide(session, moderator, VIEWPOINT, forum.viewpoint_id, "It insults people.")
        except Refused as refused:
            return refused.sentence
        return ""

    outcomes = together(hide, [forum.mo, forum.max, forum.ann])
    assert sorted(outcomes) == ["", "This was hidden already.", "This was hidden already."]
    with reading(engine) as session:
        [line] = acts.of_subject(session, VIEWPOINT, forum.viewpoint_id)
        assert rows.viewpoint(session, forum.viewpoint_id).hidden_id == line.id
        assert session.get_one(ModerationAct, line.id).by_id == [forum.mo, forum.max, forum.ann][outcomes.index("")]
