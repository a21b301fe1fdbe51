"""What a plain page answers where it is refused: a sentence, the status that fits, and the way on."""

import htpy as h
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from debate_app.domain.refused import NotAllowed, NotFound, Refused, TooMany
from debate_app.store.access import Away
from debate_app.web import document, spending, visits
from debate_app.web.pages import not_found
from debate_app.words import plain


async def away(_request: Request, fault: Exception) -> Response:
    """The database cannot be reached."""
    return PlainTextResponse(str(fault), 503, {"Retry-After": "5"})


async def refused(request: Request, fault: Exception) -> Response:
    """A rule says no."""
    assert isinstance(fault, Refused), "registered for these"
    if isinstance(fault, NotFound):
        return not_found(request)
    visit = await visits.visit(request)
    allowed = not isinstance(fault, NotAllowed)
    title = plain("That did not work") if allowed else plain("You may not do that")
    sign_in = h.p[h.a(href=document.with_query("/sign-in", to=request.url.path))[plain("Sign in")]]
    return document.page(
        visit,
        title,
        h.p(role="alert")[fault.sentence],
        None if allowed or visit.known.account else sign_in,
        h.p[h.a(href="/")[plain("All questions")]],
        status=status_of(fault),
    )


def faults_of(fault: Refused, *fields: str) -> dict[str, str]:
    """What a form that has these fields says is wrong. Raises ``fault`` where no form can mend it."""
    if isinstance(fault, Away | NotFound | TooMany):
        raise fault
    return {fault.field if fault.field in fields else "all": fault.sentence}


def status_of(fault: Refused) -> int:
    """The status that goes with a refusal."""
    if isinstance(fault, NotAllowed):
        return 403
    return 404 if isinstance(fault, NotFound) else 400


HANDLERS = {Away: away, TooMany: spending.told, Refused: refused}
