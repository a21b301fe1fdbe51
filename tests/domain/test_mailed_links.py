"""Links that are mailed: to confirm an address, to come back into an account."""

import pytest
from sqlmodel import Session, select

from debate_app.domain import accounts, dates, mailed_links, participants
from debate_app.domain.accounts import Entered
from debate_app.domain.refused import Invalid, NotAllowed, SignedOut
from debate_app.domain.tables import Account, MailedLink, MailPurpose
from tests.databases import ON_BOTH

HASH, BROWSER, EMAIL = "a hash", "Firefox on Linux", "anna@example.org"


def anna(session: Session, name: str = "Anna Lee", email: str = "") -> Entered:
    entered = accounts.sign_up(session, participants.new_cookie(), name, HASH, BROWSER)
    if email:
        mailed_links.confirm(session, mailed_links.to_confirm(session, entered.cookie, HASH, email).token)
    return entered


def test_an_address_counts_once_its_owner_has_confirmed_it(session: Session) -> None:
    entered = anna(session)
    link = mailed_links.to_confirm(session, entered.cookie, HASH, f" {EMAIL} ")
    account = session.get_one(Account, entered.participant_id)
    assert (link.purpose, link.email, account.email) == (MailPurpose.CONFIRM, EMAIL, None)
    assert mailed_links.to_recover(session, "Anna Lee") == ()
    assert mailed_links.owner(session, link.token, MailPurpose.CONFIRM) == ("Anna Lee", EMAIL)
    assert mailed_links.confirm(session, link.token) == EMAIL
    assert account.email == EMAIL
    with pytest.raises(Invalid, match="used before"):
        mailed_links.confirm(session, link.token)


@pytest.mark.parametrize("typed", ["Anna Lee", "anna lee ", EMAIL, " Anna@Example.org"])
def test_who_has_forgotten_their_password_comes_back_by_name_or_address(session: Session, typed: str) -> None:
    entered = anna(session, email=EMAIL)
    (link,) = mailed_links.to_recover(session, typed)
    assert (link.purpose, link.email, link.name) == (MailPurpose.RECOVER, EMAIL, "Anna Lee")
    assert mailed_links.recover(session, link.token, "new") == (participants.hashed(entered.cookie),)
    assert accounts.credential(session, "Anna Lee").password_hash == "new"
    assert participants.by_cookie(session, entered.cookie) is None


@pytest.mark.parametrize("typed", ["", "Bo Li", "bo@example.org", "%", "_nna@example.org", "x" * 60_000])
def test_for_anybody_else_there_is_no_link(session: Session, typed: str) -> None:
    anna(session, email=EMAIL)
    anna(session, "Bo Li")
    assert mailed_links.to_recover(session, typed) == ()


def test_an_address_of_two_accounts_brings_a_link_for_each(session: Session) -> None:
    anna(session, email=EMAIL)
    anna(session, "Anna at work", EMAIL)
    assert {link.name for link in mailed_links.to_recover(session, EMAIL)} == {"Anna Lee", "Anna at work"}


@ON_BOTH
def test_a_link_works_once_for_one_thing_and_one_hour(session: Session) -> None:
    anna(session, email=EMAIL)
    first, second = (mailed_links.to_recover(session, EMAIL)[0] for _ in range(2))
    with pytest.raises(Invalid):
        mailed_links.confirm(session, first.token)
    mailed_links.recover(session, first.token, "new")
    for token in (first.token, second.token, "", "x" * 10_000, "\ud800"):
        with pytest.raises(Invalid, match="used before"):
            mailed_links.recover(session, token, "mine")
    (third,) = mailed_links.to_recover(session, EMAIL)
    for kept in session.exec(select(MailedLink)):
        kept.expires_at = dates.minutes_ago(0)
    session.flush()
    with pytest.raises(Invalid):
        mailed_links.recover(session, third.token, "mine")
    assert accounts.credential(session, "Anna Lee").password_hash == "new"


def test_only_the_hash_of_a_token_is_kept_and_nobody_guesses_one(session: Session) -> None:
    anna(session, email=EMAIL)
    (link,) = mailed_links.to_recover(session, EMAIL)
    assert len(link.token) == 43
    assert all(link.token not in str(kept.model_dump()) for kept in session.exec(select(MailedLink)))


def test_nobody_is_flooded_with_letters(session: Session) -> None:
    entered = anna(session, email=EMAIL)
    sent = [link for _ in range(20) for link in mailed_links.to_recover(session, EMAIL)]
    assert len(sent) == mailed_links.MOST_AN_HOUR - 1
    with pytest.raises(NotAllowed, match="Wait"):
        mailed_links.to_confirm(session, entered.cookie, HASH, "other@example.org")


@ON_BOTH
def test_a_new_password_or_no_address_any_more_makes_links_useless(session: Session) -> None:
    entered = anna(session, email=EMAIL)
    (link,) = mailed_links.to_recover(session, EMAIL)
    accounts.change_password(session, entered.cookie, HASH, "new")
    with pytest.raises(Invalid):
        mailed_links.recover(session, link.token, "mine")
    (link,) = mailed_links.to_recover(session, EMAIL)
    mailed_links.remove_email(session, entered.cookie)
    with pytest.raises(Invalid):
        mailed_links.recover(session, link.token, "mine")
    assert mailed_links.to_recover(session, EMAIL) == ()
    assert mailed_links.to_recover(session, "Anna Lee") == ()


def test_only_who_is_signed_in_and_knows_the_password_names_an_address(session: Session) -> None:
    entered = anna(session)
    with pytest.raises(SignedOut):
        mailed_links.to_confirm(session, participants.new_cookie(), HASH, EMAIL)
    with pytest.raises(NotAllowed):
        mailed_links.to_confirm(session, entered.cookie, "former", EMAIL)


@pytest.mark.parametrize(
    "email",
    [
        "", "anna", "anna@", "@example.org", "anna@example", "a b@example.org", "a@b@example.org", "a@exa mple.org",
        "a@example.org\nBcc: x@y.zz", "anna@пример.рф", "<a@example.org>", "a,b@example.org", "a\x00@example.org",
        "a" * 250 + "@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(Invalid, match="no email address") as refusal:
        mailed_links.read_email(email)
    assert refusal.value.field == "email"
