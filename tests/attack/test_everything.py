"""Everything of the app that can be called, called by everybody, with everything: what came of it is held against
the table of permissions, and nothing private is told."""

import logging
from random import Random

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from debate_app.domain import participants, recount
from debate_app.domain.tables import Appointment, Role
from debate_app.store.engine import reading, transaction
from debate_app.web import shell
from tests.attack import registry
from tests.attack.allowed import Eye, Tables, tables
from tests.attack.hostile import SECRET
from tests.attack.judges import JUDGES, denied
from tests.attack.storm import ADDRESS_OF_SOMEBODY, Heard, Storm, learned
from tests.attack.town import Town, Who, browser_of, town
from tests.running import running

FRAMEWORK = ("setvar", "update_vars_internal", "hydrate", "hydrate_and_load", "on_load_internal", "set_is_hydrated")
CALLS = {"sqlite": 2_000, "postgresql": 600}
"""At the least, of each of the six."""
EACH = {"sqlite": (10, 16, 9), "postgresql": (3, 8, 2)}
"""Of messages that no handler takes, of messages that it takes, and of addresses of a route."""
SAID_BY_ANYBODY = {"[Reflex Frontend Exception]", "Computed var"}
"""What anybody can make the framework log as an error: that a page reported a failure, or that a route is odd."""
BUILT = '<html><head><meta charset="utf-8"/></head><body></body></html>'


def test_the_walk_sees_every_handler_and_every_route() -> None:
    found = {one.name.rpartition(".")[2] for one in registry.handlers()}
    assert found >= {"cast", "publish", "review", "ask", "sort", "take_in", "show_more", "show_latest", "find", "open"}
    assert found >= {"send", "revise", "adjust", "approve", "decline", "withdraw", "stand", "weigh", "see", "see_all"}
    assert found >= {"say", "reply", "change", "remove", "hear", "refresh", "look", *FRAMEWORK}
    assert set(registry.routes()) >= {"/q/{question_id}", "/sign-in", "/ping", "/moderation/log", "/positions.json"}


def test_every_table_is_judged() -> None:
    assert set(JUDGES) == set(SQLModel.metadata.tables)


@pytest.mark.parametrize(
    ("engine", "who"),
    [("sqlite", who) for who in Who] + [("postgresql", Who.PARTICIPANT)],
    indirect=["engine"],
    ids=lambda given: getattr(given, "name", given).lower(),
)
async def test_nobody_does_or_learns_more_than_they_may(
    engine: Engine, who: Who, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    _without_a_build(monkeypatch)
    with transaction(engine) as session:
        place = town(session, who)
        offered = [place.victim.cookie, place.attacker.cookie, _of_an_admin(session)]
    kind, chance = engine.dialect.name, Random(f"{who} {engine.dialect.name}")
    misshapen, wellshaped, addresses = EACH[kind]
    every = who is Who.GUEST and kind == "sqlite"  # whoever sends it, it is of a wrong shape
    async with running(engine, monkeypatch) as address:
        forms = await learned(offered)
        assert len(forms.found) > 10
        storm, before = Storm(place, place.attacker, engine, address, chance), _tables(engine)
        await storm.misshapen(1_000 if every else misshapen)
        assert _tables(engine) == before
        await storm.wellshaped(wellshaped)
        _assert_allowed(place, before, engine)
        await storm.requests(forms, addresses)
        _assert_allowed(place, before, engine)
        assert {one.table for one in Eye(place.attacker, before, _tables(engine)).changes()} >= (
            DOES[who] if kind == "sqlite" else {"vote", "comment"}
        )
    assert storm.heard.calls >= CALLS[kind]
    assert storm.heard.failed == []
    assert storm.heard.lost == 0
    _assert_nothing_told(place, storm.heard, caplog)
    _assert_nothing_kept(place, engine)


def _without_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "_built", lambda _name: BUILT)
    monkeypatch.setattr(shell, "styles", lambda: "")


def _of_an_admin(session: Session) -> str:
    admin = session.exec(select(Appointment).where(col(Appointment.role) == Role.ADMIN)).one()
    return browser_of(session, admin.participant_id)


def _tables(engine: Engine) -> Tables:
    with reading(engine) as session:
        return tables(session)


def _assert_allowed(place: Town, before: Tables, engine: Engine) -> None:
    eye = Eye(place.attacker, before, _tables(engine))
    assert denied(eye) == []
    with reading(engine) as session:
        assert recount.differences(session) == []


_WRITES = {"vote", "vote_event", "tally", "edit", "edit_revision", "comment", "question", "viewpoint"}
DOES = {
    Who.NOBODY: set[str](),
    Who.SUSPENDED: {"appeal"},
    Who.GUEST: _WRITES,
    Who.PARTICIPANT: _WRITES,
    Who.AUTHOR: _WRITES | {"viewpoint_version", "paragraph_version", "question_version"},
    Who.MODERATOR: _WRITES | {"viewpoint_version", "paragraph_version", "question_version"},
}
"""What each of them changes at the least where they may: otherwise nothing was tried."""


def _assert_nothing_told(place: Town, heard: Heard, caplog: pytest.LogCaptureFixture) -> None:
    records = [(one, f"{one.getMessage()} {one.exc_text} {one.exc_info}") for one in caplog.records]
    logged, told = "\n".join(text for _, text in records), "\n".join(heard.texts)
    assert {one.getMessage() for one, _ in records if one.levelno >= logging.ERROR} <= SAID_BY_ANYBODY
    mine = (place.attacker.cookie, participants.hashed(place.attacker.cookie)) if place.attacker.id else ()
    private = {*place.private, place.victim.cookie, participants.hashed(place.victim.cookie), *mine}
    assert {one for one in private if one in told} == set()
    if place.attacker.who is not Who.MODERATOR:
        assert {one for one in place.shown if one in told} == set()
    kept = {*private, *place.shown, SECRET, ADDRESS_OF_SOMEBODY, "127.0.0.1"}
    assert {one for one in kept if one in logged} == set()


def _assert_nothing_kept(place: Town, engine: Engine) -> None:
    written = str(_tables(engine))
    assert {
        one for one in (place.victim.cookie, place.attacker.cookie, ADDRESS_OF_SOMEBODY, "127.0.0.1") if one in written
    } <= {""}
