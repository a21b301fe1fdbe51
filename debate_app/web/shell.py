"""The built HTML files, read once, and what is put into them before they are sent."""

import functools
import html
import re
from pathlib import Path

from markupsafe import Markup
from reflex.utils.prerequisites import get_web_dir

SITE = "Debate"

_SCRIPTS = re.compile(r"<script\b.*?</script>|<link rel=\"modulepreload\"[^>]*>", re.DOTALL)
_LOOKS = re.compile(r"<meta [^>]*>|<link [^>]*rel=\"(?:stylesheet|icon)\"[^>]*>", re.IGNORECASE)
_INLINE_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_CHARSET = re.compile(r"<meta charset=\"utf-8\"/>", re.IGNORECASE)


def titled(title: str) -> str:
    """The HTML that the browser starts a question's page from."""
    element = f"<title>{html.escape(title)} · {SITE}</title>"
    return _CHARSET.sub(lambda charset: charset[0] + element, _built("__spa-fallback.html"), count=1)


@functools.cache
def styles() -> Markup:
    """What the head of every page has: character set, viewport, colours, icon, stylesheet."""
    return Markup("".join(_LOOKS.findall(_built("ask/index.html"))))  # noqa: S704 - of our own build


@functools.cache
def without_scripts(page: str) -> str:
    """A page that was rendered when it was built, as a document that needs no script."""
    return _SCRIPTS.sub("", _built(f"{page}/index.html"))


def inline_scripts() -> frozenset[str]:
    """The text of every script that stands in a built HTML file itself; none where nothing is built."""
    built = (path.read_text("utf-8") for path in _client().rglob("*.html"))
    return frozenset(script for page in built for script in _INLINE_SCRIPT.findall(page))


@functools.cache
def _built(name: str) -> str:
    return (_client() / name).read_text("utf-8")


def _client() -> Path:
    return get_web_dir() / "build" / "client"
