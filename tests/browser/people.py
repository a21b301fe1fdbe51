"""People with an account, in a browser."""

import itertools

from playwright.sync_api import Page, expect

from tests.browser.pages import button

PASSWORD = "correct horse battery"
_numbers = itertools.count(1)


def new_name() -> str:
    """A name that no other test of this process uses."""
    return f"Anna {next(_numbers)} of Leeds"


def sign_up(page: Page, name: str = "", to: str = "/account") -> str:
    """Make an account by its form; returns its name."""
    name = name or new_name()
    page.goto(f"/sign-up?to={to}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    button(page, "Make my account").click()
    if to == "/account":
        expect_account(page, name)
    return name


def sign_out(page: Page) -> None:
    page.goto("/account")
    button(page, "Sign out").click()
    expect(page).not_to_have_url("/account")


def expect_account(page: Page, name: str) -> None:
    """The page of one's own account says so."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    expect(page.get_by_text(f"You write here as {name}")).to_be_visible()
