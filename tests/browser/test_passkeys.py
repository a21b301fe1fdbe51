"""Passkeys, with Chromium's virtual authenticator: it keeps them and signs, as a phone or a password manager does."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import button, fill
from tests.browser.people import PASSWORD, expect_account, new_name, sign_out, sign_up
from tests.browser.server import Server

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(new_page: NewPage, server: Server) -> Page:
    """Under a name: passkeys belong to no numbers."""
    return new_page(base_url=f"http://localhost:{server.port}")


@pytest.fixture
def device(page: Page) -> CDPSession:
    """The browser has a device with passkeys, and nobody has to touch it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session


def add_passkey(page: Page, name: str) -> None:
    page.goto("/account/passkeys")
    page.get_by_label("Name of the passkey").fill(name)
    button(page, "Add a passkey").click()


def test_one_signs_up_and_in_with_a_passkey_alone(page: Page, device: CDPSession):
    name = new_name()
    page.goto("/sign-up?to=/account")
    page.get_by_label("Name").fill(name)
    button(page, "Use a passkey instead of a password").click()
    expect_account(page, name)
    sign_out(page)
    page.goto("/sign-in?to=/account")
    button(page, "Sign in with a passkey").click()
    expect_account(page, name)


def test_passkeys_are_added_by_name_used_and_removed(page: Page, device: CDPSession):
    name = sign_up(page)
    add_passkey(page, "My laptop")
    row = page.get_by_role("row", name="My laptop")
    expect(row).to_contain_text("not yet")
    add_passkey(page, "The same again")
    expect(page.get_by_text("This device has a passkey for this account already.")).to_be_visible()
    sign_out(page)
    page.goto("/sign-in?to=/account")
    button(page, "Sign in with a passkey").click()
    expect_account(page, name)
    page.goto("/account/passkeys")
    expect(row).not_to_contain_text("not yet")
    button(page, "Remove: My laptop").click()
    expect(page.get_by_text("You have none yet.")).to_be_visible()


def test_without_any_passkey_the_page_says_so_and_the_password_still_works(page: Page, device: CDPSession):
    name = sign_up(page)
    sign_out(page)
    page.goto("/sign-in?to=/account")
    button(page, "Sign in with a passkey").click()
    expect(page.get_by_text("No passkey was used.")).to_be_visible()
    fill(page, name=name, password=PASSWORD)
    button(page, "Sign in").click()
    expect_account(page, name)


def test_a_name_that_is_taken_is_told_before_a_passkey_is_made(page: Page, device: CDPSession):
    name = sign_up(page)
    sign_out(page)
    page.goto("/sign-up")
    page.get_by_label("Name").fill(name.upper())
    button(page, "Use a passkey instead of a password").click()
    expect(page.get_by_text("Somebody else goes by")).to_be_visible()


def test_under_a_number_no_passkey_is_offered(new_page: NewPage):
    page = new_page()
    page.goto("/sign-up")
    page.wait_for_load_state("networkidle")
    expect(button(page, "Use a passkey instead of a password")).to_be_hidden()
