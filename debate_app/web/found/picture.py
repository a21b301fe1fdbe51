"""The pictures that are shown with a link: of a question with its standing, and of the site."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from debate_app.domain import rows, standing
from debate_app.domain.refused import NotFound
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import abroad
from debate_app.web.found import conditional, drawing
from debate_app.web.found.drawing import Card
from debate_app.web.spending import spend_http
from debate_app.words import plain

KEPT_SECONDS = 5 * 60


async def of_question(request: Request) -> Response:
    """A question as it stands, whichever version of its picture was asked for."""
    await spend_http(request, Kind.PAGE)
    try:
        shown = await read(standing.read, rows.id_in(request.path_params["question_id"]) or 0)
    except NotFound:
        return PlainTextResponse(plain("There is no such question, or it is not shown."), 404)
    return await _drawn(request, await asyncio.to_thread(drawing.card, shown))


async def of_site(request: Request) -> Response:
    """The site as a whole."""
    await spend_http(request, Kind.PAGE)
    return await _drawn(request, drawing.SITE)


async def _drawn(request: Request, card: Card) -> Response:
    picture = await asyncio.to_thread(drawing.png, card)
    return conditional.answer(request, picture, "image/png", KEPT_SECONDS)


ROUTES = [
    Route(f"{abroad.PICTURES}q/{{question_id}}.png", of_question, methods=["GET"]),
    Route(f"{abroad.PICTURES}site.png", of_site, methods=["GET"]),
]
