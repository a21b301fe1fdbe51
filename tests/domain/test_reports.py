"""Reports: who may send them, and who reads them."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from debate_app.domain import acts, cases, hiding, limits, queue, reports
from debate_app.domain.refused import Invalid, NotAllowed, NotFound
from debate_app.domain.tables import ActKind, Report, ReportCause, SubjectKind
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.forum import COMMENT, PARTICIPANT, REPORTER, TEXTS, VIEWPOINT, Forum
from tests.forum import forum as make_forum
from tests.together import together


@pytest.mark.parametrize("kind", list(SubjectKind))
def test_anybody_reports_anything_and_moderators_read_it(session: Session, forum: Forum, kind: SubjectKind) -> None:
    somebody = scene.guest(session)
    reports.send(session, forum.kim, kind, forum.of(kind), "abuse", " He calls us\r\nnames. ")
    reports.send(session, somebody, kind, forum.of(kind), "spam")
    told = cases.read(session, forum.mo, kind, forum.of(kind)).reports
    assert [(one.by, one.cause, one.text, one.act_id) for one in told] == [
        ("a guest", ReportCause.SPAM, "", 0),
        (REPORTER, ReportCause.ABUSE, "He calls us\nnames.", 0),
    ]


@ON_BOTH
def test_a_second_report_of_one_person_replaces_the_first(session: Session, forum: Forum) -> None:
    for cause, text in (("abuse", "He calls us names."), ("spam", "He sells hats.")):
        reports.send(session, forum.kim, COMMENT, forum.comment_id, cause, text)
    reports.send(session, forum.kim, VIEWPOINT, forum.viewpoint_id, "other")
    [one] = cases.read(session, forum.mo, COMMENT, forum.comment_id).reports
    assert (one.cause, one.text) == (ReportCause.SPAM, "He sells hats.")


@ON_BOTH
def test_reports_of_one_person_that_come_at_once_are_one(engine: Engine) -> None:
    with transaction(engine) as session:
        forum = make_forum(session)

    def send(cause: str) -> None:
        with transaction(engine) as session:
            reports.send(session, forum.kim, PARTICIPANT, forum.cy, cause)
            reports.send(session, forum.kim, COMMENT, forum.comment_id, cause)

    together(send, ["spam", "abuse", "private", "false", "other"])
    with reading(engine) as session:
        assert len(session.exec(select(Report)).all()) == 2


def test_after_it_was_answered_the_same_can_be_reported_again(session: Session, forum: Forum) -> None:
    reports.send(session, forum.kim, COMMENT, forum.comment_id, "abuse")
    kept = reports.keep(session, forum.mo, COMMENT, forum.comment_id, "It is rough, and allowed.")
    reports.send(session, forum.kim, COMMENT, forum.comment_id, "abuse")
    told = cases.read(session, forum.mo, COMMENT, forum.comment_id).reports
    assert [one.act_id for one in told] == [0, kept.act_id]
    assert acts.one(session, kept.act_id).kind is ActKind.KEPT


def test_every_act_closes_the_reports_of_its_subject_and_no_others(session: Session, forum: Forum) -> None:
    for who in (forum.kim, forum.ada):
        reports.send(session, who, COMMENT, forum.comment_id, "abuse")
    reports.send(session, forum.kim, VIEWPOINT, forum.viewpoint_id, "abuse")
    hid = hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "It insults people.")
    told = cases.read(session, forum.mo, COMMENT, forum.comment_id).reports
    assert [one.act_id for one in told] == [hid.act_id, hid.act_id]
    assert [one.id for one in queue.read(session, forum.mo).reported] == [forum.viewpoint_id]


def test_what_is_odd_is_refused_beside_its_field(session: Session, forum: Forum) -> None:
    for cause, text, field in (
        ("", "", "cause"),
        ("rude", "", "cause"),
        ("spam", "x" * (limits.REPORT_CHARACTERS + 1), "text"),
    ):
        with pytest.raises(Invalid) as refusal:
            reports.send(session, forum.kim, COMMENT, forum.comment_id, cause, text)
        assert refusal.value.field == field
    reports.send(session, forum.kim, COMMENT, forum.comment_id, "spam", "x" * limits.REPORT_CHARACTERS)


def test_what_is_hidden_or_does_not_exist_cannot_be_reported(session: Session, forum: Forum) -> None:
    for kind in TEXTS:
        hiding.hide(session, forum.mo, kind, forum.of(kind), "It insults people.")
        with pytest.raises(Invalid, match="has hidden this already"):
            reports.send(session, forum.kim, kind, forum.of(kind), "spam")
    for kind in SubjectKind:
        for odd in (0, -1, 999_999, 2**31):
            with pytest.raises(NotFound):
                reports.send(session, forum.kim, kind, odd, "spam")


def test_somebody_who_never_wrote_cannot_be_reported_so_that_no_name_is_found_out(
    session: Session, forum: Forum
) -> None:
    for silent in (forum.kim, forum.mo, scene.guest(session), scene.account(session, "Shy Lee")):
        with pytest.raises(NotFound):
            reports.send(session, forum.ada, PARTICIPANT, silent, "spam")


def test_keeping_needs_a_report_that_waits(session: Session, forum: Forum) -> None:
    with pytest.raises(Invalid, match="No report waits"):
        reports.keep(session, forum.mo, COMMENT, forum.comment_id, "Why not?")


def test_who_reported_is_told_to_moderators_alone(session: Session, forum: Forum) -> None:
    for kind in SubjectKind:
        reports.send(session, forum.kim, kind, forum.of(kind), "abuse", "Reported by Whistling Kim.")
        reports.keep(session, forum.mo, kind, forum.of(kind), "It is rough, and allowed.")
        for who in (*forum.people(), None):
            with pytest.raises(NotAllowed):
                queue.read(session, who)
            if who == forum.author(kind):
                assert "Kim" not in str(cases.read(session, who, kind, forum.of(kind)))
                continue
            with pytest.raises(NotAllowed):
                cases.read(session, who, kind, forum.of(kind))
    for line in acts.newest(session):
        assert "Kim" not in f"{line} {[acts.look(session, line.id, who) for who in (*forum.people(), None)]}"
