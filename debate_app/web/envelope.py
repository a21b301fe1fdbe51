"""What every answer carries whatever made it: what the browser must not do with it, the browser's identity, and how
long it may be kept. From here on, the reader's language is spoken."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from debate_app import languages
from debate_app.domain import participants
from debate_app.settings import Settings
from debate_app.state import language
from debate_app.state.identity import cookie_in, set_cookie
from debate_app.web import abroad, security

_FOUND = (200, 206, 304)
_TURNED_AWAY = (400, 403, 413)


class Envelope:
    """Wraps the whole app."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does."""

        if scope["type"] == "http":
            sent = Headers(scope=scope)
            languages.speak(language.of_browser(sent.get("cookie", ""), sent.get("accept-language", "")))

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._seal(HTTPConnection(scope), MutableHeaders(scope=message), message["status"])
            await send(message)

        await self._app(scope, receive, sealed if scope["type"] == "http" else send)

    def _seal(self, request: HTTPConnection, headers: MutableHeaders, status: int) -> None:
        is_html = "text/html" in headers.get("content-type", "")
        may_hold_scripts = is_html or status == 304  # which stands for what the browser has, and renews its headers
        headers.update(security.headers(html=may_hold_scripts, https=self._is_https(request)))
        _keep_from_other_sites(headers)
        headers.update(abroad.headers(request.scope["path"], request.scope["method"], self._settings))
        if is_html:
            headers.add_vary_header("Accept-Language, Cookie")
        if request.scope["path"].startswith("/assets/") and status in _FOUND:
            headers["Cache-Control"] = f"public, max-age={security.YEAR_SECONDS}, immutable"
            return
        if "Location" in headers:
            headers["Location"] = _without_host(headers["Location"], request)
        headers.setdefault("Cache-Control", "no-cache")
        if "set-cookie" not in headers and _meets_somebody_new(request, status, is_html=is_html):
            given = Response()
            set_cookie(request, given, participants.new_cookie())
            headers.append("Set-Cookie", given.headers["set-cookie"])
            headers["Cache-Control"] = "private, no-store"

    def _is_https(self, request: HTTPConnection) -> bool:
        return request.scope["scheme"] == "https" or (self._settings.public_url or "").startswith("https:")


def _meets_somebody_new(request: HTTPConnection, status: int, *, is_html: bool) -> bool:
    """Only by a page that was asked for: a form on another site is sent without our cookie, and an answer that set
    one would take the place of the person's own."""
    if status in _TURNED_AWAY or request.scope["method"] != "GET" or abroad.knows_nobody(request.scope["path"]):
        return False
    opens_page = is_html or "text/html" in request.headers.get("accept", "")
    return opens_page and not cookie_in(request.headers.get("cookie", ""))


def _keep_from_other_sites(headers: MutableHeaders) -> None:
    """Reflex lets the pages of PUBLIC_URL read answers as if they were another site's; ours need no such leave."""
    for name in [name for name in headers if name.lower().startswith("access-control-")]:
        del headers[name]


def _without_host(location: str, request: HTTPConnection) -> str:
    """A redirect within the site as a path: behind a proxy we do not know under which scheme we were asked."""
    path = location.removeprefix(f"{request.url.scheme}://{request.url.netloc}")
    return path if re.match("/(?!/)", path) else location
