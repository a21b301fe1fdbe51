"""The public log: only ever added to, linked both ways, and read by everybody."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from debate_app.domain import acts, comments, decisions, hiding, locks, log, reports, subjects, suspensions
from debate_app.domain.log import Subject
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import ActKind, SubjectKind
from debate_app.store.engine import reading, transaction
from tests.databases import ON_BOTH
from tests.forum import COMMENT, EDIT, PARTICIPANT, QUESTION, VIEWPOINT, Forum
from tests.forum import forum as make_forum


@ON_BOTH
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE moderation_act SET reason = 'nothing'",
        "UPDATE moderation_act SET by_id = NULL",
        "DELETE FROM moderation_act",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_line(engine: Engine, change: str) -> None:
    with transaction(engine) as session:
        forum = make_forum(session)
        hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "Insults.")
    with pytest.raises(DBAPIError, match="only ever added to"), transaction(engine) as session:
        session.connection().execute(text(change))
    with reading(engine) as session:
        assert acts.of_subject(session, COMMENT, forum.comment_id)[0].reason == "Insults."


@ON_BOTH
def test_each_subject_has_its_place(session: Session, forum: Forum) -> None:
    page = f"/q/{forum.question_id}/should-the-gryphon-pay"
    reply = comments.reply(session, forum.bo, forum.event_id, "And you?")
    places = {(kind, forum.of(kind)): "" for kind in SubjectKind}
    places[QUESTION, forum.question_id] = page
    places[VIEWPOINT, forum.viewpoint_id] = f"{page}#viewpoint-{forum.viewpoint_id}"
    places[EDIT, forum.edit_id] = f"{page}#proposal-{forum.edit_id}"
    places[COMMENT, forum.comment_id] = f"{page}#event-{forum.event_id}"
    places[COMMENT, reply.comment_id] = f"{page}#comment-{reply.comment_id}"
    for (kind, subject_id), place in places.items():
        assert subjects.place_of(session, Subject(kind, subject_id)) == place
    decisions.decline(session, forum.bo, forum.edit_id, 1, "No.")
    assert subjects.place_of(session, Subject(EDIT, forum.edit_id)).startswith(f"{page}#event-")


def test_the_place_of_a_hidden_question_does_not_spell_its_title(session: Session, forum: Forum) -> None:
    hiding.hide(session, forum.mo, QUESTION, forum.question_id, "Insults.")
    for kind in (QUESTION, VIEWPOINT, EDIT, COMMENT):
        place = subjects.place_of(session, Subject(kind, forum.of(kind)))
        assert place.partition("#")[0] == f"/q/{forum.question_id}/question"


@ON_BOTH
def test_the_log_is_read_page_by_page_the_newest_first(session: Session, forum: Forum) -> None:
    for _ in range(acts.SHOWN):
        locks.lock(session, forum.mo, VIEWPOINT, forum.viewpoint_id, "Quarrel.")
        locks.unlock(session, forum.max, VIEWPOINT, forum.viewpoint_id, "Peace.")
    pages = [acts.newest(session)]
    while len(pages[-1]) == acts.SHOWN:
        pages.append(acts.newest(session, pages[-1][-1].id))
    ids = [line.id for page in pages for line in page]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == len(set(ids)) == 2 * acts.SHOWN
    assert acts.newest(session, ids[-1]) == ()
    assert acts.newest(session, 2**31) == acts.newest(session, 0) == acts.newest(session)


def test_what_was_done_from_the_command_line_names_nobody(session: Session, forum: Forum) -> None:
    log.write(session, ActKind.ERASED, Subject(COMMENT, forum.comment_id, forum.question_id), None, "A court.")
    assert acts.newest(session)[0].by == ""


def test_what_concerns_somebody_is_what_they_wrote_and_themselves(session: Session, forum: Forum) -> None:
    reports.send(session, forum.cy, VIEWPOINT, forum.viewpoint_id, "abuse")
    done = [
        hiding.hide(session, forum.mo, EDIT, forum.edit_id, "Insults."),
        hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "Insults."),
        suspensions.suspend(session, forum.mo, forum.cy, 24, "Insults."),
    ]
    hiding.hide(session, forum.mo, VIEWPOINT, forum.viewpoint_id, "Insults.")
    assert [line.id for line in acts.concerning(session, forum.cy)] == [one.act_id for one in reversed(done)]
    assert acts.concerning(session, forum.kim) == ()


@pytest.mark.parametrize("act_id", [0, -1, 999_999, 2**31])
def test_a_line_that_does_not_exist_is_not_found(session: Session, forum: Forum, act_id: int) -> None:
    for read in (acts.one, lambda session, act_id: acts.look(session, act_id, None)):
        with pytest.raises(NotFound):
            read(session, act_id)


def test_people_are_called_by_their_names_while_they_have_them(session: Session, forum: Forum) -> None:
    suspensions.suspend(session, forum.mo, forum.cy, 24, "Insults.")
    [line] = acts.of_subject(session, PARTICIPANT, forum.cy)
    assert (line.about, line.by) == ("Cy Twombly", "Mo Derator")
