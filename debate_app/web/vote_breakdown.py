"""How the votes on a question came in, for everybody to read; and quarantines, which moderators put and lift here."""

from collections.abc import Mapping
from dataclasses import replace

import htpy as h
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app import live
from debate_app.domain import breakdown, dates, participants, quarantines, slugs
from debate_app.domain.breakdown import Breakdown, Counted
from debate_app.domain.quarantines import Burst
from debate_app.domain.refused import Invalid
from debate_app.rates import Kind
from debate_app.store.access import read, write
from debate_app.web import document, visits, vote_counts, vote_quarantines, vote_tables
from debate_app.web.spending import spend_http
from debate_app.web.visits import Visit
from debate_app.web.vote_quarantines import Asked
from debate_app.words import plain, plain_many


async def votes(request: Request) -> Response:
    """The page and, for moderators, whom a quarantine of the burst in the query would concern."""
    await spend_http(request, Kind.PAGE)
    visit, query = await visits.visit(request), request.query_params
    return await _page(visit, Asked(_burst(query) if "began_at" in query else None))


async def put(request: Request) -> Response:
    """Put a burst in quarantine."""
    await spend_http(request, Kind.WRITE)
    visit = await visits.visit(request)
    fields = await visits.form_of(visit)
    burst, question_id = _burst(fields), _question_id(visit)
    try:
        await write(_put, visit.cookie, question_id, burst, fields.get("reason", ""))
    except Invalid as fault:
        return await _page(visit, Asked(burst, typed=fields, faults={fault.field or "all": fault.sentence}))
    live.changed(question_id)
    return visit.leave_for(vote_quarantines.path(question_id))


async def lift(request: Request) -> Response:
    """Count the votes of a quarantine again."""
    await spend_http(request, Kind.WRITE)
    visit = await visits.visit(request)
    fields = await visits.form_of(visit)
    quarantine_id = visits.number_in(request.path_params["quarantine_id"])
    reason = vote_quarantines.reason_field(quarantine_id)
    try:
        question_id = await write(_lift, visit.cookie, quarantine_id, fields.get(reason, ""))
    except Invalid as fault:
        if not fault.field:
            raise
        return await _page(visit, Asked(typed=fields, faults={reason: fault.sentence}))
    live.changed(question_id)
    return visit.leave_for(vote_quarantines.path(question_id))


def _put(session: Session, cookie: str, question_id: int, burst: Burst, reason: str) -> None:
    quarantines.put(session, participants.ensure(session, cookie), question_id, burst, reason)


def _lift(session: Session, cookie: str, quarantine_id: int, reason: str) -> int:
    return quarantines.lift(session, participants.ensure(session, cookie), quarantine_id, reason)


def _burst(fields: Mapping[str, str]) -> Burst:
    began, ended = (fields.get(name, "")[:40] for name in ("began_at", "ended_at"))
    return Burst(began, ended, guests_only="guests_only" in fields)


def _question_id(visit: Visit) -> int:
    return visits.number_in(visit.request.path_params["question_id"])


async def _page(visit: Visit, asked: Asked) -> Response:
    question_id = _question_id(visit)
    moderates = await read(breakdown.moderates, question_id, visit.participant_id)
    counted = await vote_counts.counted(question_id, anew=moderates)
    shown, asked = await read(_look, visit.participant_id, question_id, counted, asked)
    return document.page(
        visit,
        plain("How the votes came in"),
        _summary(shown),
        _by_viewpoint(shown),
        _by_hour(shown),
        h.section[h.h2[plain("Quarantines")], vote_quarantines.listed(visit, shown, asked)],
        vote_quarantines.forms(visit, shown, asked) if shown.moderates else None,
        status=400 if asked.faults or isinstance(asked.found, Invalid) else 200,
    )


def _look(
    session: Session, participant_id: int | None, question_id: int, counted: Counted, asked: Asked
) -> tuple[Breakdown, Asked]:
    """The breakdown, and what is to be said of the burst."""
    shown = breakdown.read(session, question_id, participant_id, counted)
    if asked.burst is None:
        return shown, asked
    try:
        found = quarantines.preview(session, participant_id, question_id, asked.burst)
    except Invalid as fault:
        return shown, replace(asked, found=fault)
    return shown, replace(asked, found=found)


def _summary(shown: Breakdown) -> h.Fragment:
    stands = [stands for one in shown.viewpoints for stands in one.by_kind.values()]
    counted, apart = sum(one.counted for one in stands), sum(one.apart for one in stands)
    title = h.a(href=slugs.path(shown.question_id, shown.title), dir="auto")[shown.title or plain("The question")]
    told = plain_many(
        "{count} vote counted, {apart} in quarantine.",
        "{count} votes counted, {apart} in quarantine.",
        counted,
        apart=apart,
    )
    return h.fragment[h.p[title], h.p[told]]


def _by_viewpoint(shown: Breakdown) -> h.Element:
    sealed = plain("Who agrees shows once you have voted on every viewpoint, and to everybody when this is closed.")
    return h.section[
        h.h2[plain("By viewpoint")],
        None if shown.sides else h.p[sealed],
        h.p(".quiet")[
            plain(
                "Where people stand now. Guests have no account; imported votes came with a file. Votes in quarantine "
                "came in a burst: they are kept, and counted apart."
            )
        ],
        vote_tables.by_viewpoint(shown) if shown.viewpoints else None,
    ]


def _by_hour(shown: Breakdown) -> h.Element:
    earlier = plain("Hours before {since} are not listed.", since=dates.spoken(shown.since))
    return h.section[
        h.h2[plain("By hour")],
        h.p(".quiet")[
            plain(
                "Every vote that was cast: changes of mind and votes in quarantine too. New are people who had never "
                "voted on this question before. Who made an account since then counts as an account."
            ),
            f" {earlier}" if shown.since else None,
        ],
        vote_tables.by_hour(shown) if shown.hours else h.p(".empty")[plain("Nobody has voted yet.")],
    ]


ROUTES = [
    Route("/votes/{question_id}", votes, methods=["GET"]),
    Route("/votes/{question_id}", put, methods=["POST"]),
    Route("/votes/{question_id}/{quarantine_id}", lift, methods=["POST"]),
]
