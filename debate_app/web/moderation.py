"""Where moderators decide about a thing: its text, its reports, what was decided before, and what can be done now.
Its author reads there what is hidden."""

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType

import htpy as h
from htpy import Node
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain import cases, hiding, locks, reports, suspensions
from debate_app.domain.cases import Case
from debate_app.domain.moderating import Done
from debate_app.domain.refused import Invalid, NotAllowed, Refused
from debate_app.domain.reports import ReportText
from debate_app.domain.tables import ActKind, SubjectKind
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import act_words, document, visits
from debate_app.web.deciding import decide
from debate_app.web.document import Faults
from debate_app.web.refusals import faults_of, status_of
from debate_app.web.spending import spend_http
from debate_app.web.visits import Visit
from debate_app.words import message, plain

Fields = dict[str, str]
Verb = Callable[[Session, int, SubjectKind, int, str], Done]

HOURS: Mapping[str, str] = MappingProxyType(
    {
        "1": message("An hour"),
        "24": message("A day"),
        "168": message("A week"),
        "720": message("30 days"),
        "8760": message("A year"),
    }
)
_VERBS: Mapping[ActKind, Verb] = MappingProxyType(
    {
        ActKind.KEPT: reports.keep,
        ActKind.LOCK: locks.lock,
        ActKind.UNLOCK: locks.unlock,
        ActKind.HIDE: hiding.hide,
        ActKind.RESTORE: hiding.restore,
    }
)


async def case(kind: SubjectKind, request: Request) -> Response:
    """One thing, and what its form decides about it."""
    await spend_http(request, Kind.WRITE if request.method == "POST" else Kind.PAGE)
    visit = await visits.visit(request)
    subject_id = visits.number_in(request.path_params["id"])
    fields: Fields = {}
    faults: Faults = {}
    status = 200
    if request.method == "POST":
        fields = await visits.form_of(visit)
        try:
            await _decided(visit, kind, subject_id, fields)
            return visit.leave_for(request.url.path)
        except NotAllowed:
            raise
        except Refused as fault:
            faults, status = faults_of(fault, "act", "hours", "reason"), status_of(fault)
    return _page(visit, await read(cases.read, visit.participant_id, kind, subject_id), fields, faults, status)


async def _decided(visit: Visit, kind: SubjectKind, subject_id: int, fields: Fields) -> Done:
    chosen, reason = fields.get("act", ""), fields.get("reason", "")
    if chosen in _VERBS:
        return await decide(visit, _VERBS[ActKind(chosen)], kind, subject_id, reason)
    if kind is SubjectKind.PARTICIPANT and chosen == ActKind.SUSPEND:
        hours = visits.number_in(fields.get("hours", ""))
        return await decide(visit, suspensions.suspend, subject_id, hours, reason)
    if kind is SubjectKind.PARTICIPANT and chosen == ActKind.LIFT:
        return await decide(visit, suspensions.lift, subject_id, reason)
    raise Invalid(plain("Choose what to do."), "act")


def _page(visit: Visit, case: Case, fields: Fields, faults: Faults, status: int) -> Response:
    return document.page(
        visit,
        plain("Decide") if case.moderates else plain("What you wrote"),
        h.p(".lead")[act_words.about(case.kind, case.author), _standing(case)],
        _ways(case),
        None if case.kind is SubjectKind.PARTICIPANT else h.blockquote(dir="auto")[(h.p[part] for part in case.text)],
        [h.h2[plain("What to do")], _form(visit, case, fields, faults)] if case.moderates else None,
        _listed(plain("Reports"), [_report(one) for one in case.reports]),
        _listed(plain("Decided about it"), [act_words.entry(line) for line in case.acts]),
        _listed(_earlier(case), [act_words.entry(line) for line in _others(case)]),
        status=status,
    )


def _form(visit: Visit, case: Case, fields: Fields, faults: Faults) -> h.Element:
    if not case.possible:
        return h.p(".fault", role="alert")[" ".join(faults.values())] if faults else h.p[case.refusal]
    deeds = {str(kind): plain(act_words.DEEDS[kind]) for kind in case.possible}
    hint = plain("Everybody can read it in the log. Do not repeat the text in it.")
    return document.form(
        visit,
        f"/moderation/{case.kind}/{case.id}",
        faults,
        document.choice("act", plain("Choose"), deeds, fields.get("act", ""), faults),
        document.choice("hours", plain("Suspend for"), _hours(), fields.get("hours", ""), faults)
        if ActKind.SUSPEND in case.possible
        else None,
        document.line("reason", plain("Reason"), faults, hint, fields.get("reason", ""), required=True),
        submit=plain("Decide"),
        extra="go",
    )


def _hours() -> dict[str, str]:
    return {hours: plain(said) for hours, said in HOURS.items()}


def _standing(case: Case) -> list[Node]:
    said: list[Node] = []
    if case.is_hidden:
        said.append([", ", plain("hidden")])
    if case.is_locked:
        said.append([", ", plain("locked")])
    if case.suspended_until:
        until = document.moment(case.suspended_until)
        whose = case.kind is not SubjectKind.PARTICIPANT
        words = plain("whose author is suspended until {until}") if whose else plain("suspended until {until}")
        said += [", ", document.filled(words, until=until)]
    return said


def _ways(case: Case) -> h.Element:
    """Where else one goes from here."""
    ways = [h.a(href="/moderation")[plain("What waits")]] if case.moderates else []
    ways.append(h.a(href="/moderation/log")[plain("Moderation log")])
    if case.place:
        ways.append(h.a(href=case.place)[plain("See its place")])
    if case.moderates and case.kind is not SubjectKind.PARTICIPANT:
        ways.append(h.a(href=f"/moderation/participant/{case.author_id}")[plain("Decide about its author")])
    return h.nav(aria_label=plain("Moderation"))[h.ul[(h.li[way] for way in ways)]]


def _earlier(case: Case) -> str:
    whose = case.kind is SubjectKind.PARTICIPANT
    return plain("Decided about what they wrote") if whose else plain("Decided about its author")


def _others(case: Case) -> list[act_words.Line]:
    told = {line.id for line in case.acts}
    return [line for line in case.earlier if line.id not in told]


def _listed(title: str, entries: list[h.Element]) -> list[h.Element]:
    return [h.h2[title], h.ol[entries]] if entries else []


def _report(one: ReportText) -> h.Element:
    closed = [" · ", h.a(href=act_words.path(one.act_id))[plain("What was decided")]] if one.act_id else None
    return h.li[
        h.p[document.moment(one.at), " ", h.bdi[one.by], ": ", plain(act_words.CAUSES[one.cause]), closed],
        h.blockquote(dir="auto")[h.p[one.text]] if one.text else None,
    ]


ROUTES = [
    Route(f"/moderation/{kind}/{{id}}", functools.partial(case, kind), methods=["GET", "POST"]) for kind in SubjectKind
]
