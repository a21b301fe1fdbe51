"""Who is let in: our own pages, asking this very site. Whatever else asks to change something is turned away."""

import re

from reflex.constants import Endpoint
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from debate_app.settings import Settings
from debate_app.web.api import address
from debate_app.words import message, plain

_HARMLESS = ("GET", "HEAD", "OPTIONS")
_EVENTS = f"/{Endpoint.EVENT.value}"
_HOST = re.compile(r"([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(:[0-9]{1,5})?", re.IGNORECASE)

STRANGE_HOST = message("This request names no host that there could be.")
FOREIGN = message(
    "This came from another site's page, so nothing was done. Open the page on this site and try again there."
)
WEBSOCKETS_ONLY = message("This address takes websockets only.")


class Door:
    """Wraps the app."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or answer with a sentence and the status 400 or 403; a websocket is refused with 403."""
        if scope["type"] == "websocket" and not self._may_connect(scope):
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http" and (refusal := self._refusal(scope)):
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _may_connect(self, scope: Scope) -> bool:
        origin = Headers(scope=scope).get("origin")
        return self._settings.allow_missing_origin if origin is None else self._is_ours(origin, scope)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if not _HOST.fullmatch(Headers(scope=scope).get("host", "none")):  # HTTP/1.0 may leave it out
            return PlainTextResponse(plain(STRANGE_HOST), 400)
        if scope["path"] == _EVENTS or scope["path"].startswith(f"{_EVENTS}/"):
            return PlainTextResponse(plain(WEBSOCKETS_ONLY), 400)
        if scope["method"] not in _HARMLESS and not self._may_change(scope) and not address.is_here(scope["path"]):
            return PlainTextResponse(plain(FOREIGN), 403)
        return None

    def _may_change(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        return headers.get("sec-fetch-site") == "same-origin" if origin is None else self._is_ours(origin, scope)

    def _is_ours(self, origin: str, scope: Scope) -> bool:
        """With ``PUBLIC_URL`` unset, an origin on the host that was asked is ours. Asked by http, we cannot know
        whether the page came by https: a proxy may stand between."""
        if self._settings.public_url:
            return origin == self._settings.public_url
        scheme, _, host = origin.partition("://")
        secure = scope.get("scheme") in ("https", "wss")
        return scheme in (("https",) if secure else ("http", "https")) and host == Headers(scope=scope).get("host")
