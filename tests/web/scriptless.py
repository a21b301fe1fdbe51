"""A browser that runs no scripts: it opens pages, fills their forms in and sends them. And what a page says."""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import httpx
from sqlalchemy import Engine

from debate_app.domain import browser_sessions, participants
from debate_app.state.identity import COOKIE
from debate_app.store.engine import transaction

HOST = "debate.local"
ADDRESS = f"http://{HOST}"
PASSWORD = "correct horse battery"


class Scriptless:
    """Somebody's browser; it keeps cookies, and says where a form was."""

    def __init__(self, app: httpx.ASGITransport, user_agent: str = "Mozilla/5.0 (X11; Linux) Firefox/145.0") -> None:
        headers = {"Origin": ADDRESS, "Accept": "text/html", "User-Agent": user_agent}
        self.client = httpx.AsyncClient(transport=app, base_url=ADDRESS, headers=headers)

    @property
    def cookie(self) -> str:
        """Ours, which scripts could not read."""
        return self.client.cookies.get(COOKIE) or ""

    def hold(self, cookie: str) -> None:
        """Have this cookie of ours and no other."""
        self.client.cookies.clear()
        self.client.cookies.set(COOKIE, cookie, domain=HOST, path="/")

    async def open(self, path: str) -> httpx.Response:
        """Ask for a page, and for no other that it leads to."""
        return await self.client.get(path)

    async def send(self, path: str, action: str = "", **fields: str) -> httpx.Response:
        """Open the page, fill in its form and send it to ``action``, or where the page is."""
        page = await self.open(path)
        assert page.status_code == 200, page.text
        return await self.post(action or path, **{**hidden(page.text, action or path), **fields})

    async def insist(self, path: str, **fields: str) -> httpx.Response:
        """Send a form with this browser's token, whether or not a page offers it (any more)."""
        return await self.post(path, token=participants.form_token(self.cookie), **fields)

    async def post(self, path: str, **fields: str) -> httpx.Response:
        """Send a form that nobody opened: without a token, unless one is among the fields."""
        return await self.client.post(path, data=fields)


NewBrowser = Callable[..., Scriptless]
Enter = Callable[[int | None], Scriptless]
Element = tuple[str, dict[str, str]]


def cookie_of(engine: Engine, participant_id: int | None) -> str:
    """The cookie of a browser that acts as this participant; None has never acted."""
    cookie = participants.new_cookie()
    if participant_id is None:
        return cookie
    with transaction(engine) as session:
        return browser_sessions.open_for(session, cookie, participant_id, "")


def said(page: httpx.Response) -> str:
    """What a reader sees of it on one line, its top and its foot aside."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", _main(page))).split())


def links(page: httpx.Response) -> list[str]:
    """Where its links lead, those of its top and its foot aside."""
    return [given["href"] for tag, given in _elements(_main(page)) if tag == "a" and "href" in given]


def offered(page: httpx.Response, name: str) -> list[str]:
    """The values of the radio buttons of this name."""
    fields = [given for tag, given in _elements(page.text) if tag == "input"]
    return [one["value"] for one in fields if one.get("name") == name and one.get("type") == "radio"]


def hidden(text: str, action: str) -> dict[str, str]:
    """The hidden fields of the last form that goes to ``action``."""
    forms: list[tuple[str, dict[str, str]]] = []
    for tag, given in _elements(text):
        if tag == "form":
            forms.append((given["action"], {}))
        if tag == "input" and forms and given.get("type") == "hidden":
            forms[-1][1][given["name"]] = given.get("value", "")
    return next(fields for where, fields in reversed(forms) if where == action)


def inputs(text: str) -> dict[str, dict[str, str]]:
    """The attributes of each field that one types into, by its name."""
    fields = [given for tag, given in _elements(text) if tag == "input" and given.get("type") != "hidden"]
    return {given["name"]: given for given in fields}


def _main(page: httpx.Response) -> str:
    [main] = re.findall(r"<main.*</main>", page.text, re.DOTALL)
    return main


def _elements(text: str) -> list[Element]:
    """Each with its attributes, as they come."""
    found: list[Element] = []

    class Elements(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, {name: value or "" for name, value in attrs}))

    Elements().feed(text)
    return found
