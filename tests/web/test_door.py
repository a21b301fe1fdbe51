"""Whose requests and websockets are let in."""

import re

import pytest
from starlette.types import Message, Receive, Scope, Send

from debate_app.settings import Settings
from debate_app.web import door
from debate_app.web.door import Door
from tests.bench.wire import Refusal
from tests.browser.server import Server, serving
from tests.visitor import ROOT, Visitor, visit
from tests.web.conftest import Ask, asked

MINE = "Mine-_" + "0" * 37
HERE = "debate.local:3000"
ASKING = ["GET", "HEAD", "OPTIONS"]
CHANGING = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "FROBNICATE"]


async def answer(scope: Scope, public_url: str | None = None, **settings: bool) -> list[Message]:
    """What comes back through the door, behind which everything is taken."""

    async def taken(scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
        else:
            await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await Door(taken, Settings(public_url=public_url, **settings))(scope, receive, send)
    return sent


def websocket(origin: str | None, scheme: str = "ws") -> Scope:
    headers = [(b"host", HERE.encode())] + ([(b"origin", origin.encode())] if origin is not None else [])
    return {"type": "websocket", "scheme": scheme, "path": "/_event/", "headers": headers}


def request(method: str = "GET", path: str = "/", **headers: str) -> Scope:
    pairs = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http", "scheme": "http", "method": method, "path": path, "headers": pairs}


ORIGINS = [
    ("http://debate.local:3000", None, True),
    ("https://debate.local:3000", None, True),
    (None, None, False),
    ("http://debate.local", None, False),
    ("http://evil.example", None, False),
    ("http://debate.local:3000.evil.example", None, False),
    ("http://evil.example/debate.local:3000", None, False),
    ("http://user@debate.local:3000", None, False),
    ("ftp://debate.local:3000", None, False),
    ("null", None, False),
    ("", None, False),
    ("http://[", None, False),
    ("debate.local:3000", None, False),
    ("https://debate.example", "https://debate.example", True),
    ("http://debate.example", "https://debate.example", False),
    ("http://debate.local:3000", "https://debate.example", False),
    (None, "https://debate.example", False),
]


@pytest.mark.parametrize(("origin", "public_url", "ours"), ORIGINS)
async def test_websockets_are_for_our_own_pages(origin: str | None, public_url: str | None, ours: bool) -> None:
    sent = await answer(websocket(origin), public_url)
    assert [message["type"] for message in sent] == ["websocket.accept" if ours else "websocket.close"]


@pytest.mark.parametrize(("origin", "public_url", "ours"), ORIGINS)
@pytest.mark.parametrize("method", CHANGING)
async def test_only_our_own_pages_change_anything(
    method: str, origin: str | None, public_url: str | None, ours: bool
) -> None:
    sent = await answer(request(method, host=HERE, **({"origin": origin} if origin is not None else {})), public_url)
    assert sent[0]["status"] == (200 if ours else 403)
    assert ours or sent[1]["body"].decode() == door.FOREIGN


@pytest.mark.parametrize("method", ASKING)
async def test_whoever_wants_to_may_ask(method: str) -> None:
    assert (await answer(request(method, host=HERE, origin="http://evil.example")))[0]["status"] == 200


@pytest.mark.parametrize(
    ("site", "status"), [("same-origin", 200), ("same-site", 403), ("cross-site", 403), ("none", 403)]
)
async def test_without_an_origin_the_browser_may_say_that_its_page_is_ours(site: str, status: int) -> None:
    assert (await answer(request("POST", host=HERE, sec_fetch_site=site)))[0]["status"] == status
    foreign = request("POST", host=HERE, sec_fetch_site=site, origin="http://evil.example")
    assert (await answer(foreign))[0]["status"] == 403


async def test_programs_without_an_origin_get_a_websocket_where_they_are_meant_to() -> None:
    [message] = await answer(websocket(None), allow_missing_origin=True)
    assert message["type"] == "websocket.accept"
    [message] = await answer(websocket("null"), allow_missing_origin=True)
    assert message["type"] == "websocket.close"
    assert (await answer(request("POST", host=HERE), allow_missing_origin=True))[0]["status"] == 403


async def test_asked_by_https_a_page_that_came_by_http_is_another_site() -> None:
    [message] = await answer(websocket("http://debate.local:3000", scheme="wss"))
    assert message["type"] == "websocket.close"
    [message] = await answer(websocket("https://debate.local:3000", scheme="wss"))
    assert message["type"] == "websocket.accept"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("debate.example", 200), ("debate_app:3000", 200), ("127.0.0.1:3000", 200), ("[::1]:3000", 200), ("[::1]", 200),
        ("", 400), ("evil.example/path", 400), ("user@evil.example", 400), ("evil.example?", 400), ("[", 400),
        ("[::1", 400), ("a:b", 400), ("a:", 400), ("a b", 400), ("a\\b", 400), ("<script>", 400), ("\xe9", 400),
        ("a" * 300, 400), ("a:123456", 400),
    ],
)  # fmt: skip
async def test_a_host_that_cannot_be_is_refused(host: str, status: int) -> None:
    assert (await answer(request(host=host)))[0]["status"] == status


async def test_a_program_that_names_no_host_is_answered() -> None:
    assert (await answer(request()))[0]["status"] == 200


@pytest.mark.parametrize("path", ["/_event", "/_event/", "/_event/x"])
@pytest.mark.parametrize("method", [*ASKING, *CHANGING])
async def test_events_come_by_websocket_alone(path: str, method: str) -> None:
    sent = await answer(request(method, path, host=HERE, origin=f"http://{HERE}"))
    assert sent[0]["status"] == 400
    assert (await answer(request(path="/_events")))[0]["status"] == 200


def hydrated(visitor: Visitor) -> object:
    return visitor.vars.get(ROOT, {}).get("is_hydrated")


async def test_the_served_websocket_takes_its_own_host_and_refuses_another(server: Server) -> None:
    visitor = await visit(server.address)
    await visitor.until(lambda: hydrated(visitor))
    visitor.close()
    with pytest.raises(Refusal, match="403"):
        await visit(server.address, origin="http://evil.example")


async def test_with_a_public_address_only_its_pages_open_websockets(tmp_path: object) -> None:
    with serving(tmp_path, PUBLIC_URL="https://debate.example") as server:  # type: ignore[arg-type]
        with pytest.raises(Refusal, match="403"):
            await visit(server.address)
        visitor = await visit(server.address, origin="https://debate.example")
        await visitor.until(lambda: hydrated(visitor))
        visitor.close()
        for method in ("GET", "POST", "OPTIONS"):
            told = asked(
                server.address, "/", method, origin="https://debate.example", access_control_request_method="POST"
            )
            assert [name for name in told.headers if name.startswith("access-control-")] == []
            assert told.headers["strict-transport-security"]
        assert asked(server.address, "/", "POST", origin=server.address).status == 403


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_polling_cannot_go_around_that(server: Server, method: str) -> None:
    told = asked(server.address, "/_event/?EIO=4&transport=polling", method, cookie=f"participant={MINE}")
    assert (told.status, told.text) == (400, door.WEBSOCKETS_ONLY)


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "POST"])
def test_no_other_site_may_read_our_answers(server: Server, method: str) -> None:
    for path in ("/", "/q/1", "/ping", "/nowhere", "/_event/?EIO=4&transport=polling"):
        told = asked(server.address, path, method, origin="http://evil.example", access_control_request_method="POST")
        assert [name for name in told.headers if name.startswith("access-control-")] == [], path


OWN_ADDRESS = re.compile(r'<(link|meta) [^>]*>|<script type="application/ld.json">.*?</script>', re.DOTALL)


def test_a_host_of_the_senders_choice_is_told_only_where_a_page_names_its_own_address(server: Server) -> None:
    for path in ("/", "/ask", "/q/1", "/nowhere", "/history/question/1/"):
        told = asked(server.address, path, accept="text/html", host="evil.example")
        assert told.status in (200, 307, 404)
        assert "evil.example" not in " ".join(told.headers.values()) + OWN_ADDRESS.sub("", told.text)


def test_the_door_stands_in_the_running_server(ask: Ask) -> None:
    for host in ("<script>", "[", "x/"):
        told = ask("/", host=host, accept="text/html")
        assert (told.status, told.text) == (400, door.STRANGE_HOST)
        assert "set-cookie" not in told.headers
