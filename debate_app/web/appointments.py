"""Who moderates and who appoints moderators, for admins: listed, appointed by name, dismissed."""

import htpy as h
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app import live
from debate_app.domain import actors, appointments, participants, permissions
from debate_app.domain.appointments import Candidate
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, NotFound, Refused
from debate_app.domain.tables import Role
from debate_app.rates import Kind
from debate_app.store.access import read, write
from debate_app.web import document, visits
from debate_app.web.document import Faults
from debate_app.web.refusals import faults_of, status_of
from debate_app.web.spending import spend_http
from debate_app.web.visits import Visit
from debate_app.words import message, plain

PATH = "/moderation/people"

Fields = dict[str, str]

_ROLES: dict[str, str] = {Role.MODERATOR: message("Moderator"), Role.ADMIN: message("Admin")}


async def people(request: Request) -> Response:
    """Who holds which role, and what the forms change of it."""
    await spend_http(request, Kind.WRITE if request.method == "POST" else Kind.PAGE)
    visit = await visits.visit(request)
    fields: Fields = {}
    faults: Faults = {}
    status = 200
    if request.method == "POST":
        fields = await visits.form_of(visit)
        try:
            for owner in await write(_change, visit.participant_id, fields):
                live.nudge(owner)
            return visit.leave_for(PATH)
        except NotFound as fault:
            faults, status = {"name": fault.sentence}, 400
        except Refused as fault:
            faults, status = faults_of(fault, "name", "role"), status_of(fault)
    return _page(visit, await read(_held, visit.participant_id), fields, faults, status)


def _held(session: Session, participant_id: int | None) -> tuple[Candidate, ...]:
    permissions.require(actors.of_visitor(session, participant_id), Action.APPOINT)
    return appointments.listed(session)


def _change(session: Session, by_id: int | None, fields: Fields) -> tuple[str, ...]:
    """Appoint whoever is named, or dismiss whoever is chosen; returns the browsers of whom it concerns."""
    permissions.require(actors.of_visitor(session, by_id), Action.APPOINT)
    if "dismiss" in fields:
        concerned = visits.number_in(fields["dismiss"])
        appointments.dismiss(session, by_id, concerned)
        return participants.browsers(session, [concerned])
    if fields.get("role") not in list(Role):
        raise Invalid(plain("Choose the role."), "role")
    one = appointments.candidate(session, fields.get("name", ""))
    appointments.appoint(session, by_id, one.id, Role(fields["role"]))
    return participants.browsers(session, [one.id])


def _page(visit: Visit, held: tuple[Candidate, ...], fields: Fields, faults: Faults, status: int) -> Response:
    form = document.form(
        visit,
        PATH,
        faults,
        document.line("name", plain("Name"), faults, plain("Whoever signs in under it."), fields.get("name", "")),
        document.choice(
            "role", plain("Role"), {role: plain(said) for role, said in _ROLES.items()}, fields.get("role", ""), faults
        ),
        submit=plain("Appoint"),
        extra="go",
    )
    return document.page(
        visit,
        plain("Moderators and admins"),
        h.p(".lead")[plain("Moderators keep debates civil. Admins do that, and appoint others.")],
        _table(visit, held),
        h.h2[plain("Appoint somebody")],
        form,
        status=status,
    )


def _table(visit: Visit, held: tuple[Candidate, ...]) -> h.Element:
    heads = (plain("Name"), plain("Role"), plain("Here since"), plain("Texts"), plain("Change"))
    table = h.table[
        h.caption[plain("Who holds which role")],
        h.thead[h.tr[(h.th(scope="col")[head] for head in heads)]],
        h.tbody[(_row(visit, one) for one in held)],
    ]
    return h.div(".scrolls", tabindex="0", role="region", aria_label=plain("Who holds which role"))[table]


def _row(visit: Visit, one: Candidate) -> h.Element:
    dismissing = document.form(
        visit,
        PATH,
        {},
        h.input(type="hidden", name="dismiss", value=str(one.id)),
        submit=plain("Dismiss {name}", name=one.name),
        extra="quiet-button",
    )
    return h.tr[
        h.th(scope="row", dir="auto")[one.name],
        h.td[plain(_ROLES[one.role]) if one.role else ""],
        h.td[document.moment(one.since)],
        h.td[str(one.texts)],
        h.td[dismissing],
    ]


ROUTES = [Route(PATH, people, methods=["GET", "POST"])]
