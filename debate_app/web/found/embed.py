"""A question that other sites may show within a page of theirs: nothing runs in it, and it knows nobody."""

import htpy as h
from htpy import Node
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from debate_app import languages, settings
from debate_app.domain import rows, standing
from debate_app.domain.refused import NotFound
from debate_app.domain.standing import Stand, Standing
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import shell, site
from debate_app.web.found import addresses, conditional
from debate_app.web.found.excerpts import clean
from debate_app.web.spending import spend_http
from debate_app.words import number, plain, plain_many

SHOWN_AT_ONCE = 8
KEPT_SECONDS = 60

_STYLES = ("tokens", "embed", "languages")


async def embedded(request: Request) -> Response:
    """The question, its viewpoints with where people stand on them, and the way to vote."""
    await spend_http(request, Kind.PAGE)
    allowed = bool(settings.load().embedding)
    try:
        shown = await read(standing.read, (rows.id_in(request.path_params["question_id"]) or 0) * allowed)
    except NotFound:
        return PlainTextResponse(plain("There is no such question to show here."), 404)
    languages.speak(languages.of_text(shown.language))  # it is kept for everybody
    page = str(_page(shown, site.origin(request)))
    return conditional.answer(request, page.encode(), "text/html", KEPT_SECONDS)


def _page(shown: Standing, origin: str) -> h.Element:
    title, url = clean(shown.title), addresses.question(origin, shown.id, shown.title)
    head = h.head[
        h.meta(charset="utf-8"),
        h.title[title],
        h.meta(name="viewport", content="width=device-width, initial-scale=1"),
        h.meta(name="color-scheme", content="light dark"),
        h.meta(name="robots", content="noindex"),
        h.link(rel="canonical", href=url),
        h.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
        [h.link(rel="stylesheet", href=f"/css/{name}.css") for name in _STYLES],
    ]
    body = h.body[
        h.main[
            h.h1(dir="auto", lang=shown.language)[_away(url, title)],
            h.ol[(_stand(one, url, sealed=shown.sealed) for one in shown.stands[:SHOWN_AT_ONCE])],
            _below(shown, url),
        ]
    ]
    return h.html(lang=languages.current())[head, body]


def _stand(one: Stand, url: str, *, sealed: bool) -> h.Element:
    title = h.p(dir="auto", lang=one.language)[_away(f"{url}#viewpoint-{one.id}", clean(one.title))]
    return h.li[title, None if sealed else _counts(one)]


def _counts(one: Stand) -> h.Element:
    """Two numbers and two bars that grow from one axis, each as long as its side's share."""
    votes = one.agrees + one.disagrees
    left, right = (50 * side / votes if votes else 0 for side in (one.agrees, one.disagrees))
    bars = h.svg(width="100%", height="12", aria_hidden="true", focusable="false")[
        h.rect(".ground", width="100%", height="12"),
        h.rect(".agrees", x=f"{50 - left:.2f}%", width=f"{left:.2f}%", height="12"),
        h.rect(".disagrees", x="50%", width=f"{right:.2f}%", height="12"),
    ]
    return h.p(".counts")[
        h.span(".agrees")[h.b[number(one.agrees)], " ", plain("agree")],
        bars,
        h.span(".disagrees")[h.b[number(one.disagrees)], " ", plain("disagree")],
    ]


def _below(shown: Standing, url: str) -> Node:
    more = len(shown.stands) - SHOWN_AT_ONCE
    sealed = plain("Where people stand is shown to those who have voted.")
    return [
        h.p(".quiet")[plain_many("And one more viewpoint.", "And {count} more viewpoints.", more)]
        if more > 0
        else None,
        h.p(".quiet")[sealed] if shown.sealed else None,
        h.p(".act")[_away(url, plain("Read and vote"), "button"), h.span(".quiet")[shell.SITE]],
    ]


def _away(url: str, words: str, look: str = "") -> h.Element:
    """A link out of the frame."""
    return h.a(class_=look or None, href=url, target="_blank", rel="noopener")[words]


ROUTES = [Route("/embed/q/{question_id}", embedded, methods=["GET"])]
