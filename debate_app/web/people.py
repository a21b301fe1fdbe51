"""What was written publicly under a name: a page for everybody, and for nobody's votes."""

import htpy as h
from htpy import Node
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from debate_app.domain import profiles
from debate_app.domain.mine.lines import CommentLine, ProposalLine
from debate_app.domain.profiles import Line, Profile, Totals, Wrote
from debate_app.domain.refused import NotFound
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import document, position_lines, site, visits
from debate_app.web.found import head
from debate_app.web.spending import spend_http
from debate_app.web.visits import Visit
from debate_app.words import message, plain, plain_many

_WHAT = {Wrote.QUESTION: message("Question"), Wrote.VIEWPOINT: message("Viewpoint"), Wrote.COMMENT: message("Comment")}


async def profile(request: Request) -> Response:
    """The newest texts, or those before the place in the query; other spellings of a name lead to its own."""
    await spend_http(request, Kind.PAGE)
    visit, name, query = await visits.visit(request), request.path_params["name"], request.query_params
    try:
        shown = await read(profiles.read, name, query.get("before", ""))
    except NotFound as fault:
        return _nobody(visit, fault.sentence)
    if shown.name != name:
        address = document.with_query(profiles.path(shown.name), before=query.get("before", ""))
        return visit.answer(RedirectResponse(address))
    return document.page(
        visit,
        shown.name,
        h.p(".quiet")[_whose(account=shown.account)],
        h.p[_totals(shown.totals)],
        h.ul[(_line(line) for line in shown.lines)] if shown.lines else h.p(".empty")[plain("Nothing before that.")],
        _pager(shown, is_newest="before" not in query),
        head=head.profile(shown.name, profiles.path(shown.name), site.origin(request)),
    )


def _nobody(visit: Visit, sentence: str) -> Response:
    home = h.p[h.a(".button.quiet-button", href="/")[plain("All questions")]]
    return document.page(visit, plain("Nobody to show"), h.p[sentence], home, status=404)


def _whose(*, account: bool) -> str:
    if account:
        return plain("Somebody with an account: nobody else can write under this name.")
    return plain("Guests choose their names freely: these texts may be by different people.")


def _totals(totals: Totals) -> Node:
    """What there is any of, and since when."""
    counted = (
        (totals.questions, plain_many("{count} question", "{count} questions", totals.questions)),
        (totals.viewpoints, plain_many("{count} viewpoint", "{count} viewpoints", totals.viewpoints)),
        (totals.edits, plain_many("{count} edit approved", "{count} edits approved", totals.edits)),
        (totals.comments, plain_many("{count} comment", "{count} comments", totals.comments)),
    )
    said = [words for count, words in counted if count]
    return h.fragment[[[one, " · "] for one in said], plain("since"), " ", document.moment(totals.since)]


def _line(line: Line) -> Node:
    told = line.told
    if isinstance(told, ProposalLine):
        return position_lines.proposal(told)
    what = plain(_WHAT[line.wrote])
    return position_lines.comment(told, what) if isinstance(told, CommentLine) else position_lines.text(told, what)


def _pager(shown: Profile, *, is_newest: bool) -> h.Element | None:
    path = profiles.path(shown.name)
    if is_newest and not shown.older:
        return None
    return h.nav(".actions", aria_label=plain("Pages"))[
        None if is_newest else h.a(href=path)[plain("Newest")],
        h.a(href=document.with_query(path, before=shown.older), rel="next")[plain("Older")] if shown.older else None,
    ]


ROUTES = [Route("/people/{name:path}", profile)]
