"""Texts that are deleted for good."""

import pytest
from sqlmodel import Session, SQLModel

from debate_app.domain import acts, cases, hiding, law_requests, reports, rows, subjects
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import ActKind, SubjectKind
from tests.databases import ON_BOTH
from tests.forum import COMMENT, MARKS, PARTICIPANT, TEXTS, Forum


@ON_BOTH
@pytest.mark.parametrize("kind", TEXTS)
def test_the_text_is_gone_everywhere_and_the_log_does_not_repeat_it(
    session: Session, forum: Forum, kind: SubjectKind
) -> None:
    assert MARKS[kind] in everything(session)
    before = rows.question(session, forum.question_id).sequence
    done = law_requests.erase(session, kind, forum.of(kind), "A court asked for it.")
    session.flush()
    assert MARKS[kind] not in everything(session)
    assert rows.question(session, forum.question_id).sequence > before
    line = acts.one(session, done.act_id)
    assert (line.kind, line.by, line.reason) == (ActKind.ERASED, "", "A court asked for it.")
    assert line.place.startswith(f"/q/{forum.question_id}")
    case = cases.read(session, forum.mo, kind, forum.of(kind))
    assert ActKind.HIDE not in case.possible


def everything(session: Session) -> str:
    """Every word of every row of the database."""
    connection = session.connection()
    session.flush()
    rows = (connection.execute(table.select()).all() for table in SQLModel.metadata.sorted_tables)
    return "\n".join(str(row) for found in rows for row in found)


def test_a_hidden_text_can_be_deleted_too_and_its_reports_are_answered(session: Session, forum: Forum) -> None:
    reports.send(session, forum.kim, COMMENT, forum.comment_id, "private")
    hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "Private.")
    done = law_requests.erase(session, COMMENT, forum.comment_id, "A court asked for it.")
    assert MARKS[COMMENT] not in everything(session)
    assert acts.one(session, done.act_id).kind is ActKind.ERASED


@pytest.mark.parametrize("kind", TEXTS)
def test_twice_is_refused(session: Session, forum: Forum, kind: SubjectKind) -> None:
    law_requests.erase(session, kind, forum.of(kind), "A court asked for it.")
    with pytest.raises(Invalid, match="no text"):
        law_requests.erase(session, kind, forum.of(kind), "A court asked for it.")
    assert not subjects.has_text(subjects.find(session, kind, forum.of(kind)))


def test_a_reason_and_a_text_are_needed(session: Session, forum: Forum) -> None:
    with pytest.raises(Invalid, match="Give a reason"):
        law_requests.erase(session, COMMENT, forum.comment_id, " ")
    with pytest.raises(Invalid):
        law_requests.erase(session, PARTICIPANT, forum.cy, "A court asked for it.")
    for kind in TEXTS:
        with pytest.raises(NotFound):
            law_requests.erase(session, kind, 999_999, "A court asked for it.")
