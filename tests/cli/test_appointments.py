import pytest
from sqlalchemy import Engine

from debate_app.domain import appointments
from debate_app.domain.tables import Role
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.cli.conftest import Run
from tests.databases import ON_BOTH

ROLES = [("moderator", "a moderator"), ("admin", "an admin")]


def _sign_up_as(engine: Engine, name: str) -> int:
    """Somebody who has an account, and asked a question."""
    with transaction(engine) as session:
        participant_id = scene.account(session, name)
        scene.question(session, author_id=participant_id)
    return participant_id


def _listed(engine: Engine) -> list[tuple[int, Role | None]]:
    with reading(engine) as session:
        return [(one.id, one.role) for one in appointments.listed(session)]


@ON_BOTH
@pytest.mark.parametrize(("role", "called"), ROLES)
def test_who_has_an_account_gets_a_role_and_loses_it(run: Run, engine: Engine, role: str, called: str):
    ada = _sign_up_as(engine, "Ada Byron")
    added = run(role, "add", " Ada  Byron ")
    assert (added.code, added.out, added.err) == (0, f"Ada Byron is {called} now.\n", "")
    assert _listed(engine) == [(ada, Role(role))]
    removed = run(role, "remove", "Ada Byron")
    assert (removed.code, removed.out) == (0, f"Ada Byron is {called} no more.\n")
    assert _listed(engine) == []


@pytest.mark.parametrize(("role", "called"), ROLES)
def test_adding_twice_says_so(run: Run, engine: Engine, role: str, called: str):
    ada = _sign_up_as(engine, "Ada")
    run(role, "add", "Ada")
    again = run(role, "add", "Ada")
    assert (again.code, again.out) == (0, f"Ada is {called} already.\n")
    assert _listed(engine) == [(ada, Role(role))]


def test_a_moderator_becomes_an_admin(run: Run, engine: Engine):
    ada = _sign_up_as(engine, "Ada")
    run("moderator", "add", "Ada")
    assert run("admin", "add", "Ada").out == "Ada is an admin now.\n"
    assert _listed(engine) == [(ada, Role.ADMIN)]
    assert run("moderator", "remove", "Ada").err == "Ada is no moderator; nothing was changed.\n"


def test_a_name_that_nobody_signs_in_under_says_what_to_do(run: Run, engine: Engine):
    with transaction(engine) as session:
        scene.guest(session, "Bo Li")
        scene.imported(session, "Cy Twombly")
    for name in ("Bo Li", "Cy Twombly", "Nobody"):
        outcome = run("moderator", "add", name)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err == f"Nobody has an account under the name {name}. Sign up on the page first.\n"
    assert _listed(engine) == []


@pytest.mark.parametrize(("role", "called"), ROLES)
def test_who_holds_no_role_cannot_lose_it(run: Run, engine: Engine, role: str, called: str):
    _sign_up_as(engine, "Ada")
    outcome = run(role, "remove", "Ada")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", f"Ada is no {role}; nothing was changed.\n")


@pytest.mark.parametrize(("role", "called"), ROLES)
def test_those_who_hold_a_role_are_listed(run: Run, engine: Engine, role: str, called: str):
    assert run(role, "list").out == f"There are no {role}s.\n"
    ada = _sign_up_as(engine, "Ada\u200f Byron")
    run(role, "add", "Ada Byron")
    outcome = run(role, "list")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"Ada Byron, participant {ada}, here since 2")
    assert outcome.out.endswith("Z, 1 text\n")
    other = next(one for one, _ in ROLES if one != role)
    assert run(other, "list").out == f"There are no {other}s.\n"


def test_a_name_that_is_none_is_refused(run: Run):
    for act in ("add", "remove"):
        outcome = run("moderator", act, "!")
        assert (outcome.code, outcome.err) == (1, "The name needs at least one letter or digit.\n")
