"""The settings of a question, for its author and moderators."""

from collections.abc import Mapping

import htpy as h
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app import live
from debate_app.domain import actors, hidden, participants, permissions, question_settings, rows, slugs
from debate_app.domain.permissions import Action
from debate_app.domain.question_settings import QuestionSettings
from debate_app.domain.refused import Refused
from debate_app.domain.tables import Audience
from debate_app.rates import Kind
from debate_app.store.access import read, write
from debate_app.web import document, visits
from debate_app.web.refusals import status_of
from debate_app.web.spending import spend_http
from debate_app.web.visits import Visit
from debate_app.words import message, plain

_WHO = {
    Audience.EVERYONE: message("Everybody, with an account or without"),
    Audience.ACCOUNTS: message("People with an account"),
    Audience.MODERATORS: message("Moderators only"),
}


async def settings(request: Request) -> Response:
    """The form, and what was sent with it."""
    await spend_http(request, Kind.WRITE if request.method == "POST" else Kind.PAGE)
    visit = await visits.visit(request)
    question_id = visits.number_in(request.path_params["question_id"])
    path, title, standing = await read(_standing, visit.participant_id, question_id)
    if request.method == "GET":
        return _form(visit, path, title, standing, {})
    fields = await visits.form_of(visit)
    try:
        await write(_change, visit.cookie, question_id, _wanted(fields))
    except Refused as fault:
        faults = {fault.field or "all": fault.sentence}
        return _form(visit, path, title, _typed(fields), faults, status_of(fault))
    live.changed(question_id)
    return visit.leave_for(path)


def _standing(session: Session, participant_id: int | None, question_id: int) -> tuple[str, str, QuestionSettings]:
    question = rows.question(session, question_id)
    actor = actors.of_visitor(session, participant_id)
    permissions.require(actor, Action.SET, question, author_id=question.author_id)
    title = hidden.title_of(question)
    return slugs.path(question_id, title), title, question_settings.of(question)


def _change(session: Session, cookie: str, question_id: int, wanted: QuestionSettings) -> None:
    question_settings.change(session, participants.ensure(session, cookie), question_id, wanted)


def _wanted(fields: Mapping[str, str]) -> QuestionSettings:
    """What the form asks for. Raises ``Refused`` for a choice that it does not offer."""
    chosen = _typed(fields)
    if fields.get("voters") not in list(Audience) or fields.get("writers") not in list(Audience):
        raise Refused(plain("Choose one of what the form offers."))
    return chosen


def _typed(fields: Mapping[str, str]) -> QuestionSettings:
    def audience(name: str) -> Audience:
        return Audience(fields[name]) if fields.get(name) in list(Audience) else Audience.EVERYONE

    times = fields.get("opens_at", "")[:40], fields.get("closes_at", "")[:40]
    return QuestionSettings(audience("voters"), audience("writers"), "tallies_first" in fields, *times)


def _form(
    visit: Visit, path: str, title: str, shown: QuestionSettings, faults: Mapping[str, str], status: int = 200
) -> Response:
    who = {audience.value: plain(said) for audience, said in _WHO.items()}
    form = document.form(
        visit,
        visit.request.url.path,
        faults,
        document.choice("voters", plain("Who may vote?"), who, shown.voters, faults),
        document.choice("writers", plain("Who may write?"), who, shown.writers, faults),
        document.box("tallies_first", plain("Show counts before one has voted"), checked=shown.tallies_first),
        _time("opens_at", plain("Opens"), shown.opens_at, faults),
        _time("closes_at", plain("Closes"), shown.closes_at, faults),
        submit=plain("Save"),
        extra="go",
    )
    return document.page(
        visit, plain("Settings"), h.p[h.a(href=path, dir="auto")[title or plain("The question")]], form, status=status
    )


def _time(name: str, label: str, at: str, faults: Mapping[str, str]) -> h.Element:
    hint = plain("In UTC. Empty: always. A closed question is read-only and shows its final result.")
    return document.line(name, label, faults, hint, at[:16], type="datetime-local")


ROUTES = [Route("/settings/question/{question_id}", settings, methods=["GET", "POST"])]
