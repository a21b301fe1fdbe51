"""A browser that runs no scripts: it opens pages, fills their forms in and sends them."""

from collections.abc import Callable
from html.parser import HTMLParser

import httpx

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
        return self.client.cookies.get("participant") or ""

    def hold(self, cookie: str) -> None:
        """Have this cookie of ours and no other."""
        self.client.cookies.clear()
        self.client.cookies.set("participant", cookie, domain=HOST, path="/")

    async def open(self, path: str) -> httpx.Response:
        """Ask for a page, and for no other that it leads to."""
        return await self.client.get(path)

    async def send(self, path: str, action: str = "", **fields: str) -> httpx.Response:
        """Open the page, fill in its form and send it to ``action``, or where the page is."""
        page = await self.open(path)
        assert page.status_code == 200, page.text
        return await self.post(action or path, **{**hidden(page.text, action or path), **fields})

    async def post(self, path: str, **fields: str) -> httpx.Response:
        """Send a form that nobody opened."""
        return await self.client.post(path, data=fields)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given["action"], {}))
        if tag == "input" and self.forms and given.get("type") == "hidden":
            self.forms[-1][1][given["name"]] = given.get("value", "")


NewBrowser = Callable[..., Scriptless]


def hidden(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the last form that goes to ``action``."""
    read = _Forms()
    read.feed(html)
    return next(fields for where, fields in reversed(read.forms) if where == action)


def inputs(html: str) -> dict[str, dict[str, str]]:
    """The attributes of each field that one types into, by its name."""
    found: dict[str, dict[str, str]] = {}

    class Inputs(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = {name: value or "" for name, value in attrs}
            if tag == "input" and given.get("type") != "hidden":
                found[given["name"]] = given

    Inputs().feed(html)
    return found
