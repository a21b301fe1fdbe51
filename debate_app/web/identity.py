"""The browser's identity: given to one that has none, given up by one that signs out."""

import htpy as h
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain import accounts
from debate_app.store.access import write
from debate_app.web import document, entering, visits
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, both
from debate_app.web.visits import Visit
from debate_app.words import plain

ACTION = "/sign-out"


async def identity(request: Request) -> Response:
    """Give a cookie to a browser that has none that is good, and send it back to where it came from."""
    visit = await visits.visit(request)
    return visit.leave_for(visits.back_to(request.query_params.get("to", "")))


async def page(visit: Visit, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """Asks whether to."""
    if not visit.known.account:
        return visit.leave_for(visits.back_to(fields.get("to", "")))
    form = document.form(visit, ACTION, faults, submit=plain("Sign out"), extra="go")
    said = plain("Drafts that were not sent stay on this browser until you are back.")
    return document.page(visit, plain("Sign out"), h.p[said], form, status=status)


async def act(visit: Visit, fields: Fields) -> Response:
    """Sign out. A guest stays who they are: their votes would be lost to them."""
    to = fields.get("to", "")
    if await write(accounts.sign_out, visit.cookie):
        return entering.left(visit, to)
    return visit.leave_for(visits.back_to(to))


ROUTES = [Route("/identity", identity, methods=["GET"]), *both(ACTION, page, act)]
