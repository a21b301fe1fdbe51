"""Appeals: by whom an act concerns, once, answered by somebody else."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import acts, appeals, appointments, dates, hiding, locks, queue, reports, rows, suspensions
from debate_app.domain.refused import Invalid, NotAllowed, NotFound, Refused
from debate_app.domain.tables import ActKind, Role
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.domain.test_suspensions import end_suspension
from tests.forum import COMMENT, PARTICIPANT, QUESTION, VIEWPOINT, Forum
from tests.forum import forum as make_forum
from tests.together import together

Act = Callable[[Session, Forum], int]

ACTS: dict[str, Act] = {
    "hidden": lambda session, forum: hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "Insults.").act_id,
    "locked": lambda session, forum: locks.lock(session, forum.mo, VIEWPOINT, forum.viewpoint_id, "Quarrel.").act_id,
    "suspended": lambda session, forum: suspensions.suspend(session, forum.mo, forum.cy, 24, "Insults.").act_id,
}
CONCERNED = {"hidden": "cy", "locked": "bo", "suspended": "cy"}


@pytest.fixture(params=list(ACTS))
def act(request: pytest.FixtureRequest, session: Session, forum: Forum) -> tuple[int, int]:
    """An act of Mo's, and whom it concerns."""
    return ACTS[request.param](session, forum), getattr(forum, CONCERNED[request.param])


def test_an_appeal_that_is_granted_takes_the_act_back(session: Session, forum: Forum, act: tuple[int, int]) -> None:
    act_id, concerned = act
    appeals.appeal(session, concerned, act_id, "It was\n\na quotation.")
    assert acts.one(session, act_id).appeal == "waiting"
    done = appeals.grant(session, forum.max, act_id, "So it was.")
    line, answer = acts.one(session, act_id), acts.one(session, done.act_id)
    assert (line.appeal, line.undone_by_id, line.answer_id) == ("granted", done.act_id, done.act_id)
    assert (answer.undoes_id, answer.answers_id, answer.by) == (act_id, act_id, "Max Planck")
    assert answer.kind in (ActKind.RESTORE, ActKind.UNLOCK, ActKind.LIFT)
    assert not rows.comment(session, forum.comment_id).hidden_id
    assert not rows.viewpoint(session, forum.viewpoint_id).locked
    assert not rows.participant(session, forum.cy).suspended_until


def test_an_appeal_that_is_refused_leaves_the_act(session: Session, forum: Forum, act: tuple[int, int]) -> None:
    act_id, concerned = act
    appeals.appeal(session, concerned, act_id, "It was a quotation.")
    done = appeals.uphold(session, forum.max, act_id, "Of whom?")
    line, answer = acts.one(session, act_id), acts.one(session, done.act_id)
    assert (line.appeal, line.undone_by_id, line.answer_id) == ("upheld", 0, done.act_id)
    assert (answer.kind, answer.undoes_id, answer.answers_id) == (ActKind.UPHELD, 0, act_id)
    standing = rows.comment(session, forum.comment_id).hidden_id, rows.viewpoint(session, forum.viewpoint_id).locked
    assert any((*standing, rows.participant(session, forum.cy).suspended_until))


def test_only_whom_it_concerns_can_appeal(session: Session, forum: Forum, act: tuple[int, int]) -> None:
    act_id, concerned = act
    others = {*forum.people(), forum.mo, forum.max, forum.ann, scene.guest(session)} - {concerned}
    for who in others:
        with pytest.raises(NotAllowed, match="Only those whom this concerns"):
            appeals.appeal(session, who, act_id, "It was a quotation.")
        assert not acts.look(session, act_id, who).may_appeal
    assert acts.look(session, act_id, concerned).may_appeal
    assert not acts.look(session, act_id, None).may_appeal


def test_one_appeals_once(session: Session, forum: Forum, act: tuple[int, int]) -> None:
    act_id, concerned = act
    appeals.appeal(session, concerned, act_id, "It was a quotation.")
    for answered in (False, True):
        if answered:
            appeals.uphold(session, forum.max, act_id, "Of whom?")
        with pytest.raises(Invalid, match="appealed against this already"):
            appeals.appeal(session, concerned, act_id, "Of a poet!")
        assert not acts.look(session, act_id, concerned).may_appeal


def test_an_answer_stands(session: Session, forum: Forum, act: tuple[int, int]) -> None:
    act_id, concerned = act
    for answer in (appeals.grant, appeals.uphold):
        with pytest.raises(NotFound, match="Nobody appeals"):
            answer(session, forum.max, act_id, "Why not?")
    appeals.appeal(session, concerned, act_id, "It was a quotation.")
    appeals.uphold(session, forum.max, act_id, "Of whom?")
    for answer in (appeals.grant, appeals.uphold):
        with pytest.raises(Invalid, match="answered already"):
            answer(session, forum.max, act_id, "Why not?")


def test_what_was_taken_back_can_no_more_be_appealed_against(session: Session, forum: Forum) -> None:
    act_id = ACTS["hidden"](session, forum)
    hiding.restore(session, forum.mo, COMMENT, forum.comment_id, "I was wrong.")
    with pytest.raises(Invalid, match="taken back already"):
        appeals.appeal(session, forum.cy, act_id, "It was a quotation.")


def test_taking_an_act_back_answers_the_appeal_against_it(session: Session, forum: Forum) -> None:
    act_id = ACTS["hidden"](session, forum)
    appeals.appeal(session, forum.cy, act_id, "It was a quotation.")
    restored = hiding.restore(session, forum.mo, COMMENT, forum.comment_id, "I was wrong.")
    assert (acts.one(session, act_id).appeal, acts.one(session, act_id).answer_id) == ("granted", restored.act_id)
    assert queue.read(session, forum.max).asked == ()


@pytest.mark.parametrize("kind", ["kept", "restore", "upheld", "appoint"])
def test_there_is_no_appeal_against_what_takes_nothing_away(session: Session, forum: Forum, kind: str) -> None:
    if kind == "kept":
        reports.send(session, forum.kim, COMMENT, forum.comment_id, "abuse")
        done = reports.keep(session, forum.mo, COMMENT, forum.comment_id, "It is allowed.").act_id
    elif kind == "appoint":
        appointments.appoint(session, None, forum.kim, Role.MODERATOR)
        done = acts.newest(session)[0].id
    else:
        act_id = ACTS["hidden"](session, forum)
        appeals.appeal(session, forum.cy, act_id, "It was a quotation.")
        answer = appeals.grant if kind == "restore" else appeals.uphold
        done = answer(session, forum.max, act_id, "So be it.").act_id
    with pytest.raises(Invalid, match="nothing in this that could be taken back"):
        appeals.appeal(session, forum.kim if kind == "appoint" else forum.cy, done, "And yet!")


@pytest.mark.parametrize("text", ["", " \n ", "x" * 1_001])
def test_an_appeal_says_something_and_has_its_limit(session: Session, forum: Forum, text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        appeals.appeal(session, forum.cy, ACTS["hidden"](session, forum), text)
    assert refusal.value.field == "text"


@pytest.mark.parametrize("act_id", [0, -1, 999_999, 2**31])
def test_what_never_was_cannot_be_appealed_against(session: Session, forum: Forum, act_id: int) -> None:
    with pytest.raises(NotFound):
        appeals.appeal(session, forum.cy, act_id, "It was a quotation.")
    with pytest.raises(NotFound):
        appeals.grant(session, forum.mo, act_id, "Why not?")


def test_whoever_decided_leaves_the_answer_to_another_moderator(session: Session, forum: Forum) -> None:
    act_id = ACTS["hidden"](session, forum)
    appeals.appeal(session, forum.cy, act_id, "It was a quotation.")
    for answer in (appeals.grant, appeals.uphold):
        with pytest.raises(NotAllowed, match="You decided this yourself"):
            answer(session, forum.mo, act_id, "Why not?")
        with pytest.raises(NotAllowed, match="Only moderators"):
            answer(session, forum.cy, act_id, "Why not?")
    assert [len(queue.read(session, one).asked) for one in (forum.mo, forum.max, forum.ann)] == [0, 1, 1]
    assert [acts.look(session, act_id, one).may_answer for one in (forum.mo, forum.max, forum.cy)] == [
        False,
        True,
        False,
    ]


@ON_BOTH
def test_where_there_is_nobody_else_who_decided_answers(session: Session, forum: Forum) -> None:
    act_id = ACTS["hidden"](session, forum)
    appeals.appeal(session, forum.cy, act_id, "It was a quotation.")
    suspensions.suspend(session, forum.ann, forum.max, 24, "Insults.")
    assert queue.read(session, forum.mo).asked == ()
    appointments.dismiss(session, None, forum.ann)
    [asked] = queue.read(session, forum.mo).asked
    assert (asked.by, asked.text, asked.act.id) == ("Cy Twombly", "It was a quotation.", act_id)
    assert appeals.uphold(session, forum.mo, act_id, "Of whom?").act_id


def test_nobody_answers_their_own_appeal(session: Session) -> None:
    forum = make_forum(session)
    act_id = locks.lock(session, forum.mo, QUESTION, forum.question_id, "Quarrel.").act_id
    for one in (forum.max, forum.ann):
        appointments.dismiss(session, None, one)
    appointments.appoint(session, None, forum.ada, Role.MODERATOR)
    appeals.appeal(session, forum.ada, act_id, "It was a debate.")
    with pytest.raises(NotAllowed, match="your own appeal"):
        appeals.grant(session, forum.ada, act_id, "Why not?")
    assert [len(queue.read(session, one).asked) for one in (forum.ada, forum.mo)] == [0, 1]
    assert appeals.grant(session, forum.mo, act_id, "So it was.").act_id


def test_a_suspension_that_is_over_can_be_taken_back_and_a_newer_one_stays(session: Session, forum: Forum) -> None:
    first = suspensions.suspend(session, forum.mo, forum.cy, 1, "Insults.")
    appeals.appeal(session, forum.cy, first.act_id, "It was a quotation.")
    end_suspension(session, forum.cy)
    suspensions.suspend(session, forum.mo, forum.cy, 48, "Threats.")
    until = rows.participant(session, forum.cy).suspended_until
    appeals.grant(session, forum.max, first.act_id, "So it was.")
    assert rows.participant(session, forum.cy).suspended_until == until > dates.now()
    told = acts.of_subject(session, PARTICIPANT, forum.cy)
    assert [one.kind for one in told] == [ActKind.LIFT, ActKind.SUSPEND, ActKind.SUSPEND]
    assert [one.undone_by_id for one in told] == [0, 0, told[0].id]


def test_an_appeal_is_read_by_moderators_and_by_whoever_made_it(session: Session, forum: Forum) -> None:
    act_id = ACTS["hidden"](session, forum)
    appeals.appeal(session, forum.cy, act_id, "It was a quotation.")
    for who, words in ((forum.cy, True), (forum.mo, True), (forum.max, True), (forum.bo, False), (None, False)):
        look = acts.look(session, act_id, who)
        assert bool(look.words) == words
        assert "quotation" not in str(look.line)


@ON_BOTH
def test_answers_and_appeals_that_come_at_once_are_one_each(engine: Engine) -> None:
    with transaction(engine) as session:
        forum = make_forum(session)
        act_id = ACTS["hidden"](session, forum)

    def attempt(verb: Callable[..., object], who: int, words: str) -> str:
        try:
            with transaction(engine) as session:
                verb(session, who, act_id, words)
        except Refused as refused:
            return refused.sentence
        return ""

    asked = together(lambda words: attempt(appeals.appeal, forum.cy, words), ["One.", "Two.", "Three."])
    assert sorted(asked) == ["", *["You have appealed against this already."] * 2]
    answers = [(appeals.grant, forum.max), (appeals.uphold, forum.ann), (appeals.grant, forum.ann)]
    answered = together(lambda one: attempt(*one, "So be it."), answers)
    assert sorted(answered) == ["", *["This appeal was answered already."] * 2]
    with reading(engine) as session:
        line = acts.one(session, act_id)
        granted = answers[answered.index("")][0] is appeals.grant
        assert (line.appeal == "granted") == granted == (rows.comment(session, forum.comment_id).hidden_id is None)
