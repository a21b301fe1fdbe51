"""Signing in, with a name and a password or with a passkey."""

import htpy as h
from starlette.responses import Response

from debate_app import settings
from debate_app.domain import accounts, passkeys, passwords
from debate_app.domain.accounts import WRONG, Entered
from debate_app.domain.challenges import Purpose
from debate_app.domain.refused import Invalid
from debate_app.store import hashing
from debate_app.store.access import read, write
from debate_app.web import attempts, credentials, document, entering, visits
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, both
from debate_app.web.passkeys import challenge_for, site_of
from debate_app.web.visits import Visit
from debate_app.words import plain

ACTION = "/sign-in"


async def page(visit: Visit, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """The form; whoever is signed in goes on to where they were going."""
    if visit.known.account and status == 200:
        return visit.leave_for(visits.back_to(fields.get("to", "")))
    to = fields.get("to", "")
    form = document.form(
        visit,
        ACTION,
        faults,
        credentials.back(fields),
        credentials.passkey(Purpose.SIGN_IN, plain("Sign in with a passkey"), faults),
        document.line(
            "name",
            plain("Name"),
            faults,
            value=fields.get("name", ""),
            autocomplete="username",
            autocapitalize="none",
            spellcheck="false",
            required=True,
        ),
        credentials.password("password", plain("Password"), credentials.CURRENT, fields, faults),
        submit=plain("Sign in"),
        extra="go",
        beside=credentials.show_button(fields),
    )
    return document.page(visit, plain("Sign in"), _kept(visit), form, _elsewhere(to), status=status)


async def act(visit: Visit, fields: Fields) -> Response:
    """Sign in, or show the form with the password in sight."""
    if fields.get("shown"):
        return await page(visit, fields, {})
    outcome = await (_by_passkey(visit, fields) if fields.get("credential") else _by_password(visit, fields))
    return entering.entered(visit, outcome, fields.get("to", ""))


async def _by_passkey(visit: Visit, fields: Fields) -> Entered:
    await attempts.by_browser(visit)
    challenge = await challenge_for(visit, Purpose.SIGN_IN)
    site, browser = site_of(visit.request), entering.browser_of(visit)
    return await write(passkeys.sign_in, visit.cookie, challenge, site, fields["credential"], browser)


async def _by_password(visit: Visit, fields: Fields) -> Entered:
    name, password = fields.get("name", ""), fields.get("password", "")
    await attempts.at_name(visit, name)
    known = await read(accounts.credential, name)
    if not await hashing.matches(known.password_hash, password):
        raise Invalid(plain(WRONG), "password")
    rehashed = await hashing.hashed(password) if passwords.is_outdated(known.password_hash or "") else None
    return await write(accounts.sign_in_by_password, visit.cookie, known, entering.browser_of(visit), rehashed)


def _kept(visit: Visit) -> h.Element | None:
    if visit.participant_id is None:
        return None
    return h.p(".lead")[plain("What you voted and wrote on this browser so far becomes your account's.")]


def _elsewhere(to: str) -> h.Element:
    recover = h.p[h.a(href="/recover")[plain("Forgotten your password?")]] if settings.load().smtp_url else None
    sign_up = h.a(href=document.with_query("/sign-up", to=to))[plain("Make an account")]
    return h.div[recover, h.p[plain("New here?"), " ", sign_up]]


ROUTES = both(ACTION, page, act)
