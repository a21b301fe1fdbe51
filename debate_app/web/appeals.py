"""Appealing against an act of moderation, and answering an appeal. Both forms stand on the page of the act."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain import appeals
from debate_app.domain.moderating import Done
from debate_app.domain.refused import Invalid, NotAllowed, Refused
from debate_app.rates import Kind
from debate_app.store.access import write
from debate_app.web import act_words, visits
from debate_app.web.deciding import decide
from debate_app.web.moderation_log import act_page
from debate_app.web.refusals import faults_of, status_of
from debate_app.web.spending import spend_http
from debate_app.words import plain

_ANSWERS: Mapping[str, Callable[[Session, int, int, str], Done]] = MappingProxyType(
    {"grant": appeals.grant, "uphold": appeals.uphold}
)


async def appeal(request: Request) -> Response:
    """Asks for another look at the act; read, it leads to the act's page."""
    await spend_http(request, Kind.WRITE if request.method == "POST" else Kind.PAGE)
    visit = await visits.visit(request)
    act_id = visits.number_in(request.path_params["act"])
    if request.method != "POST":
        return visit.leave_for(act_words.path(act_id))
    fields = await visits.form_of(visit)
    try:
        await write(_appeal, visit.participant_id, act_id, fields.get("text", ""))
    except Refused as fault:
        return await act_page(visit, act_id, fields, faults_of(fault, "text"), status_of(fault))
    return visit.leave_for(act_words.path(act_id))


async def answer(request: Request) -> Response:
    """Answers the appeal against the act."""
    await spend_http(request, Kind.WRITE)
    visit = await visits.visit(request)
    act_id = visits.number_in(request.path_params["act"])
    fields = await visits.form_of(visit)
    try:
        if (chosen := fields.get("answer", "")) not in _ANSWERS:
            raise Invalid(plain("Choose what you answer."), "answer")
        await decide(visit, _ANSWERS[chosen], act_id, fields.get("reason", ""))
    except Refused as fault:
        return await act_page(visit, act_id, fields, faults_of(fault, "answer", "reason"), status_of(fault))
    return visit.leave_for(act_words.path(act_id))


def _appeal(session: Session, participant_id: int | None, act_id: int, text: str) -> None:
    appeals.find(session, act_id)
    if participant_id is None:
        raise NotAllowed(plain("Only those whom this concerns can appeal."))
    appeals.appeal(session, participant_id, act_id, text)


ROUTES = [
    Route("/appeal/{act}", appeal, methods=["GET", "POST"]),
    Route("/appeal/{act}/answer", answer, methods=["POST"]),
]
