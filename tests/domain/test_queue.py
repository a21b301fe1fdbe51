"""What waits for moderators."""

import pytest
from sqlmodel import Session

from debate_app.domain import appeals, comments, hiding, queue, reports
from debate_app.domain.refused import NotAllowed
from debate_app.domain.tables import Report, ReportCause
from tests import scene
from tests.databases import ON_BOTH
from tests.forum import COMMENT, MARKS, PARTICIPANT, VIEWPOINT, WORDS, Forum


@ON_BOTH
def test_reports_are_told_subject_by_subject_the_oldest_first(session: Session, forum: Forum) -> None:
    for who, kind, cause in (
        (forum.kim, COMMENT, "abuse"),
        (forum.kim, VIEWPOINT, "spam"),
        (forum.ada, COMMENT, "abuse"),
        (forum.bo, COMMENT, "false"),
        (forum.kim, PARTICIPANT, "other"),
    ):
        reports.send(session, who, kind, forum.of(kind), cause)
    told = queue.read(session, forum.mo)
    assert [(one.kind, one.reports, one.author) for one in told.reported] == [
        (COMMENT, 3, "Cy Twombly"),
        (VIEWPOINT, 1, "Bo Li"),
        (PARTICIPANT, 1, "Cy Twombly"),
    ]
    first = told.reported[0]
    assert first.causes == ((ReportCause.ABUSE, 2), (ReportCause.FALSE, 1))
    assert (first.excerpt, first.oldest <= first.newest, told.more) == (WORDS[COMMENT], True, False)


def test_the_queue_is_read_page_by_page(session: Session, forum: Forum) -> None:
    for number in range(queue.SHOWN + 2):
        said = comments.say(session, forum.cy, forum.viewpoint_id, f"Mad in {number} ways.")
        reports.send(session, forum.kim, COMMENT, said.comment_id, "abuse")
    first, second, third = (queue.read(session, forum.mo, page) for page in (1, 2, 3))
    assert [len(one.reported) for one in (first, second, third)] == [queue.SHOWN, 2, 0]
    assert [one.more for one in (first, second, third)] == [True, False, False]
    assert first.reported[0].excerpt == "Mad in 0 ways."


def test_the_excerpt_of_a_long_text_is_cut(session: Session, forum: Forum) -> None:
    said = comments.say(session, forum.cy, forum.viewpoint_id, "mad " * 400)
    reports.send(session, forum.kim, COMMENT, said.comment_id, "abuse")
    [one] = queue.read(session, forum.mo).reported
    assert len(one.excerpt) <= 201
    assert one.excerpt.endswith("mad…")


def test_an_appeal_waits_with_the_act_that_it_is_against(session: Session, forum: Forum) -> None:
    act = hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "It insults people.")
    appeals.appeal(session, forum.cy, act.act_id, "It was a quotation.")
    [asked] = queue.read(session, forum.max).asked
    assert (asked.act.id, asked.by, asked.text) == (act.act_id, "Cy Twombly", "It was a quotation.")
    assert MARKS[COMMENT] not in str(asked)


def test_nobody_else_reads_it(session: Session, forum: Forum) -> None:
    for who in (*forum.people(), scene.guest(session), None):
        with pytest.raises(NotAllowed, match="Only moderators"):
            queue.read(session, who)


@ON_BOTH
def test_nothing_waits_at_first(session: Session, forum: Forum) -> None:
    told = queue.read(session, forum.ann)
    assert (told.reported, told.asked, told.more) == ((), (), False)
    assert session.get(Report, 1) is None
