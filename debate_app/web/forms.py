"""Answering a form: what it asks is done, or it is shown again with what is wrong and what was typed."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain.refused import Refused, TooMany
from debate_app.store.access import Away
from debate_app.web import document, visits
from debate_app.web.document import Faults
from debate_app.web.refusals import status_of
from debate_app.web.visits import Visit

Fields = dict[str, str]
Act = Callable[[Visit, Fields], Awaitable[Response]]
Handler = Callable[[Request], Awaitable[Response]]


class Page(Protocol):
    """Shows the page with its form: ``fields`` are what was typed, ``faults`` what is wrong with it."""

    async def __call__(self, visit: Visit, fields: Fields, faults: Faults, status: int = 200, /) -> Response: ...  # noqa: D102


async def answered(visit: Visit, act: Act, page: Page) -> Response:
    """What follows the form that was sent."""
    fields: Fields = {}
    try:
        fields.update(await visits.form_of(visit))
        return await act(visit, fields)
    except Away:
        raise
    except TooMany as refused:
        answer = await page(visit, fields, {"all": refused.sentence}, 429)
        answer.headers["Retry-After"] = str(refused.wait_seconds)
        return answer
    except Refused as refused:
        return await page(visit, fields, {refused.field or "all": refused.sentence}, status_of(refused))


def shown(page: Page, *, members: bool = False) -> Handler:
    """The page as it is opened; one for ``members`` leads whoever is not signed in to signing in, and back."""

    async def show(request: Request) -> Response:
        visit = await visits.visit(request)
        if members and not visit.known.account:
            return _to_sign_in(visit)
        return await page(visit, {"to": request.query_params.get("to", "")}, {})

    return show


def sent(page: Page, act: Act, *, members: bool = False) -> Handler:
    """What follows its form."""

    async def answer(request: Request) -> Response:
        visit = await visits.visit(request)
        if members and not visit.known.account:
            return _to_sign_in(visit)
        return await answered(visit, act, page)

    return answer


def both(path: str, page: Page, act: Act, *, members: bool = False) -> list[Route]:
    """The routes of a page and of its form, which is sent to the page's own address."""
    return [
        Route(path, shown(page, members=members), methods=["GET"]),
        Route(path, sent(page, act, members=members), methods=["POST"]),
    ]


def _to_sign_in(visit: Visit) -> Response:
    return visit.leave_for(document.with_query("/sign-in", to=visit.request.url.path))
