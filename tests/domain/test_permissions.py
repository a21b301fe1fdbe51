"""Who may do what: the table, and what else decides."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from debate_app.domain import dates, permissions
from debate_app.domain.actors import NOBODY_YET, Actor
from debate_app.domain.permissions import TABLE, VOTING, WRITING, Action, Grant, Standing
from debate_app.domain.refused import NotAllowed
from debate_app.domain.tables import Audience, ParticipantKind, Question, Role, Viewpoint

GUEST, PARTICIPANT = Actor(7), Actor(7, ParticipantKind.ACCOUNT)
MODERATOR, ADMIN = replace(PARTICIPANT, role=Role.MODERATOR), replace(PARTICIPANT, role=Role.ADMIN)
ACTORS = {
    Standing.GUEST: GUEST,
    Standing.PARTICIPANT: PARTICIPANT,
    Standing.AUTHOR: PARTICIPANT,
    Standing.MODERATOR: MODERATOR,
    Standing.ADMIN: ADMIN,
}


def question(**more: object) -> Question:
    given = {"title": "?", "background": "", "language": "en", "author_id": 1, "created_at": "", "updated_at": ""}
    return Question(search_text="", **given | more)  # type: ignore[arg-type]


def viewpoint(**more: object) -> Viewpoint:
    given = {"question_id": 1, "position": 1, "title": "V", "author_id": 1, "created_at": ""}
    return Viewpoint(**given | more)  # type: ignore[arg-type]


def may(actor: Actor, action: Action, where: Question | None = None, **more: object) -> bool:
    return permissions.refusal(actor, action, where or question(), **more) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("standing", Standing)
def test_every_cell_of_the_table_is_what_happens(action: Action, standing: Standing) -> None:
    column = list(Standing).index(standing)
    also = [list(Standing).index(Standing.PARTICIPANT)] * (standing is not Standing.GUEST)
    also += [list(Standing).index(Standing.MODERATOR)] * (standing is Standing.ADMIN)
    granted = {TABLE[action][one] for one in (column, *also)} != {Grant.NO}
    assert may(ACTORS[standing], action, author_id=7 if standing is Standing.AUTHOR else 1) == granted


def test_every_action_has_a_row_and_every_standing_a_column() -> None:
    assert TABLE.keys() == set(Action)
    assert {len(grants) for grants in TABLE.values()} == {len(Standing)}


def test_an_author_without_an_account_is_an_author_all_the_same() -> None:
    assert may(GUEST, Action.EDIT, author_id=7)
    assert not may(NOBODY_YET, Action.EDIT, author_id=0)


@pytest.mark.parametrize(("setting", "actions"), [("voters", VOTING), ("writers", {Action.ADD, Action.COMMENT})])
def test_the_settings_say_who_votes_and_who_writes(setting: str, actions: set[Action]) -> None:
    for action, (audience, actors) in itertools.product(
        actions,
        {
            Audience.EVERYONE: {GUEST, NOBODY_YET, PARTICIPANT, MODERATOR},
            Audience.ACCOUNTS: {PARTICIPANT, MODERATOR},
            Audience.MODERATORS: {MODERATOR},
        }.items(),
    ):
        allowed = {
            one
            for one in (GUEST, NOBODY_YET, PARTICIPANT, MODERATOR)
            if may(one, action, question(**{setting: audience}))
        }
        assert allowed == actors, (action, audience)


def test_who_is_left_out_is_told_what_to_do() -> None:
    asked = question(voters=Audience.ACCOUNTS)
    with pytest.raises(NotAllowed, match="Sign in, or make one: what you wrote is kept"):
        permissions.require(GUEST, Action.VOTE, asked)


@pytest.mark.parametrize("action", sorted(VOTING | WRITING))
def test_a_question_that_is_not_open_is_only_read(action: Action) -> None:
    past, ahead = dates.minutes_ago(5), dates.in_minutes(5)
    for times, word in (({"opens_at": ahead}, "opens on"), ({"closes_at": past}, "was closed on")):
        asked = question(**times)
        for actor in (GUEST, ADMIN):
            assert word in (permissions.refusal(actor, action, asked, author_id=7) or "")
    assert may(PARTICIPANT, action, question(opens_at=past, closes_at=ahead), author_id=7)


def test_the_status_of_a_question_is_that_of_this_moment() -> None:
    past, ahead = dates.minutes_ago(5), dates.in_minutes(5)
    assert permissions.status(question()) == "open"
    assert permissions.status(question(opens_at=ahead)) == "not_open"
    assert permissions.status(question(opens_at=past, closes_at=ahead)) == "open"
    assert permissions.status(question(opens_at=past, closes_at=past)) == "closed"


@pytest.mark.parametrize("action", sorted(VOTING | WRITING))
def test_where_it_is_locked_only_moderators_write_and_everybody_votes(action: Action) -> None:
    for place in ({"question": question(locked=True)}, {"question": question(), "viewpoint": viewpoint(locked=True)}):
        where, about = place["question"], place.get("viewpoint")
        assert may(MODERATOR, action, where, viewpoint=about, author_id=7)
        assert may(PARTICIPANT, action, where, viewpoint=about, author_id=7) == (action in VOTING)


@pytest.mark.parametrize("action", sorted(VOTING | WRITING))
def test_where_it_is_hidden_nobody_but_moderators_votes_or_writes(action: Action) -> None:
    for about in (viewpoint(hidden_id=3), viewpoint(erased_at="2026-11-23")):
        assert not may(PARTICIPANT, action, viewpoint=about, author_id=7)
        assert may(MODERATOR, action, viewpoint=about, author_id=7)


@pytest.mark.parametrize("action", Action)
def test_whoever_is_suspended_reads_and_appeals(action: Action) -> None:
    suspended = replace(PARTICIPANT, suspended_until=dates.in_days(1))
    reads = {Action.READ, Action.READ_HIDDEN, Action.APPEAL}
    assert may(suspended, action, author_id=7) == (action in reads)
    assert may(replace(suspended, suspended_until=dates.minutes_ago(1)), Action.VOTE)


def test_the_documentation_shows_the_same_table() -> None:
    """``python -m debate_app permissions > debate_app/PERMISSIONS.md`` writes it."""
    assert (Path(permissions.__file__).parents[1] / "PERMISSIONS.md").read_text("utf-8") == permissions.as_markdown()
