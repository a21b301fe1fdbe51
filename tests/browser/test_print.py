"""On paper a debate is a document: what was written, by whom and when, its sources with their addresses, the counts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import histories
from tests.browser.first import alive, open_first
from tests.browser.pages import card, path_of, put
from tests.browser.server import Server

ON_SCREEN_ONLY = "button, form, select, nav, header.top, footer, .tool, .talk, .face, .vote-status, .proposal"
INK_AND_PAPER = "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
AFTER = "(element) => getComputedStyle(element, '::after').content"
SHOWN = """(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
  .map((one) => one.outerHTML)"""


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """In the dark, which paper is not."""
    return new_page(color_scheme="dark", viewport={"width": 1280, "height": 900})


def expect_a_document(page: Page) -> None:
    """What the question's page is in print."""
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN, ON_SCREEN_ONLY) == []
    assert page.evaluate(INK_AND_PAPER) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    viewpoint = card(page, "Open it")
    for told in ("Bo Li", "2 Mar", "People read more on quiet Sundays.", "4 agrees", "4 disagrees"):
        expect(viewpoint.get_by_text(told).first).to_be_visible()
    expect(viewpoint.get_by_role("row", name="Version 2")).to_be_visible()
    assert viewpoint.locator(".count .spoken").first.evaluate("(one) => one.clientWidth") > 20, "only heard"
    source = viewpoint.locator(".sources a").first
    assert source.evaluate(AFTER) == '" <https://example.org/sundays>"'
    assert page.locator("p.text").first.evaluate("(one) => getComputedStyle(one).breakInside") == "avoid"
    expect(page.locator("time[data-exact]").first).to_have_attribute("data-exact", "Friday, 20 March 2026 at 09:00")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.url in page.locator("body").evaluate(AFTER)


def test_a_question_prints_as_a_document_before_and_after_the_scripts_came(server: Server, page: Page) -> None:
    let_scripts_come = open_first(page, path_of(put(server, histories.tree())))
    expect_a_document(page)
    page.emulate_media(media="screen")
    let_scripts_come()
    expect_a_document(alive(page))


def test_a_viewpoint_prints_with_its_conversation_and_where_it_was_read(server: Server, page: Page) -> None:
    page.goto(f"/viewpoint/{put(server, histories.tree()).viewpoints[0].id}")
    page.emulate_media(media="print")
    expect(page.get_by_text("proposes to go back to version 2")).to_be_visible()
    assert page.evaluate(SHOWN, "header.top, nav, .face, button, footer") == []
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.url in page.locator("body").evaluate(AFTER)
