"""What is one participant's own on a page."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import comments, limits, personal, rows, support
from debate_app.domain.personal import Own
from debate_app.domain.tables import Side
from tests import scene
from tests.databases import ON_BOTH, statements
from tests.scene import Essay


def test_whoever_only_came_has_nothing(session: Session, essay: Essay) -> None:
    nobody = scene.guest(session)
    for question_id in (essay.question_id, None, 0, -1, 999_999, 2**31, 2**70):
        assert personal.read(session, nobody, question_id) == Own()


def test_the_author_of_a_viewpoint_decides_on_it(session: Session, essay: Essay) -> None:
    other = scene.viewpoint(session, essay.question_id, "Other")
    sent = essay.change(essay.cy, essay.a, "Apes.")
    own = personal.read(session, essay.author, essay.question_id)
    assert (own.name, own.moderates, own.edits_question, own.decides) == (
        "Bo Li",
        False,
        False,
        {essay.viewpoint_id},
    )
    assert [one.edit_id for one in own.to_review] == [sent.edit_id]
    assert other not in own.decides


@ON_BOTH
def test_a_moderator_decides_on_all_of_them_and_edits_the_question(session: Session, essay: Essay) -> None:
    other, mo = scene.viewpoint(session, essay.question_id, "Other"), scene.guest(session, "Mo")
    elsewhere = scene.question(session, "Elsewhere?")
    scene.viewpoint(session, elsewhere)
    scene.appoint(session, mo)
    own = personal.read(session, mo, essay.question_id)
    assert (own.moderates, own.edits_question, own.decides) == (True, True, {essay.viewpoint_id, other})


def test_who_asked_edits_the_question(session: Session, essay: Essay) -> None:
    asked_by = rows.question(session, essay.question_id).author_id
    assert personal.read(session, asked_by, essay.question_id).edits_question
    assert not personal.read(session, asked_by, scene.question(session, "Elsewhere?")).edits_question


def test_ones_own_open_proposals_and_sides_on_this_page_are_told(session: Session, essay: Essay) -> None:
    open_edit, decided = (essay.change(essay.cy, one, "New.").edit_id for one in (essay.a, essay.b))
    for edit_id in (open_edit, decided):
        support.stand(session, essay.cy, edit_id, 1, Side.AGREE)
    essay.approve(decided)
    elsewhere = scene.essay(session)
    theirs = elsewhere.change(essay.cy, elsewhere.a, "New.").edit_id
    own = personal.read(session, essay.cy, essay.question_id)
    assert (own.edits, own.stands) == ({open_edit}, {open_edit: Side.AGREE})
    assert personal.read(session, essay.cy, elsewhere.question_id).edits == {theirs}
    assert [(one.kind, one.edit_id) for one in own.notices] == [("approved", decided)]
    assert personal.read(session, essay.cy, None).notices == own.notices


def test_ones_own_comments_are_told_with_whether_they_can_be_changed(session: Session, essay: Essay) -> None:
    said = [comments.say(session, essay.cy, essay.viewpoint_id, text) for text in ("One", "Two", "Three")]
    comments.say(session, essay.author, essay.viewpoint_id, "Mine")
    then = datetime.now(UTC) - timedelta(minutes=limits.COMMENT_EDIT_MINUTES, seconds=30)
    rows.comment(session, said[0].comment_id).created_at = then.isoformat(timespec="milliseconds").replace(
        "+00:00", "Z"
    )
    comments.remove(session, essay.cy, said[1].comment_id)
    own = personal.read(session, essay.cy, essay.question_id)
    assert own.comments == {said[0].comment_id: False, said[2].comment_id: True}


def test_it_is_read_in_the_same_queries_however_much_it_is(session: Session, engine: Engine, essay: Essay) -> None:
    counts: list[int] = []
    for round_number in range(2):
        for number in range(3):
            edit_id = essay.change(essay.cy, essay.a, f"Apes {round_number} {number}.").edit_id
            support.stand(session, essay.cy, edit_id, 1, Side.AGREE)
            comments.say(session, essay.cy, essay.viewpoint_id, f"Comment {round_number} {number}")
        session.flush()
        session.expire_all()
        with statements(engine) as seen:
            personal.read(session, essay.cy, essay.question_id)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12
