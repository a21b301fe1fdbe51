"""Coming back into an account whose password is forgotten, by a link that is mailed to its confirmed address."""

import htpy as h
from starlette.requests import Request
from starlette.responses import Response

from debate_app.domain import mailed_links
from debate_app.domain.tables import MailPurpose
from debate_app.store import hashing
from debate_app.store.access import read, write
from debate_app.web import attempts, credentials, document, entering, letters
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, both
from debate_app.web.visits import Visit
from debate_app.words import plain


async def page(visit: Visit, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """Asks whose account."""
    letters.require_mail()
    who = document.line(
        "who",
        plain("Your name here, or your email address"),
        faults,
        value=fields.get("who", ""),
        autocomplete="username",
        autocapitalize="none",
        spellcheck="false",
        required=True,
    )
    form = document.form(visit, "/recover", faults, who, submit=plain("Send me a link"), extra="go")
    return document.page(visit, plain("Come back into your account"), form, status=status)


async def act(visit: Visit, fields: Fields) -> Response:
    """Says the same, and takes as long, whatever was typed."""
    letters.require_mail()
    await attempts.by_browser(visit)
    letters.soon(_mail(fields.get("who", "")))
    said = plain("If an account with this name or address has a confirmed email address, a link is on its way there.")
    return document.page(visit, plain("Look into your mail"), h.p(role="status")[said])


async def returning(visit: Visit, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """Where the link leads: a new password."""
    letters.require_mail()
    name, _ = await read(mailed_links.owner, _token(visit.request), MailPurpose.RECOVER)
    form = document.form(
        visit,
        visit.request.url.path,
        faults,
        h.input(type="text", name="name", value=name, autocomplete="username", readonly=True, hidden=True),
        credentials.password("password", plain("New password"), credentials.NEW, fields, faults),
        submit=plain("Set the password"),
        extra="go",
        beside=credentials.show_button(fields),
    )
    said = h.p[document.filled(plain("This is the account of {name}."), name=h.strong(dir="auto")[name])]
    return document.page(visit, plain("Set a new password"), said, form, status=status)


async def come_back(visit: Visit, fields: Fields) -> Response:
    """Set it; whoever was signed in is signed in no more."""
    if fields.get("shown"):
        return await returning(visit, fields, {})
    letters.require_mail()
    token = _token(visit.request)
    await attempts.by_browser(visit)
    name, _ = await read(mailed_links.owner, token, MailPurpose.RECOVER)
    password_hash = await hashing.taken(fields.get("password", ""), name)
    entering.spent(await write(mailed_links.recover, token, password_hash))
    return visit.leave_for("/sign-in")


async def _mail(who: str) -> None:
    for link in await write(mailed_links.to_recover, who):
        await letters.send(link)


def _token(request: Request) -> str:
    return request.path_params["token"]


ROUTES = [*both("/recover", page, act), *both("/recover/{token}", returning, come_back)]
