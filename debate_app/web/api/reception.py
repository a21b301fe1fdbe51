"""What is answered under ``/api`` before a route is asked and where none answered: a browser's question whether a
page of another site may read here, and refusals that were made for people."""

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from debate_app.web.api import address, problems
from debate_app.words import plain

METHODS = "GET, HEAD, OPTIONS"


class Reception:
    """Wraps the app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does; below ``/api`` every error is a problem."""
        if scope["type"] != "http" or not address.is_here(scope["path"]):
            await self._app(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await Response(status_code=204, headers={"Allow": METHODS})(scope, receive, send)
        else:
            await self._app(scope, receive, _Telling(scope, receive, send))


class _Telling:
    """Sends what the app sends, a sentence for people as the detail of a problem."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._status, self._headers, self._text = 0, Headers(), b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            is_told = message["status"] < 400 or headers.get("content-type", "") == problems.MEDIA_TYPE
            self._status, self._headers = 0 if is_told else message["status"], headers
        if not self._status:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._text += message.get("body", b"")
            if not message.get("more_body"):
                await self._tell()

    async def _tell(self) -> None:
        is_plain = self._headers.get("content-type", "").startswith("text/plain")
        detail = self._text.decode(errors="replace") if is_plain else plain("This cannot be answered.")
        made = problems.problem(self._status, detail, dict(self._headers))
        await made(self._scope, self._receive, self._send)
