"""What pages of other sites may use of ours, and what is answered without asking who asks. All else is kept from them:
see ``security.py``."""

from debate_app.settings import Settings
from debate_app.web.api import address

EMBEDDED = "/embed/"
PICTURES = "/picture/"
OEMBED = "/oembed"

_FOR_EVERYBODY = (EMBEDDED, PICTURES, "/sitemap/")
_FILES = frozenset({OEMBED, "/feed.xml", "/robots.txt", "/sitemap.xml"})
_SHOWN = {"Cross-Origin-Resource-Policy": "cross-origin"}

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, Content-Disposition",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept",  # and not Origin, as Reflex says: it is the same for all of them
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def headers(path: str, method: str, settings: Settings) -> dict[str, str]:
    """What takes the place of the headers that keep others away; nothing for most addresses.

    Where ``EMBEDDING`` lets them, other sites frame a page that runs nothing. Anybody may show a picture, and ask
    how to embed a question. The scripts of every site may read the API, which they cannot ask in anybody's name;
    ``OPTIONS`` asks which requests they may send.
    """
    if address.is_here(path):
        return _OPEN | (_PREFLIGHT if method == "OPTIONS" else {})
    if path.startswith(EMBEDDED):
        return {**_SHOWN, "Content-Security-Policy": policy(settings.embedding)}
    if path.startswith(PICTURES):
        return _SHOWN
    return {**_SHOWN, "Access-Control-Allow-Origin": "*"} if path == OEMBED else {}


def policy(ancestors: tuple[str, ...]) -> str:
    """The Content-Security-Policy of a page that these sites may frame."""
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            " ".join(("frame-ancestors", *(ancestors or ("'none'",)))),
        )
    )


def knows_nobody(path: str) -> bool:
    """Whether it is the same for everybody, so that nobody is given a cookie with it."""
    if address.is_here(path) or path in _FILES or path.startswith(_FOR_EVERYBODY):
        return True
    return path.startswith("/q/") and path.endswith("/feed.xml")
