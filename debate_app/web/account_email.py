"""The email address of an account, by which its owner can come back in. Only where mail can be sent."""

import htpy as h
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from debate_app.domain import accounts, mailed_links
from debate_app.domain.mailed_links import EMAIL_CHARACTERS
from debate_app.domain.tables import MailPurpose
from debate_app.store.access import read, write
from debate_app.web import document, letters
from debate_app.web.account import way_back
from debate_app.web.account_password import checked_password, present
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, both
from debate_app.web.visits import Visit
from debate_app.words import plain

ACTION = "/account/email"


async def page(visit: Visit, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """The address that is confirmed, and the form for another one."""
    letters.require_mail()
    email, password_hash = await read(_of, visit.cookie)
    lead = plain("It is used for one thing: to send you a link when you have forgotten your password.")
    form = document.form(
        visit,
        ACTION,
        faults,
        document.line(
            "email",
            plain("Email address"),
            faults,
            value=fields.get("email", ""),
            type="email",
            inputmode="email",
            autocomplete="email",
            dir="ltr",
            maxlength=str(EMAIL_CHARACTERS),
            required=True,
        ),
        present(password_hash, fields, faults),
        submit=plain("Send me a link to confirm it"),
        extra="go",
    )
    known = _present(visit, email) if email else h.p(".empty")[plain("You have given none.")]
    return document.page(visit, plain("Email address"), way_back(), h.p[lead], known, form, status=status)


async def act(visit: Visit, fields: Fields) -> Response:
    """Mail a link to the address, or forget the one that is there."""
    letters.require_mail()
    if fields.get("remove") == "on":
        await write(mailed_links.remove_email, visit.cookie)
        return visit.leave_for(ACTION)
    mailed_links.read_email(fields.get("email", ""))
    _, checked = await checked_password(visit, fields)
    link = await write(mailed_links.to_confirm, visit.cookie, checked, fields.get("email", ""))
    await letters.send(link)
    said = plain("A link is on its way. Open it within an hour, and the address is confirmed.")
    return document.page(visit, plain("Look into your mail"), way_back(), h.p(role="status")[said])


async def confirming(visit: Visit, _fields: Fields, faults: Faults, status: int = 200) -> Response:
    """Where the link leads. Opening it confirms nothing: programs that look into mail open links too."""
    letters.require_mail()
    _, email = await read(mailed_links.owner, _token(visit.request), MailPurpose.CONFIRM)
    said = h.p[plain("Is this your address?"), " ", h.strong(dir="ltr")[email]]
    form = document.form(visit, visit.request.url.path, faults, submit=plain("Yes, confirm it"), extra="go")
    return document.page(visit, plain("Confirm your address"), said, form, status=status)


async def confirm(visit: Visit, _fields: Fields) -> Response:
    """It is the account's address from now on."""
    letters.require_mail()
    email = await write(mailed_links.confirm, _token(visit.request))
    said = h.p(role="status")[h.strong(dir="ltr")[email], " ", plain("is confirmed.")]
    return document.page(visit, plain("Thank you"), said, way_back())


def _token(request: Request) -> str:
    return request.path_params["token"]


def _present(visit: Visit, email: str) -> h.Element:
    return h.div[
        h.p[document.filled(plain("Yours is {email}."), email=h.strong(dir="ltr")[email])],
        document.form(
            visit, ACTION, {}, h.input(type="hidden", name="remove", value="on"), submit=plain("Remove the address")
        ),
    ]


def _of(session: Session, cookie: str) -> tuple[str, str | None]:
    account = accounts.of(session, cookie)
    return account.email or "", account.password_hash


ROUTES = [*both(ACTION, page, act, members=True), *both("/confirm/{token}", confirming, confirm)]
