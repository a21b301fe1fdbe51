"""What every answer carries whatever made it: the browser's identity, and how long it may be kept."""

import re

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from debate_app.domain import participants
from debate_app.settings import Settings
from debate_app.state.identity import cookie_in, set_cookie

YEAR_SECONDS = 365 * 24 * 60 * 60
_FOUND = (200, 206, 304)


class Envelope:
    """Wraps the whole app."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse a websocket that another site's page opened."""
        if scope["type"] == "websocket" and not self._is_ours(HTTPConnection(scope)):
            await send({"type": "websocket.close", "code": 1008})
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._seal(HTTPConnection(scope), MutableHeaders(scope=message), message["status"])
            await send(message)

        await self._app(scope, receive, sealed if scope["type"] == "http" else send)

    def _is_ours(self, connection: HTTPConnection) -> bool:
        """With ``PUBLIC_URL`` unset, an origin equal to the host that was asked is ours."""
        origin = connection.headers.get("origin")
        if origin is None:
            return True
        if self._settings.public_url:
            return origin == self._settings.public_url
        return origin.partition("://")[2] == connection.headers.get("host")

    def _seal(self, request: HTTPConnection, headers: MutableHeaders, status: int) -> None:
        headers["X-Content-Type-Options"] = "nosniff"
        if request.url.path.startswith("/assets/") and status in _FOUND:
            headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
            return
        if "Location" in headers:
            headers["Location"] = _without_host(headers["Location"], request)
        headers.setdefault("Cache-Control", "no-cache")
        opens_page = "text/html" in request.headers.get("accept", "") or "text/html" in headers.get("content-type", "")
        if opens_page and "set-cookie" not in headers and not cookie_in(request.headers.get("cookie", "")):
            given = Response()
            set_cookie(request, given, participants.new_cookie())
            headers.append("Set-Cookie", given.headers["set-cookie"])
            headers["Cache-Control"] = "private, no-store"


def _without_host(location: str, request: HTTPConnection) -> str:
    """A redirect within the site as a path: behind a proxy we do not know under which scheme we were asked."""
    path = location.removeprefix(f"{request.url.scheme}://{request.url.netloc}")
    return path if re.match("/(?!/)", path) else location
