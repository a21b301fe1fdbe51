"""The service worker and the manifest, as a browser gets them."""

import json
import re
from collections.abc import Generator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from debate_app import settings
from debate_app.settings import Settings
from debate_app.web import manifest, offline, shell
from tests.browser.server import PROJECT
from tests.web.conftest import Answer, Ask


def test_the_worker_comes_with_the_styles_of_the_build(ask: Ask) -> None:
    answer = ask("/sw.js", service_worker="script")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert "set-cookie" not in answer.headers
    given = given_to(answer)
    assert given["styles"]
    for style in given["styles"]:
        assert ask(style).status == 200
        assert style in ask("/ask/").text


def test_a_browser_that_has_the_worker_is_told_so(ask: Ask) -> None:
    answer = ask("/sw.js")
    again = ask("/sw.js", if_none_match=answer.headers["etag"])
    assert (again.status, again.text) == (304, "")


def test_what_the_worker_shows_runs_nothing(ask: Ask) -> None:
    given = given_to(ask("/sw.js"))
    assert "script" not in f"{given['policy']}{given['head']}{given['list']}"
    assert given["policy"].startswith("default-src 'none'; ")


def given_to(worker: Answer) -> dict[str, Any]:
    """What stands before the worker's own lines."""
    return json.loads(worker.text.partition("\n")[0].removeprefix("const given = ").removesuffix(";"))


@pytest.fixture
def unbuilt() -> Generator[None]:
    """Without what is kept of the real build."""
    offline._worker.cache_clear()
    shell.styles.cache_clear()
    yield
    offline._worker.cache_clear()
    shell.styles.cache_clear()


@pytest.mark.usefixtures("unbuilt")
async def test_a_build_with_other_styles_has_another_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    etags = set[str]()
    for name in ("one", "two", "one"):
        html = f'<link rel="stylesheet" href="/assets/{name}.css"/>'
        monkeypatch.setattr(shell, "_built", lambda _name, html=html: html)
        offline._worker.cache_clear()
        shell.styles.cache_clear()
        etags.add((await get_worker()).headers["etag"])
    assert len(etags) == 2


async def test_where_it_is_switched_off_the_worker_ends_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "load", lambda: Settings(offline=False))
    answer = await get_worker()
    assert "registration.unregister()" in answer.text
    assert "fetch" not in answer.text


async def get_worker() -> httpx.Response:
    served = httpx.ASGITransport(Starlette(routes=offline.ROUTES))
    async with httpx.AsyncClient(transport=served, base_url="http://x") as client:
        return await client.get("/sw.js")


def test_the_manifest_names_icons_of_the_sizes_that_they_have(ask: Ask) -> None:
    answer = ask("/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    told = json.loads(answer.text)
    assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
    drawn = [icon for icon in told["icons"] if icon["type"] == "image/png"]
    assert {(icon["sizes"], icon["purpose"]) for icon in drawn} == {
        (size, purpose) for size in ("192x192", "512x512") for purpose in ("any", "maskable")
    }
    for icon in drawn:
        assert size_of(icon["src"]) == icon["sizes"]
    assert size_of("/apple-touch-icon.png") == "180x180"


def size_of(icon: str) -> str:
    """Width and height as the PNG says them."""
    header = (PROJECT / "assets" / icon.lstrip("/")).read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    return "x".join(str(int.from_bytes(header[at : at + 4])) for at in (16, 20))


def test_the_colours_of_the_manifest_are_those_of_the_page() -> None:
    tokens = (PROJECT / "assets" / "css" / "tokens.css").read_text("utf-8")
    assert f"--paper: light-dark({manifest.PAPER['light']}, {manifest.PAPER['dark']});" in tokens


@pytest.mark.parametrize("path", ["/", "/q/1/should-cities-make-public-transport-free-for-everyone", "/privacy"])
def test_every_page_can_be_put_on_the_home_screen(ask: Ask, path: str) -> None:
    page = ask(path)
    assert page.status == 200
    for name in ("manifest", "apple-touch-icon", "icon"):
        assert re.search(f'<link [^>]*rel="{name}"', page.text), name
    for scheme, paper in manifest.PAPER.items():
        assert re.search(
            f'<meta [^>]*content="{paper}"[^>]*media="[^"]*{scheme}[^"]*"[^>]*name="theme-color"', page.text
        )


def test_only_what_is_ours_may_be_installed_or_work_in_the_background(ask: Ask) -> None:
    rules = ask("/").headers["content-security-policy"].split("; ")
    assert {"manifest-src 'self'", "worker-src 'self'"} <= {*rules}
