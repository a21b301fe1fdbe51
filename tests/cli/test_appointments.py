import pytest
from sqlalchemy import Engine

from debate_app.domain import moderators
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.cli.conftest import Run


def _write_as(engine: Engine, name: str) -> int:
    """Somebody who asked a question under the name."""
    with transaction(engine) as session:
        participant_id = scene.guest(session, name)
        scene.question(session, author_id=participant_id)
    return participant_id


def _listed(engine: Engine) -> list[int]:
    with reading(engine) as session:
        return [one.id for one in moderators.listed(session)]


def test_who_writes_under_a_name_becomes_a_moderator_and_is_one_no_more(run: Run, engine: Engine):
    ada = _write_as(engine, "Ada Byron")
    added = run("moderator", "add", " Ada  Byron ")
    assert (added.code, added.out, added.err) == (0, f"Ada Byron (participant {ada}) is a moderator now.\n", "")
    assert _listed(engine) == [ada]
    removed = run("moderator", "remove", "Ada Byron")
    assert (removed.code, removed.out) == (0, f"Ada Byron (participant {ada}) is a moderator no more.\n")
    assert _listed(engine) == []


def test_adding_twice_says_so(run: Run, engine: Engine):
    ada = _write_as(engine, "Ada")
    run("moderator", "add", "Ada")
    again = run("moderator", "add", "Ada")
    assert (again.code, again.out) == (0, f"Ada (participant {ada}) is a moderator already.\n")
    assert _listed(engine) == [ada]


@pytest.mark.parametrize("act", ["add", "remove"])
def test_where_several_have_the_name_one_has_to_be_chosen(run: Run, engine: Engine, act: str):
    first, second = _write_as(engine, "Kim"), _write_as(engine, "Kim")
    if act == "remove":
        for one in (first, second):
            run("moderator", "add", "Kim", "--participant", str(one))
    before = _listed(engine)
    unclear = run("moderator", act, "Kim")
    assert (unclear.code, unclear.out) == (1, "")
    heading, *lines = unclear.err.splitlines()
    assert heading == "2 people have the name Kim; choose with --participant ID:"
    assert [line.partition(",")[0] for line in lines] == [f"participant {first}", f"participant {second}"]
    assert all(line.endswith("Z, 1 text") for line in lines)
    assert _listed(engine) == before

    assert run("moderator", act, "Kim", "--participant", str(second)).code == 0
    assert _listed(engine) == ([second] if act == "add" else [first])


def test_who_was_chosen_has_to_have_the_name(run: Run, engine: Engine):
    ada, bo = _write_as(engine, "Ada"), _write_as(engine, "Bo")
    outcome = run("moderator", "add", "Ada", "--participant", str(bo))
    assert outcome.code == 1
    heading, line = outcome.err.splitlines()
    assert heading == f"Participant {bo} is not among those who have the name Ada:"
    assert line.startswith(f"participant {ada}, here since 2")
    assert _listed(engine) == []


def test_a_name_that_nobody_writes_under_says_what_to_do(run: Run, engine: Engine):
    _write_as(engine, "Ada")
    outcome = run("moderator", "add", "ada")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "Nobody writes under the name ada. Write or comment once on the page under it, then add it.\n"


def test_somebody_imported_cannot_sign_in_and_is_no_candidate(run: Run, engine: Engine):
    with transaction(engine) as session:
        scene.imported(session, "Bo Li")
    outcome = run("moderator", "add", "Bo Li")
    assert outcome.code == 1
    assert outcome.err.startswith("Bo Li came with an imported file and cannot sign in. Write or comment once")
    bo = _write_as(engine, "Bo Li")
    assert run("moderator", "add", "Bo Li").out.startswith(f"Bo Li (participant {bo}) is")


def test_who_is_no_moderator_cannot_be_removed(run: Run, engine: Engine):
    _write_as(engine, "Ada")
    outcome = run("moderator", "remove", "Ada")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "Ada is no moderator; nothing was changed.\n")


def test_moderators_are_listed(run: Run, engine: Engine):
    assert run("moderator", "list").out == "There are no moderators.\n"
    ada = _write_as(engine, "Ada\u200f Byron")
    run("moderator", "add", "Ada Byron")
    outcome = run("moderator", "list")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"Ada Byron, participant {ada}, here since 2")
    assert outcome.out.count("\n") == 1


def test_a_name_that_is_none_is_refused(run: Run):
    for act in ("add", "remove"):
        outcome = run("moderator", act, "!")
        assert (outcome.code, outcome.err) == (1, "The name needs at least one letter or digit.\n")
