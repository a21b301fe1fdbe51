"""A page ready to be sent: as it is, as gzip, and how it is told from others."""

import gzip
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from debate_app.web import tags


@dataclass(frozen=True, slots=True)
class Made:
    """``etag`` is the same for the same bytes."""

    plain: bytes
    gzipped: bytes
    etag: str


def of(plain: bytes, gzipped: bytes | None = None) -> Made:
    """The page, compressed unless that was done."""
    return Made(plain, gzipped or gzip.compress(plain, 6, mtime=0), f"W/{tags.of(plain)}")


def answer(request: Request, made: Made) -> Response:
    """The page, compressed where the browser takes that, or word that the browser's own copy of it is still good."""
    headers = {"ETag": made.etag, "Vary": "Accept-Encoding", "Cache-Control": "no-cache"}
    if tags.knows(request, made.etag):
        return Response(status_code=304, headers=headers)
    if takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(made.gzipped, headers={**headers, "Content-Encoding": "gzip"}, media_type="text/html")
    return Response(made.plain, headers=headers, media_type="text/html")


def takes_gzip(accepted: str) -> bool:
    """Whether the browser said that it does."""
    codings = (coding.partition(";") for coding in accepted.lower().split(","))
    return any(
        name.strip() == "gzip" and weight.replace(" ", "") not in ("q=0", "q=0.0") for name, _, weight in codings
    )
