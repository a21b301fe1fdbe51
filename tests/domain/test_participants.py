"""Who takes part."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from debate_app.domain import browser_sessions, dates, participants
from debate_app.domain.refused import Invalid, NameNeeded, NotAllowed, NotFound, SignedOut
from debate_app.domain.tables import BrowserSession, Participant
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH

pytestmark = ON_BOTH


def test_a_participant_appears_with_their_first_act_and_stays_the_same(session: Session) -> None:
    cookie = participants.new_cookie()
    assert participants.by_cookie(session, cookie) is None
    first = participants.ensure(session, cookie)
    assert participants.ensure(session, cookie) == first == participants.by_cookie(session, cookie)
    assert participants.ensure(session, participants.new_cookie()) != first


def test_only_the_hash_of_a_cookie_is_kept(session: Session) -> None:
    cookie = participants.new_cookie()
    participant_id = participants.ensure(session, cookie)
    (stored,) = session.exec(select(BrowserSession))
    assert (stored.participant_id, len(stored.cookie_hash)) == (participant_id, 64)
    assert cookie not in str(stored.model_dump())


@pytest.mark.parametrize("cookie", ["", "short", "x" * 44, "é" * 43, "a" * 42 + "\n", "\ud800" * 43])
def test_a_cookie_that_we_never_gave_is_refused(session: Session, cookie: str) -> None:
    assert not participants.cookie_is_wellformed(cookie)
    assert participants.by_cookie(session, cookie) is None
    with pytest.raises(Invalid):
        participants.ensure(session, cookie)


def test_requests_with_one_cookie_that_come_at_once_get_one_participant(engine: Engine) -> None:
    cookie, together = participants.new_cookie(), threading.Barrier(6)

    def act(_: int) -> int:
        together.wait()
        with transaction(engine) as session:
            return participants.ensure(session, cookie)

    with ThreadPoolExecutor(6) as threads:
        ids = set(threads.map(act, range(6)))
    with reading(engine) as session:
        assert ids == set(session.exec(select(Participant.id)))
        assert len(ids) == 1


def test_a_name_once_given_stays(session: Session) -> None:
    anna = participants.ensure(session, participants.new_cookie())
    assert participants.name_of(session, anna) == ""
    assert participants.take_name(session, anna, "  Anna \n Lee ") == "Anna Lee"
    assert participants.take_name(session, anna, "Anna Lee") == "Anna Lee"
    with pytest.raises(NotAllowed, match="You write here as Anna Lee") as refusal:
        participants.take_name(session, anna, "Somebody else")
    assert refusal.value.field == "name"
    assert participants.name_of(session, anna) == "Anna Lee"


def test_two_names_given_at_once_leave_one(engine: Engine) -> None:
    with transaction(engine) as session:
        anna = participants.ensure(session, participants.new_cookie())
    together = threading.Barrier(2)

    def name(wanted: str) -> str:
        together.wait()
        with transaction(engine) as session:
            try:
                return participants.take_name(session, anna, wanted)
            except NotAllowed:
                return ""

    with ThreadPoolExecutor(2) as threads:
        given = sorted(threads.map(name, ["Anna", "Hannah"]))
    with reading(engine) as session:
        assert given == ["", participants.name_of(session, anna)]


def test_two_participants_may_share_a_name(session: Session) -> None:
    for _ in range(2):
        somebody = participants.ensure(session, participants.new_cookie())
        assert participants.take_name(session, somebody, "Kim") == "Kim"


def test_who_writes_needs_a_name(session: Session) -> None:
    nobody = participants.ensure(session, participants.new_cookie())
    with pytest.raises(NameNeeded) as refusal:
        participants.author(session, nobody)
    assert refusal.value.field == "name"


@pytest.mark.parametrize("participant_id", [0, -1, 999_999, 2**31, 2**63, -(2**70)])
def test_ids_of_nobody_are_not_found(session: Session, participant_id: int) -> None:
    with pytest.raises(NotFound):
        participants.name_of(session, participant_id)
    with pytest.raises(NotFound):
        participants.take_name(session, participant_id, "Anna")


def test_many_at_once_are_the_same_as_one_by_one(session: Session) -> None:
    cookies = [participants.new_cookie() for _ in range(5)]
    known = participants.ensure(session, cookies[0])
    actors = participants.ensure_all(session, [*cookies, cookies[1]], cookies)
    everybody = {cookie: actor.id for cookie, actor in actors.items()}
    assert everybody[cookies[0]] == known
    assert everybody == {cookie: participants.ensure(session, cookie) for cookie in cookies}
    assert len(set(everybody.values())) == 5


def test_among_many_those_who_are_not_welcome_or_not_ours_leave_no_row(session: Session) -> None:
    welcome, stranger = participants.new_cookie(), participants.new_cookie()
    found = participants.ensure_all(session, [welcome, stranger, "short"], [welcome, "short"])
    assert found.keys() == {welcome}
    assert session.exec(select(Participant.id)).all() == [found[welcome].id]


def test_nobody_is_nobody(session: Session) -> None:
    assert participants.ensure_all(session, [], []) == {}


def test_a_spent_cookie_never_becomes_anybody_again(session: Session) -> None:
    cookie = participants.new_cookie()
    participants.ensure(session, cookie)
    browser_sessions.close(session, cookie)
    session.flush()
    assert participants.by_cookie(session, cookie) is None
    assert not browser_sessions.known(session, cookie).is_good
    with pytest.raises(SignedOut):
        participants.ensure(session, cookie)
    assert len(session.exec(select(Participant)).all()) == 1


def test_a_cookie_that_has_expired_is_spent(session: Session) -> None:
    cookie = participants.new_cookie()
    participants.ensure(session, cookie)
    (stored,) = session.exec(select(BrowserSession))
    stored.expires_at = dates.minutes_ago(1)
    session.flush()
    assert participants.by_cookie(session, cookie) is None
    with pytest.raises(SignedOut):
        participants.ensure(session, cookie)


def test_a_guest_does_not_write_under_the_name_of_an_account(session: Session) -> None:
    scene.account(session, "Ada Byron")
    guest = participants.ensure(session, participants.new_cookie())
    for alike in ("Ada Byron", "ada byron", "A-da  Byron", "ＡＤＡ Byron"):
        with pytest.raises(NotAllowed, match="Somebody with an account") as refusal:
            participants.take_name(session, guest, alike)
        assert refusal.value.field == "name"
    with pytest.raises(Invalid, match="different alphabets"):
        participants.take_name(session, guest, "Аda Byron".replace("Ada", "\u0410da"))


def test_the_browsers_of_people_are_those_that_can_still_act(session: Session) -> None:
    cookies = [participants.new_cookie() for _ in range(2)]
    people = [participants.ensure(session, cookie) for cookie in cookies]
    imported = scene.imported(session, "Eve")
    assert set(participants.browsers(session, [*people, imported])) == {participants.hashed(one) for one in cookies}
    browser_sessions.close(session, cookies[0])
    session.flush()
    assert participants.browsers(session, people) == (participants.hashed(cookies[1]),)
    assert participants.browsers(session, []) == ()


def test_a_text_is_signed_with_the_name_that_was_given_first(session: Session) -> None:
    cookie = participants.new_cookie()
    participant_id, name = participants.sign(session, cookie, " Ada   Byron ")
    assert name == "Ada Byron"
    assert participants.sign(session, cookie, "Somebody Else") == (participant_id, "Ada Byron")
