"""Stats of Viewpoints: every viewpoint's agrees and disagrees, in the page's order."""

import reflex as rx

from debate_app.domain.snapshot import ViewpointText
from debate_app.ui.debate import VIEWPOINTS
from debate_app.ui.translated import viewpoint_title
from debate_app.ui.votes import standing
from debate_app.ui.words import language_of, say, say_many

SHOWN_AT_ONCE = 8


def stats() -> rx.Component:
    """The list; a long one opens on demand."""
    return rx.el.section(
        rx.el.h2(say("Stats of Viewpoints"), id="stats"),
        rx.cond(
            VIEWPOINTS.length() > 0,
            rx.el.ol(rx.foreach(VIEWPOINTS[:SHOWN_AT_ONCE], _line)),
            rx.el.p(say("No viewpoint yet, so nothing to count."), class_name="quiet"),
        ),
        rx.cond(VIEWPOINTS.length() > SHOWN_AT_ONCE, _the_rest()),
        class_name="stats",
        aria_labelledby="stats",
    )


def _line(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """A viewpoint's title, which leads to its card, and where people stand on it."""
    return rx.el.li(
        viewpoint_title(
            viewpoint,
            "a",
            rx.fragment(rx.cond(viewpoint.title, viewpoint.title, say("Hidden viewpoint"))),
            href=f"#viewpoint-{viewpoint.id}",
            lang=language_of(viewpoint.title, viewpoint.language),
        ),
        standing(viewpoint=viewpoint),
        key=viewpoint.id,
    )


def _the_rest() -> rx.Component:
    rest = VIEWPOINTS[SHOWN_AT_ONCE:]
    return rx.el.details(
        rx.el.summary(say_many("{count} more", "{count} more", rest.length())),
        rx.el.ol(rx.foreach(rest, _line), start=SHOWN_AT_ONCE + 1),
        id="more-stats",
    )
