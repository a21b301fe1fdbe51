"""The addresses of histories as HTTP sees them: which exist, and under which title their page starts."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from debate_app.domain import history
from debate_app.domain.refused import NotFound
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import shell
from debate_app.web.pages import not_found
from debate_app.web.spending import spend_http


async def versions(request: Request) -> Response:
    """A history's page under its title. What the form for comparing asks for (``?version=5&against=3``) leads to
    the address of that version."""
    query = dict(request.query_params)
    asked = history.asked(request.url.path, query)
    if asked and asked.version is None and "version" in query:
        asked = history.asked(f"{asked.path}/{query.pop('version')}", query) or asked
    if asked is None:
        return not_found(request)
    await spend_http(request, Kind.PAGE)
    try:
        title = await read(history.title, asked)
    except NotFound:
        return not_found(request)
    if request.url.path != asked.path:
        return RedirectResponse(f"{asked.path}?{urlencode(query)}" if query else asked.path)
    return HTMLResponse(shell.titled(title))


ROUTES = [Route("/history/{rest:path}", versions)]
