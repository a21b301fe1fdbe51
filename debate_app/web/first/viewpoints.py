"""The viewpoints of a question: heading, order, the cards."""

from collections.abc import Mapping, Sequence

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import Talk, ViewpointText
from debate_app.web.first.parts import opener
from debate_app.web.first.shown import Shown
from debate_app.web.first.viewpoint_card import viewpoint_card
from debate_app.words import plain


def viewpoints(listed: Sequence[ViewpointText], talks: Mapping[int, Talk], shown: Shown) -> Node:
    """All of them, as listed."""
    return h.section(".viewpoints", aria_labelledby="viewpoints")[
        h.header[
            h.h2("#viewpoints")[plain("Viewpoints")],
            _sorting(shown) if len(listed) > 1 else None,
            opener(plain("Add New Viewpoint"), f"new-viewpoint-{shown.question.id}", "button add")
            if shown.may_add
            else None,
        ],
        h.p(".notice.no-scripts")[
            plain("Voting and writing need scripts, and they are off in this browser. Everything can be read.")
        ],
        _why_no_writing(shown),
        [viewpoint_card(viewpoint, talks[viewpoint.id], shown) for viewpoint in listed]
        or h.p(".empty")[plain("No viewpoint yet. Write the first: say where you stand, and why.")],
        h.div(".arrivals", role="status"),
        h.p(".spoken", role="status"),
    ]


def _sorting(shown: Shown) -> Node:
    by_counts = {"agreed": plain("Most agreed"), "contested": plain("Most contested")}
    return h.label(".sorting")[
        h.span[plain("Sort")],
        h.select[
            h.option(value="listed")[plain("As listed")],
            (h.option(value=order, disabled=shown.question.sealed)[label] for order, label in by_counts.items()),
            h.option(value="newest")[plain("Newest")],
        ],
    ]


def _why_no_writing(shown: Shown) -> Node:
    if not shown.writing or not shown.is_open:
        return None
    address = f"/sign-in?to=/q/{shown.question.id}/{shown.question.slug}"
    return h.p(".quiet")[shown.writing, " ", h.a(href=address)[plain("Sign in")]]
