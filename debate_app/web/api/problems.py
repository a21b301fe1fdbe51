"""What is answered where there is no answer: problem details (RFC 9457), each with a sentence for people."""

from http import HTTPStatus

from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from debate_app.domain.refused import NotFound, Refused, TooMany
from debate_app.store.access import Away
from debate_app.web import site
from debate_app.web.api import address
from debate_app.web.api.shapes import Problem
from debate_app.words import message, plain

MEDIA_TYPE = "application/problem+json"
AWAY_SECONDS = 5

_NOT_FOUND = message("There is nothing at this address. What there is says /api/openapi.json.")
_NOT_ALLOWED = message("Here one can only read: ask with GET or HEAD.")
_ADAPTER = TypeAdapter(Problem)


class Sealed(Refused):
    """Counts and votes are not given out yet."""


def problem(
    status: int, detail: str, headers: dict[str, str] | None = None, *, kind: str = "about:blank", parameter: str = ""
) -> Response:
    """The answer; ``kind`` is its type."""
    body = _ADAPTER.dump_json(Problem(kind, HTTPStatus(status).phrase, status, detail, parameter or None))
    kept = {name: text for name, text in (headers or {}).items() if name.lower() in ("allow", "retry-after")}
    return Response(body, status, {"Cache-Control": "no-store", **kept}, media_type=MEDIA_TYPE)


async def refused(request: Request, fault: Exception) -> Response:
    """A rule says no, or the database cannot be reached."""
    assert isinstance(fault, Refused), "registered for these"
    if isinstance(fault, Away):
        return problem(503, fault.sentence, {"Retry-After": str(AWAY_SECONDS)})
    if isinstance(fault, TooMany):
        return problem(429, fault.sentence, {"Retry-After": str(fault.wait_seconds)})
    if isinstance(fault, Sealed):
        return problem(403, fault.sentence, kind=f"{site.origin(request)}{address.ROOT}/openapi.json#sealed")
    return problem(404 if isinstance(fault, NotFound) else 400, fault.sentence, parameter=fault.field)


async def failed(_request: Request, fault: Exception) -> Response:
    """There is no such address, or it takes no such method."""
    assert isinstance(fault, HTTPException), "registered for these"
    known = {404: plain(_NOT_FOUND), 405: plain(_NOT_ALLOWED)}
    return problem(fault.status_code, known.get(fault.status_code, fault.detail), dict(fault.headers or {}))


HANDLERS = {Refused: refused, HTTPException: failed}
