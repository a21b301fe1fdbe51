"""The cookie that says who one is, and how long answers may be kept."""

import re
from http.cookies import SimpleCookie

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from debate_app.domain import participants
from debate_app.settings import Settings
from debate_app.state.identity import COOKIE_SECONDS, cookie_in
from debate_app.web.envelope import Envelope
from tests.web.conftest import Ask

MINE = "Mine-_" + "0" * 37


def enveloped(**settings: str) -> Envelope:
    async def page(_request: Request) -> HTMLResponse:
        return HTMLResponse("page")

    async def data(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("data", headers={"Cache-Control": "max-age=5"})

    async def away(request: Request) -> PlainTextResponse:
        return PlainTextResponse("", 307, {"Location": request.headers["to"]})

    routes = [
        Route("/", page, methods=["GET", "POST"]),
        Route("/data", data),
        Route("/assets/there", data),
        Route("/away", away),
    ]
    return Envelope(Starlette(routes=routes), Settings(**settings))  # type: ignore[arg-type]


async def get(path: str = "/", public_url: str | None = None, base: str = "http://x", **headers: str) -> httpx.Response:
    made = enveloped(**({"public_url": public_url} if public_url else {}))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(made), base_url=base) as client:
        return await client.get(path, headers=headers)


async def test_a_first_page_gives_a_cookie_that_scripts_cannot_read_and_nobody_may_keep() -> None:
    answer = await get()
    morsel = SimpleCookie(answer.headers["set-cookie"])["participant"]
    assert participants.cookie_is_wellformed(morsel.value)
    assert (morsel["httponly"], morsel["samesite"], morsel["path"], morsel["domain"]) == (True, "lax", "/", "")
    assert int(morsel["max-age"]) == COOKIE_SECONDS
    assert not morsel["secure"]
    assert answer.headers["cache-control"] == "private, no-store"
    assert (await get()).headers["set-cookie"] != answer.headers["set-cookie"]


@pytest.mark.parametrize(("base", "public_url"), [("https://x", None), ("http://x", "https://debate.example")])
async def test_over_https_the_cookie_is_for_https_alone(
    base: str, public_url: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", public_url or "")
    answer = await get(base=base, public_url=public_url)
    assert SimpleCookie(answer.headers["set-cookie"])["participant"]["secure"]


async def test_what_a_form_on_another_site_sends_without_our_cookie_does_not_replace_it() -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(enveloped()), base_url="http://x") as client:
        answer = await client.post("/", headers={"accept": "text/html", "origin": "http://evil.example"})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


async def test_who_has_a_cookie_keeps_it() -> None:
    answer = await get(cookie=f"other=1; participant={MINE}")
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("value", ["", "short", MINE + "x", "é" * 43, f"{MINE[:-1]} ", '"<script>"'])
async def test_a_cookie_that_we_never_gave_is_replaced(value: str) -> None:
    answer = await get(cookie=f"participant={value}".encode())  # type: ignore[arg-type]
    assert participants.cookie_is_wellformed(SimpleCookie(answer.headers["set-cookie"])["participant"].value)


@pytest.mark.parametrize(
    "header",
    [
        f"participant={MINE}",
        f'prefs={{"a": "b"}}; participant={MINE}',
        f"odd name=1; participant={MINE}; [x]=2",
        f'quoted="no end; participant={MINE}',
        f";;=;participant={MINE};",
        f"participant=short; participant={MINE}",
    ],
)
def test_our_cookie_is_found_among_the_odd_ones_of_others(header: str) -> None:
    assert cookie_in(header) == MINE


@pytest.mark.parametrize("header", ["", "participant", "participant=", f"Participant={MINE}", f"xparticipant={MINE}"])
def test_what_is_not_our_cookie_is_none(header: str) -> None:
    assert cookie_in(header) == ""


async def test_data_sets_no_cookie_and_says_itself_how_long_it_may_be_kept() -> None:
    answer = await get("/data", accept="*/*")
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "max-age=5"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_only_files_that_are_there_may_be_kept_for_ever() -> None:
    assert (await get("/assets/there")).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (await get("/assets/gone")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("location", "sent"),
    [
        ("http://x/ask/", "/ask/"),
        ("http://x/a?b=http://x/", "/a?b=http://x/"),
        ("/q/1", "/q/1"),
        ("https://x/ask/", "https://x/ask/"),
        ("http://x//evil.example/", "http://x//evil.example/"),
        ("http://xy/", "http://xy/"),
        ("http://elsewhere.example/", "http://elsewhere.example/"),
    ],
)
async def test_redirects_within_the_site_name_no_host(location: str, sent: str) -> None:
    answer = await get("/away", base="http://x", to=location)
    assert answer.headers["location"] == sent


@pytest.mark.parametrize("path", ["/", "/ask/", "/q/1", "/nowhere"])
def test_every_page_gives_the_cookie_and_is_never_kept_without_asking(ask: Ask, path: str) -> None:
    first = ask(path, accept="text/html")
    assert "httponly" in first.headers["set-cookie"].lower()
    assert first.headers["cache-control"] == "private, no-store"
    again = ask(path, accept="text/html", cookie=f"participant={MINE}")
    assert "set-cookie" not in again.headers
    assert again.headers["cache-control"] == "no-cache"


def test_the_built_files_may_be_kept_for_ever_and_give_no_cookie(ask: Ask) -> None:
    files = set(re.findall(r'"(/assets/[^"]+\.(?:js|css))"', ask("/").text))
    assert files
    for path in files:
        answer = ask(path, accept="*/*")
        assert answer.status == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "set-cookie" not in answer.headers
    missing = ask("/assets/gone-12345678.js", accept="*/*")
    assert missing.status == 404
    assert "immutable" not in missing.headers["cache-control"]
