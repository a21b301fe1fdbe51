"""How to embed a question, for programs that know its address: https://oembed.com, version 1.0."""

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

import htpy as h
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from debate_app import settings
from debate_app.domain import rows, standing
from debate_app.domain.refused import NotFound
from debate_app.domain.standing import Standing
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import abroad, shell, site
from debate_app.web.found import addresses
from debate_app.web.found.drawing import HEIGHT, WIDTH
from debate_app.web.found.embed import SHOWN_AT_ONCE
from debate_app.web.found.excerpts import clean
from debate_app.web.spending import spend_http
from debate_app.words import plain

KEPT_SECONDS = 60 * 60

_KEPT = {"Cache-Control": f"public, max-age={KEPT_SECONDS}"}
_PATH = re.compile(r"(?:/embed)?/q/([0-9]{1,18})(?:/[^/]*)?")
_WIDTH, _NARROW = 600, 480
_AROUND, _EACH, _EACH_IF_NARROW = 170, 62, 95
"""Pixels: what stands above and below the viewpoints, and each of them."""

Told = Mapping[str, str | int]


async def oembed(request: Request) -> Response:
    """The frame in which a question is shown, as JSON or XML; 501 for any other format, 404 where there is none."""
    await spend_http(request, Kind.PAGE)
    asked = request.query_params
    answered = {"json": _json, "xml": _xml}.get(asked.get("format", "json"))
    if answered is None:
        return PlainTextResponse(plain("The formats are json and xml."), 501)
    origin = site.origin(request)
    try:
        shown = await read(standing.read, _question_in(asked.get("url", ""), origin))
    except NotFound:
        return PlainTextResponse(plain("This is the address of no question that can be embedded."), 404)
    return answered(_told(shown, origin, _pixels(asked.get("maxwidth")), _pixels(asked.get("maxheight"))))


def _question_in(url: str, origin: str) -> int:
    """The question that the address leads to; 0 for one that is none of ours, and for all where nobody may embed."""
    path = urlsplit(url).path if url.startswith(f"{origin}/") and settings.load().embedding else ""
    found = _PATH.fullmatch(unquote(path))
    return rows.id_in(found[1]) or 0 if found else 0


def _pixels(text: str | None) -> int | None:
    """How large it may be at most; None where that is not said, or not in digits."""
    number = rows.id_in(text or "")
    return max(1, min(number, 10_000)) if number is not None else None


def _told(shown: Standing, origin: str, most_wide: int | None, most_high: int | None) -> Told:
    title = clean(shown.title)
    width = min(_WIDTH, most_wide or _WIDTH)
    each = _EACH if width >= _NARROW else _EACH_IF_NARROW
    height = _AROUND + each * min(len(shown.stands), SHOWN_AT_ONCE)
    height = min(height, most_high or height)
    frame = h.iframe(
        src=addresses.embedded(origin, shown.id),
        width=width,
        height=height,
        title=title,
        lang=shown.language,
        loading="lazy",
        frameborder=0,
    )
    fits = (most_wide or WIDTH) >= WIDTH and (most_high or HEIGHT) >= HEIGHT
    url = addresses.question_picture(origin, shown.id)
    picture: Told = {"thumbnail_url": url, "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT} if fits else {}
    return {
        "type": "rich",
        "version": "1.0",
        "title": title,
        "provider_name": shell.SITE,
        "provider_url": addresses.page(origin, "/"),
        "cache_age": KEPT_SECONDS,
        "html": str(frame),
        "width": width,
        "height": height,
        **picture,
    }


def _json(told: Told) -> Response:
    return JSONResponse(dict(told), headers=_KEPT)


def _xml(told: Told) -> Response:
    root = Element("oembed")
    for name, said in told.items():
        SubElement(root, name).text = str(said)
    return Response(tostring(root, "utf-8", xml_declaration=True), headers=_KEPT, media_type="text/xml")


ROUTES = [Route(abroad.OEMBED, oembed, methods=["GET"])]
