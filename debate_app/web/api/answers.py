"""How an answer is sent: as JSON or as a CSV file, with a tag by which a program learns that it knows it already."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from debate_app.web import tags
from debate_app.web.api import tables

JSON = "application/json"
_KEPT = {"Cache-Control": "public, no-cache"}
"""Everybody may keep it, and asks whether it is still true before it is used again."""


def whole(request: Request, body: bytes, media_type: str, **headers: str) -> Response:
    """The answer, or that it is still the one that was sent before."""
    tag = tags.of(body)
    headers = {**_KEPT, **headers, "ETag": tag}
    if tags.knows(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


async def table(request: Request, row: type[Any], chunks: AsyncGenerator[list[Any]], name: str) -> Response:
    """Rows as a CSV file. What fits into one chunk has a tag; more is sent chunk by chunk as it is read."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    first = tables.head(row) + tables.body(await anext(chunks))
    second = await anext(chunks, None)
    if second is None:
        return whole(request, first.encode(), tables.MEDIA_TYPE, **disposition)
    headers = {**_KEPT, **disposition}
    if request.method == "HEAD":
        await chunks.aclose()
        return StreamingResponse(iter(()), headers=headers, media_type=tables.MEDIA_TYPE)
    lines = _lines(first + tables.body(second), chunks)
    return StreamingResponse(lines, headers=headers, media_type=tables.MEDIA_TYPE)


def wants_table(accept: str) -> bool:
    """Whether an Accept header likes CSV better than JSON."""
    liked = {JSON: 0.0, "text/csv": 0.0}
    for part in accept.lower().split(","):
        kind, _, rest = part.partition(";")
        if kind.strip() in liked:
            liked[kind.strip()] = _quality(rest)
    return liked["text/csv"] > liked[JSON]


def _quality(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


async def _lines(begun: str, chunks: AsyncGenerator[list[Any]]) -> AsyncIterator[str]:
    yield begun
    async with aclosing(chunks):
        async for chunk in chunks:
            yield tables.body(chunk)
