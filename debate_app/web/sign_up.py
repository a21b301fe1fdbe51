"""Making an account, with a password or with a passkey."""

import htpy as h
from sqlmodel import Session
from starlette.responses import Response

from debate_app.domain import accounts, limits, participants, passkeys
from debate_app.domain.accounts import Entered
from debate_app.domain.challenges import Purpose
from debate_app.store import hashing
from debate_app.store.access import read, write
from debate_app.web import attempts, credentials, document, entering, visits
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, both
from debate_app.web.passkeys import challenge_for, site_of
from debate_app.web.visits import Visit
from debate_app.words import plain

ACTION = "/sign-up"


async def page(visit: Visit, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """The form; whoever is signed in goes on to where they were going."""
    if visit.known.account and status == 200:
        return visit.leave_for(visits.back_to(fields.get("to", "")))
    name = fields["name"] if "name" in fields else await read(_name_of, visit.participant_id)
    form = document.form(
        visit,
        ACTION,
        faults,
        credentials.back(fields),
        document.line(
            "name",
            plain("Name"),
            faults,
            plain("What you write is signed with it, for everybody to read."),
            name,
            autocomplete="username",
            autocapitalize="words",
            spellcheck="false",
            maxlength=str(limits.NAME_CHARACTERS),
            required=True,
        ),
        credentials.password("password", plain("Password"), credentials.NEW, fields, faults),
        credentials.passkey(Purpose.SIGN_UP, plain("Use a passkey instead of a password"), faults),
        submit=plain("Make my account"),
        extra="go",
        beside=credentials.show_button(fields),
    )
    lead = plain("What you voted and wrote on this browser so far becomes your account's. No email address is needed.")
    sign_in = h.a(href=document.with_query("/sign-in", to=fields.get("to", "")))[plain("Sign in")]
    known = h.p[plain("Have an account?"), " ", sign_in]
    return document.page(visit, plain("Make an account"), h.p(".lead")[lead], form, known, status=status)


async def act(visit: Visit, fields: Fields) -> Response:
    """Make the account, or show the form with the password in sight."""
    if fields.get("shown"):
        return await page(visit, fields, {})
    await attempts.by_browser(visit)
    outcome = await (_by_passkey(visit, fields) if fields.get("credential") else _by_password(visit, fields))
    return entering.entered(visit, outcome, fields.get("to", ""))


async def _by_passkey(visit: Visit, fields: Fields) -> Entered:
    challenge = await challenge_for(visit, Purpose.SIGN_UP)
    site, browser = site_of(visit.request), entering.browser_of(visit)
    answer, name = fields["credential"], fields.get("name", "")
    return await write(passkeys.sign_up, visit.cookie, challenge, site, answer, name, browser)


async def _by_password(visit: Visit, fields: Fields) -> Entered:
    """The name is looked at before the password is hashed, which is slow, and again when it is taken."""
    name = await read(accounts.free_name, visit.cookie, fields.get("name", ""))
    password_hash = await hashing.taken(fields.get("password", ""), name)
    return await write(accounts.sign_up, visit.cookie, name, password_hash, entering.browser_of(visit))


def _name_of(session: Session, participant_id: int | None) -> str:
    return participants.name_of(session, participant_id) if participant_id is not None else ""


ROUTES = both(ACTION, page, act)
