"""By which tag an answer is told from others, and whether whoever asks has it already."""

from hashlib import sha256

from starlette.requests import Request


def of(body: bytes) -> str:
    """The tag of this answer."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def knows(request: Request, tag: str) -> bool:
    """Whether the request names the answer of this tag; what compresses on the way weakens it."""
    named = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return tag.removeprefix("W/") in named or "*" in named
