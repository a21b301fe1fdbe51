"""Latest conversation: what happened to a viewpoint and what is said of it, newest first, and the way to all of it."""

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import EventText, SourceText, Talk, ViewpointText
from debate_app.domain.tables import EventKind
from debate_app.web.first import comments, edits, people
from debate_app.web.first.parts import opener
from debate_app.web.first.shown import Shown
from debate_app.words import plain, plain_many


def conversation(viewpoint: ViewpointText, talk: Talk, shown: Shown) -> Node:
    """The newest events of a viewpoint."""
    heading, may_write = f"conversation-{viewpoint.id}", shown.may_write(viewpoint)
    comment = opener(plain("Comment"), f"talk-{viewpoint.id}", "link-button") if may_write else None
    return h.div(".talk", role="group", aria_labelledby=heading)[
        h.header[h.h4(id=heading)[plain("Latest conversation")], comment],
        h.ol[(event(told, viewpoint, may_write=may_write) for told in talk.events)]
        if talk.events
        else h.p(".quiet")[plain("Nothing yet. What happens to this text is told here.")],
        _more(talk) if talk.events_total > len(talk.events) else None,
    ]


def event(told: EventText, viewpoint: ViewpointText, *, may_write: bool) -> Node:
    """Who did what, when, what came of it, and what is said of it."""
    answers = may_write and told.kind != EventKind.CREATED
    return h.li(".event", id=f"event-{told.id}")[
        people.face(told.author),
        h.div[
            h.p[
                people.name(told.author),
                " ",
                _happened(told, viewpoint),
                " ",
                h.a(".quiet", href=f"#event-{told.id}")[people.day(told.at)],
            ],
            _edit(told, viewpoint) if told.kind == EventKind.EDIT else None,
            (comments.comment(said) for said in told.said),
            comments.replies(told, viewpoint.id),
            opener(plain("Reply"), f"reply-{told.id}", "link-button") if answers else None,
        ],
    ]


def _happened(told: EventText, viewpoint: ViewpointText) -> Node:
    match told.kind:
        case EventKind.EDIT if told.edit:
            return h.fragment[edits.did(told.edit), " ", edits.status(told.edit)]
        case EventKind.COMMENT:
            return _commented(told)
        case EventKind.WEIGHED if told.edit:
            small = plain("called this edit a small correction")
            asked = plain("decided that voters are asked about this edit")
            return h.a(href=f"#event-{told.edit.event_id}")[small if told.small else asked]
        case EventKind.DOUBTED if told.source:
            return _doubted(told, told.source, viewpoint)
        case _:
            return plain("Created")


def _commented(told: EventText) -> Node:
    if not told.paragraph_number:
        return plain("commented")
    about = plain("commented on paragraph {number}", number=told.paragraph_number)
    return h.a(href=f"#paragraph-{told.paragraph_id}")[about]


def _doubted(told: EventText, source: SourceText, viewpoint: ViewpointText) -> Node:
    if not source.number:
        return h.span(dir="auto")[plain("doubted “{title}”, which is no source any more", title=source.title)]
    named = {"title": source.title, "source": source.number}
    words = (
        plain("doubts that [{source}] “{title}” supports paragraph {number}", number=told.paragraph_number, **named)
        if told.paragraph_number
        else plain("doubts that [{source}] “{title}” supports this", **named)
    )
    return h.a(href=f"#source-{viewpoint.id}-{source.number}", dir="auto")[words]


def _edit(told: EventText, viewpoint: ViewpointText) -> Node:
    edit = told.edit
    if edit is None:
        return None
    address = f"/history/viewpoint/{viewpoint.id}/{edit.version}"
    return h.fragment[
        edits.substance(edit, viewpoint.language),
        edits.outcome(edit),
        h.p(".quiet.versions")[h.a(href=address)[plain("Version {number}", number=edit.version)]]
        if edit.version
        else None,
    ]


def _more(talk: Talk) -> Node:
    """Without scripts, and until they run, all of it is a page of its own."""
    total_id = f"events-of-{talk.viewpoint_id}"
    return h.div(".more")[
        h.a(".link-button", href=f"/viewpoint/{talk.viewpoint_id}#conversation", aria_describedby=total_id)[
            plain("Show all")
        ],
        h.span(".quiet", id=total_id)[plain_many("{count} event", "{count} events", talk.events_total)],
        h.p(".fault", role="status"),
    ]
