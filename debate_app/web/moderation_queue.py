"""What waits for moderators: texts that were reported, and appeals, page by page."""

import htpy as h
from htpy import Node
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain import queue
from debate_app.domain.queue import Asked, Queue, Reported
from debate_app.domain.tables import SubjectKind
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import act_words, document, visits
from debate_app.web.spending import spend_http
from debate_app.words import plain


async def waiting(request: Request) -> Response:
    """The queue, the oldest first, page by page."""
    await spend_http(request, Kind.PAGE)
    visit = await visits.visit(request)
    number = min(max(visits.number_in(request.query_params.get("page", "1")), 1), 100_000)
    found = await read(queue.read, visit.participant_id, number)
    nothing = h.p(".empty")[plain("Nothing waits.")] if not found.reported and not found.asked else None
    more = document.with_query("/moderation", page=str(number + 1))
    return document.page(
        visit,
        plain("What waits for moderators"),
        _ways(found),
        nothing,
        [h.h2[plain("Reported")], h.ol[(_reported(one) for one in found.reported)]] if found.reported else None,
        [h.h2[plain("Appeals")], h.ol[(_asked(one) for one in found.asked)]] if found.asked else None,
        h.p[h.a(href=more)[plain("What came later")]] if found.more else None,
    )


def _ways(found: Queue) -> h.Element:
    """Where else one goes from here."""
    ways = [h.a(href="/moderation/log")[plain("Moderation log")]]
    if found.appoints:
        ways.append(h.a(href="/moderation/people")[plain("Moderators and admins")])
    return h.nav(aria_label=plain("Moderation"))[h.ul[(h.li[way] for way in ways)]]


def _reported(one: Reported) -> h.Element:
    causes = "; ".join(
        plain("{what}: {count}", what=plain(act_words.CAUSES[cause]), count=number) for cause, number in one.causes
    )
    return h.li[
        h.p[
            h.a(href=f"/moderation/{one.kind}/{one.id}")[act_words.about(one.kind, one.author)],
            " · ",
            _when(one),
        ],
        h.p(".quiet")[causes],
        None if one.kind is SubjectKind.PARTICIPANT else h.blockquote(dir="auto")[h.p[one.excerpt]],
    ]


def _when(one: Reported) -> Node:
    first, last = document.moment(one.oldest), document.moment(one.newest)
    if one.reports > 1:
        return document.filled(plain("reported first on {first}, last on {last}"), first=first, last=last)
    return document.filled(plain("reported first on {first}"), first=first)


def _asked(one: Asked) -> h.Element:
    return h.li[
        h.p[h.a(href=act_words.path(one.act.id))[document.moment(one.at), " ", h.bdi[one.by]]],
        h.p[act_words.sentence(one.act)],
        h.blockquote(dir="auto")[h.p[one.text]],
    ]


ROUTES = [Route("/moderation", waiting)]
