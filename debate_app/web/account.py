"""Somebody's own account: who they are here, and the way to everything that they can do about it."""

import htpy as h
from htpy import Node
from sqlmodel import Session
from starlette.responses import Response
from starlette.routing import Route

from debate_app import settings
from debate_app.domain import accounts, participants, passkeys
from debate_app.store.access import read
from debate_app.web import document
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, shown
from debate_app.web.visits import Visit
from debate_app.words import plain


async def page(visit: Visit, _fields: Fields, faults: Faults, status: int = 200) -> Response:
    """The account, at a glance."""
    name, has_password, keys, browsers = await read(_about, visit.cookie)
    return document.page(
        visit,
        plain("Your account"),
        h.p(".lead")[document.filled(plain("You write here as {name}."), name=h.strong(dir="auto")[name])],
        h.h2[plain("What is yours")],
        _links(
            ("/positions", plain("Your votes and texts"), plain("what became of them, and all of it as a file")),
            ("/account/delete", plain("Delete your account"), plain("and choose what stays")),
        ),
        h.h2[plain("Signing in")],
        _links(
            ("/account/password", plain("Password"), plain("set") if has_password else plain("none")),
            ("/account/passkeys", plain("Passkeys"), str(keys)),
            ("/account/browsers", plain("Browsers you are signed in on"), str(browsers)),
            *_email_link(),
        ),
        document.form(visit, "/sign-out", faults, submit=plain("Sign out")),
        status=status,
    )


def way_back() -> Node:
    """What a page of the account begins with."""
    return h.p[h.a(href="/account")[plain("Your account")]]


def _email_link() -> list[tuple[str, str, str]]:
    known = settings.load().smtp_url is not None
    return [("/account/email", plain("Email address"), plain("to come back in by"))] * known


def _links(*links: tuple[str, str, str]) -> h.Element:
    return h.ul[[h.li[h.a(href=path)[said], ": ", more] for path, said, more in links]]


def _about(session: Session, cookie: str) -> tuple[str, bool, int, int]:
    account = accounts.of(session, cookie)
    one = account.participant_id
    return (
        participants.name_of(session, one),
        account.password_hash is not None,
        len(passkeys.listed(session, one)),
        len(participants.browsers(session, [one])),
    )


ROUTES = [Route("/account", shown(page, members=True), methods=["GET"])]
