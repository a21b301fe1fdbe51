"""The routes, one or two for each endpoint."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from debate_app.rates import Kind
from debate_app.web import site
from debate_app.web.api import address, answers, description, parameters, problems
from debate_app.web.api.endpoints import ENDPOINTS, Endpoint
from debate_app.web.spending import spend_http


def _answering(one: Endpoint) -> Route:
    async def answer(request: Request) -> Response:
        await spend_http(request, Kind.API)
        asked = parameters.of_request(request, one.parameters)
        if one.table and answers.wants_table(request.headers.get("accept", "")):
            return await _table(one, request)
        return answers.whole(request, one.adapter.dump_json(await one.answer(asked)), answers.JSON)

    return Route(one.path, answer, methods=["GET"])


def _tabulating(one: Endpoint) -> Route:
    async def answer(request: Request) -> Response:
        await spend_http(request, Kind.API)
        return await _table(one, request)

    return Route(f"{one.path}.csv", answer, methods=["GET"])


async def _table(one: Endpoint, request: Request) -> Response:
    assert one.table, "asked for those that have one"
    asked = parameters.of_request(request, one.in_path)
    name = one.path.strip("/").format(**request.path_params).replace("/", "-")
    return await answers.table(request, one.table.row, one.table.chunks(asked), name)


async def _document(request: Request) -> Response:
    await spend_http(request, Kind.API)
    return answers.whole(request, description.text(site.origin(request)), answers.JSON)


async def _begin(_request: Request) -> Response:
    return RedirectResponse(f"{address.ROOT}/")


_HERE = Starlette(
    routes=[
        Route("/openapi.json", _document, methods=["GET"]),
        *(_tabulating(one) for one in ENDPOINTS if one.table),
        *(_answering(one) for one in ENDPOINTS),
    ],
    exception_handlers={**problems.HANDLERS},
)

ROUTES = [Route(address.ROOT, _begin, methods=["GET"]), Mount(address.ROOT, _HERE)]
