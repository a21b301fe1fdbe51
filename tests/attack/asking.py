"""The plainest way to ask the app over HTTP: no client, no connection, thousands of requests in a few seconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.running import app

HOST = "debate.local"


@dataclass(frozen=True)
class Request:
    """What is asked for; ``target`` is the path with its query, as it would be sent."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    text: str

    def of(self, name: str) -> str:
        """A header, all of its values."""
        return "\n".join(value for known, value in self.headers if known == name)


async def ask(request: Request) -> Answer:
    """Ask the app as a server would; what it raises is raised."""
    path, _, query = request.target.partition("?")
    headers = {"host": HOST, "content-length": str(len(request.body)), **request.headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": request.method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": (HOST, 80),
    }
    asked = [{"type": "http.request", "body": request.body, "more_body": False}]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return asked.pop() if asked else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app()(scope, receive, send)
    told = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in sent[0]["headers"])
    text = b"".join(one.get("body", b"") for one in sent[1:]).decode(errors="replace")
    return Answer(sent[0]["status"], told, text)
