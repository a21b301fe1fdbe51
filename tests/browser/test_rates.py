"""Who does something too often reads how long to wait, and loses nothing that they typed."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import debates
from tests.browser.pages import button, card, expect_votes, fill, open_at, path_of, put
from tests.browser.server import Server, serving
from tests.browser.writers import comment


@pytest.fixture
def strict(tmp_path: Path) -> Generator[Server]:
    """A server that takes one vote and one text of each person in an hour."""
    with serving(tmp_path, RATE_VOTE="1/hour", RATE_WRITE="1/hour") as server:
        yield server


@pytest.fixture
def viewpoint(strict: Server, page: Page) -> Locator:
    """With 3 agrees and 1 disagree."""
    open_at(page, strict.address + path_of(put(strict, debates.sundays())))
    return card(page, "Open it")


def test_a_vote_too_many_goes_back_and_a_text_too_many_stays_in_its_form(viewpoint: Locator) -> None:
    button(viewpoint, "Agree").click()
    expect_votes(viewpoint, 4, 1, mine="Agree")
    expect(viewpoint.get_by_role("status").filter(has_text="counted")).to_be_visible()
    button(viewpoint, "Disagree").click()
    expect(viewpoint.get_by_text("You are voting faster than we can believe. Wait ")).to_be_visible()
    expect_votes(viewpoint, 4, 1, mine="Agree")

    comment(viewpoint, "Is that so?", "Bo Li")
    button(viewpoint, "Comment").first.click()
    form = viewpoint.get_by_role("form", name="A comment on")
    fill(form, comment="Really?")
    button(form, "Comment").click()
    expect(form.get_by_text("You are sending more than people can read. Wait ")).to_be_visible()
    expect(form.locator("[name=comment]")).to_have_value("Really?")
