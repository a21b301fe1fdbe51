"""Passkeys: made, used, removed; and what is none."""

import json

import pytest
from sqlmodel import Session, select

from debate_app.domain import accounts, challenges, dates, participants, passkeys
from debate_app.domain.accounts import Entered
from debate_app.domain.challenges import Purpose
from debate_app.domain.passkeys import MOST, Site
from debate_app.domain.refused import Invalid, NotAllowed, NotFound, SignedOut
from debate_app.domain.tables import Account, Passkey, PasskeyChallenge
from tests.authenticator import HOST, ORIGIN, Authenticator, challenge_in
from tests.databases import ON_BOTH

SITE = Site(HOST, (ORIGIN,), "Debate")
BROWSER = "Firefox on Linux"


def signed_up(session: Session, device: Authenticator, name: str = "Anna Lee") -> Entered:
    cookie = participants.new_cookie()
    answer = device.make(passkeys.ask_newcomer(session, cookie, SITE, name))
    challenge = challenges.take(session, cookie, Purpose.SIGN_UP)
    return passkeys.sign_up(session, cookie, challenge, SITE, answer, name, BROWSER)


def signed_in(session: Session, device: Authenticator, cookie: str = "") -> Entered:
    cookie = cookie or participants.new_cookie()
    answer = device.sign(passkeys.ask_anybody(session, cookie, SITE))
    challenge = challenges.take(session, cookie, Purpose.SIGN_IN)
    return passkeys.sign_in(session, cookie, challenge, SITE, answer, BROWSER)


def added(session: Session, cookie: str, device: Authenticator, name: str = "My phone") -> None:
    answer = device.make(passkeys.ask_member(session, cookie, SITE))
    passkeys.add(session, cookie, challenges.take(session, cookie, Purpose.ADD), SITE, answer, name)


@ON_BOTH
def test_an_account_with_a_passkey_and_no_password(session: Session) -> None:
    device = Authenticator()
    entered = signed_up(session, device)
    assert session.get_one(Account, entered.participant_id).password_hash is None
    assert [one.name for one in passkeys.listed(session, entered.participant_id)] == [BROWSER]
    again = signed_in(session, device)
    assert again.participant_id == entered.participant_id
    (used,) = passkeys.listed(session, entered.participant_id)
    assert used.used_at


def test_the_browser_is_asked_for_one_that_needs_no_name_and_not_for_one_that_it_has(session: Session) -> None:
    device = Authenticator()
    entered = signed_up(session, device)
    selection = device.asked["authenticatorSelection"]
    assert (selection["residentKey"], selection["userVerification"]) == ("required", "preferred")
    assert device.asked["rp"] == {"name": "Debate", "id": HOST}
    asked = json.loads(passkeys.ask_member(session, entered.cookie, SITE))
    assert [one["id"] for one in asked["excludeCredentials"]] == [json.loads(device.make(json.dumps(asked)))["id"]]
    assert asked["user"]["id"] == device.handle
    signing = json.loads(passkeys.ask_anybody(session, participants.new_cookie(), SITE))
    assert (signing["rpId"], signing["allowCredentials"]) == (HOST, [])


def test_several_passkeys_each_with_a_name(session: Session) -> None:
    first, second = Authenticator(), Authenticator(b"second")
    entered = signed_up(session, first)
    added(session, entered.cookie, second)
    assert [one.name for one in passkeys.listed(session, entered.participant_id)] == [BROWSER, "My phone"]
    assert signed_in(session, second).participant_id == entered.participant_id
    with pytest.raises(Invalid, match="in use already"):
        added(session, entered.cookie, second)


@ON_BOTH
def test_the_last_way_to_sign_in_stays(session: Session) -> None:
    entered = signed_up(session, Authenticator())
    (only,) = passkeys.listed(session, entered.participant_id)
    with pytest.raises(NotAllowed, match="only way in"):
        passkeys.remove(session, entered.cookie, only.id)
    accounts.change_password(session, entered.cookie, None, "a hash")
    passkeys.remove(session, entered.cookie, only.id)
    assert passkeys.listed(session, entered.participant_id) == ()


def test_nobody_removes_or_adds_for_somebody_else(session: Session) -> None:
    anna, bo = signed_up(session, Authenticator()), signed_up(session, Authenticator(b"bo"), "Bo Li")
    (hers,) = passkeys.listed(session, anna.participant_id)
    for passkey_id in (hers.id, 999_999, 0, 2**70):
        with pytest.raises(NotFound):
            passkeys.remove(session, bo.cookie, passkey_id)
    with pytest.raises(SignedOut):
        passkeys.ask_member(session, participants.new_cookie(), SITE)
    answer = Authenticator(b"x").make(passkeys.ask_member(session, anna.cookie, SITE))
    challenge = challenges.take(session, anna.cookie, Purpose.ADD)
    with pytest.raises(SignedOut):
        passkeys.add(session, participants.new_cookie(), challenge, SITE, answer, "x")


def test_an_account_has_so_many_and_no_more(session: Session) -> None:
    entered = signed_up(session, Authenticator())
    for number in range(MOST - 1):
        added(session, entered.cookie, Authenticator(b"%d" % number))
    with pytest.raises(NotAllowed, match="Remove one first"):
        passkeys.ask_member(session, entered.cookie, SITE)


@ON_BOTH
def test_a_challenge_works_once_for_its_browser_its_purpose_and_five_minutes(session: Session) -> None:
    cookie = participants.new_cookie()
    asked = passkeys.ask_anybody(session, cookie, SITE)
    for holder, purpose in ((participants.new_cookie(), Purpose.SIGN_IN), (cookie, Purpose.ADD)):
        with pytest.raises(Invalid):
            challenges.take(session, holder, purpose)
    assert challenges.take(session, cookie, Purpose.SIGN_IN) == challenge_in(asked)
    with pytest.raises(Invalid, match="took too long"):
        challenges.take(session, cookie, Purpose.SIGN_IN)
    passkeys.ask_anybody(session, cookie, SITE)
    (kept,) = session.exec(select(PasskeyChallenge))
    assert cookie not in str(kept.model_dump())
    kept.expires_at = dates.minutes_ago(0)
    session.flush()
    with pytest.raises(Invalid):
        challenges.take(session, cookie, Purpose.SIGN_IN)
    passkeys.ask_anybody(session, participants.new_cookie(), SITE)
    assert len(session.exec(select(PasskeyChallenge)).all()) == 1


@pytest.mark.parametrize(
    "device",
    [
        Authenticator(origin="https://evil.example"),
        Authenticator(origin="http://debate.example"),
        Authenticator(host="evil.example"),
    ],
)
def test_what_was_signed_for_another_site_is_refused(session: Session, device: Authenticator) -> None:
    with pytest.raises(Invalid):
        signed_up(session, device)


def test_what_another_device_signed_in_its_name_is_refused(session: Session) -> None:
    signed_up(session, Authenticator())
    with pytest.raises(Invalid, match="could not be checked"):
        signed_in(session, Authenticator())
    with pytest.raises(Invalid, match="No account here"):
        signed_in(session, Authenticator(b"unknown"))


def test_an_answer_that_was_heard_before_is_refused(session: Session) -> None:
    device, cookie = Authenticator(), participants.new_cookie()
    signed_up(session, device)
    heard = device.sign(passkeys.ask_anybody(session, cookie, SITE))
    challenges.take(session, cookie, Purpose.SIGN_IN)
    passkeys.ask_anybody(session, cookie, SITE)
    with pytest.raises(Invalid):
        passkeys.sign_in(session, cookie, challenges.take(session, cookie, Purpose.SIGN_IN), SITE, heard, BROWSER)
    assert participants.by_cookie(session, cookie) is None


def test_a_passkey_that_counts_backwards_is_a_copy_and_is_refused(session: Session) -> None:
    device = Authenticator()
    signed_up(session, device)
    signed_in(session, device)
    device.count = 0
    with pytest.raises(Invalid):
        signed_in(session, device)


NO_RESPONSE = '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {}}'
NO_SIGNATURE = NO_RESPONSE.replace(
    "{}", '{"clientDataJSON": "eA", "attestationObject": "_w", "authenticatorData": "eA", "signature": "eA"}'
)


@pytest.mark.parametrize(
    "answer",
    [
        "", "{}", "[]", "null", "7", '"x"', "{", "[" * 5_000, "x" * 60_000,
        '{"id": 1}', '{"id": "\\u0000"}', '{"id": "\\ud800"}', NO_RESPONSE, NO_SIGNATURE,
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_with_a_sentence(session: Session, answer: str) -> None:
    signed_up(session, Authenticator(b"x"))
    cookie = participants.new_cookie()
    with pytest.raises(Invalid):
        passkeys.sign_in(session, cookie, b"challenge", SITE, answer, BROWSER)
    with pytest.raises(Invalid):
        passkeys.sign_up(session, cookie, b"challenge", SITE, answer, "Bo Li", BROWSER)


def test_only_the_public_half_is_kept(session: Session) -> None:
    device = Authenticator()
    signed_up(session, device)
    (kept,) = session.exec(select(Passkey))
    private = device._key.private_numbers().private_value.to_bytes(32, "big")
    assert private not in kept.public_key.encode()
