"""Questions that were opened can be read again without a connection, and nothing else is ever kept."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import debates
from tests.browser.pages import expect_accessible, expect_no_overflow, open_at, path_of, put
from tests.browser.people import sign_up
from tests.browser.server import Server, free_port, serving
from tests.browser.workers import WORKS, kept, until

TITLE = "Should cities make public transport free for everyone?"
LINE = "Not connected. Votes and texts need a connection."


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A phone's browser, which lets a worker work."""
    return new_context(service_workers="allow", viewport={"width": 390, "height": 800})


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def opened(page: Page, path: str = "/q/1") -> Page:
    """The question's page, once it is kept."""
    open_at(page, path)
    page.evaluate(WORKS)
    until(page, "await caches.match(given)", question_in(path))
    return page


def question_in(address: str) -> str:
    """Under which name a question is kept."""
    return "/".join(urlsplit(address).path.split("/")[:3])


def expect_still(page: Page, title: str = TITLE) -> None:
    """The question as it was read, and nothing that runs."""
    expect(page).to_have_title(f"{title} · Debate")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".offline")).to_contain_text(LINE)
    assert page.locator("script, link[rel=modulepreload], button:enabled").count() == 0


def test_a_question_that_was_opened_can_be_read_again(context: BrowserContext, page: Page, server: Server):
    opened(page)
    other = path_of(put(server, debates.sundays()))
    opened(page, other)
    context.set_offline(True)
    page.reload()
    expect_still(page, debates.sundays()["question"]["title"])
    expect(page.locator(".offline")).to_contain_text("Read on ")
    expect_accessible(page)
    page.goto("/positions")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not connected")
    listed = page.get_by_role("listitem").get_by_role("link")
    assert listed.all_inner_texts() == [debates.sundays()["question"]["title"], TITLE]
    expect_accessible(page)
    expect_no_overflow(page)
    listed.last.click()
    expect_still(page)
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="Viewpoints", exact=True)).to_be_visible()
    expect(page.get_by_text(LINE)).to_have_count(0)


def test_nothing_but_questions_is_kept(page: Page):
    opened(page)
    sign_up(page)
    for path in ("/positions", "/", "/ask", "/history/question/1", "/q/987654321/none"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    names = kept(page)
    assert names.pop("questions-1") == ["/q/1"]
    [styles] = names.values()
    assert [style.rpartition(".")[2] for style in styles] == ["css"]


def test_a_question_outlives_its_server_and_is_removed_when_that_is_wanted(context: BrowserContext, tmp_path: Path):
    port, page = str(free_port()), context.new_page()
    address = f"http://127.0.0.1:{port}/q/1"
    with serving(tmp_path, PORT=port):
        opened(page, address)
    page.reload()
    expect_still(page)
    with serving(tmp_path, PORT=port, OFFLINE="off"):
        open_at(page, address).close()  # by now the last page of the old one is closed, whatever it was at
        page = open_at(context.new_page(), address)
        until(page, "!(await navigator.serviceWorker.getRegistrations()).length")
        assert kept(page) == {}
