"""What moderators read before they decide, and what is offered to them; who may decide at all."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from debate_app.domain import acts, appeals, cases, hiding, locks, reports, suspensions
from debate_app.domain.moderating import Done
from debate_app.domain.permissions import TABLE, Action, Grant, Standing
from debate_app.domain.refused import NotAllowed
from debate_app.domain.tables import ActKind, ModerationAct, SubjectKind
from tests import scene
from tests.databases import ON_BOTH
from tests.forum import COMMENT, EDIT, PARTICIPANT, QUESTION, VIEWPOINT, WORDS, Forum

KEPT, LOCK, UNLOCK = ActKind.KEPT, ActKind.LOCK, ActKind.UNLOCK
HIDE, RESTORE, SUSPEND, LIFT = ActKind.HIDE, ActKind.RESTORE, ActKind.SUSPEND, ActKind.LIFT

Verb = Callable[[Session, Forum, int], Done]

VERBS: dict[str, Verb] = {
    "hide": lambda session, forum, who: hiding.hide(session, who, COMMENT, forum.comment_id, "Insults."),
    "restore": lambda session, forum, who: hiding.restore(session, who, EDIT, forum.edit_id, "No insults."),
    "lock": lambda session, forum, who: locks.lock(session, who, QUESTION, forum.question_id, "Quarrel."),
    "unlock": lambda session, forum, who: locks.unlock(session, who, VIEWPOINT, forum.viewpoint_id, "Peace."),
    "suspend": lambda session, forum, who: suspensions.suspend(session, who, forum.ada, 1, "Insults."),
    "lift": lambda session, forum, who: suspensions.lift(session, who, forum.cy, "They are sorry."),
    "keep": lambda session, forum, who: reports.keep(session, who, QUESTION, forum.question_id, "It is allowed."),
    "grant": lambda session, forum, who: appeals.grant(session, who, _hidden(session, forum), "No insults."),
    "uphold": lambda session, forum, who: appeals.uphold(session, who, _hidden(session, forum), "Insults."),
}


def _hidden(session: Session, forum: Forum) -> int:
    return next(line.id for line in acts.of_subject(session, EDIT, forum.edit_id) if line.kind is HIDE)


def lines(session: Session) -> int:
    return len(session.exec(select(ModerationAct)).all())


@pytest.fixture
def busy(session: Session, forum: Forum) -> Forum:
    """A forum where each of the verbs finds something to do."""
    hid = hiding.hide(session, forum.mo, EDIT, forum.edit_id, "Insults.")
    locks.lock(session, forum.mo, VIEWPOINT, forum.viewpoint_id, "Quarrel.")
    suspensions.suspend(session, forum.mo, forum.cy, 24, "Insults.")
    reports.send(session, forum.kim, QUESTION, forum.question_id, "abuse")
    appeals.appeal(session, forum.cy, hid.act_id, "It was a quotation.")
    return forum


@ON_BOTH
@pytest.mark.parametrize("verb", list(VERBS))
def test_the_table_holds_for_each_verb(session: Session, busy: Forum, verb: str) -> None:
    """Authors included, of whatever it is about: a column of the table each."""
    who = {
        Standing.GUEST: [scene.guest(session), scene.guest(session, "Somebody")],
        Standing.PARTICIPANT: [busy.kim],
        Standing.AUTHOR: [busy.ada, busy.bo],
        Standing.MODERATOR: [busy.max],
        Standing.ADMIN: [busy.ann],
    }
    granted = dict(zip(Standing, TABLE[Action.MODERATE], strict=True))
    for standing, people in who.items():
        for one in people:
            before = lines(session)
            with session.begin_nested() as undone:
                if granted[standing] is Grant.YES:
                    assert VERBS[verb](session, busy, one).act_id
                    undone.rollback()
                    continue
                with pytest.raises(NotAllowed, match="Only moderators"):
                    VERBS[verb](session, busy, one)
            assert lines(session) == before


def test_what_is_possible_now_is_offered(session: Session, forum: Forum) -> None:
    def possible(kind: SubjectKind) -> tuple[ActKind, ...]:
        return cases.read(session, forum.mo, kind, forum.of(kind)).possible

    assert [possible(kind) for kind in (QUESTION, VIEWPOINT)] == [(LOCK, HIDE)] * 2
    assert [possible(kind) for kind in (EDIT, COMMENT)] == [(HIDE,)] * 2
    assert possible(PARTICIPANT) == (SUSPEND,)
    for kind in SubjectKind:
        reports.send(session, forum.kim, kind, forum.of(kind), "abuse")
    assert possible(VIEWPOINT) == (KEPT, LOCK, HIDE)
    assert possible(PARTICIPANT) == (KEPT, SUSPEND)
    locks.lock(session, forum.mo, VIEWPOINT, forum.viewpoint_id, "Quarrel.")
    hiding.hide(session, forum.mo, VIEWPOINT, forum.viewpoint_id, "Insults.")
    suspensions.suspend(session, forum.mo, forum.cy, 1, "Insults.")
    assert possible(VIEWPOINT) == (UNLOCK, RESTORE)
    assert possible(PARTICIPANT) == (LIFT,)


@pytest.mark.parametrize("kind", list(SubjectKind))
def test_a_case_tells_all_that_a_moderator_needs(session: Session, forum: Forum, kind: SubjectKind) -> None:
    reports.send(session, forum.kim, kind, forum.of(kind), "abuse", "Look!")
    hiding.hide(session, forum.max, COMMENT, forum.comment_id, "Insults.")
    case = cases.read(session, forum.mo, kind, forum.of(kind))
    assert case.author_id == forum.author(kind)
    assert any(WORDS.get(kind, "Cy Twombly") in part for part in case.text)
    assert len(case.reports) == 1
    earlier = [line.kind for line in case.earlier]
    assert earlier == ([HIDE] if case.author_id == forum.cy else [])
    assert bool(case.acts) == (kind is COMMENT)


@ON_BOTH
def test_every_possible_act_can_be_done(session: Session, busy: Forum) -> None:
    verbs = {KEPT: reports.keep, LOCK: locks.lock, UNLOCK: locks.unlock, HIDE: hiding.hide, RESTORE: hiding.restore}
    for kind in (QUESTION, VIEWPOINT, EDIT, COMMENT):
        for act in cases.read(session, busy.max, kind, busy.of(kind)).possible:
            assert verbs[act](session, busy.max, kind, busy.of(kind), "Because.").act_id
