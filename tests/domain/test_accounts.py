"""Accounts: made out of guests, signed in to, kept safe."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from debate_app.domain import accounts, ballots, browser_sessions, dates, participants, rows, snapshots, votes
from debate_app.domain.ballots import Ballot
from debate_app.domain.files import debate_file, importing
from debate_app.domain.refused import Invalid, NotAllowed, NotFound, Refused, SignedOut
from debate_app.domain.tables import Account, BrowserSession, Participant, ParticipantKind, Side
from debate_app.store.engine import reading, transaction
from tests import debates, scene
from tests.databases import ON_BOTH

HASH = "what is kept of a password"
BROWSER = "Firefox on Linux"


def vote(session: Session, cookie: str, viewpoint_id: int, side: Side, number: int = 1) -> None:
    (answer,) = ballots.count(session, [Ballot(cookie, "0123456789abcdef", viewpoint_id, side, number, 1)])
    assert not isinstance(answer, Refused), answer


def anna(session: Session) -> accounts.Entered:
    """She has just signed up."""
    return accounts.sign_up(session, participants.new_cookie(), "Anna Lee", HASH, BROWSER)


def test_the_guest_becomes_the_account_with_their_votes_texts_and_drafts(session: Session) -> None:
    question_id, cookie = scene.question(session), participants.new_cookie()
    viewpoint_id = scene.viewpoint(session, question_id)
    vote(session, cookie, viewpoint_id, Side.AGREE)
    guest_id, _ = participants.sign(session, cookie, "Anna Lee")
    scene.viewpoint(session, question_id, "Close it", guest_id)
    drafts = browser_sessions.known(session, cookie).drafts
    entered = accounts.sign_up(session, cookie, "Anna Lee", HASH, BROWSER)
    assert (entered.participant_id, entered.changed) == (guest_id, ())
    assert entered.owners == (participants.hashed(entered.cookie),)
    assert votes.of(session, guest_id, question_id) == {viewpoint_id: (Side.AGREE, 1)}
    assert [one.author.name for one in snapshots.read(session, question_id).viewpoints] == ["Bo Li", "Anna Lee"]
    known = browser_sessions.known(session, entered.cookie)
    assert (known.participant_id, known.account, known.drafts) == (guest_id, True, drafts)


def test_somebody_who_never_acted_can_sign_up(session: Session) -> None:
    entered = anna(session)
    account = session.get_one(Account, entered.participant_id)
    assert (account.password_hash, account.name_key) == (HASH, "annalee")
    assert session.get_one(Participant, entered.participant_id).kind is ParticipantKind.ACCOUNT


@pytest.mark.parametrize("name", ["Anna Lee", "anna lee", "ANNA-LEE", "Ａnna Lee", "AnnaLee."])
def test_a_name_that_is_taken_or_looks_like_it_is_refused(session: Session, name: str) -> None:
    anna(session)
    with pytest.raises(NotAllowed, match="Somebody else goes by") as refusal:
        accounts.sign_up(session, participants.new_cookie(), name, HASH, BROWSER)
    assert refusal.value.field == "name"


def test_nobody_takes_the_name_of_a_guest_who_writes_or_of_somebody_in_a_file(session: Session) -> None:
    scene.guest(session, "Bo Li")
    importing.take_in(session, debate_file.check(debates.encoded(debates.sundays())))
    for name in ("bo li", "ADA-BYRON"):
        with pytest.raises(NotAllowed):
            accounts.free_name(session, participants.new_cookie(), name)


@pytest.mark.parametrize("name", ["", "?!", "x" * 51, "Аnna", "\u200b"])
def test_what_is_no_name_is_refused(session: Session, name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        accounts.sign_up(session, participants.new_cookie(), name, HASH, BROWSER)
    assert refusal.value.field == "name"


def test_of_two_guests_who_write_as_one_name_each_can_choose_another_and_their_texts_follow(session: Session) -> None:
    scene.guest(session, "Kim")
    cookie = participants.new_cookie()
    guest_id, _ = participants.sign(session, cookie, "Kim")
    question_id = scene.question(session, author_id=guest_id)
    before = rows.question(session, question_id).sequence
    with pytest.raises(NotAllowed):
        accounts.free_name(session, cookie, "Kim")
    entered = accounts.sign_up(session, cookie, "Kim of Leeds", HASH, BROWSER)
    assert entered.changed == (question_id,)
    snapshot = snapshots.read(session, question_id)
    assert snapshot.question.author.name == "Kim of Leeds"
    assert snapshot.text_sequence > before


@ON_BOTH
def test_of_two_who_take_one_name_at_once_one_has_it(engine: Engine) -> None:
    together = threading.Barrier(4)

    def take(_: int) -> bool:
        together.wait()
        try:
            with transaction(engine) as session:
                anna(session)
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(take, range(4))) == [False, False, False, True]
    with reading(engine) as session:
        assert len(session.exec(select(Account)).all()) == 1


@ON_BOTH
def test_one_sign_up_that_is_sent_four_times_at_once_makes_one_account(engine: Engine) -> None:
    cookie, together = participants.new_cookie(), threading.Barrier(4)
    with transaction(engine) as session:
        participants.ensure(session, cookie)

    def sign_up(number: int) -> bool:
        together.wait()
        try:
            with transaction(engine) as session:
                accounts.sign_up(session, cookie, f"Anna {number}", HASH, BROWSER)
        except SignedOut:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(sign_up, range(4))) == [False, False, False, True]
    with reading(engine) as session:
        assert len(session.exec(select(Account)).all()) == 1


def test_signing_in_brings_what_the_guest_did_along(session: Session) -> None:
    question_id = scene.question(session)
    viewpoint_id, entered = scene.viewpoint(session, question_id), anna(session)
    cookie = participants.new_cookie()
    vote(session, cookie, viewpoint_id, Side.DISAGREE)
    drafts = participants.draft_key(cookie)
    again = accounts.sign_in(session, cookie, entered.participant_id, "Chrome on Android")
    assert again.participant_id == entered.participant_id
    assert question_id in again.changed
    assert votes.of(session, entered.participant_id, question_id) == {viewpoint_id: (Side.DISAGREE, 1)}
    known = browser_sessions.known(session, again.cookie)
    assert (known.participant_id, known.drafts_before) == (entered.participant_id, drafts)
    assert set(again.owners) == {participants.hashed(entered.cookie), participants.hashed(again.cookie)}


def test_a_cookie_from_before_signing_in_up_or_out_becomes_nobody_again(session: Session) -> None:
    planted = participants.new_cookie()
    entered = accounts.sign_up(session, planted, "Anna Lee", HASH, BROWSER)
    fixed = participants.new_cookie()
    accounts.sign_in(session, fixed, entered.participant_id, BROWSER)
    assert accounts.sign_out(session, entered.cookie)
    for spent in (planted, fixed, entered.cookie):
        assert participants.by_cookie(session, spent) is None
        assert not browser_sessions.known(session, spent).is_good
        for attempt in (
            lambda spent=spent: participants.ensure(session, spent),
            lambda spent=spent: accounts.sign_in(session, spent, entered.participant_id, BROWSER),
            lambda spent=spent: accounts.sign_up(session, spent, "Somebody", HASH, BROWSER),
            lambda spent=spent: accounts.of(session, spent),
        ):
            with pytest.raises(SignedOut):
                attempt()


@ON_BOTH
def test_a_sign_in_beside_the_first_vote_of_its_browser_loses_neither(engine: Engine) -> None:
    with transaction(engine) as session:
        entered, question_id = anna(session), scene.question(session)
        viewpoint_id = scene.viewpoint(session, question_id)
    for _ in range(4):
        cookie, together = participants.new_cookie(), threading.Barrier(2)

        def act(verb: int, cookie: str = cookie, together: threading.Barrier = together) -> bool:
            together.wait()
            try:
                with transaction(engine) as session:
                    if verb:
                        accounts.sign_in(session, cookie, entered.participant_id, BROWSER)
                    else:
                        participants.ensure(session, cookie)
                        vote(session, cookie, viewpoint_id, Side.AGREE)
            except SignedOut:
                return False
            return True

        with ThreadPoolExecutor(2) as threads:
            done = list(threads.map(act, range(2)))
        assert any(done)
        with reading(engine) as session:
            orphans = select(BrowserSession).join(
                Participant, col(Participant.id) == col(BrowserSession.participant_id)
            )
            lost = orphans.where(
                col(BrowserSession.cookie_hash) == participants.hashed(cookie),
                col(BrowserSession.ended_at).is_not(None),
                col(Participant.kind) == ParticipantKind.GUEST,
            )
            assert session.exec(lost).all() == []


def test_who_is_signed_in_signs_out_first(session: Session) -> None:
    entered, other = anna(session), scene.account(session, "Bo Li")
    with pytest.raises(NotAllowed, match="Sign out first"):
        accounts.sign_in(session, entered.cookie, other, BROWSER)
    with pytest.raises(NotAllowed, match="Sign out first"):
        accounts.sign_up(session, entered.cookie, "Another", HASH, BROWSER)
    assert participants.by_cookie(session, entered.cookie) == entered.participant_id


def test_a_guest_cannot_sign_out_of_what_they_did(session: Session) -> None:
    cookie = participants.new_cookie()
    guest_id = participants.ensure(session, cookie)
    assert not accounts.sign_out(session, cookie)
    assert not accounts.sign_out(session, participants.new_cookie())
    assert participants.by_cookie(session, cookie) == guest_id


def test_nobody_signs_in_as_somebody_without_an_account(session: Session) -> None:
    for nobody in (scene.guest(session, "Bo Li"), scene.imported(session, "Cy"), 999_999):
        with pytest.raises(NotFound):
            accounts.sign_in(session, participants.new_cookie(), nobody, BROWSER)


def test_a_credential_is_found_under_any_form_of_the_name_and_is_empty_for_nobody(session: Session) -> None:
    entered = anna(session)
    for name in ("Anna Lee", " anna  lee", "ANNALEE"):
        assert accounts.credential(session, name) == accounts.Credential(entered.participant_id, HASH)
    scene.guest(session, "Bo Li")
    for name in ("", "Bo Li", "x" * 60_000, "\u0301" * 60_000, "Anna Lee" + " Lee" * 50):
        assert accounts.credential(session, name) == accounts.Credential()


def test_a_password_that_was_changed_while_it_was_checked_signs_nobody_in(session: Session) -> None:
    entered = anna(session)
    checked = accounts.credential(session, "Anna Lee")
    accounts.change_password(session, entered.cookie, HASH, "another hash")
    cookie = participants.new_cookie()
    with pytest.raises(Invalid):
        accounts.sign_in_by_password(session, cookie, checked, BROWSER)
    with pytest.raises(Invalid):
        accounts.sign_in_by_password(session, cookie, accounts.Credential(), BROWSER)
    with pytest.raises(NotAllowed):
        accounts.change_password(session, entered.cookie, HASH, "a third")
    assert participants.by_cookie(session, cookie) is None


def test_a_hash_that_was_made_anew_takes_the_place_of_the_former(session: Session) -> None:
    anna(session)
    checked = accounts.credential(session, "Anna Lee")
    accounts.sign_in_by_password(session, participants.new_cookie(), checked, BROWSER, "made anew")
    assert accounts.credential(session, "Anna Lee").password_hash == "made anew"


def test_a_new_password_signs_all_other_browsers_out(session: Session) -> None:
    entered = anna(session)
    other = accounts.sign_in(session, participants.new_cookie(), entered.participant_id, BROWSER)
    assert accounts.change_password(session, entered.cookie, HASH, "new") == (participants.hashed(other.cookie),)
    assert participants.by_cookie(session, other.cookie) is None
    assert participants.by_cookie(session, entered.cookie) == entered.participant_id
    with pytest.raises(SignedOut):
        accounts.change_password(session, other.cookie, "new", "mine")


@ON_BOTH
def test_one_browser_or_all_of_them_are_signed_out(session: Session) -> None:
    entered, stranger = anna(session), scene.account(session, "Bo Li")
    second = accounts.sign_in(session, participants.new_cookie(), entered.participant_id, "Chrome on Android")
    third = accounts.sign_in(session, participants.new_cookie(), entered.participant_id, "Safari on iPhone")
    here, *others = browser_sessions.listed(session, entered.participant_id, second.cookie)
    assert (here.browser, here.here) == ("Chrome on Android", True)
    assert {one.browser for one in others} == {BROWSER, "Safari on iPhone"}
    phone = next(one.id for one in others if one.browser.startswith("Safari"))
    mine = accounts.sign_in(session, participants.new_cookie(), stranger, BROWSER)
    with pytest.raises(NotFound):
        accounts.end_browser(session, mine.cookie, phone)
    assert accounts.end_browser(session, second.cookie, phone) == (participants.hashed(third.cookie),)
    assert accounts.end_browser(session, second.cookie, phone) == ()
    ended = accounts.sign_out_everywhere(session, entered.participant_id)
    assert set(ended) == {participants.hashed(entered.cookie), participants.hashed(second.cookie)}
    assert browser_sessions.listed(session, entered.participant_id, second.cookie) == ()
    assert participants.by_cookie(session, mine.cookie) == stranger


def test_a_browser_that_was_not_used_for_long_is_signed_out(session: Session) -> None:
    entered = anna(session)
    held = select(BrowserSession).where(col(BrowserSession.cookie_hash) == participants.hashed(entered.cookie))
    session.exec(held).one().expires_at = dates.minutes_ago(1)
    session.flush()
    with pytest.raises(SignedOut):
        accounts.of(session, entered.cookie)
    assert not accounts.sign_out(session, entered.cookie)
