"""Choosing the language of the interface, and the words that browsers look up in it."""

import functools
import gzip

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from debate_app import catalogues
from debate_app.domain import participants
from debate_app.rates import Kind
from debate_app.state import language
from debate_app.state.identity import cookie_in
from debate_app.store.access import write
from debate_app.web import security, visits
from debate_app.web.first import made
from debate_app.web.spending import spend_http

ACTION = "/language"


async def choose(request: Request) -> Response:
    """Speak the language from now on, in this browser and to this person; back to where it was chosen.

    The form is in pages that are the same for everybody, so it carries no token: ``door.py`` has checked where it
    came from, and nothing is lost by it.
    """
    await spend_http(request, Kind.PAGE)
    chosen = (await visits.fields_of(request)).get("language", "")
    response = RedirectResponse(visits.back_to(_opened_from(request)), 303)
    if chosen in language.offered():
        language.choose(request, response, chosen)
        if cookie := cookie_in(request.headers.get("cookie", "")):
            await write(participants.speak, cookie, chosen)
    return response


async def words(request: Request) -> Response:
    """A catalogue; its address names its content."""
    spoken = request.path_params["language"]
    if spoken not in language.offered() or request.url.path != catalogues.address(spoken):
        return Response(status_code=404)
    headers = {"Cache-Control": f"public, max-age={security.YEAR_SECONDS}, immutable", "Vary": "Accept-Encoding"}
    body = catalogues.for_browsers(spoken)
    if made.takes_gzip(request.headers.get("accept-encoding", "")):
        headers["Content-Encoding"], body = "gzip", _gzipped(spoken)
    return Response(body, headers=headers, media_type="application/json")


@functools.cache
def _gzipped(spoken: str) -> bytes:
    return gzip.compress(catalogues.for_browsers(spoken), 9, mtime=0)


def _opened_from(request: Request) -> str:
    """The path of the page that the form stood in."""
    before, host, path = request.headers.get("referer", "").partition(request.headers["host"])
    return path if host and before in ("http://", "https://") else "/"


ROUTES = [
    Route(ACTION, choose, methods=["POST"]),
    Route("/words/{language}-{version}.json", words),
]
