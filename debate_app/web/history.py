"""The addresses of histories as HTTP sees them: which exist, and what their pages hold before any script has run."""

import asyncio
from urllib.parse import urlencode

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from debate_app.domain import history
from debate_app.domain.history import Asked, HistoryPage
from debate_app.domain.refused import NotFound
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import site
from debate_app.web.first.history_page import history_page
from debate_app.web.first.made import answer
from debate_app.web.pages import not_found
from debate_app.web.spending import spend_http


async def versions(request: Request) -> Response:
    """A history's first HTML. What the form for comparing asks for (``?version=5&against=3``) leads to
    the address of that version."""
    query = dict(request.query_params)
    asked = history.asked(request.url.path, query)
    if asked and asked.version is None and "version" in query:
        asked = history.asked(f"{asked.path}/{query.pop('version')}", query) or asked
    if asked is None:
        return not_found(request)
    await spend_http(request, Kind.PAGE)
    try:
        page = await read(_page, asked)
    except NotFound:
        return not_found(request)
    if request.url.path != asked.path:
        return RedirectResponse(f"{asked.path}?{urlencode(query)}" if query else asked.path)
    return answer(request, await asyncio.to_thread(history_page, page, asked, site.origin(request)))


def _page(session: Session, asked: Asked) -> HistoryPage:
    """As somebody sees it whom nobody knows. Raises ``NotFound`` for a version that is none, too."""
    history.require(session, asked)
    return history.page(session, asked, cookie="")


ROUTES = [Route("/history/{rest:path}", versions)]
