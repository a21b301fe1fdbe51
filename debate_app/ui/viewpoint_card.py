"""A viewpoint: title, author, text, sources, votes, conversation."""

import reflex as rx

from debate_app.domain.snapshot import ViewpointText
from debate_app.ui import people
from debate_app.ui.conversation import conversation
from debate_app.ui.links import link
from debate_app.ui.paragraphs import paragraph, sources
from debate_app.ui.votes import vote_buttons


def viewpoint_card(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """The whole card, at an address of its own."""
    title_id = f"title-of-{viewpoint.id}"
    return rx.el.article(
        rx.el.header(
            rx.el.h3(link(viewpoint.title, href=f"#viewpoint-{viewpoint.id}"), id=title_id, dir="auto"),
            rx.el.p(people.name(viewpoint.author), " · ", people.day(viewpoint.created_at), class_name="quiet"),
        ),
        rx.foreach(viewpoint.paragraphs, lambda text: paragraph(text, viewpoint.id)),
        sources(viewpoint.sources, viewpoint.id),
        vote_buttons(viewpoint),
        conversation(viewpoint),
        id=f"viewpoint-{viewpoint.id}",
        key=viewpoint.id,
        aria_labelledby=title_id,
        class_name="card",
    )
