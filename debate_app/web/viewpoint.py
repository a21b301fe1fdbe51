"""One viewpoint on a page of its own, to be shared, and its whole conversation for those who read without scripts."""

from dataclasses import dataclass

import htpy as h
from htpy import Node
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from debate_app.domain import conversation_pages, slugs, snapshots
from debate_app.domain.conversation_pages import ConversationPage
from debate_app.domain.snapshot import ParagraphText, QuestionText, ViewpointTally, ViewpointText
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web import document, site, visits
from debate_app.web.first import people, votes
from debate_app.web.first.conversation import event
from debate_app.web.first.paragraphs import paragraph
from debate_app.web.first.parts import in_its_place, report
from debate_app.web.first.shown import Shown
from debate_app.web.first.sources import doubting, sources
from debate_app.web.first.viewpoint_card import words_by
from debate_app.web.found import head
from debate_app.web.spending import spend_http
from debate_app.words import plain, plain_many


@dataclass(frozen=True, slots=True)
class Look:
    """What the page shows; of a viewpoint whose words are not shown there is no conversation either."""

    question: QuestionText
    viewpoint: ViewpointText
    tally: ViewpointTally
    talk: ConversationPage | None

    @property
    def debate(self) -> str:
        """The address of the question."""
        return slugs.path(self.question.id, self.question.title)


async def viewpoint(request: Request) -> Response:
    """The viewpoint with the newest of its conversation, the page of it that the query tells (``?before=``), or the
    one that holds an event (``?event=``)."""
    await spend_http(request, Kind.PAGE)
    visit, query = await visits.visit(request), request.query_params
    viewpoint_id = visits.number_in(request.path_params["viewpoint_id"])
    look = await read(_look, viewpoint_id, query.get("before", ""), query.get("event"))
    path = _path(look.viewpoint)
    if request.url.path != path:
        return visit.answer(RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path))
    title = look.viewpoint.title or plain("Hidden viewpoint")
    told = head.viewpoint(look.question, look.viewpoint, site.origin(request))
    content = (_text(look), _ways(look), _conversation(look))
    language = look.viewpoint.language if look.viewpoint.title else None
    return document.page(visit, title, *content, head=told, above=_question(look), title_language=language)


def _look(session: Session, viewpoint_id: int, before: str, event: str | None) -> Look:
    question, text, tally = snapshots.viewpoint(session, viewpoint_id)
    if not text.title:
        return Look(question, text, tally, None)
    if event is not None:
        return Look(question, text, tally, conversation_pages.holding(session, viewpoint_id, visits.number_in(event)))
    return Look(question, text, tally, conversation_pages.read(session, viewpoint_id, before))


def _path(viewpoint: ViewpointText) -> str:
    return f"/viewpoint/{viewpoint.id}"


def _question(look: Look) -> Node:
    words = look.question.title or plain("A hidden question")
    language = look.question.language if look.question.title else None
    return h.p(".quiet")[h.a(href=look.debate, dir="auto", lang=language)[words]]


def _text(look: Look) -> Node:
    """Who wrote it when, what it says, and where people stand; or what stands in its place."""
    viewpoint = look.viewpoint
    if not viewpoint.title:
        return in_its_place(viewpoint.hidden)
    return h.fragment[
        h.p(".quiet.byline")[people.name(viewpoint.author), " · ", people.day(viewpoint.created_at)],
        words_by(viewpoint),
        h.p(".quiet")[plain("Locked by a moderator: it can be read and voted on.")] if viewpoint.locked else None,
        (_paragraph(one, viewpoint) for one in viewpoint.paragraphs),
        sources(viewpoint.sources, viewpoint.id, h.h2, lambda source: doubting(source, viewpoint, may_write=False)),
        _standing(look),
    ]


def _paragraph(text: ParagraphText, viewpoint: ViewpointText) -> Node:
    return h.div(".part")[h.div(".paragraph", dir="auto")[paragraph(text, viewpoint.id, lang=viewpoint.language)]]


def _standing(look: Look) -> Node:
    """The counts, unless they show only to those who have voted."""
    viewpoint, shown = look.viewpoint, Shown(look.question, "", "")
    numbers = votes.numbers(viewpoint, look.tally, shown)
    if not numbers:
        return votes.standing(viewpoint, shown)
    return h.fragment[h.div(".standing")[numbers[f"standing-{viewpoint.id}"]], numbers[f"more-{viewpoint.id}"]]


def _ways(look: Look) -> Node:
    viewpoint_id = look.viewpoint.id
    return h.nav(".actions", aria_label=plain("This viewpoint"))[
        h.a(".button.go", href=f"{look.debate}#viewpoint-{viewpoint_id}")[plain("Vote in the debate")],
        h.a(".link-button", href=f"/history/viewpoint/{viewpoint_id}")[plain("History")] if look.talk else None,
        report("viewpoint", viewpoint_id) if look.talk else None,
    ]


def _conversation(look: Look) -> Node:
    talk = look.talk
    if talk is None:
        return None
    total = plain_many("{count} event", "{count} events", talk.total)
    return h.section("#conversation.talk", aria_labelledby="of-conversation")[
        h.h2(id="of-conversation")[plain("Conversation"), " ", h.span(".quiet")[total]],
        h.ol[(event(told, look.viewpoint, may_write=False) for told in talk.events)]
        if talk.events
        else h.p(".empty")[plain("Nothing before that.")],
        _pager(look.viewpoint, talk),
    ]


def _pager(viewpoint: ViewpointText, talk: ConversationPage) -> Node:
    if talk.newer is None and talk.older is None:
        return None

    def turned(cursor: str | None, rel: str, words: str) -> Node:
        if cursor is None:
            return None
        return h.a(href=document.with_query(_path(viewpoint), before=cursor) + "#conversation", rel=rel)[words]

    return h.nav(".actions", aria_label=plain("Pages of the conversation"))[
        turned(talk.newer, "prev", plain("Newer")), turned(talk.older, "next", plain("Older"))
    ]


ROUTES = [Route("/viewpoint/{viewpoint_id}", viewpoint)]
