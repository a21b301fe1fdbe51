"""All the sources of a debate on one page, each once: what is known of it, where it is cited, and who doubts it; and
the same for programs that keep literature."""

from collections.abc import Callable, Sequence

import htpy as h
from htpy import Node
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from debate_app.domain import citations, slugs
from debate_app.domain.citations import Bibliography, Citation, Work
from debate_app.domain.citing import bibtex, csl
from debate_app.domain.refused import NotFound
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import document, site, visits
from debate_app.web.first.sources import described, doubts
from debate_app.web.found import conditional, head
from debate_app.web.spending import spend_http
from debate_app.words import plain, plain_many

KEPT_SECONDS = 5 * 60


async def sources(request: Request) -> Response:
    """The page."""
    await spend_http(request, Kind.PAGE)
    visit, question_id = await visits.visit(request), _asked(request)
    listed = await read(citations.read, question_id)
    question = listed.question
    return document.page(
        visit,
        plain("Sources"),
        h.p(".quiet")[_counted(listed)],
        h.ol(".works")[map(_work, listed.works)]
        if listed.works
        else h.p(".empty")[plain("No viewpoint here names a source yet.")],
        _for_programs(question_id) if listed.works else None,
        head=head.plain(plain("Sources"), question.title, f"/q/{question_id}/sources", site.origin(request)),
        above=h.p(".quiet")[h.a(href=slugs.path(question.id, question.title), dir="auto")[question.title]],
    )


async def csl_json(request: Request) -> Response:
    """CSL-JSON."""
    return await _for_program(request, csl.written, csl.MEDIA_TYPE)


async def bib(request: Request) -> Response:
    """BibTeX."""
    return await _for_program(request, bibtex.written, bibtex.MEDIA_TYPE)


async def _for_program(request: Request, written: Callable[[Sequence[Work]], str], media_type: str) -> Response:
    await spend_http(request, Kind.PAGE)
    try:
        listed = await read(citations.read, _asked(request))
    except NotFound:
        return PlainTextResponse(plain("There is no such question, or it is not shown."), 404)
    return conditional.answer(request, written(listed.works).encode(), media_type, KEPT_SECONDS)


def _asked(request: Request) -> int:
    return visits.number_in(request.path_params["question_id"])


def _counted(listed: Bibliography) -> str:
    return plain_many("{count} source, each told once", "{count} sources, each told once", len(listed.works))


def _work(work: Work) -> Node:
    source = work.source
    return h.li(id=work.key)[
        described(source),
        doubts(source.doubts),
        h.ul[map(_citation, work.citations)],
    ]


def _citation(citation: Citation) -> Node:
    """The viewpoint, and the paragraphs of it that cite the source."""
    return h.li[
        h.a(href=f"/viewpoint/{citation.viewpoint_id}#source-{citation.viewpoint_id}-{citation.number}", dir="auto")[
            citation.title
        ],
        [
            (
                " · ",
                h.a(href=f"/viewpoint/{citation.viewpoint_id}#paragraph-{paragraph_id}")[
                    plain("Paragraph {number}", number=number)
                ],
            )
            for paragraph_id, number in citation.paragraphs
        ],
    ]


def _for_programs(question_id: int) -> Node:
    path = f"/q/{question_id}/sources"
    return h.p(".quiet")[
        plain("For programs that keep literature:"),
        " ",
        h.a(href=f"{path}.json")["CSL-JSON"],
        " · ",
        h.a(href=f"{path}.bib")["BibTeX"],
    ]


ROUTES = [
    Route("/q/{question_id}/sources", sources),
    Route("/q/{question_id}/sources.json", csl_json),
    Route("/q/{question_id}/sources.bib", bib),
]
