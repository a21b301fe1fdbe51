"""What is counted for whoever sends a request, before it is answered; and the answer to one too many."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from debate_app import rates
from debate_app.domain.refused import TooMany
from debate_app.rates import Kind
from debate_app.state.identity import cookie_in
from debate_app.state.spending import person_of


async def spend_http(request: Request, kind: Kind, person: str = "") -> None:
    """Count this request for its network and for the holder of its cookie, or for another ``person``: attempts to
    sign in count for the name that they try too. Raises TooMany."""
    sender = person or person_of(cookie_in(request.headers.get("cookie", "")))
    await rates.spend_from(request.scope, kind, sender)


async def told(_request: Request, refused: Exception) -> Response:
    """How long to wait, in words and for programs."""
    assert isinstance(refused, TooMany)
    return PlainTextResponse(refused.sentence, 429, {"Retry-After": str(refused.wait_seconds)})
