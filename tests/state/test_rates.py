"""Who does too much is refused before a query, is told so at the usual place, and keeps nobody else from anything."""

import secrets
from collections.abc import Generator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlmodel import col, func, select

from debate_app import live, rates
from debate_app.domain import participants
from debate_app.domain.tables import Participant, Vote
from debate_app.rates import Kind
from debate_app.store import access
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.limited import limited, only
from tests.running import Place
from tests.visitor import (
    HYDRATE,
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

EDITING = f"{ROOT}.debate_app___state___editing____editing"
COMMENTING = f"{ROOT}.debate_app___state___commenting____commenting"
CONVERSATION = f"{ROOT}.debate_app___state___conversation____conversation"
FAILING = f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception"
TOO_FAST = "You are voting faster than we can believe. Wait "


@contextmanager
def statements(engine: Engine) -> Generator[list[str]]:
    """What the database is asked meanwhile, but for the counts that everybody is shown."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "tally.agrees" not in statement:
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def known(place: Place) -> str:
    """The cookie of somebody who has acted before."""
    cookie = secrets.token_urlsafe(32)
    with transaction(place.engine) as session:
        participants.ensure(session, cookie)
    return cookie


def held(visitor: Visitor, place: Place) -> list[object]:
    return visitor.vars[VOTES]["held"].get(str(place.viewpoint_id), ["", 0, 0, 0])


def refusal(visitor: Visitor, place: Place) -> list[object]:
    return visitor.vars[VOTES]["refusals"].get(str(place.viewpoint_id), [0, ""])


async def seen(*visitors: Visitor) -> None:
    """Return once their pages show what their votes made of the counts: nothing is being read for that any more."""
    for visitor in visitors:
        newest = max(sequence for _, _, sequence, _ in visitor.vars[VOTES]["held"].values())
        await visitor.until(lambda visitor=visitor, newest=newest: visitor.page("sequence") >= newest)


def rows(place: Place, cookie: str) -> int | None:
    with reading(place.engine) as session:
        return participants.by_cookie(session, cookie)


async def test_one_who_hammers_is_refused_without_a_query_and_another_at_their_address_votes(place: Place) -> None:
    async with limited(only(vote="1/minute", vote_address="5/minute")):
        hammer, ann = [await watch(place.address, place.question_id) for _ in range(2)]
        hammer.vote(place.viewpoint_id, "agree", 1)
        await hammer.until(lambda: hammer.vars[VOTES]["held"])
        await ann.until(lambda: ann.page("tallies") == {str(place.viewpoint_id): [1, 0, 0]})
        with statements(place.engine) as asked:
            for number in range(2, 52):
                hammer.vote(place.viewpoint_id, "disagree", number)
            await hammer.until(lambda: refusal(hammer, place)[0] == 51)
        assert asked == []
        assert str(refusal(hammer, place)[1]).startswith(TOO_FAST)
        ann.vote(place.viewpoint_id, "disagree", 1)
        await ann.until(lambda: ann.page("tallies") == {str(place.viewpoint_id): [1, 1, 0]})
        for visitor in (hammer, ann):
            visitor.close()


async def test_who_waits_as_told_votes_again(place: Place) -> None:
    async with limited(only(vote="1/minute")) as clock:
        visitor = await watch(place.address, place.question_id)
        visitor.vote(place.viewpoint_id, "agree", 1)
        visitor.vote(place.viewpoint_id, "disagree", 2)
        await visitor.until(lambda: refusal(visitor, place)[0] == 2)
        clock.seconds += int("".join(filter(str.isdigit, str(refusal(visitor, place)[1])))) * 60
        visitor.vote(place.viewpoint_id, "disagree", 3)
        await visitor.until(lambda: visitor.vars[VOTES]["held"][str(place.viewpoint_id)][:2] == ["disagree", 3])
        assert visitor.vars[VOTES]["refusals"] == {}
        await seen(visitor)
        visitor.close()


async def test_each_ballot_of_a_message_costs_a_vote(place: Place) -> None:
    ballots = [[place.viewpoint_id, "agree", number, 1] for number in range(1, 4)]
    async with limited(only(vote="5/minute")):
        visitor = await watch(place.address, place.question_id)
        for number in range(2):
            later = [[one, side, at + 10 * number, version] for one, side, at, version in ballots]
            visitor.event(f"{VOTES}.cast", {"ballots": later, "browser": "0" * 16})
        await visitor.until(lambda: refusal(visitor, place)[0] == 13)
        assert visitor.vars[VOTES]["held"][str(place.viewpoint_id)][1] == 3
        await seen(visitor)
        visitor.close()


async def test_a_vote_that_comes_again_because_the_database_was_away_is_not_counted_anew(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(place.engine) as session:
        ballots = [[scene.viewpoint(session, place.question_id, f"V {n}"), "agree", 1, 1] for n in range(4)]
    away = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    async with limited(only(vote="6/minute")):
        visitor = await watch(place.address, place.question_id)
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(access, "engine", lambda: away)
            for times in (1, 2):
                visitor.event(f"{VOTES}.cast", {"ballots": ballots, "browser": "0" * 16})
                await visitor.until(lambda times=times: visitor.vars[VOTES]["later"] == times)
        visitor.event(f"{VOTES}.cast", {"ballots": ballots, "browser": "0" * 16})
        await visitor.until(lambda: len(visitor.vars[VOTES]["held"]) == 4)
        await seen(visitor)
        visitor.close()


async def test_a_form_that_is_sent_too_often_is_answered_and_writes_nothing(place: Place) -> None:
    form = {"title": "Trams?", "background": "They ring.", "topics": "", "name": "Ann"}
    comment = {"place": "talk-1", "viewpoint_id": place.viewpoint_id, "paragraph_id": 0}
    async with limited(only(write="1/hour")):
        visitor = await watch(place.address, place.question_id)
        visitor.event(f"{QUESTION_FORM}.ask", {"form": form})
        await visitor.until(lambda: visitor.vars[QUESTION_FORM]["done"])
        with statements(place.engine) as asked:
            visitor.event(f"{QUESTION_FORM}.ask", {"form": form | {"title": "Buses?"}})
            visitor.event(f"{COMMENTING}.say", {**comment, "form": {"comment": "Yes.", "name": "Ann"}})
            await visitor.until(lambda: visitor.vars[COMMENTING]["answers"] == {"talk-1": 1})
        assert asked == []
        assert visitor.vars[QUESTION_FORM]["answers"] == 2
        assert visitor.vars[QUESTION_FORM]["done"] == ""
        told = "You are sending more than people can read. Wait 60 minutes, then try again."
        assert visitor.vars[QUESTION_FORM]["faults"] == {"all": told}
        assert visitor.vars[COMMENTING]["faults"] == {"talk-1.all": told}
        visitor.close()


async def test_previews_and_reading_have_rates_of_their_own(place: Place) -> None:
    form = {"title": "T", "paragraphs": "P", "sources": "", "name": ""}
    async with limited(only(preview="1/minute", read="2/minute")):
        visitor = await watch(place.address, place.question_id)
        for _ in range(2):
            visitor.event(f"{VIEWPOINT_FORM}.review", {"question_id": place.question_id, "form": form})
        await visitor.until(lambda: visitor.vars[VIEWPOINT_FORM]["faults"])
        assert visitor.vars[VIEWPOINT_FORM]["faults"]["all"].startswith("The preview cannot follow so fast. Wait ")
        assert visitor.vars[VIEWPOINT_FORM]["answers"] == 0  # nothing was sent
        edit = {
            "place": "change-1",
            "kind": "change",
            "viewpoint_id": place.viewpoint_id,
            "paragraph_id": 1,
            "form": {},
        }
        visitor.event(f"{EDITING}.review", edit)
        await visitor.until(lambda: visitor.vars[EDITING]["faults"].keys() == {"change-1.all"})
        assert visitor.vars[EDITING]["answers"] == {}
        with statements(place.engine) as asked:
            for _ in range(3):
                visitor.event(f"{CONVERSATION}.show_more", {"viewpoint_id": 999})
            await visitor.until(lambda: "anybody can read" in visitor.vars[CONVERSATION]["faults"].get("999", ""))
        assert len([one for one in asked if "viewpoint" in one.lower()]) > 0
        visitor.close()


async def test_opening_pages_too_fast_ends_the_connection_without_a_query(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SOON_SECONDS", (0.0, 0.01))
    async with limited(only(page="3/minute")):
        visitor = await watch(place.address, place.question_id)
        other = await watch(place.address, place.question_id)
        for _ in range(3):
            visitor.event(HYDRATE)
        await visitor.closed
        with statements(place.engine) as asked:
            again = await visit(place.address, at_question(place.question_id), cookie=visitor.cookie)
            await again.closed
        assert asked == []
        other.vote(place.viewpoint_id, "agree", 1)
        await other.until(lambda: other.page("tallies") == {str(place.viewpoint_id): [1, 0, 0]})
        other.close()


async def test_so_does_connecting_too_often_from_one_address_before_any_state_is_made(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from debate_app.debate_app import app

    monkeypatch.setattr(live, "SOON_SECONDS", (0.0, 0.01))
    async with limited(only(page_address="1/minute")):
        first = await visit(place.address, boot=False)
        linked = len(app.event_namespace.sid_to_token)  # type: ignore[union-attr]
        second = await visit(place.address)
        await second.closed
        assert second.said == []
        assert len(app.event_namespace.sid_to_token) == linked  # type: ignore[union-attr]
        first.close()


async def test_opening_a_page_costs_no_more_than_the_setting_says(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: list[Kind] = []
    async with limited(only()):
        (limiter,) = rates._limiters
        spend = limiter.spend

        async def noted(kind: Kind, *args: object) -> None:
            spent.append(kind)
            await spend(kind, *args)  # type: ignore[arg-type]

        monkeypatch.setattr(limiter, "spend", noted)
        visitor = await watch(place.address, place.question_id)
        await visitor.answered()
        visitor.close()
    assert 2 <= spent.count(Kind.PAGE) <= 3  # and one over HTTP


NEWCOMERS = only(new_identity="1/hour", new_identity_beyond="1/hour")


async def test_new_people_beyond_the_rate_vote_later_and_leave_no_row_until_then(place: Place) -> None:
    async with limited(NEWCOMERS) as clock:
        visitors = [await watch(place.address, place.question_id) for _ in range(3)]
        for visitor in visitors[:2]:
            visitor.vote(place.viewpoint_id, "agree", 1)
            await visitor.until(lambda visitor=visitor: visitor.vars[VOTES]["held"])
        last = visitors[2]
        await last.until(lambda: last.page("tallies") == {str(place.viewpoint_id): [2, 0, 0]})  # nobody reads any more
        with statements(place.engine) as asked:
            last.vote(place.viewpoint_id, "agree", 1)
            await last.until(lambda: last.vars[VOTES]["later"] == 1)
        assert asked == []
        assert last.vars[VOTES]["refusals"] == {}
        assert rows(place, last.cookie) is None
        clock.seconds += 7200
        last.vote(place.viewpoint_id, "agree", 1)
        await last.until(lambda: last.vars[VOTES]["held"])
        assert rows(place, last.cookie) is not None
        await seen(*visitors)
        for visitor in visitors:
            visitor.close()


async def test_other_acts_of_new_people_are_told_how_long_to_wait(place: Place) -> None:
    form = {"title": "Trams?", "background": "They ring.", "topics": "", "name": "Ann"}
    async with limited(NEWCOMERS):
        visitors = [await watch(place.address, place.question_id) for _ in range(3)]
        for visitor in visitors:
            visitor.event(f"{QUESTION_FORM}.ask", {"form": form})
            await visitor.until(lambda visitor=visitor: visitor.vars[QUESTION_FORM]["answers"])
        told = visitors[2].vars[QUESTION_FORM]["faults"]["all"]
        assert told == "Many new people have come from your network just now. Wait 60 minutes, then try again."
        assert rows(place, visitors[2].cookie) is None
        for visitor in visitors:
            visitor.close()


async def test_who_has_acted_before_is_not_new(place: Place) -> None:
    async with limited(NEWCOMERS):
        visitors = [await watch(place.address, place.question_id, cookie=known(place)) for _ in range(3)]
        for visitor in visitors:
            for number, side in ((1, "agree"), (2, "disagree")):
                visitor.vote(place.viewpoint_id, side, number)
            await visitor.until(lambda visitor=visitor: held(visitor, place)[1] == 2)
        with reading(place.engine) as session:
            assert session.exec(select(func.count(col(Vote.viewpoint_id)))).one() == 3
        await seen(*visitors)
        for visitor in visitors:
            visitor.close()


@ON_BOTH
async def test_one_new_person_who_acts_often_comes_once(place: Place) -> None:
    async with limited(only(new_identity="1/hour", new_identity_beyond="1/hour")):
        visitor = await watch(place.address, place.question_id)
        for number in range(1, 6):
            visitor.vote(place.viewpoint_id, "agree" if number % 2 else "disagree", number)
        await visitor.until(lambda: held(visitor, place)[1] == 5)
        assert visitor.vars[VOTES]["later"] == 0
        with reading(place.engine) as session:
            assert session.exec(select(Participant).where(col(Participant.name).is_(None))).one()
        await seen(visitor)
        visitor.close()


@pytest.mark.parametrize(("hops", "together"), [(0, True), (1, False)])
async def test_what_a_proxy_says_of_addresses_is_believed_with_its_hop_alone(
    place: Place, hops: int, together: bool
) -> None:
    async with limited(only(vote_address="1/hour"), hops):
        visitors = []
        for forwarded in ("198.51.100.1", "6.6.6.6, 198.51.100.2"):
            where = at_question(place.question_id)
            visitor = await visit(place.address, where, forwarded=forwarded)
            await visitor.until(lambda visitor=visitor: visitor.vars.get(ROOT, {}).get("is_hydrated"))
            visitor.vote(place.viewpoint_id, "agree", 1)
            await visitor.until(
                lambda visitor=visitor: visitor.vars[VOTES]["held"] or visitor.vars[VOTES].get("refusals")
            )
            visitors.append(visitor)
        assert bool(visitors[0].vars[VOTES]["held"])
        assert bool(visitors[1].vars[VOTES]["held"]) != together
        await seen(*(visitor for visitor in visitors if visitor.vars[VOTES]["held"]))
        for visitor in visitors:
            visitor.close()


async def test_a_browser_cannot_fill_the_log(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    async with limited(only(fault="3/hour")):
        visitor = await watch(place.address, place.question_id)
        caplog.clear()
        for _ in range(10):
            visitor.event(FAILING, {"info": "x", "component_stack": ""})
            visitor.event(FAILING, {"info": 1})
            visitor.event(f"{VOTES}.cast", {"ballots": "none"})
        await visitor.answered()
        assert len(caplog.records) == 3
        visitor.close()


async def test_nor_by_what_the_framework_does_not_understand(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    async with limited(only(fault_address="3/hour")):
        visitor = await watch(place.address, place.question_id)
        caplog.clear()
        for _ in range(10):
            visitor.event("no.such.state.handler")
        for message in (7, "{", [1], {"name": ["x"]}):
            visitor.message(message)
        await visitor.answered()
        told = [one for one in caplog.records if one.name.startswith("reflex")]
        assert 1 <= len(told) <= 3
        visitor.close()


async def test_a_connection_that_sends_more_than_any_person_could_is_closed_and_heard_no_more(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SOON_SECONDS", (0.0, 0.01))
    async with limited(only(connection="20/10 seconds")):
        visitor, other = [await watch(place.address, place.question_id) for _ in range(2)]
        for _ in range(100):
            visitor.event(f"{VISITOR}.look")
        await visitor.closed
        back = await watch(place.address, place.question_id, cookie=visitor.cookie)
        back.vote(place.viewpoint_id, "disagree", 1)
        await other.until(lambda: other.page("tallies") == {str(place.viewpoint_id): [0, 1, 0]})
        for one in (back, other):
            one.close()


async def test_a_message_that_calls_itself_a_connection_changes_nothing(place: Place) -> None:
    from debate_app.debate_app import app

    events = app.event_namespace
    assert events is not None
    async with limited(only()):
        visitor, other = [await watch(place.address, place.question_id) for _ in range(2)]
        tokens, connections = dict(events.sid_to_token), dict(events._static_router_data)
        forged = f'{{"QUERY_STRING": "token={other.token}", "REMOTE_ADDR": "6.6.6.6"}}'
        visitor.send(f'42/_event,["connect",{forged},null]')
        visitor.send('42/_event,["disconnect","because"]')
        await visitor.answered()
        assert dict(events.sid_to_token) == tokens
        assert dict(events._static_router_data) == connections
        for one in (visitor, other):
            one.close()
