"""Proposals beside the text that they would change."""

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import EditText, EventText, Talk, ViewpointText
from debate_app.domain.tables import EditStatus
from debate_app.web.first import comments, edits, people
from debate_app.web.first.parts import opener, report
from debate_app.web.first.shown import Shown
from debate_app.words import message, number, plain, plain_many

_LOOK = message("The text has changed under this proposal. It needs another look before it can be approved.")


def proposals(place: str, viewpoint: ViewpointText, talk: Talk, shown: Shown) -> list[Node]:
    """What waits for a decision at this place."""
    events = {event.id: event for event in talk.events}
    return [
        _proposal(events.get(waiting.id, waiting), waiting.edit, viewpoint, shown)
        for waiting in talk.proposals
        if waiting.edit is not None and waiting.edit.place == place
    ]


def _proposal(event: EventText, edit: EditText, viewpoint: ViewpointText, shown: Shown) -> Node:
    may_write = shown.may_write(viewpoint)
    by = plain("Proposal by {name}", name=edit.author.name)
    return h.div(".proposal", id=f"proposal-{edit.id}", role="group", aria_label=by)[
        h.header[
            people.face(edit.author),
            h.p[
                people.name(edit.author),
                " ",
                h.span[edits.would(edit)],
                " ",
                h.a(".quiet", href=f"#event-{event.id}")[people.day(edit.at)],
                " ",
                edits.status(edit),
            ],
        ],
        edits.substance(edit, viewpoint.language),
        h.p(".quiet")[plain(_LOOK)] if edit.status == EditStatus.NEEDS_LOOK else None,
        h.div(".tools")[
            _support(edit) if not shown.voting and shown.is_open else None,
            opener(plain("Reply"), f"answer-{event.id}", "link-button") if may_write else None,
            report("edit", edit.id),
        ],
        comments.replies(event, viewpoint.id),
        h.div(role="alert"),
    ]


def _support(edit: EditText) -> Node:
    return h.div(".support", role="group", aria_label=plain("Where you stand on this change"))[
        _side("agree", plain("Agree"), edit.agrees),
        _side("disagree", plain("Disagree"), edit.disagrees),
    ]


def _side(side: str, label: str, count: int) -> Node:
    title = plain_many("{count} vote", "{count} votes", count)
    button = h.button(class_=f"button support-{side}", type="button", aria_pressed="false", title=title)
    spoken = h.span(".spoken")[" ", plain("with this change")]
    return button[h.span[label], spoken, h.span(".support-count")[number(count)]]
