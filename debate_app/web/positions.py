"""My positions: a page of everything that is the visitor's own here, and the same as a file to take along."""

import json
from collections.abc import Callable, Sequence

import htpy as h
from htpy import Node
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain import dates, positions
from debate_app.domain.mine import everything
from debate_app.domain.mine.portions import SIZE, Line, Portion
from debate_app.domain.positions import Positions
from debate_app.store.access import read
from debate_app.web import document, position_lines, visits
from debate_app.web.visits import Visit
from debate_app.words import message, plain

TITLE = message("My positions")


async def page(request: Request) -> Response:
    """The lists; each shows its first lines, or those from the place that the address asks for (``?votes=50``)."""
    visit = await visits.visit(request)
    if visit.participant_id is None:
        return document.page(visit, plain(TITLE), *_nothing())
    starts = {name: visits.number_in(place) for name, place in request.query_params.items()}
    mine = await read(positions.read, visit.participant_id, starts)
    return document.page(visit, plain(TITLE), *_lists(visit, mine))


async def download(request: Request) -> Response:
    """Everything about the visitor, as JSON; whoever has done nothing here is led to the page that says so."""
    visit = await visits.visit(request)
    if visit.participant_id is None:
        return visit.leave_for("/positions")
    told = await read(everything.write_out, visit.participant_id)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    name = f"debate-{dates.now()[:10]}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return visit.answer(Response(text, media_type="application/json", headers=headers))


def _nothing() -> tuple[Node, ...]:
    return (
        h.p(".lead")[
            plain("Here you will find everything that is yours: how you voted, what you wrote, and what became of it.")
        ],
        h.p(".empty")[plain("You have not voted or written anything in this browser yet.")],
        h.p[h.a(".button.quiet-button", href="/")[plain("All questions")]],
        h.p(".quiet")[
            plain("If you have an account, sign in: your positions are there."),
            " ",
            h.a(href="/sign-in?to=/positions")[plain("Sign in")],
        ],
    )


def _lists(visit: Visit, mine: Positions) -> tuple[Node, ...]:
    lists = (
        _section("votes", plain("Votes"), mine.votes, position_lines.votes),
        _section("questions", plain("Questions"), mine.questions, position_lines.texts),
        _section("viewpoints", plain("Viewpoints"), mine.viewpoints, position_lines.texts),
        _section("proposals", plain("Edits and proposals"), mine.proposals, position_lines.proposals),
        _section("comments", plain("Comments"), mine.comments, position_lines.comments),
        _section("sides", plain("Proposals you agree or disagree with"), mine.sides, position_lines.sides),
        _section("reports", plain("Reports"), mine.reports, position_lines.reports),
        _section("appeals", plain("Appeals"), mine.appeals, position_lines.appeals),
    )
    return (_introduction(visit, mine.name), *lists, _leaving(account=visit.known.account))


def _introduction(visit: Visit, name: str) -> Node:
    who = (
        h.p(".lead")[document.filled(plain("You take part as {name}."), name=h.bdi(".name")[name])]
        if name
        else h.p(".lead")[plain("You take part without a name so far.")]
    )
    kept = plain("You have no account: what is listed here belongs to this browser alone.")
    return h.fragment[
        who, None if visit.known.account else h.p(".quiet")[kept, " ", h.a(href="/sign-up")[plain("Make an account")]]
    ]


def _section(
    name: str, title: str, portion: Portion[Line], shown: Callable[[Sequence[Line]], Node]
) -> h.Element | None:
    """A list under its heading; nothing where it is empty."""
    if not portion.total:
        return None
    return h.section(aria_labelledby=name)[
        h.h2(id=name)[title, " ", h.span(".quiet")[f"({portion.total})"]],
        shown(portion.lines),
        _pager(name, title, portion),
    ]


def _pager(name: str, title: str, portion: Portion[Line]) -> h.Element | None:
    if portion.total <= SIZE:
        return None
    older, newer = portion.start + SIZE, max(0, portion.start - SIZE)
    last = min(older, portion.total)
    return h.nav(".actions", aria_label=title)[
        h.a(href=_at(name, newer))[plain("Newer")] if portion.start else None,
        h.span(".quiet")[f"{portion.start + 1}–{last} / {portion.total}"],
        h.a(href=_at(name, older))[plain("Older")] if older < portion.total else None,
    ]


def _at(name: str, start: int) -> str:
    return document.with_query("/positions", **{name: str(start) if start else ""}) + f"#{name}"


def _leaving(*, account: bool) -> h.Element:
    words = plain("Delete my account") if account else plain("Forget me")
    return h.section(aria_labelledby="yours")[
        h.h2(id="yours")[plain("It is yours")],
        h.ul[
            h.li[h.a(href="/positions.json", download="")[plain("Download everything about me (JSON)")]],
            h.li[h.a(href="/account/delete")[words]],
            h.li[h.a(href="/privacy")[plain("What is stored, and what stays public")]],
        ],
    ]


ROUTES = [Route("/positions", page), Route("/positions.json", download)]
