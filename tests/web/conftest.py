"""The production server with its built pages, and the plainest way to ask it."""

import http.client
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from tests.browser.server import Server, serving


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
