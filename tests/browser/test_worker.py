"""The service worker by itself, before a site that changes under it."""

from collections.abc import Callable, Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import httpx
import pytest
from playwright.sync_api import Page, expect

from debate_app.web.offline import MOST_QUESTIONS
from tests.browser.server import Server
from tests.browser.workers import WORKS, kept, until

PAGE = "<html><head><title>A page · Debate</title></head><body><p>Text</p></body></html>"


class Site:
    """Answers every address with the same short page, but ``/sw.js`` with the worker as it is now."""

    def __init__(self, worker: str) -> None:
        self.worker, self.status, self.answers = worker, 200, Event()
        self.answers.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.answers.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.answers.wait()
                is_worker = self.path == "/sw.js"
                self.send_response(200 if is_worker else site.status)
                self.send_header("Content-Type", "text/javascript" if is_worker else "text/html")
                self.end_headers()
                self.wfile.write((site.worker if is_worker else PAGE).encode())

            def log_request(self, *_: object, **__: object) -> None:
                """Say nothing."""

        return Handler


@pytest.fixture
def site(server: Server) -> Generator[Site]:
    """With the worker of the real one."""
    site = Site(httpx.get(f"{server.address}/sw.js").text)
    yield site
    site.close()


@pytest.fixture
def page(new_page: Callable[..., Page], site: Site) -> Page:
    """One whose worker works, and that has read the first question."""
    page = new_page(service_workers="allow", base_url=site.address)
    page.goto("/q/1/a-slug")
    page.evaluate("navigator.serviceWorker.register('/sw.js')")
    page.evaluate(WORKS)
    assert kept(page)["questions-1"] == ["/q/1"]
    return page


def test_the_questions_that_were_opened_last_are_kept(page: Page):
    for number in range(2, MOST_QUESTIONS + 1):
        page.goto(f"/q/{number}/a-slug")
    for path in ("/q/1/another-slug", "/q/40/a-slug", "/positions", "/q/", "/q/none", "/api/q/5"):
        page.goto(path)
    last = [f"/q/{number}" for number in (*range(3, MOST_QUESTIONS + 1), 1, 40)]
    paths = "(await (await caches.open('questions-1')).keys()).map(({ url }) => new URL(url).pathname)"
    until(page, f"({paths}).join() === given.join()", last)


@pytest.mark.parametrize("status", [404, 410])
def test_a_question_that_is_gone_is_forgotten(page: Page, site: Site, status: int):
    site.status = status
    page.goto("/q/1/a-slug")
    until(page, "!(await caches.match('/q/1'))")


def test_an_error_of_the_server_is_shown_as_it_is_and_takes_nothing_away(page: Page, site: Site):
    site.status = 503
    answer = page.goto("/q/1/a-slug")
    assert answer
    assert answer.status == 503
    site.status = 200
    page.goto("/q/2/a-slug")
    until(page, "await caches.match('/q/2')")
    assert kept(page)["questions-1"] == ["/q/1", "/q/2"]


def test_a_server_that_is_silent_is_not_waited_for_without_end(page: Page, site: Site):
    site.answers.clear()
    page.goto("/q/1/a-slug")
    expect(page.locator(".offline")).to_contain_text("Not connected.")
    site.answers.set()
    page.get_by_role("link", name="Try again").click()
    expect(page.locator(".offline")).to_have_count(0)
    expect(page.get_by_text("Text")).to_be_visible()


def test_a_new_version_waits_for_the_word_of_a_page_and_takes_over(page: Page, site: Site):
    [before] = set(kept(page)) - {"questions-1"}
    site.worker = site.worker.replace('"version": "', '"version": "newer-')
    page.goto("/")
    until(page, "(await navigator.serviceWorker.getRegistration()).waiting")
    assert page.evaluate("(name) => caches.has(name)", before)
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).waiting.postMessage('take over')")
    until(page, "!(await caches.has(given))", before)
    assert kept(page).keys() == {"questions-1", before.replace("styles-", "styles-newer-")}
    assert kept(page)["questions-1"] == ["/q/1"]
