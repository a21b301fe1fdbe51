"""A browser and a server for the tests that need them: one of each for every worker, a context for every test."""

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import Callable, Generator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser import chromium
from tests.browser.server import Server, serving

NewPage = Callable[..., Page]
VIOLATION = "forbidden by the policy:"
TELL_VIOLATIONS = f"""document.addEventListener("securitypolicyviolation", (event) =>
  console.error("{VIOLATION}", event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber));"""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server]:
    """The production server with the sample debate."""
    with serving(tmp_path_factory.mktemp("server"), RATE_NEW_IDENTITY="off") as server:
        yield server


@pytest.fixture(scope="session")
def _browser_and_loop() -> Generator[tuple[Browser, AbstractEventLoop]]:
    """Playwright leaves its event loop marked as running; between its tests that would stop every async test."""
    path = chromium.find()
    assert path, "There is no Chromium: `make test` gets one."
    playwright = sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
    loop = asyncio.get_running_loop()
    asyncio._set_running_loop(None)
    yield browser, loop
    asyncio._set_running_loop(loop)
    browser.close()
    playwright.stop()


@pytest.fixture
def browser(_browser_and_loop: tuple[Browser, AbstractEventLoop]) -> Generator[Browser]:
    """Chromium, shared; what a test needs apart from others, it keeps in a context."""
    browser, loop = _browser_and_loop
    asyncio._set_running_loop(loop)
    yield browser
    asyncio._set_running_loop(None)


def arrives_alive(page: Page) -> None:
    """Opening or reloading a page ends when the live page has taken the place of the first HTML, unless there is no
    connection, or the test says what it waits for: those of the first HTML itself do."""

    def until_alive(open_page: Callable[..., Any]) -> Callable[..., Any]:
        def opened(*args: Any, **options: Any) -> Any:
            answer = open_page(*args, **options)
            if "wait_until" not in options:
                page.wait_for_selector("html:not([data-offline]) first-page", state="detached")
            return answer

        return opened

    page.goto, page.reload = until_alive(page.goto), until_alive(page.reload)


@pytest.fixture
def new_context(browser: Browser, server: Server) -> Generator[Callable[..., BrowserContext]]:
    """Makes contexts, each a person of their own; the arguments are those of Playwright's ``new_context``. Only with
    ``service_workers="allow"`` do they have one, which would answer before a test's own routes.

    At the end, no page may have raised an error, asked for anything outside the servers of the tests, or done what
    its Content-Security-Policy forbids.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def note_request(request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme in ("http", "https", "ws", "wss") and where.hostname not in ("127.0.0.1", "localhost"):
            wrong.append(f"asked for {request.url}")

    def note_violation(message: ConsoleMessage) -> None:
        if message.text.startswith(VIOLATION):
            wrong.append(message.text)

    def open_context(**options: Any) -> BrowserContext:
        usual: dict[str, Any] = {"base_url": server.address, "locale": "en-GB", "service_workers": "block"}
        context = browser.new_context(**usual | options)
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", note_violation)
        context.on("request", note_request)
        context.on("weberror", lambda fault: wrong.append(f"raised {fault.error}"))
        if options.get("java_script_enabled", True):
            context.on("page", arrives_alive)
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext]) -> NewPage:
    """Makes a page in a context of its own: another person's browser."""

    def open_page(**options: Any) -> Page:
        return new_context(**options).new_page()

    return open_page


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A new visitor's page at 1280 px."""
    return new_page(viewport={"width": 1280, "height": 900})
