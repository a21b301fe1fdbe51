"""The production server with its built pages, and the plainest way to ask it."""

import http.client
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import Engine

from debate_app.store import access
from debate_app.web.first import home_page, kept
from tests.browser.server import Server, serving
from tests.running import app
from tests.web.programs import Program
from tests.web.scriptless import PASSWORD, Enter, NewBrowser, Scriptless, cookie_of


@dataclass(frozen=True)
class Answer:
    """What came back; ``headers`` by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server]:
    with serving(tmp_path_factory.mktemp("web")) as server:
        yield server


@pytest.fixture
def server(_served: Server) -> Server:
    """With the sample debate as question 1."""
    return _served


@pytest.fixture
def ask(server: Server) -> Ask:
    """Asks exactly for the path as it is written: clients that mean well tidy it up."""
    return lambda path, **headers: asked(server.address, path, **headers)


def asked(address: str, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.putrequest(method, path, skip_host="host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(body)
        answer = connection.getresponse()
        headers_back = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, headers_back, answer.read().decode())
    finally:
        connection.close()


@pytest.fixture
def new_browser(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> NewBrowser:
    """Makes browsers of different people, which run no scripts."""
    monkeypatch.setattr(access, "engine", lambda: engine)
    for pages in (kept, home_page):
        pages.forget()
        monkeypatch.setattr(pages, "FRESH_SECONDS", 0.0)
    served = httpx.ASGITransport(app())
    return lambda *args: Scriptless(served, *args)


@pytest.fixture
def enter(engine: Engine, new_browser: NewBrowser) -> Enter:
    """Makes the browser of a participant, or (None) of somebody who has a cookie and has never acted."""

    def entered(participant_id: int | None) -> Scriptless:
        browser = new_browser()
        browser.hold(cookie_of(engine, participant_id))
        return browser

    return entered


@pytest.fixture
def program(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A program that reads."""
    monkeypatch.setattr(access, "engine", lambda: engine)
    return Program(httpx.ASGITransport(app()))


@pytest.fixture
async def anna(new_browser: NewBrowser) -> Scriptless:
    """She has just signed up, as Anna Lee."""
    browser = new_browser()
    answer = await browser.send("/sign-up", name="Anna Lee", password=PASSWORD)
    assert answer.status_code == 303, answer.text
    return browser
