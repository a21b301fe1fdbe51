"""What a page's script asks the server before it asks the browser for a passkey."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from debate_app import settings
from debate_app.domain import challenges, passkeys
from debate_app.domain.challenges import Purpose
from debate_app.domain.passkeys import Site
from debate_app.domain.refused import Invalid, Refused
from debate_app.store.access import write
from debate_app.web import attempts, shell, visits
from debate_app.web.forms import Fields
from debate_app.web.refusals import status_of
from debate_app.web.visits import Visit
from debate_app.words import plain


def site_of(request: Request) -> Site:
    """What passkeys are bound to: the address that people type. With ``PUBLIC_URL`` unset it is the one that they
    reached us under; behind a proxy we cannot know whether that was https."""
    if public := settings.load().public_url:
        return Site(urlsplit(public).hostname or "", (public,), shell.SITE)
    host = request.headers.get("host", "")
    return Site(request.url.hostname or "", (f"https://{host}", f"http://{host}"), shell.SITE)


async def challenge_for(visit: Visit, purpose: Purpose) -> bytes:
    """The challenge that this browser answers now, and never again. Raises ``Invalid``."""
    return await write(challenges.take, visit.cookie, purpose)


async def options(request: Request) -> Response:
    """What to ask the browser, as JSON; or what is wrong, and with which field."""
    visit = await visits.visit(request)
    try:
        fields = await visits.form_of(visit)
        await attempts.by_browser(visit)
        asked = await _asked(visit, fields)
    except Refused as refused:
        told = {"sentence": refused.sentence, "field": refused.field}
        return visit.answer(JSONResponse(told, status_of(refused)))
    return visit.answer(Response(asked, media_type="application/json"))


async def _asked(visit: Visit, fields: Fields) -> str:
    site, purpose = site_of(visit.request), fields.get("purpose")
    if purpose == Purpose.SIGN_UP:
        return await write(passkeys.ask_newcomer, visit.cookie, site, fields.get("name", ""))
    if purpose == Purpose.SIGN_IN:
        return await write(passkeys.ask_anybody, visit.cookie, site)
    if purpose == Purpose.ADD:
        return await write(passkeys.ask_member, visit.cookie, site)
    raise Invalid(plain("This asks for a passkey without saying what for."))


ROUTES = [Route("/passkeys/options", options, methods=["POST"])]
