"""How much one sender may ask of the server: the size of a form, and how many websockets are open at once.

The size of a websocket's message is bounded where it comes in: see ``live/wire.py``.
"""

import logging
from collections import Counter

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from debate_app.rates.addresses import address_of, household
from debate_app.settings import Settings
from debate_app.words import message, plain

MOST_BODY_BYTES = 64 * 1024
TOO_LARGE = message("This is more than the page can take.")

_SENT_BY_PAGES = ("1", "2", "3", "40", "41", "42", "43")
"""Engine.IO's close, ping and pong; its messages that are socket.io's connect, disconnect, event and answer."""

logger = logging.getLogger(__name__)


class Bounds:
    """Wraps the app."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._most_connections = settings.connections_per_address
        self._hops = settings.trusted_proxy_hops
        self._open = Counter[str]()
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; with 413 where a request brings too much, and with no websocket where too many are open."""
        if scope["type"] == "http" and _brings_a_body(scope):
            await self._with_body(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _with_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _whole(scope, receive)
        except ClientDisconnect:
            return
        if body is None:
            await PlainTextResponse(plain(TOO_LARGE), 413, {"Connection": "close"})(scope, receive, send)
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Message:
            return messages.pop() if messages else await receive()

        await self._app(scope, again, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = household(address_of(scope, self._hops))
        if self._most_connections and who and self._open[who] >= self._most_connections:
            self._tell()
            await send({"type": "websocket.close", "code": 1013})
            return
        self._open[who] += 1
        try:
            await self._app(scope, _whole_messages(receive, send), send)
        finally:
            self._open[who] -= 1
            if not self._open[who]:
                del self._open[who]

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            logger.warning(
                "One address has %d connections open, and more are refused: see CONNECTIONS_PER_ADDRESS, and "
                "TRUSTED_PROXY_HOPS where a proxy stands in front. This is said once.",
                self._most_connections,
            )


def _brings_a_body(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


async def _whole(scope: Scope, receive: Receive) -> bytes | None:
    """The request's body; None where it is too large, whatever its length was said to be. Raises ClientDisconnect
    where only a part of it came."""
    said = Headers(scope=scope).get("content-length", "")
    if said.isdecimal() and int(said[:20]) > MOST_BODY_BYTES:
        return None
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BODY_BYTES:
            return None
    return body


def _whole_messages(receive: Receive, send: Send) -> Receive:
    """Ends a websocket at the first packet of a kind that no page of ours sends: of a binary event, socket.io would
    collect the parts without end."""

    async def whole() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and not (message.get("text") or "").startswith(_SENT_BY_PAGES):
            await send({"type": "websocket.close", "code": 1003})
            return {"type": "websocket.disconnect", "code": 1003}
        return message

    return whole
