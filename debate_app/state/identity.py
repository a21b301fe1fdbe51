"""Who sent this event: the participant whose HttpOnly cookie this connection was opened with.

Nothing in an event's message is believed about that, because scripts write messages. The cookie comes
from the websocket's handshake, cannot be read by scripts and is fixed for the life of the connection.
"""

import reflex as rx
from starlette.requests import HTTPConnection, cookie_parser
from starlette.responses import Response

from debate_app import settings
from debate_app.domain import participants
from debate_app.domain.refused import Refused
from debate_app.words import plain

COOKIE = "participant"
COOKIE_SECONDS = participants.GUEST_DAYS * 24 * 60 * 60


class Unidentified(Refused):
    """The connection was opened without our cookie."""


def cookie_in(header: str) -> str:
    """Our cookie out of a Cookie header, or the empty text where there is none that is well formed.

    Read as browsers write it: Python's own parser gives up at the first odd cookie of somebody else.
    """
    cookie = cookie_parser(header).get(COOKIE, "")
    return cookie if participants.cookie_is_wellformed(cookie) else ""


def set_cookie(request: HTTPConnection, response: Response, cookie: str) -> None:
    """Give the browser this cookie of ours."""
    let_keep(request, response, COOKIE, cookie, COOKIE_SECONDS)


def let_keep(request: HTTPConnection, response: Response, name: str, value: str, seconds: int) -> None:
    """Have the browser keep something that its scripts cannot read, and other sites cannot have sent with a form."""
    secure = request.url.scheme == "https" or (settings.public_url() or "").startswith("https:")
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure)


def cookie_of(state: rx.State) -> str:
    """The cookie of the connection that this event came over; empty where it has none."""
    return cookie_in(state.router_data.get("headers", {}).get("cookie", ""))


def required_cookie(state: rx.State) -> str:
    """The same for acts. Raises Unidentified where there is none."""
    cookie = cookie_of(state)
    if not cookie:
        raise Unidentified(
            plain("This page has lost your browser's identity. Reload it, then try again: drafts are kept.")
        )
    return cookie
