"""Suspending people for a time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from debate_app.domain import (
    acts,
    appeals,
    appointments,
    cases,
    comments,
    dates,
    decisions,
    edits,
    hiding,
    limits,
    locks,
    question_edits,
    questions,
    reports,
    rows,
    support,
    suspensions,
    viewpoints,
    votes,
)
from debate_app.domain.amendments import Draft
from debate_app.domain.refused import Invalid, NotAllowed
from debate_app.domain.tables import ActKind, EditKind, Role, Side
from tests import scene
from tests.databases import ON_BOTH
from tests.forum import COMMENT, PARTICIPANT, VIEWPOINT, Forum


def end_suspension(session: Session, participant_id: int) -> None:
    """As if its time were over."""
    rows.participant(session, participant_id).suspended_until = dates.minutes_ago(1)
    session.flush()


@ON_BOTH
def test_somebody_is_suspended_for_a_time_and_the_log_says_until_when(session: Session, forum: Forum) -> None:
    done = suspensions.suspend(session, forum.mo, forum.cy, 24, "Insults, again and again.")
    assert (done.question_id, done.concerned_id) == (None, forum.cy)
    until = rows.participant(session, forum.cy).suspended_until
    [line] = acts.of_subject(session, PARTICIPANT, forum.cy)
    assert (line.kind, line.until, line.about, line.place) == (ActKind.SUSPEND, until, "Cy Twombly", "")
    lasts = datetime.fromisoformat(line.until) - datetime.fromisoformat(line.at)
    assert timedelta(hours=24) - timedelta(minutes=1) < lasts <= timedelta(hours=24)


def test_lifted_they_do_as_before(session: Session, forum: Forum) -> None:
    done = suspensions.suspend(session, forum.mo, forum.cy, 24, "Insults.")
    with pytest.raises(NotAllowed, match="You are suspended until"):
        comments.say(session, forum.cy, forum.viewpoint_id, "Let me speak!")
    lifted = suspensions.lift(session, forum.max, forum.cy, "They are sorry.")
    assert rows.participant(session, forum.cy).suspended_until is None
    comments.say(session, forum.cy, forum.viewpoint_id, "I am sorry.")
    assert acts.one(session, lifted.act_id).undoes_id == done.act_id


def test_when_its_time_is_over_they_do_as_before_and_can_be_suspended_again(session: Session, forum: Forum) -> None:
    suspensions.suspend(session, forum.mo, forum.cy, 1, "Insults.")
    end_suspension(session, forum.cy)
    comments.say(session, forum.cy, forum.viewpoint_id, "Here I am again.")
    with pytest.raises(Invalid, match="not suspended"):
        suspensions.lift(session, forum.mo, forum.cy, "Why not?")
    assert suspensions.suspend(session, forum.mo, forum.cy, 2, "Insults.").act_id


@pytest.mark.parametrize("hours", [-1, 0, limits.SUSPENSION_HOURS + 1, 10**12])
def test_a_time_that_is_too_long_or_too_short_is_refused(session: Session, forum: Forum, hours: int) -> None:
    with pytest.raises(Invalid) as refusal:
        suspensions.suspend(session, forum.mo, forum.cy, hours, "Insults.")
    assert refusal.value.field == "hours"


def test_twice_is_refused(session: Session, forum: Forum) -> None:
    with pytest.raises(Invalid, match="They are not suspended"):
        suspensions.lift(session, forum.mo, forum.cy, "Why not?")
    suspensions.suspend(session, forum.mo, forum.cy, 24, "Insults.")
    with pytest.raises(Invalid, match="suspended already, until"):
        suspensions.suspend(session, forum.max, forum.cy, 48, "Insults.")


def test_a_moderator_does_not_suspend_an_admin_and_nobody_themselves(session: Session, forum: Forum) -> None:
    other = scene.account(session, "Otto Admin", Role.ADMIN)
    with pytest.raises(NotAllowed, match="Only an admin"):
        suspensions.suspend(session, forum.mo, forum.ann, 24, "Insults.")
    for one in (forum.mo, forum.ann):
        with pytest.raises(NotAllowed):
            suspensions.suspend(session, one, one, 24, "I need a rest.")
        assert ActKind.SUSPEND not in cases.read(session, one, PARTICIPANT, one).possible
    assert ActKind.SUSPEND not in cases.read(session, forum.mo, PARTICIPANT, forum.ann).possible
    suspensions.suspend(session, forum.mo, forum.max, 24, "Insults.")
    suspensions.suspend(session, other, forum.ann, 24, "Insults.")


def test_the_only_moderator_cannot_suspend_themselves_either(session: Session) -> None:
    alone = scene.account(session, "Solo", Role.MODERATOR)
    with pytest.raises(NotAllowed, match="Nobody suspends themselves"):
        suspensions.suspend(session, alone, alone, 24, "I need a rest.")


def test_somebody_who_came_with_a_file_cannot_be_suspended(session: Session, forum: Forum) -> None:
    imported = scene.imported(session, "Old Writer")
    with pytest.raises(NotAllowed, match="cannot sign in"):
        suspensions.suspend(session, forum.mo, imported, 24, "Insults.")
    assert cases.read(session, forum.mo, PARTICIPANT, imported).possible == ()


def _deeds(session: Session, forum: Forum, who: int) -> dict[str, Callable[[], Any]]:
    """Everything that somebody, whoever they are, could write."""
    draft = Draft(EditKind.TITLE, 1, text="Another title")
    return {
        "vote": lambda: votes.cast(session, who, forum.viewpoint_id, Side.AGREE),
        "stand": lambda: support.stand(session, who, forum.edit_id, 1, Side.AGREE),
        "ask": lambda: questions.ask(session, who, "Why?", ""),
        "add": lambda: viewpoints.add(session, who, forum.question_id, "Mine", ["It is mine."], []),
        "propose": lambda: edits.submit(session, who, forum.viewpoint_id, draft),
        "revise": lambda: edits.revise(session, who, forum.edit_id, 1, "Another text.", ""),
        "withdraw": lambda: edits.withdraw(session, who, forum.edit_id),
        "approve": lambda: decisions.approve(session, who, forum.edit_id, 1, None),
        "adjust": lambda: decisions.approve_changed(session, who, forum.edit_id, 1, 1, "Another text.", None),
        "decline": lambda: decisions.decline(session, who, forum.edit_id, 1, "No."),
        "weigh": lambda: decisions.weigh(session, who, forum.edit_id, True),
        "comment": lambda: comments.say(session, who, forum.viewpoint_id, "Let me speak!"),
        "reply": lambda: comments.reply(session, who, forum.event_id, "Let me speak!"),
        "change": lambda: comments.change(session, who, forum.comment_id, "Let me speak!"),
        "remove": lambda: comments.remove(session, who, forum.comment_id),
        "edit the question": lambda: question_edits.edit(session, who, forum.question_id, 1, "Why?", "", []),
        "report": lambda: reports.send(session, who, VIEWPOINT, forum.viewpoint_id, "spam"),
        "hide": lambda: hiding.hide(session, who, COMMENT, forum.comment_id, "Why not?"),
        "restore": lambda: hiding.restore(session, who, COMMENT, forum.comment_id, "Why not?"),
        "lock": lambda: locks.lock(session, who, VIEWPOINT, forum.viewpoint_id, "Why not?"),
        "unlock": lambda: locks.unlock(session, who, VIEWPOINT, forum.viewpoint_id, "Why not?"),
        "suspend": lambda: suspensions.suspend(session, who, forum.kim, 1, "Why not?"),
        "lift": lambda: suspensions.lift(session, who, who, "Why not?"),
        "keep": lambda: reports.keep(session, who, COMMENT, forum.comment_id, "Why not?"),
        "appoint": lambda: appointments.appoint(session, who, forum.kim, Role.MODERATOR),
        "dismiss": lambda: appointments.dismiss(session, who, forum.mo),
    }


@pytest.mark.parametrize("name", ["ada", "bo", "cy", "kim", "max", "ann"])
def test_whoever_is_suspended_can_do_nothing_but_read_and_appeal(session: Session, forum: Forum, name: str) -> None:
    who: int = getattr(forum, name)
    boss = scene.account(session, "Otto Admin", Role.ADMIN)
    done = suspensions.suspend(session, boss, who, 24, "Insults.")
    for deed, act in _deeds(session, forum, who).items():
        with pytest.raises(NotAllowed, match="You are suspended until"):
            act()
        assert acts.newest(session)[0].id == done.act_id, deed
    appeals.appeal(session, who, done.act_id, "It was a quotation.")
    assert acts.look(session, done.act_id, who).words == "It was a quotation."
