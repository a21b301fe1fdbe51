"""Comments and replies as they are read."""

import htpy as h
from htpy import Node

from debate_app.domain.conversation import LATEST_REPLIES
from debate_app.domain.snapshot import CommentText, EventText, Saying
from debate_app.web.first import people
from debate_app.web.first.parts import in_its_place, report
from debate_app.words import plain, plain_many


def comment(said: CommentText) -> Node:
    """What somebody said."""
    return h.fragment[
        _words(said),
        h.p(".quiet")[plain("Edited"), " ", people.ago(said.edited_at)] if said.edited_at else None,
        None if said.removed else report("comment", said.id, "link-button report"),
    ]


def replies(event: EventText, viewpoint_id: int) -> Node:
    """The newest replies to an event, oldest first; the earlier ones are on the viewpoint's own page."""
    if not event.replies_total:
        return None
    earlier = event.replies_total - len(event.replies)
    told = plain_many("Show {count} earlier reply", "Show {count} earlier replies", earlier)
    return h.fragment[
        h.a(".link-button", href=f"/viewpoint/{viewpoint_id}?event={event.id}#event-{event.id}")[told]
        if event.replies_total > LATEST_REPLIES and earlier
        else None,
        h.ol(".replies")[(_reply(said) for said in event.replies)],
    ]


def _words(said: CommentText) -> Node:
    if said.removed:
        return h.p(".quiet")[plain("Removed by its author.")]
    if said.hidden.act_id:
        return in_its_place(said.hidden)
    return h.p(".said", dir="auto", lang=said.language)[(_saying(part) for part in said.sayings)]


def _reply(said: CommentText) -> Node:
    return h.li(".reply")[
        people.face(said.author), h.div[h.p[people.name(said.author), " ", people.day(said.at)], comment(said)]
    ]


def _saying(part: Saying) -> Node:
    if part.href:
        return h.a(href=part.href, rel="nofollow ugc noopener")[part.text]
    return h.b(".mention")[part.text] if part.mention else part.text
