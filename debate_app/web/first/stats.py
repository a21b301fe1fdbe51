"""Stats of Viewpoints: every viewpoint's agrees and disagrees, in the page's order."""

from collections.abc import Sequence

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import ViewpointText
from debate_app.web.first.shown import Shown
from debate_app.web.first.votes import standing
from debate_app.words import plain, plain_many

_SHOWN_AT_ONCE = 8


def stats(viewpoints: Sequence[ViewpointText], shown: Shown) -> Node:
    """The list; a long one opens on demand."""
    first, rest = viewpoints[:_SHOWN_AT_ONCE], viewpoints[_SHOWN_AT_ONCE:]
    return h.section(".stats", aria_labelledby="stats")[
        h.h2("#stats")[plain("Stats of Viewpoints")],
        h.ol[(_line(viewpoint, shown) for viewpoint in first)]
        if first
        else h.p(".quiet")[plain("No viewpoint yet, so nothing to count.")],
        _the_rest(rest, shown) if rest else None,
    ]


def _line(viewpoint: ViewpointText, shown: Shown) -> Node:
    title = viewpoint.title or plain("Hidden viewpoint")
    language = viewpoint.language if viewpoint.title else None
    named = h.a(href=f"#viewpoint-{viewpoint.id}", dir="auto", lang=language)[title]
    return h.li[named, standing(viewpoint, shown)]


def _the_rest(rest: Sequence[ViewpointText], shown: Shown) -> Node:
    return h.details("#more-stats")[
        h.summary[plain_many("{count} more", "{count} more", len(rest))],
        h.ol(start=str(_SHOWN_AT_ONCE + 1))[(_line(viewpoint, shown) for viewpoint in rest)],
    ]
