"""The addresses of questions as HTTP sees them: which exist, and what their pages hold before any script has run."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from debate_app.domain import rows, slugs
from debate_app.domain.refused import NotFound
from debate_app.rates import Kind
from debate_app.state.home import Asked
from debate_app.web import site
from debate_app.web.first import kept
from debate_app.web.first import not_found as not_found_page
from debate_app.web.first.ask_page import ask_page
from debate_app.web.first.home_page import home_page
from debate_app.web.first.made import answer
from debate_app.web.spending import spend_http


async def home(request: Request) -> Response:
    """The home page's first HTML."""
    await spend_http(request, Kind.PAGE)
    return answer(request, await home_page(Asked.of(request.query_params), site.origin(request)))


async def question(request: Request) -> Response:
    """A question's first HTML; a wrong slug leads to the right one, an unknown id is a 404."""
    question_id = rows.id_in(request.path_params["question_id"]) or 0
    await spend_http(request, Kind.PAGE)
    try:
        snapshot, made = await kept.page(question_id, site.origin(request))
    except NotFound:
        return not_found(request)
    path = slugs.path(question_id, snapshot.question.title)
    if request.url.path != path:
        return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path)
    return answer(request, made)


async def ask(request: Request) -> Response:
    """The first HTML of the page to ask on."""
    await spend_http(request, Kind.PAGE)
    return answer(request, ask_page(site.origin(request)))


def not_found(_request: Request) -> Response:
    """The page that says so, readable without scripts, with the status that says so."""
    return HTMLResponse(not_found_page.not_found(), 404)


class ReadableNotFound:
    """Puts that page in the place of the framework's, which is empty until its scripts have run."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, but for HTML that says 404."""
        replaced = False

        async def readable(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and message["status"] == 404:
                replaced = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
                if replaced:
                    await not_found(Request(scope))(scope, receive, send)
            if not replaced:
                await send(message)

        await self._app(scope, receive, readable if scope["type"] == "http" else send)


ROUTES = [
    Route("/", home),
    Route("/q/{question_id}", question),
    Route("/q/{question_id}/{slug:path}", question),
    Route("/ask/", ask),
    Route("/not-found", not_found),
]
