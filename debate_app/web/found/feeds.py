"""Feeds for readers' programs: ``/feed.xml`` tells of new questions, ``/q/7/feed.xml`` of what happens in one."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from debate_app import languages
from debate_app.domain import feeds, listing, rows
from debate_app.domain.feeds import Happening, QuestionFeed
from debate_app.domain.listing import Order
from debate_app.domain.refused import NotFound
from debate_app.domain.snapshot import QuestionCard
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import shell, site
from debate_app.web.found import addresses, atom, conditional, happenings
from debate_app.web.found.atom import Entry, Feed
from debate_app.web.spending import spend_http
from debate_app.words import plain

KEPT_SECONDS = 5 * 60

_BEFORE_ANY = "2026-01-01"
_LANGUAGE = "en"


async def questions(request: Request) -> Response:
    """The newest questions."""
    await spend_http(request, Kind.PAGE)
    languages.speak(_LANGUAGE)
    origin = site.origin(request)
    page = await read(listing.page, order=Order.NEWEST, size=feeds.NEWEST)
    address = f"{origin}/feed.xml"
    feed = Feed(
        id=address,  # nothing but where it is tells one site's from another's
        title=shell.SITE,
        subtitle=plain("New questions"),
        updated=atom.newest([card.updated_at for card in page.cards] or [_BEFORE_ANY]),
        address=address,
        link=addresses.page(origin, "/"),
        language=languages.current(),
        entries=tuple(_question(card, origin) for card in page.cards),
    )
    return _answer(request, feed)


async def question(request: Request) -> Response:
    """What last happened in one question, the newest first; a reply or a decision brings an event up again."""
    await spend_http(request, Kind.PAGE)
    try:
        told = await read(feeds.question, rows.id_in(request.path_params["question_id"]) or 0)
    except NotFound:
        return PlainTextResponse(plain("There is no such question, or it is not shown."), 404)
    languages.speak(languages.of_text(told.language))  # it is kept for everybody
    origin = site.origin(request)
    feed = Feed(
        id=atom.id_of("feed of question", told.id, told.created_at),
        title=told.title,
        subtitle=plain("What happens in this debate"),
        updated=atom.newest([told.created_at, *(one.event.active_at for one in told.happenings)]),
        address=addresses.feed(origin, told.id),
        link=addresses.question(origin, told.id, told.title),
        language=languages.current(),
        title_language=told.language,
        entries=tuple(_happening(one, told, origin) for one in told.happenings),
    )
    return _answer(request, feed)


def _answer(request: Request, feed: Feed) -> Response:
    body = atom.written(feed)
    return conditional.answer(request, body, atom.MEDIA_TYPE, KEPT_SECONDS, atom.http_date(feed.updated))


def _question(card: QuestionCard, origin: str) -> Entry:
    return Entry(
        id=atom.id_of("question", card.id, card.created_at),
        title=card.title,
        author=card.author,
        published=card.created_at,
        updated=card.updated_at,
        link=addresses.question(origin, card.id, card.title),
        language=card.language,
        content=[atom.element("p", card.excerpt)],
    )


def _happening(happening: Happening, told: QuestionFeed, origin: str) -> Entry:
    event = happening.event
    return Entry(
        id=atom.id_of("event", event.id, event.at),
        title=happenings.title(happening),
        author=event.author,
        published=event.at,
        updated=event.active_at,
        link=f"{addresses.question(origin, told.id, told.title)}#event-{event.id}",
        content=happenings.content(happening),
    )


ROUTES = [
    Route("/feed.xml", questions, methods=["GET"]),
    Route("/q/{question_id}/feed.xml", question, methods=["GET"]),
]
