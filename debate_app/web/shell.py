"""The built HTML files, read once, and what is put into them before they are sent."""

import functools
import json
import re
from pathlib import Path

from markupsafe import Markup
from reflex.utils.prerequisites import get_web_dir

from debate_app import catalogues, languages

SITE = "Debate"

_LOOKS = re.compile(
    r"<meta [^>]*>|<link [^>]*rel=\"(?:stylesheet|icon|apple-touch-icon|manifest)\"[^>]*>", re.IGNORECASE
)
_STYLESHEET = re.compile(r"<link (?=[^>]*rel=\"stylesheet\")[^>]*href=\"([^\"]+)\"", re.IGNORECASE)
_INLINE_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_PRELOAD = re.compile(r'<link rel="modulepreload" href="([^"]*)"/>')
_STARTS, _STARTS_LATER = '<script type="module" async="">', '<script type="text/later">'
_MANIFEST = re.compile(r"^window\.\w+=")


def with_inside(head: Markup, body: Markup, route: str) -> str:
    """The built page that any route starts from, with more in its head and at the beginning of its body.

    Where these stand React passes over them when it hydrates: before the stylesheet, which a script would wait for,
    and behind the script that React has there itself, and would take the first one for.

    Its own code waits until what stands there is painted (``early.js``): the text has the network and the machine to
    itself. ``route`` is how the path of its route begins; an empty one is the home page's.
    """
    built = _PRELOAD.sub("", _built("__spa-fallback.html")).replace(_STARTS, _STARTS_LATER)
    built = built.replace('<html lang="en">', _spoken(), 1)
    waiting = f'<script type="application/json" id="code">{json.dumps(_code(route))}</script>'
    return built.replace("</script>", f"</script>{head}", 1).replace("<body>", f"<body>{body}{waiting}", 1)


def _spoken() -> str:
    """The beginning of a page in the language of whoever asks; ``data-words`` is where its scripts find the words, and
    ``data-first`` says that the live page is still to come."""
    return str(Markup('<html lang="{}" dir="{}" data-words="{}" data-first>').format(*attributes().values()))


def attributes() -> dict[str, str]:
    """What the element of a whole page says of its language."""
    language = languages.current()
    return {"lang": language, "dir": languages.direction(language), "data-words": catalogues.address(language)}


@functools.cache
def _code(route: str) -> list[str]:
    """The files of code that a page of this route begins with."""
    manifest = json.loads(_MANIFEST.sub("", _built_one("assets/manifest-*.js")).rstrip("; \n"))
    pages = [one for one in manifest["routes"].values() if one.get("index")]
    asked = [one for one in pages if one.get("path", "").startswith(route) if route or "path" not in one]
    first = _PRELOAD.findall(_built("__spa-fallback.html"))
    return list(dict.fromkeys([*first, *(file for one in asked for file in (one["module"], *one["imports"]))]))


@functools.cache
def styles() -> Markup:
    """What the head of every page has: character set, viewport, colours, icons, manifest, stylesheet."""
    return Markup("".join(_LOOKS.findall(_built("ask/index.html"))))  # noqa: S704 - of our own build


def stylesheets() -> list[str]:
    """The addresses of the stylesheets among them."""
    return _STYLESHEET.findall(styles())


def inline_scripts() -> frozenset[str]:
    """The text of every script that stands in a built HTML file itself; none where nothing is built."""
    built = (path.read_text("utf-8") for path in _client().rglob("*.html"))
    return frozenset(script for page in built for script in _INLINE_SCRIPT.findall(page))


@functools.cache
def _built(name: str) -> str:
    return (_client() / name).read_text("utf-8")


def _built_one(pattern: str) -> str:
    """The one built file whose name looks like this."""
    (path,) = _client().glob(pattern)
    return path.read_text("utf-8")


def _client() -> Path:
    return get_web_dir() / "build" / "client"
