"""The gate: a state belongs to the cookie of the connection, and holds nothing that it does not entitle to."""

import secrets

import pytest
from sqlalchemy import create_engine
from sqlmodel import col, select

from debate_app import live
from debate_app.domain import participants, votes
from debate_app.domain.tables import Participant, Side, Vote
from debate_app.store import access
from debate_app.store.engine import reading, transaction
from tests import scene, versions
from tests.databases import ON_BOTH
from tests.running import Place
from tests.visitor import (
    COUNTS,
    HOME,
    HYDRATE,
    LIVE,
    NO_COOKIE,
    QUESTION_FORM,
    ROOT,
    VIEWPOINT_FORM,
    VISITOR,
    VOTES,
    Visitor,
    at_question,
    visit,
    watch,
)

DRAFT = "A draft that nobody else may read"


async def busy(place: Place, cookie: str) -> tuple[Visitor, int]:
    """Somebody with a name, a vote, a preview and a fault, on a question of their own."""
    with transaction(place.engine) as session:
        author_id = participants.ensure(session, cookie)
        participants.take_name(session, author_id, "Ann Secret")
        question_id = scene.question(session, "Elsewhere?")
        votes.cast(session, author_id, scene.viewpoint(session, question_id), Side.AGREE)
    somebody = await watch(place.address, question_id, cookie=cookie)
    somebody.route = at_question(question_id, asPath=f"/q/{question_id}/x?private=path")
    form = {"title": DRAFT, "paragraphs": DRAFT, "sources": "example.org/secret\nno link"}
    somebody.event(f"{VIEWPOINT_FORM}.review", {"question_id": question_id, "form": form})
    await somebody.until(lambda: somebody.vars[VIEWPOINT_FORM]["faults"])
    assert somebody.vars[VISITOR]["name"] == "Ann Secret"
    assert [*somebody.vars[VOTES]["held"].values()] == [["agree", 0, 0, 1]]
    return somebody, question_id


def knows(visitor: Visitor) -> str:
    return "".join(visitor.heard)


async def assert_nothing_of_theirs(thief: Visitor) -> None:
    await thief.answered()
    assert thief.vars[VISITOR]["name"] == ""
    assert thief.vars[VOTES]["held"] == {}
    assert thief.vars[VIEWPOINT_FORM]["faults"] == {}
    for kept in (DRAFT, "Ann Secret", "example.org/secret", "private=path"):
        assert kept not in knows(thief)


async def test_who_comes_back_is_told_which_version_their_vote_is_on(place: Place) -> None:
    cookie = secrets.token_urlsafe(32)
    with transaction(place.engine) as session:
        versions.begin(session, place.viewpoint_id)
        votes.cast(session, participants.ensure(session, cookie), place.viewpoint_id, Side.DISAGREE)
        versions.begin(session, place.viewpoint_id)
    visitor = await watch(place.address, place.question_id, cookie=cookie)
    assert visitor.vars[VOTES]["held"] == {str(place.viewpoint_id): ["disagree", 0, 0, 2]}
    assert visitor.page("by_version") == {str(place.viewpoint_id): [[2, 0, 1]]}
    visitor.close()


@pytest.mark.parametrize("same_page", [True, False])
@pytest.mark.parametrize("cookie", [None, ""])
async def test_with_anothers_token_and_ones_own_cookie_comes_nothing_of_theirs(
    place: Place, cookie: str | None, same_page: bool
) -> None:
    owner, question_id = await busy(place, secrets.token_urlsafe(32))
    owner.close()
    await owner.closed
    where = question_id if same_page else place.question_id
    thief = await watch(place.address, where, cookie=cookie, token=owner.token)
    await assert_nothing_of_theirs(thief)
    thief.close()
    back = await watch(place.address, question_id, cookie=owner.cookie, token=owner.token)
    assert back.vars[VISITOR]["name"] == "Ann Secret"
    assert back.vars[VISITOR]["identified"] is True
    assert [*back.vars[VOTES]["held"].values()] == [["agree", 0, 0, 1]]
    back.close()


@pytest.mark.parametrize("event", [f"{VISITOR}.look", f"{ROOT}.hydrate", f"{QUESTION_FORM}.review"])
async def test_nor_does_it_by_an_event_that_opens_no_page(place: Place, event: str) -> None:
    owner, question_id = await busy(place, secrets.token_urlsafe(32))
    owner.close()
    await owner.closed
    thief = await visit(place.address, at_question(question_id), token=owner.token, boot=False)
    thief.event(event, {"form": {}} if event.endswith("review") else {})
    thief.event(f"{ROOT}.hydrate")
    await assert_nothing_of_theirs(thief)
    thief.close()


async def test_not_even_the_address_where_they_were(place: Place) -> None:
    owner, question_id = await busy(place, secrets.token_urlsafe(32))
    owner.close()
    await owner.closed
    route = at_question(question_id)
    del route["asPath"]  # the framework carries on what a message leaves out
    thief = await visit(place.address, route, token=owner.token)
    await thief.until(lambda: thief.vars.get(ROOT, {}).get("is_hydrated"))
    await assert_nothing_of_theirs(thief)
    thief.close()


async def test_a_message_cannot_say_who_sent_it(place: Place) -> None:
    owner, _ = await busy(place, secrets.token_urlsafe(32))
    forged = {"headers": {"cookie": f"participant={owner.cookie}"}, "token": owner.token, "sid": "x", "ip": "1.2.3.4"}
    thief = await visit(place.address, at_question(place.question_id, **forged))
    thief.vote(place.viewpoint_id, "agree", 1)
    await thief.until(lambda: thief.vars.get(VOTES, {}).get("held"))
    with reading(place.engine) as session:
        voter = session.exec(select(Vote.participant_id).where(col(Vote.viewpoint_id) == place.viewpoint_id)).one()
        assert voter == participants.by_cookie(session, thief.cookie)
    assert thief.vars[VISITOR]["name"] == ""
    for visitor in (owner, thief):
        visitor.close()


async def test_the_cookie_is_never_sent_back(place: Place) -> None:
    visitor = await watch(place.address, place.question_id)
    visitor.vote(place.viewpoint_id, "agree", 1)
    await visitor.answered()
    assert visitor.cookie not in knows(visitor)
    visitor.close()


@pytest.mark.parametrize("payload", [{}, {"hashes": []}, {"hashes": ["0" * 16] * 20}])
async def test_hydration_never_carries_the_live_vars(place: Place, payload: dict[str, object]) -> None:
    visitor = await watch(place.address, place.question_id)
    visitor.vote(place.viewpoint_id, "agree", 1)
    await visitor.until(lambda: visitor.page("tallies") == {str(place.viewpoint_id): [1, 0, 0]})
    seen = len(visitor.said)
    visitor.event(HYDRATE, payload)
    visitor.event(f"{ROOT}.hydrate")
    await visitor.answered()
    hydrations = [said["delta"] for said in visitor.said[seen:] if ROOT in said["delta"]]
    assert hydrations
    assert not any(delta.get(state) for delta in hydrations for state in LIVE)
    pushed = [said["delta"][COUNTS] for said in visitor.said[seen:] if said["delta"].get(COUNTS)]
    assert pushed
    assert all(counts["tallies_rx_state_"] == {str(place.viewpoint_id): [1, 0, 0]} for counts in pushed)
    visitor.close()


async def test_an_event_before_hydration_is_handled_and_brings_the_state(place: Place) -> None:
    visitor = await visit(place.address, at_question(place.question_id), boot=False)
    visitor.vote(place.viewpoint_id, "disagree", 5)
    await visitor.until(lambda: visitor.vars.get(VOTES, {}).get("held"))
    assert visitor.vars[VOTES]["held"][str(place.viewpoint_id)][:2] == ["disagree", 5]
    assert visitor.vars[VISITOR]["identified"] is True
    visitor.close()


async def test_a_connection_without_a_cookie_reads_and_is_told_why_it_cannot_act(place: Place) -> None:
    visitor = await watch(place.address, place.question_id, cookie="")
    assert visitor.vars[VISITOR]["identified"] is False
    visitor.vote(place.viewpoint_id, "agree", 3)
    form = {"title": "T", "paragraphs": "P", "name": "Ann"}
    visitor.event(f"{VIEWPOINT_FORM}.publish", {"question_id": place.question_id, "form": form})
    await visitor.until(lambda: visitor.vars[VOTES]["refusals"] and visitor.vars[VIEWPOINT_FORM]["faults"])
    number, sentence = visitor.vars[VOTES]["refusals"][str(place.viewpoint_id)]
    assert (number, sentence) == (3, NO_COOKIE)
    assert visitor.vars[VIEWPOINT_FORM]["faults"]["all"].startswith("This page has lost your browser's identity.")
    with reading(place.engine) as session:
        assert session.exec(select(Vote)).all() == []
        assert session.exec(select(Participant).where(col(Participant.name) == "Ann")).all() == []
    visitor.close()


@ON_BOTH
async def test_a_person_appears_in_the_database_with_their_first_act_not_before(place: Place) -> None:
    visitor = await watch(place.address, place.question_id)
    with reading(place.engine) as session:
        assert participants.by_cookie(session, visitor.cookie) is None
    visitor.vote(place.viewpoint_id, "agree", 1)
    await visitor.until(lambda: visitor.vars[VOTES]["held"])
    with reading(place.engine) as session:
        assert participants.by_cookie(session, visitor.cookie) is not None
    visitor.close()


@pytest.mark.parametrize("route", ["question", "home"])
async def test_a_browser_that_comes_while_the_database_is_away_is_sent_to_try_again(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, route: str
) -> None:
    monkeypatch.setattr(live, "SOON_SECONDS", (0.0, 0.01))
    away = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    where = HOME if route == "home" else at_question(place.question_id)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(access, "engine", lambda: away)
        visitor = await visit(place.address, where)
        await visitor.closed
        assert visitor.said == []
    back = await visit(place.address, where, cookie=visitor.cookie, token=visitor.token)
    await back.until(lambda: back.vars.get(ROOT, {}).get("is_hydrated"))
    assert route == "home" or back.page("sequence")
    assert "Traceback" not in caplog.text
    back.close()


async def test_leaving_for_another_page_ends_the_watching(place: Place) -> None:
    visitor, other = await watch(place.address, place.question_id), await watch(place.address, place.question_id)
    visitor.route = HOME
    visitor.event(f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal")
    await visitor.answered()
    seen = len(visitor.said)
    other.vote(place.viewpoint_id, "agree", 1)
    await other.until(lambda: other.page("tallies") == {str(place.viewpoint_id): [1, 0, 0]})
    await visitor.answered()
    assert all(not said["delta"].keys() & set(LIVE) for said in visitor.said[seen:])
    for one in (visitor, other):
        one.close()
