"""Locking questions and viewpoints."""

import pytest
from sqlmodel import Session

from debate_app.domain import acts, cases, comments, locks, rows, viewpoints, votes
from debate_app.domain.refused import Invalid, NotAllowed
from debate_app.domain.tables import ActKind, Side, SubjectKind
from tests.databases import ON_BOTH
from tests.forum import COMMENT, EDIT, PARTICIPANT, QUESTION, VIEWPOINT, Forum

pytestmark = ON_BOTH


@pytest.mark.parametrize("kind", [QUESTION, VIEWPOINT])
def test_what_is_locked_can_be_voted_on_and_only_moderators_write_there(
    session: Session, forum: Forum, kind: SubjectKind
) -> None:
    before = rows.question(session, forum.question_id).sequence
    locked = locks.lock(session, forum.mo, kind, forum.of(kind), "It has become a quarrel.")
    assert rows.question(session, forum.question_id).sequence > before
    assert cases.read(session, forum.mo, kind, forum.of(kind)).is_locked
    with pytest.raises(NotAllowed, match="locked by a moderator"):
        comments.say(session, forum.bo, forum.viewpoint_id, "And another thing.")
    comments.say(session, forum.mo, forum.viewpoint_id, "Calm down, please.")
    assert votes.cast(session, forum.kim, forum.viewpoint_id, Side.AGREE).changed
    locks.unlock(session, forum.max, kind, forum.of(kind), "They have made peace.")
    comments.say(session, forum.bo, forum.viewpoint_id, "And another thing.")
    told = acts.of_subject(session, kind, forum.of(kind))
    assert [(one.kind, one.undoes_id) for one in told] == [(ActKind.UNLOCK, locked.act_id), (ActKind.LOCK, 0)]
    assert told[1].undone_by_id == told[0].id


def test_a_locked_viewpoint_leaves_the_others_open(session: Session, forum: Forum) -> None:
    locks.lock(session, forum.mo, VIEWPOINT, forum.viewpoint_id, "It has become a quarrel.")
    viewpoints.add(session, forum.kim, forum.question_id, "Nobody should pay", ["It is free."], [])


@pytest.mark.parametrize("kind", [QUESTION, VIEWPOINT])
def test_twice_is_refused(session: Session, forum: Forum, kind: SubjectKind) -> None:
    with pytest.raises(Invalid, match="This is not locked"):
        locks.unlock(session, forum.mo, kind, forum.of(kind), "Why not?")
    locks.lock(session, forum.mo, kind, forum.of(kind), "It has become a quarrel.")
    with pytest.raises(Invalid, match="locked already"):
        locks.lock(session, forum.max, kind, forum.of(kind), "It has become a quarrel.")


@pytest.mark.parametrize("kind", [EDIT, COMMENT, PARTICIPANT])
def test_nothing_else_can_be_locked(session: Session, forum: Forum, kind: SubjectKind) -> None:
    with pytest.raises(Invalid, match="Only questions and viewpoints"):
        locks.lock(session, forum.mo, kind, forum.of(kind), "It has become a quarrel.")
    assert acts.of_subject(session, kind, forum.of(kind)) == ()


def test_each_lock_is_taken_back_by_its_own_act(session: Session, forum: Forum) -> None:
    pairs = []
    for _ in range(2):
        locked = locks.lock(session, forum.mo, QUESTION, forum.question_id, "It has become a quarrel.")
        pairs.append((locked.act_id, locks.unlock(session, forum.mo, QUESTION, forum.question_id, "Peace.").act_id))
    assert [(acts.one(session, undoing).undoes_id, undoing) for _, undoing in pairs] == pairs
