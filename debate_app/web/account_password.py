"""Changing one's password, or setting the first one."""

import htpy as h
from starlette.responses import Response

from debate_app.domain import accounts
from debate_app.domain.refused import Invalid
from debate_app.store import hashing
from debate_app.store.access import read, write
from debate_app.web import attempts, credentials, document, entering
from debate_app.web.account import way_back
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, both
from debate_app.web.visits import Visit
from debate_app.words import plain

ACTION = "/account/password"


async def page(visit: Visit, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """The form, with the account's name in it, for password managers."""
    name, known = await read(accounts.own_credential, visit.cookie)
    form = document.form(
        visit,
        ACTION,
        faults,
        h.input(type="text", name="name", value=name, autocomplete="username", readonly=True, hidden=True),
        present(known.password_hash, fields, faults),
        credentials.password("password", plain("New password"), credentials.NEW, fields, faults),
        submit=plain("Change the password") if known.password_hash else plain("Set the password"),
        extra="go",
        beside=credentials.show_button(fields),
    )
    said = plain("All your other browsers are signed out then.")
    return document.page(visit, plain("Password"), way_back(), h.p[said], form, status=status)


async def act(visit: Visit, fields: Fields) -> Response:
    """Change it, or show the form with the passwords in sight."""
    if fields.get("shown"):
        return await page(visit, fields, {})
    name, checked = await checked_password(visit, fields)
    password_hash = await hashing.taken(fields.get("password", ""), name)
    entering.spent(await write(accounts.change_password, visit.cookie, checked, password_hash))
    return visit.leave_for("/account")


def present(password_hash: str | None, fields: Fields, faults: Faults) -> h.Element | None:
    """The field for the present password, where there is one."""
    if password_hash is None:
        return None
    return credentials.password("current", plain("Present password"), credentials.CURRENT, fields, faults)


async def checked_password(visit: Visit, fields: Fields) -> tuple[str, str | None]:
    """The account's name, and the hash that the present password fits: None where the account has none.

    Raises ``Invalid`` and ``TooMany``.
    """
    name, known = await read(accounts.own_credential, visit.cookie)
    await attempts.at_name(visit, name)
    if known.password_hash and not await hashing.matches(known.password_hash, fields.get("current", "")):
        raise Invalid(plain("This is not your present password."), "current")
    return name, known.password_hash


ROUTES = both(ACTION, page, act, members=True)
