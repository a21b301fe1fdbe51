"""Which language somebody is answered in: the one that they chose, else the one that their browser asks for."""

import functools
from typing import Any

from starlette.requests import HTTPConnection, cookie_parser
from starlette.responses import Response

from debate_app import languages, settings
from debate_app.state.identity import let_keep

COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 60 * 60


@functools.cache
def offered() -> tuple[str, ...]:
    """The languages of the interface that this server offers."""
    pseudo = (languages.PSEUDO,) if settings.load().pseudo_language else ()
    return (*languages.INTERFACE, *pseudo)


def of_browser(cookies: str, accepted: str) -> str:
    """The language of a browser that sends these ``Cookie`` and ``Accept-Language`` headers."""
    chosen = cookie_parser(cookies).get(COOKIE, "") if COOKIE in cookies else ""
    return chosen if chosen in offered() else languages.best(accepted, offered())


def of_event(state: Any) -> str:
    """The language of the connection that an event came over."""
    headers = state.router_data.get("headers", {})
    return of_browser(headers.get("cookie", ""), headers.get("accept-language", ""))


def choose(request: HTTPConnection, response: Response, language: str) -> None:
    """Let the browser keep this choice."""
    let_keep(request, response, COOKIE, language, COOKIE_SECONDS)
