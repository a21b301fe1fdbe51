"""Editing a question's own text."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from debate_app.domain import limits, question_edits, questions, rows, snapshots
from debate_app.domain.question_edits import QuestionWording
from debate_app.domain.refused import Invalid, Late, NameNeeded, NotAllowed, NotFound, Refused
from debate_app.domain.tables import Question, QuestionVersion
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.written import refused

TITLE, BACKGROUND, TOPICS = "Open on Sundays?", "It is closed.", ["Town", "Books"]


@pytest.fixture
def ada(session: Session) -> int:
    return scene.guest(session, "Ada Byron")


@pytest.fixture
def asked(session: Session, ada: int) -> int:
    return questions.ask(session, ada, TITLE, BACKGROUND, TOPICS)


def test_the_author_edits_at_once_and_the_version_before_stays(session: Session, ada: int, asked: int) -> None:
    before = rows.question(session, asked).model_copy()
    question_edits.edit(session, ada, asked, 1, " Open  always? ", "It is\r\nopen.", ["town", "Town ", "Sun"], " Why ")
    after = rows.question(session, asked)
    assert (after.title, after.background, after.version) == ("Open always?", "It is\nopen.", 2)
    assert after.sequence == after.text_sequence == before.sequence + 1
    assert after.updated_at >= before.updated_at
    assert snapshots.read(session, asked).question.topics == ("town", "Sun")
    assert question_edits.wording(session, asked, 1) == QuestionWording(TITLE, BACKGROUND, "Town\nBooks")
    made = session.get_one(QuestionVersion, (asked, 2))
    assert (made.author_id, made.reason, made.topics) == (ada, "Why", "town\nSun")
    assert all(word in after.search_text for word in ("always", "sun"))
    assert "books" not in after.search_text


def test_moderators_edit_too_and_nobody_else(session: Session, asked: int) -> None:
    mo = scene.guest(session, "Mo")
    with refused(session, NotAllowed, "Only the author of this question, or a moderator"):
        question_edits.edit(session, mo, asked, 1, "New?", BACKGROUND, TOPICS)
    scene.appoint(session, mo)
    question_edits.edit(session, mo, asked, 1, "New?", BACKGROUND, TOPICS)
    assert session.get_one(QuestionVersion, (asked, 2)).author_id == mo


@ON_BOTH
def test_what_others_changed_in_another_field_stays(session: Session, ada: int, asked: int) -> None:
    question_edits.edit(session, ada, asked, 1, "Open always?", BACKGROUND, TOPICS)
    question_edits.edit(session, ada, asked, 1, TITLE, "Nobody comes.", TOPICS)
    question_edits.edit(session, ada, asked, 1, TITLE, BACKGROUND, [])
    assert question_edits.wording(session, asked, 4) == QuestionWording("Open always?", "Nobody comes.", "")


@pytest.mark.parametrize("field", ["title", "background", "topics"])
def test_what_others_changed_in_the_same_field_is_told(session: Session, ada: int, asked: int, field: str) -> None:
    began = {"title": TITLE, "background": BACKGROUND, "topics": TOPICS}
    question_edits.edit(session, ada, asked, 1, **began | {field: ["Theirs"] if field == "topics" else "Theirs"})
    with refused(session, Late, field=field) as refusal:
        question_edits.edit(session, ada, asked, 1, **began | {field: ["Mine"] if field == "topics" else "Mine"})
    assert isinstance(refusal.value, Late)
    conflict = refusal.value.conflict
    assert (conflict.mine, conflict.theirs, conflict.version) == ("Mine", "Theirs", 2)
    assert conflict.base == ("Town\nBooks" if field == "topics" else began[field])


def test_what_is_sent_twice_changes_once(session: Session, ada: int, asked: int) -> None:
    question_edits.edit(session, ada, asked, 1, "New?", BACKGROUND, TOPICS)
    with refused(session, Invalid, "Nothing has changed yet", field="title"):
        question_edits.edit(session, ada, asked, 1, "New?", BACKGROUND, TOPICS)


def test_a_text_that_breaks_a_limit_is_refused(session: Session, ada: int, asked: int) -> None:
    for field, title, background, topics, reason in (
        ("title", "", BACKGROUND, TOPICS, ""),
        ("background", TITLE, "x" * (limits.BACKGROUND_CHARACTERS + 1), TOPICS, ""),
        ("topics", TITLE, BACKGROUND, ["a", "b", "c", "d", "e", "f"], ""),
        ("topics", TITLE, BACKGROUND, [""], ""),
        ("reason", "New?", BACKGROUND, TOPICS, "x" * (limits.REASON_CHARACTERS + 1)),
    ):
        with refused(session, Invalid, field=field):
            question_edits.edit(session, ada, asked, 1, title, background, topics, reason)


def test_what_does_not_exist_is_not_found(session: Session, ada: int, asked: int) -> None:
    for row_id in (0, -1, 999_999, 2**31, 2**63, -(2**70)):
        for ids in ((ada, row_id, 1), (row_id, asked, 1), (ada, asked, row_id)):
            with refused(session, NotFound):
                question_edits.edit(session, *ids, "New?", BACKGROUND, TOPICS)
        with pytest.raises(NotFound):
            question_edits.wording(session, row_id, 1)


def test_a_moderator_without_a_name_is_asked_for_one(session: Session, asked: int) -> None:
    nobody = scene.guest(session)
    scene.appoint(session, nobody)
    with refused(session, NameNeeded):
        question_edits.edit(session, nobody, asked, 1, "New?", BACKGROUND, TOPICS)


@ON_BOTH
def test_of_two_who_change_the_title_at_once_one_wins_and_the_other_sees_it(engine: Engine) -> None:
    with transaction(engine) as session:
        ada = scene.guest(session, "Ada")
        asked = questions.ask(session, ada, TITLE, BACKGROUND, TOPICS)
    together = threading.Barrier(3)

    def edit(title: str) -> Refused | None:
        together.wait()
        try:
            with transaction(engine) as session:
                question_edits.edit(session, ada, asked, 1, title, BACKGROUND, TOPICS)
        except Refused as refusal:
            return refusal
        return None

    with ThreadPoolExecutor(3) as threads:
        outcomes = list(threads.map(edit, ("One?", "Two?", "Three?")))
    with reading(engine) as session:
        stands = session.get_one(Question, asked)
        assert (stands.version, stands.sequence) == (2, 2)
        assert [one.conflict.theirs for one in outcomes if isinstance(one, Late)] == [stands.title] * 2
        numbers = select(QuestionVersion.number).order_by(col(QuestionVersion.number))
        assert list(session.exec(numbers)) == [1, 2]
