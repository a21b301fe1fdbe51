"""One build serves on every port and host: the page talks to the server that it came from."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.server import PROJECT, Server, serving


def talks_to(page: Page, address: str) -> str:
    """Host and port of the websocket that the page at ``address`` opened, once the server has answered on it."""
    with page.expect_websocket() as opened:
        page.goto(address, wait_until="commit")
    if not opened.value.is_closed():
        opened.value.wait_for_event("framereceived")
    return urlsplit(opened.value.url).netloc


def test_two_servers_on_two_ports_serve_the_same_build(server: Server, new_page: Callable[..., Page], tmp_path: Path):
    with serving(tmp_path) as other:
        for address in (server.address, other.address):
            assert talks_to(new_page(), address) == urlsplit(address).netloc


def test_a_page_under_another_name_talks_to_that_name(server: Server, new_page: Callable[..., Page]):
    assert talks_to(new_page(), f"http://localhost:{server.port}") == f"localhost:{server.port}"


def test_no_file_of_the_build_knows_a_port(server: Server):
    scripts = (PROJECT / ".web" / "build" / "client" / "assets").glob("*.js")
    assert [path.name for path in scripts if "localhost:" in path.read_text()] == []
