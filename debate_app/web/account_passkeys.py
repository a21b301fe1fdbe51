"""Somebody's passkeys: which they have, one more, one less."""

import htpy as h
from sqlmodel import Session
from starlette.responses import Response

from debate_app.domain import accounts, limits, passkeys
from debate_app.domain.challenges import Purpose
from debate_app.domain.passkeys import KeptPasskey
from debate_app.store.access import read, write
from debate_app.web import attempts, credentials, document, entering, visits
from debate_app.web.account import way_back
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, both
from debate_app.web.passkeys import challenge_for, site_of
from debate_app.web.visits import Visit
from debate_app.words import plain

ACTION = "/account/passkeys"


async def page(visit: Visit, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """The list, and the form for another one."""
    kept = await read(_of, visit.cookie)
    said = plain("A passkey signs you in without a password: with this device's lock, or from a password manager.")
    return document.page(
        visit,
        plain("Passkeys"),
        way_back(),
        h.p[said],
        _table(visit, kept) if kept else h.p(".empty")[plain("You have none yet.")],
        h.p(".fault", role="alert")[faults["all"]] if "all" in faults else None,
        _adding(visit, fields, faults),
        status=status,
    )


async def act(visit: Visit, fields: Fields) -> Response:
    """Add the passkey that the browser made, or remove one."""
    if "remove" in fields:
        await write(passkeys.remove, visit.cookie, visits.number_in(fields["remove"]))
    else:
        await attempts.by_browser(visit)
        challenge = await challenge_for(visit, Purpose.ADD)
        name = fields.get("passkey_name", "").strip() or entering.browser_of(visit)
        answer = fields.get("credential", "")
        await write(passkeys.add, visit.cookie, challenge, site_of(visit.request), answer, name)
    return visit.leave_for(ACTION)


def _table(visit: Visit, kept: tuple[KeptPasskey, ...]) -> h.Element:
    heads = (plain("Name"), plain("Added"), plain("Last used"), plain("Remove"))
    return h.table(".table")[
        h.caption[plain("Your passkeys")],
        h.thead[h.tr[[h.th(scope="col")[said] for said in heads]]],
        h.tbody[[_row(visit, one) for one in kept]],
    ]


def _row(visit: Visit, one: KeptPasskey) -> h.Element:
    button = h.form(method="post", action=ACTION)[
        h.input(type="hidden", name="token", value=visit.token),
        h.input(type="hidden", name="remove", value=str(one.id)),
        h.button(".link-button", type="submit", aria_label=plain("Remove: {name}", name=one.name))[plain("Remove")],
    ]
    used = document.moment(one.used_at) if one.used_at else plain("not yet")
    return h.tr[h.th(scope="row", dir="auto")[one.name], h.td[document.moment(one.since)], h.td[used], h.td[button]]


def _adding(visit: Visit, fields: Fields, faults: Faults) -> h.Element:
    name = document.line(
        "passkey_name",
        plain("Name of the passkey"),
        faults,
        plain("So that you know it again: “My phone”. It may stay empty."),
        fields.get("passkey_name", ""),
        maxlength=str(limits.SOURCE_LABEL_CHARACTERS),
        autocomplete="off",
    )
    return h.form(".form", method="post", action=ACTION)[
        h.input(type="hidden", name="token", value=visit.token),
        credentials.passkey(Purpose.ADD, plain("Add a passkey"), faults, name),
        h.noscript[h.p(".quiet")[plain("To add a passkey, this browser has to run the page's scripts.")]],
    ]


def _of(session: Session, cookie: str) -> tuple[KeptPasskey, ...]:
    return passkeys.listed(session, accounts.of(session, cookie).participant_id)


ROUTES = both(ACTION, page, act, members=True)
