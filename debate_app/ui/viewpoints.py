"""The viewpoints of a question: heading, order, the form for a new one, the cards."""

import reflex as rx

from debate_app.domain.order import BY_COUNTS, ViewpointOrder
from debate_app.domain.snapshot import ViewpointText
from debate_app.live.page import Page
from debate_app.state.reading import Reading
from debate_app.ui.allowed import may_add, why_no_writing
from debate_app.ui.browser import Piece, reading
from debate_app.ui.debate import VIEWPOINTS, talk_of
from debate_app.ui.new_viewpoint import add_button, new_viewpoint
from debate_app.ui.presence import arrivals, calm_summary
from debate_app.ui.viewpoint_card import viewpoint_card
from debate_app.ui.words import say
from debate_app.words import message

_SHOWN = reading("shown")

_ORDERS = {
    ViewpointOrder.LISTED: message("As listed"),
    ViewpointOrder.AGREED: message("Most agreed"),
    ViewpointOrder.CONTESTED: message("Most contested"),
    ViewpointOrder.NEWEST: message("Newest"),
}


def viewpoints() -> rx.Component:
    """All of them, in the order that the reader has chosen."""
    shown = _SHOWN.call(VIEWPOINTS, Reading.order, Reading.seen).to(list[ViewpointText])
    return rx.el.section(
        rx.el.header(rx.el.h2(say("Viewpoints"), id="viewpoints"), _sorting(), rx.cond(may_add(), add_button())),
        why_no_writing(),
        rx.cond(may_add(), new_viewpoint()),
        rx.cond(VIEWPOINTS.length() > 0, rx.foreach(shown, _piece), _none_yet()),
        arrivals(),
        calm_summary(),
        class_name="viewpoints",
        aria_labelledby="viewpoints",
    )


def _piece(viewpoint: rx.Var[ViewpointText], at: rx.Var[int]) -> rx.Component:
    return Piece.create(viewpoint_card(viewpoint=viewpoint, talk=talk_of(viewpoint.id)), at=at, key=viewpoint.id)


def _sorting() -> rx.Component:
    return rx.cond(
        VIEWPOINTS.length() > 1,
        rx.el.label(
            rx.el.span(say("Sort")),
            rx.el.select(
                *(
                    rx.el.option(
                        say(label), value=order, disabled=Page.question.sealed if order in BY_COUNTS else False
                    )
                    for order, label in _ORDERS.items()
                ),
                value=Reading.sorted_by,
                on_change=lambda chosen: Reading.sort(Page.question.id, chosen),
            ),
            class_name="sorting",
        ),
    )


def _none_yet() -> rx.Component:
    return rx.el.p(say("No viewpoint yet. Write the first: say where you stand, and why."), class_name="empty")
