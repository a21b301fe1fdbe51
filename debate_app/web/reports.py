"""Reporting something to the moderators: a form for each subject, open to everybody who reads it."""

import functools
from dataclasses import dataclass

import htpy as h
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain import actors, limits, participants, people, permissions, reports, subjects
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, Refused
from debate_app.domain.tables import Participant, SubjectKind
from debate_app.rates import Kind
from debate_app.store.access import read, write
from debate_app.web import act_words, document, visits
from debate_app.web.document import Faults
from debate_app.web.refusals import faults_of, status_of
from debate_app.web.spending import spend_http
from debate_app.web.visits import Visit
from debate_app.words import plain

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """What would be reported: whose it is, where it stands, and why there is nothing to report, if so."""

    kind: SubjectKind
    id: int
    author: str
    place: str
    closed: str


async def report(kind: SubjectKind, request: Request) -> Response:
    """The form; what it sends; and the thanks for it, with the way back."""
    await spend_http(request, Kind.REPORT if request.method == "POST" else Kind.PAGE)
    visit = await visits.visit(request)
    subject_id = visits.number_in(request.path_params["id"])
    about = await read(_about, visit.participant_id, kind, subject_id)
    if request.method != "POST":
        return _thanks(visit, about) if "sent" in request.query_params else _form(visit, about, {}, {})
    fields = await visits.form_of(visit)
    try:
        await write(_send, visit.cookie, kind, subject_id, fields.get("cause", ""), fields.get("text", ""))
    except Refused as fault:
        return _form(visit, about, fields, faults_of(fault, "cause", "text"), status_of(fault))
    return visit.leave_for(f"{request.url.path}?sent")


def _about(session: Session, participant_id: int | None, kind: SubjectKind, subject_id: int) -> About:
    permissions.require(actors.of_visitor(session, participant_id), Action.REPORT)
    found, closed = subjects.find(session, kind, subject_id), ""
    try:
        reports.check(session, found)
    except Invalid as refused:
        closed = refused.sentence
    author = people.called(session.get_one(Participant, found.author_id))
    return About(kind, subject_id, author, subjects.place_of(session, found.subject), closed)


def _send(session: Session, cookie: str, kind: SubjectKind, subject_id: int, cause: str, text: str) -> None:
    reports.send(session, participants.ensure(session, cookie), kind, subject_id, cause, text)


def _form(visit: Visit, about: About, fields: Fields, faults: Faults, status: int = 200) -> Response:
    lead = h.p(".lead")[
        document.filled(plain("You are reporting {what}."), what=act_words.about(about.kind, about.author))
    ]
    if about.closed:
        return document.page(visit, plain("Report"), lead, h.p[about.closed], _back(about), status=status)
    hint = plain("At most {limit} characters; may stay empty.", limit=limits.REPORT_CHARACTERS)
    form = document.form(
        visit,
        f"/report/{about.kind}/{about.id}",
        faults,
        document.choice("cause", plain("What is wrong with it?"), _causes(), fields.get("cause", ""), faults),
        document.area("text", plain("In your words"), faults, hint, fields.get("text", "")),
        submit=plain("Send the report"),
        extra="go",
    )
    promise = h.p(".hint")[plain("Moderators read it. They see who reports; nobody else does.")]
    return document.page(visit, plain("Report"), lead, promise, form, _back(about), status=status)


def _causes() -> dict[str, str]:
    return {cause: plain(said) for cause, said in act_words.CAUSES.items()}


def _thanks(visit: Visit, about: About) -> Response:
    said = plain("Moderators will read your report. What they decide is in the log of moderation, with the reason.")
    return document.page(visit, plain("Thank you"), h.p(".lead")[said], _back(about))


def _back(about: About) -> h.Element:
    return h.p[h.a(href=about.place or "/")[plain("Back to the debate")]]


ROUTES = [
    Route(f"/report/{kind}/{{id}}", functools.partial(report, kind), methods=["GET", "POST"]) for kind in SubjectKind
]
