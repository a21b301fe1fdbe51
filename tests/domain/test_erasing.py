"""Erasing: the words go in every version and wording, the places stay."""

from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel

from debate_app.domain import comments, erasing, question_edits, questions, rows, snapshots, versions, votes
from debate_app.domain.tables import Comment, EditKind, EditStatus, Question, Side
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay


def everything_kept(session: Session) -> str:
    """Every text in every table."""
    found: list[Any] = []
    for table in SQLModel.metadata.sorted_tables:
        found += session.connection().execute(select_columns(table)).all()
    return repr(found)


@ON_BOTH
def test_a_viewpoint_goes_in_every_version_with_every_edit_of_it(session: Session, essay: Essay) -> None:
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    essay.change(essay.author, essay.a, "Apes eat SECRET pears.")
    essay.send(essay.author, EditKind.TITLE, text="A SECRET title")
    essay.send(essay.author, EditKind.SOURCES, text="example.org/SECRET")
    waits = essay.change(essay.cy, essay.b, "Bears eat SECRET honey.", reason="SECRET")
    said = comments.say(session, essay.cy, essay.viewpoint_id, "What others say stays.")
    erasing.erase_viewpoint(session, essay.viewpoint)
    question = rows.locked_question(session, essay.question_id)
    questions.texts_changed(session, question)
    session.flush()
    kept = everything_kept(session)
    for gone in ("SECRET", "Who eats what", "Apes eat", "Bears eat", "Cats eat", "example.org/food"):
        assert gone not in kept
    assert essay.edit(waits.edit_id).status is EditStatus.DECLINED
    assert session.get_one(Comment, said.comment_id).text == "What others say stays."
    shown = snapshots.read(session, essay.question_id)
    assert [one.title for one in shown.viewpoints] == [""]
    assert (shown.tallies[0].agrees, shown.tallies[0].disagrees) == (1, 0)
    assert versions.wording(session, essay.viewpoint_id, 1).title == ""


def test_a_question_goes_in_every_version(session: Session) -> None:
    zoe = scene.guest(session, "Zoe")
    question_id = questions.ask(session, zoe, "SECRET one?", "SECRET background", ["SECRET topic"])
    question_edits.edit(session, zoe, question_id, 1, "SECRET two?", "SECRET more", ["SECRET else"], "SECRET")
    question = rows.locked_question(session, question_id)
    erasing.erase_question(session, question)
    questions.texts_changed(session, question)
    session.flush()
    assert "secret" not in everything_kept(session).lower()
    assert session.get_one(Question, question_id).erased_at is not None


def test_an_edit_loses_its_wordings_and_what_it_brought_stays(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.a, "Apes eat ripe apples.", reason="They do.")
    essay.approve(sent.edit_id, reason="True.")
    erasing.erase_edit(session, essay.edit(sent.edit_id))
    assert essay.texts()[0] == "Apes eat ripe apples."
    assert (essay.wording(sent.edit_id).text, essay.edit(sent.edit_id).decision) == ("", "")
    assert essay.edit(sent.edit_id).status is EditStatus.APPROVED


@ON_BOTH
def test_erasing_again_changes_nothing(session: Session, essay: Essay) -> None:
    said = comments.say(session, essay.cy, essay.viewpoint_id, "Well.")
    comment = session.get_one(Comment, said.comment_id)
    erasing.erase_comment(session, comment)
    erasing.erase_viewpoint(session, essay.viewpoint)
    comment.removed_at = essay.viewpoint.erased_at = "2026-01-01T00:00:00.000Z"
    erasing.erase_comment(session, comment)
    erasing.erase_viewpoint(session, essay.viewpoint)
    assert {comment.removed_at, essay.viewpoint.erased_at} == {"2026-01-01T00:00:00.000Z"}
