"""Accounts in a real browser: with scripts off, by keyboard, on a phone, and with what was written before."""

import re
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import (
    HEIGHT,
    TABLET,
    button,
    card,
    expect_accessible,
    expect_no_overflow,
    expect_votes,
    fill,
    open_at,
    path_of,
    put,
)
from tests.browser.people import PASSWORD, expect_account, new_name, sign_out, sign_up
from tests.browser.server import Server, free_port, serving
from tests.browser.test_looks import RULES, expect_easy_to_hit
from tests.browser.test_reading import with_history
from tests.mailbox import Mailbox, mailbox

Opener = Callable[[Page], object]


@pytest.fixture
def plain_page(new_page: NewPage) -> Page:
    """A phone that runs no scripts."""
    return new_page(java_script_enabled=False, viewport={"width": TABLET, "height": HEIGHT})


def test_with_scripts_off_one_signs_up_out_and_in_again(plain_page: Page):
    page = plain_page
    name = sign_up(page)
    expect(button(page, "Use a passkey instead of a password")).to_have_count(0)
    sign_out(page)
    page.goto("/account/password")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(button(page, "Sign in with a passkey")).to_be_hidden()
    fill(page, name=name.lower(), password="a wrong password")
    button(page, "Sign in").click()
    expect(page.get_by_label("Password")).to_have_accessible_description(re.compile("No account here has this name"))
    expect(page.get_by_label("Name")).to_have_value(name.lower())
    fill(page, password=PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/account/password$"))


def test_with_scripts_off_a_password_is_seen_and_changed(plain_page: Page):
    page = plain_page
    sign_up(page)
    page.get_by_role("link", name="Password", exact=True).click()
    button(page, "Show the password as I type").click()
    expect(page.get_by_label("New password")).to_have_attribute("type", "text")
    fill(page, current=PASSWORD, password="quite another password")
    button(page, "Change the password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_a_vote_and_a_draft_from_before_signing_up_are_there_afterwards(page: Page, server: Server):
    address = path_of(put(server, with_history()))
    open_at(page, address)
    first = card(page, "Open it")
    button(first, "Agree").click()
    expect(first.get_by_text("counted")).to_be_visible()
    button(page, "Add New Viewpoint").click()
    fill(page, title="Written before", paragraphs="By somebody without an account.")
    name = sign_up(page, to=address)
    expect(page).to_have_url(re.compile(re.escape(address)))
    expect_votes(card(page, "Open it"), 4, 1, mine="Agree")
    expect(page.locator("[name=title]")).to_have_value("Written before")
    button(page, "Publish").click()
    expect(card(page, "Written before").get_by_text(name).first).to_be_visible()


def test_a_vote_and_a_draft_from_before_signing_in_go_along(page: Page, server: Server):
    address = path_of(put(server, with_history()))
    name = sign_up(page)
    sign_out(page)
    open_at(page, address)
    button(card(page, "Open it"), "Agree").click()
    expect(card(page, "Open it").get_by_text("counted")).to_be_visible()
    button(page, "Add New Viewpoint").click()
    fill(page, title="Written before", paragraphs="By somebody who had not signed in yet.")
    page.goto(f"/sign-in?to={address}")
    fill(page, name=name, password=PASSWORD)
    button(page, "Sign in").click()
    expect_votes(card(page, "Open it"), 4, 1, mine="Agree")
    expect(page.locator("[name=title]")).to_have_value("Written before")


def test_an_open_page_of_a_browser_that_was_signed_out_elsewhere_votes_as_a_new_guest(
    new_page: NewPage, server: Server
):
    address = path_of(put(server, with_history()))
    page, elsewhere = new_page(), new_page()
    name = sign_up(page)
    open_at(page, address)
    elsewhere.goto("/sign-in?to=/account/browsers")
    fill(elsewhere, name=name, password=PASSWORD)
    button(elsewhere, "Sign in").click()
    with page.expect_response(re.compile("/identity")):
        button(elsewhere, "Sign out everywhere").click()
    button(card(page, "Open it"), "Agree").click()
    expect_votes(card(page, "Open it"), 4, 1, mine="Agree")
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def signing_in(page: Page) -> None:
    page.goto("/sign-in?to=/ask/")


def signing_in_refused(page: Page) -> None:
    page.goto("/sign-in")
    fill(page, name="Nobody", password="not their password")
    button(page, "Sign in").click()
    expect(page.get_by_text("No account here has this name")).to_be_visible()


def signing_up(page: Page) -> None:
    page.goto("/sign-up")


def signing_up_refused(page: Page) -> None:
    page.goto("/sign-up")
    fill(page, name=new_name(), password="password1")
    button(page, "Make my account").click()
    expect(page.get_by_text("one of the most common")).to_be_visible()


def account(page: Page) -> None:
    sign_up(page)


def account_password(page: Page) -> None:
    sign_up(page, to="/account/password")


def account_passkeys(page: Page) -> None:
    sign_up(page, to="/account/passkeys")


def account_browsers(page: Page) -> None:
    sign_up(page, to="/account/browsers")


STATES: tuple[Opener, ...] = (
    signing_in,
    signing_in_refused,
    signing_up,
    signing_up_refused,
    account,
    account_password,
    account_passkeys,
    account_browsers,
)


def expect_fit(page: Page, scheme: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect_accessible(page, *RULES[scheme])
    if scheme == "light":
        expect_no_overflow(page)
        expect_easy_to_hit(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.replace("_", " "))
def test_a_page_about_accounts_is_fit_for_everybody(new_page: NewPage, state: Opener, scheme: str):
    page = new_page(color_scheme=scheme, viewport={"width": TABLET, "height": HEIGHT})
    state(page)
    expect_fit(page, scheme)


@pytest.fixture
def posted(tmp_path: Path) -> Generator[tuple[Server, Mailbox]]:
    """A server that can send mail, and where it goes."""
    port = free_port()
    public = f"http://127.0.0.1:{port}"
    with (
        mailbox() as box,
        serving(tmp_path, PORT=str(port), PUBLIC_URL=public, SMTP_URL=box.url, MAIL_FROM="debate@x.example") as server,
    ):
        yield server, box


def test_with_scripts_off_a_forgotten_password_is_replaced_by_mail(new_page: NewPage, posted: tuple[Server, Mailbox]):
    server, box = posted
    page = new_page(base_url=server.address, java_script_enabled=False, viewport={"width": TABLET, "height": HEIGHT})
    name = sign_up(page)
    page.get_by_role("link", name="Email address").click()
    fill(page, email="anna@example.org", current=PASSWORD)
    button(page, "Send me a link to confirm it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    page.goto(box.link())
    button(page, "Yes, confirm it").click()
    expect(page.get_by_text("is confirmed")).to_be_visible()
    sign_out(page)
    page.goto("/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("Your name here, or your email address").fill(name)
    button(page, "Send me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    for _ in range(200):
        if len(box.letters) == 2:
            break
        page.wait_for_timeout(50)
    page.goto(box.link())
    fill(page, password="quite another password")
    button(page, "Set the password").click()
    fill(page, name=name, password="quite another password")
    button(page, "Sign in").click()
    page.goto("/account")
    expect_account(page, name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_about_mail_are_fit_for_everybody(new_page: NewPage, posted: tuple[Server, Mailbox], scheme: str):
    server, box = posted
    viewport = {"width": TABLET, "height": HEIGHT}
    page = new_page(base_url=server.address, color_scheme=scheme, viewport=viewport)
    page.goto("/recover")
    expect_fit(page, scheme)
    sign_up(page, to="/account/email")
    expect_fit(page, scheme)
    fill(page, email="anna@example.org", current=PASSWORD)
    button(page, "Send me a link to confirm it").click()
    expect_fit(page, scheme)
    page.goto(box.link())
    expect_fit(page, scheme)
    button(page, "Yes, confirm it").click()
    expect_fit(page, scheme)
    page.goto("/account/email")
    expect_fit(page, scheme)
