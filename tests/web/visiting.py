"""Somebody at a browser without scripts, who opens plain pages and sends their forms."""

import html
import re

import httpx
from sqlalchemy import Engine

from debate_app.domain import browser_sessions, participants
from debate_app.state.identity import COOKIE
from debate_app.store.engine import transaction
from tests.running import app

ORIGIN = "http://debate.local"


class Browser:
    """It holds ``cookie``, and shows what the last answer was."""

    def __init__(self, cookie: str) -> None:
        self.cookie = cookie

    async def open(self, path: str) -> httpx.Response:
        """Ask for a page."""
        return await self._ask("GET", path)

    async def send(self, path: str, **fields: str) -> httpx.Response:
        """Send a form as its page would."""
        return await self._ask("POST", path, {"token": participants.form_token(self.cookie)} | fields)

    async def send_without_token(self, path: str, **fields: str) -> httpx.Response:
        """Send a form as another site's page would, were it let in."""
        return await self._ask("POST", path, fields)

    async def _ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> httpx.Response:
        headers = {"Origin": ORIGIN, "Accept": "text/html", "Cookie": f"{COOKIE}={self.cookie}"}
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app()), base_url=ORIGIN) as client:
            return await client.request(method, path, data=fields, headers=headers)


def browser_of(engine: Engine, participant_id: int | None) -> Browser:
    """A browser that acts as this participant; None has never acted."""
    cookie = participants.new_cookie()
    if participant_id is not None:
        with transaction(engine) as session:
            cookie = browser_sessions.open_for(session, cookie, participant_id, "")
    return Browser(cookie)


def said(answer: httpx.Response) -> str:
    """The words of the page, without its elements."""
    [main] = re.findall(r"<main.*</main>", answer.text, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def links(answer: httpx.Response) -> list[str]:
    """Where the links of the page lead, its top and its foot aside."""
    [main] = re.findall(r"<main.*</main>", answer.text, re.DOTALL)
    return [html.unescape(one) for one in re.findall(r'<a [^>]*href="([^"]*)"', main)]


def offered(answer: httpx.Response, name: str) -> list[str]:
    """The values of the radio buttons of this name."""
    found = [dict(re.findall(r'([a-z]+)="([^"]*)"', one)) for one in re.findall(r"<input [^>]*>", answer.text)]
    return [one["value"] for one in found if one.get("name") == name and one.get("type") == "radio"]
