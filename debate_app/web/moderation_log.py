"""The public log of moderation: everything that was decided, by whom, when and why. Nobody's text is in it."""

import htpy as h
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain import acts, limits
from debate_app.domain.acts import Look
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import act_words, document, visits
from debate_app.web.document import Faults
from debate_app.web.spending import spend_http
from debate_app.web.visits import Visit
from debate_app.words import plain

Fields = dict[str, str]


async def log(request: Request) -> Response:
    """The newest lines, or those before the one that is named."""
    await spend_http(request, Kind.PAGE)
    visit = await visits.visit(request)
    before = visits.number_in(request.query_params.get("before", "")) or None
    lines = await read(acts.newest, before)
    older = document.with_query("/moderation/log", before=str(lines[-1].id)) if len(lines) == acts.SHOWN else ""
    lead = plain("Whatever is decided to keep debates civil is written down here for good, with the reason.")
    return document.page(
        visit,
        plain("Moderation log"),
        h.p(".lead")[lead],
        h.ol[(act_words.entry(line) for line in lines)] if lines else _empty(),
        h.p[h.a(href=older, rel="next")[plain("What was decided before")]] if older else None,
    )


async def line(request: Request) -> Response:
    """One act."""
    await spend_http(request, Kind.PAGE)
    return await act_page(await visits.visit(request), visits.number_in(request.path_params["id"]), {}, {})


async def act_page(visit: Visit, act_id: int, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """One act with all that belongs to it, and the form of whoever may appeal against it, or answer."""
    look = await read(acts.look, act_id, visit.participant_id)
    told = look.line
    case = f"/moderation/{told.subject_kind}/{told.subject_id}"
    return document.page(
        visit,
        plain("Line {id} of the moderation log", id=str(act_id)),
        h.p(".lead")[act_words.sentence(told)],
        h.p(".quiet")[document.moment(told.at)],
        act_words.reason(told),
        act_words.links(told),
        h.p[h.a(href=case)[plain("Look at it as a moderator")]] if look.moderates else None,
        [h.h2[plain("Appeal")], _appeal(visit, look, fields, faults)] if _concerns(look) or faults else None,
        h.p[h.a(href="/moderation/log")[plain("The whole log")]],
        status=status,
    )


def _concerns(look: Look) -> bool:
    return bool(look.words) or look.may_appeal or look.may_answer


def _appeal(visit: Visit, look: Look, fields: Fields, faults: Faults) -> list[h.Element | None]:
    """What was said in the appeal, and whichever form is this visitor's."""
    form = None
    if look.may_answer:
        form = _answer_form(visit, look, fields, faults)
    elif look.may_appeal:
        form = _appeal_form(visit, look, fields, faults)
    elif faults:
        form = h.p(".fault", role="alert")[" ".join(faults.values())]
    return [
        h.blockquote(dir="auto")[(h.p[part] for part in look.words.split("\n") if part)] if look.words else None,
        h.p[look.unanswerable] if look.unanswerable else None,
        form,
    ]


def _appeal_form(visit: Visit, look: Look, fields: Fields, faults: Faults) -> h.Element:
    hint = plain("Moderators read it; another one than who decided answers, where there is one. You can appeal once.")
    label, most = plain("Why should this be taken back?"), str(limits.APPEAL_CHARACTERS)
    field = document.area("text", label, faults, hint, fields.get("text", ""), required=True, maxlength=most)
    return document.form(visit, f"/appeal/{look.line.id}", faults, field, submit=plain("Appeal"), extra="go")


def _answer_form(visit: Visit, look: Look, fields: Fields, faults: Faults) -> h.Element:
    answers = {"grant": plain("Take the act back"), "uphold": plain("Let it stand")}
    hint = plain("Everybody can read it in the log.")
    return document.form(
        visit,
        f"/appeal/{look.line.id}/answer",
        faults,
        document.choice("answer", plain("Your answer"), answers, fields.get("answer", ""), faults),
        document.line("reason", plain("Reason"), faults, hint, fields.get("reason", ""), required=True),
        submit=plain("Answer"),
        extra="go",
    )


def _empty() -> h.Element:
    return h.p(".empty")[plain("Nothing had to be decided so far.")]


ROUTES = [Route("/moderation/log", log), Route("/moderation/log/{id}", line)]
