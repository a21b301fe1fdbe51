"""A program that reads the site: it has no cookie, no page and no manners."""

import csv
import io
from collections.abc import AsyncIterator
from typing import Any

import httpx

ADDRESS = "http://debate.local"


class Program:
    """Asks below ``/api``."""

    def __init__(self, app: httpx.ASGITransport) -> None:
        self.client = httpx.AsyncClient(transport=app, base_url=ADDRESS)

    async def ask(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        """What comes back; names of headers with ``_`` for ``-``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.request(method, path if path.startswith("http") else f"/api{path}", headers=named)

    async def read(self, path: str) -> Any:
        """The answer, which there is."""
        answer = await self.ask(path)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        return answer.json()

    async def parts(self, path: str) -> AsyncIterator[list[Any]]:
        """The parts of a list, one after the other."""
        address: str | None = path
        while address:
            part = await self.read(address)
            yield part["items"]
            assert (part["next"] is None) is (part["next_cursor"] is None)
            address = part["next"]

    async def table(self, path: str, **headers: str) -> list[dict[str, str]]:
        """The rows of a CSV file by the names of their columns."""
        answer = await self.ask(path, **headers)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
        text = answer.content.decode("utf-8-sig")
        assert text.endswith("\r\n")
        return [*csv.DictReader(io.StringIO(text, newline=""))]

    async def refusal(self, path: str, method: str = "GET", **headers: str) -> dict[str, Any]:
        """The problem that is answered."""
        answer = await self.ask(path, method, **headers)
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        assert answer.headers["cache-control"] == "no-store"
        told = answer.json()
        assert told["status"] == answer.status_code >= 400
        assert told["detail"]
        return told
