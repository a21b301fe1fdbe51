"""Who decides wherever an author may."""

import pytest
from sqlmodel import Session

from debate_app.domain import moderators, rows
from debate_app.domain.refused import NotAllowed, NotFound
from debate_app.domain.tables import Viewpoint
from tests import scene


def test_the_author_and_moderators_decide_and_nobody_else(session: Session, viewpoint_id: int) -> None:
    viewpoint = session.get_one(Viewpoint, viewpoint_id)
    ada, eve = scene.guest(session, "Ada"), scene.guest(session, "Eve")
    assert moderators.add(session, ada)
    for decider in (viewpoint.author_id, ada):
        moderators.require_decider(session, decider, viewpoint)
    with pytest.raises(NotAllowed):
        moderators.require_decider(session, eve, viewpoint)
    assert moderators.remove(session, ada)
    assert not moderators.may_decide(session, ada, viewpoint)


def test_adding_and_removing_twice_changes_nothing(session: Session) -> None:
    ada = scene.guest(session, "Ada")
    assert [moderators.add(session, ada), moderators.add(session, ada)] == [True, False]
    assert [one.id for one in moderators.listed(session)] == [ada]
    assert [moderators.remove(session, ada), moderators.remove(session, ada)] == [True, False]
    assert moderators.listed(session) == ()


def test_candidates_are_told_apart_by_what_they_wrote(session: Session, question_id: int) -> None:
    first, second = scene.guest(session, "Kim"), scene.guest(session, "Kim")
    scene.viewpoint(session, question_id, author_id=second)
    scene.viewpoint(session, question_id, "Keep it closed", author_id=second)
    found = moderators.candidates(session, "Kim")
    assert [(one.id, one.name, one.texts) for one in found] == [(first, "Kim", 0), (second, "Kim", 2)]
    assert found[0].since == rows.participant(session, first).created_at


def test_somebody_imported_is_no_candidate(session: Session) -> None:
    imported = scene.imported(session, "Kim")
    with pytest.raises(NotFound, match="came with an imported file"):
        moderators.candidates(session, "Kim")
    with pytest.raises(NotAllowed):
        moderators.add(session, imported)
    kim = scene.guest(session, "Kim")
    assert [one.id for one in moderators.candidates(session, "Kim")] == [kim]


@pytest.mark.parametrize("participant_id", [0, -1, 999_999, 2**31])
def test_nobody_is_no_moderator(session: Session, participant_id: int) -> None:
    with pytest.raises(NotFound):
        moderators.add(session, participant_id)
    assert not moderators.remove(session, participant_id)
