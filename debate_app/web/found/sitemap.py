"""What search engines are told of (``/sitemap.xml``), and what they should leave alone (``/robots.txt``)."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from debate_app.domain import sitemap
from debate_app.domain.sitemap import Page, Place
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import site
from debate_app.web.found import addresses, conditional
from debate_app.web.spending import spend_http
from debate_app.web.visits import number_in
from debate_app.words import plain

KEPT_SECONDS = 60 * 60

_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML = "application/xml"
_ROBOTS = """\
User-agent: *
Allow: /moderation/log
Disallow: /account
Disallow: /api/
Disallow: /appeal/
Disallow: /confirm/
Disallow: /identity
Disallow: /moderation
Disallow: /passkeys/
Disallow: /positions
Disallow: /recover
Disallow: /report/
Disallow: /settings/
Disallow: /sign-

Sitemap: {origin}/sitemap.xml
"""

_READ = {"questions": sitemap.questions, "viewpoints": sitemap.viewpoints}


async def index(request: Request) -> Response:
    """The list of the lists."""
    await spend_http(request, Kind.PAGE)
    origin = site.origin(request)
    pages = await read(sitemap.pages)
    root = Element("sitemapindex", xmlns=_XMLNS)
    for page in pages or (Page("questions", 1),):  # an index of nothing would be none
        SubElement(SubElement(root, "sitemap"), "loc").text = f"{origin}/sitemap/{page.kind}-{page.number}.xml"
    return conditional.answer(request, _written(root), _XML, KEPT_SECONDS)


async def listed(request: Request) -> Response:
    """One list: the first of questions begins with the home page."""
    await spend_http(request, Kind.PAGE)
    kind, number = request.path_params["kind"], number_in(request.path_params["number"])
    if kind not in _READ or not 1 <= number <= sitemap.MOST_PAGES:
        return PlainTextResponse(plain("There is no such list."), 404)
    origin = site.origin(request)
    is_first = (kind, number) == ("questions", 1)
    root = Element("urlset", xmlns=_XMLNS)
    _add(root, [(addresses.page(origin, "/"), "")] if is_first else [])
    _add(root, ((_address(origin, kind, one), one.changed_at) for one in await read(_READ[kind], number)))
    if not len(root):
        return PlainTextResponse(plain("There is no such list."), 404)
    return conditional.answer(request, _written(root), _XML, KEPT_SECONDS)


async def robots(request: Request) -> Response:
    """Which pages are nothing to find, and where the others are listed."""
    await spend_http(request, Kind.PAGE)
    text = _ROBOTS.format(origin=site.origin(request))
    return conditional.answer(request, text.encode(), "text/plain", KEPT_SECONDS)


def _add(root: Element, found: Iterable[tuple[str, str]]) -> None:
    for address, changed_at in found:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = address
        if changed_at:
            SubElement(url, "lastmod").text = changed_at


def _address(origin: str, kind: str, place: Place) -> str:
    if kind == "questions":
        return addresses.question(origin, place.id, place.title)
    return addresses.page(origin, f"/viewpoint/{place.id}")


def _written(root: Element) -> bytes:
    return tostring(root, encoding="utf-8", xml_declaration=True)


ROUTES = [
    Route("/sitemap.xml", index, methods=["GET"]),
    Route("/sitemap/{kind}-{number}.xml", listed, methods=["GET"]),
    Route("/robots.txt", robots, methods=["GET"]),
]
