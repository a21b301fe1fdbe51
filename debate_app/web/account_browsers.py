"""The browsers that somebody is signed in on: which, last used when, and how to sign them out."""

import htpy as h
from sqlmodel import Session
from starlette.responses import Response

from debate_app.domain import accounts, browser_sessions, participants
from debate_app.domain.browser_sessions import SignedIn
from debate_app.store.access import read, write
from debate_app.web import browsers, document, entering, visits
from debate_app.web.account import way_back
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, both
from debate_app.web.visits import Visit
from debate_app.words import plain

ACTION = "/account/browsers"


async def page(visit: Visit, _fields: Fields, faults: Faults, status: int = 200) -> Response:
    """The list."""
    signed_in = await read(_of, visit.cookie)
    head = h.tr[[h.th(scope="col")[said] for said in (plain("Browser"), plain("Last used"), plain("Sign out"))]]
    table = h.table(".table")[
        h.caption[plain("Where you are signed in")], h.thead[head], h.tbody[[_row(visit, one) for one in signed_in]]
    ]
    everywhere = document.form(
        visit,
        ACTION,
        faults,
        h.input(type="hidden", name="everywhere", value="on"),
        submit=plain("Sign out everywhere"),
    )
    return document.page(visit, plain("Your browsers"), way_back(), table, everywhere, status=status)


async def act(visit: Visit, fields: Fields) -> Response:
    """Sign one browser out, or all of them with this one."""
    if fields.get("everywhere") == "on":
        ended = await write(_everywhere, visit.cookie)
    else:
        ended = await write(accounts.end_browser, visit.cookie, visits.number_in(fields.get("browser", "")))
    entering.spent(ended)
    return entering.left(visit, "/") if participants.hashed(visit.cookie) in ended else visit.leave_for(ACTION)


def _row(visit: Visit, one: SignedIn) -> h.Element:
    name = browsers.said(one.browser)
    button = h.form(method="post", action=ACTION)[
        h.input(type="hidden", name="token", value=visit.token),
        h.input(type="hidden", name="browser", value=str(one.id)),
        h.button(".link-button", type="submit", aria_label=plain("Sign out: {name}", name=name))[plain("Sign out")],
    ]
    used = plain("This one, now") if one.here else document.moment(one.seen_at)
    return h.tr[h.th(scope="row")[name], h.td[used], h.td[button]]


def _of(session: Session, cookie: str) -> tuple[SignedIn, ...]:
    return browser_sessions.listed(session, accounts.of(session, cookie).participant_id, cookie)


def _everywhere(session: Session, cookie: str) -> tuple[str, ...]:
    return accounts.sign_out_everywhere(session, accounts.of(session, cookie).participant_id)


ROUTES = both(ACTION, page, act, members=True)
