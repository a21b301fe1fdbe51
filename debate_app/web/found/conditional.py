"""Answers that need not be sent again to whoever has them."""

from starlette.requests import Request
from starlette.responses import Response

from debate_app.web import tags


def answer(request: Request, body: bytes, media_type: str, seconds: int, last_modified: str = "") -> Response:
    """The body, which anybody may keep for so long, or 304 where the request names it by its tag.

    ``last_modified`` (an HTTP date) is told and not asked about: what was hidden since has no newer date.
    """
    tag = tags.of(body)
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={seconds}"}
    headers |= {"Last-Modified": last_modified} if last_modified else {}
    if tags.knows(request, tag):
        return Response(None, 304, headers)
    return Response(body, 200, headers, media_type)
