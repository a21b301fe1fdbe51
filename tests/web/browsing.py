"""A browser without scripts, for pages that the server makes whole: it keeps its cookie, and sends forms back."""

import html
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import httpx
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.routing import Route

from debate_app.state.identity import COOKIE
from debate_app.store import access
from debate_app.web import shell
from debate_app.web.refusals import HANDLERS

ADDRESS = "http://debate.test"


class Browser:
    """What it holds as its cookie, and how it asks."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    @property
    def cookie(self) -> str:
        """Whom it acts as."""
        return self._client.cookies.get(COOKIE) or ""

    def hold(self, cookie: str) -> None:
        """Act as somebody."""
        self._client.cookies.set(COOKIE, cookie, domain="debate.test")

    async def open(self, path: str) -> httpx.Response:
        """Ask for the page."""
        return await self._client.get(path)

    async def send(self, path: str, **fields: str) -> httpx.Response:
        """Fill in the form that the page has, and send it; a redirect is not followed."""
        page = await self.open(path)
        token = re.search(r'name="token" value="([0-9a-f]+)"', page.text)
        assert token is not None, page.text
        return await self._client.post(path, data={"token": token[1], **fields})


@asynccontextmanager
async def browsing(engine: Engine, monkeypatch: pytest.MonkeyPatch, routes: Sequence[Route]) -> AsyncGenerator[Browser]:
    """A browser at these pages alone, over that database."""
    monkeypatch.setattr(access, "engine", lambda: engine)
    monkeypatch.setattr(shell, "styles", lambda: "")
    app = Starlette(routes=[*routes], exception_handlers={**HANDLERS})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS) as client:
        yield Browser(client)


def words(page: httpx.Response) -> str:
    """What a reader sees of it, on one line."""
    body = page.text.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
