"""The address of this site, as the outside knows it."""

from starlette.requests import HTTPConnection

from debate_app.settings import public_url


def origin(request: HTTPConnection) -> str:
    """``https://debate.example``, without a slash at its end: PUBLIC_URL, or where that is unset the host that this
    request named."""
    return public_url() or f"{request.url.scheme}://{request.url.netloc}"
