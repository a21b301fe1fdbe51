"""Who is here with me, and what is new since I came."""

import reflex as rx

from debate_app.live.page import Answers, Counts, Presence
from debate_app.state.personal import Personal
from debate_app.state.reading import Reading
from debate_app.ui.browser import Arrivals, CalmSummary, reading
from debate_app.ui.debate import VIEWPOINTS
from debate_app.ui.words import counting, say_many


def people_here() -> rx.Component:
    """How many people watch this question now."""
    return rx.cond(
        Presence.here > 0,
        rx.el.p(
            rx.el.span(class_name="pulse", aria_hidden="true"),
            say_many("{count} here", "{count} here", Presence.here),
            class_name="here",
        ),
    )


def arrivals() -> rx.Component:
    """Announces the proposals and viewpoints that came after this page was opened; they come in when asked."""
    count = reading("arrived").call(VIEWPOINTS, Reading.seen).to(int)
    return rx.el.div(
        Arrivals.create(
            proposals=reading("arrivedProposals").call(Answers.talks, Answers.changed_talks, Personal.edits),
            words=counting("{count} new proposal", "{count} new proposals"),
        ),
        rx.cond(
            count > 0,
            rx.el.button(
                say_many("{count} new viewpoint", "{count} new viewpoints", count),
                type="button",
                on_click=Reading.take_in(reading("newest").call(VIEWPOINTS).to(int)),
                class_name="button",
            ),
        ),
        role="status",
        class_name="arrivals",
    )


def calm_summary() -> rx.Component:
    """For those who listen: how many votes came in, now and then."""
    return CalmSummary.create(
        tallies=Counts.tallies, spoken=counting("{count} more vote has come in.", "{count} more votes have come in.")
    )
