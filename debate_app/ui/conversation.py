"""Latest conversation: what happened to a viewpoint, newest first, and the way to all of it."""

import reflex as rx

from debate_app.domain.snapshot import Change, EventText, ViewpointText
from debate_app.state.conversation import Conversation
from debate_app.ui import people
from debate_app.ui.browser import reading
from debate_app.ui.links import link
from debate_app.ui.words import say, say_many

_WITH_NEWEST = reading("withNewest")


def conversation(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """The newest events of a viewpoint, or all that its reader has asked for."""
    opened = Conversation.opened[viewpoint.id]
    shown = _WITH_NEWEST.call(viewpoint.events, opened).to(list[EventText])
    heading = f"conversation-{viewpoint.id}"
    return rx.el.div(
        rx.el.h4(say("Latest conversation"), id=heading),
        rx.cond(
            shown.length() > 0,
            rx.el.ol(rx.foreach(shown, event)),
            rx.el.p(say("Nothing yet. What happens to this text is told here."), class_name="quiet"),
        ),
        rx.cond(viewpoint.events_total > viewpoint.events.length(), _more(viewpoint)),
        class_name="talk",
        role="group",  # a landmark in every card would be a crowd
        aria_labelledby=heading,
    )


def event(told: rx.Var[EventText]) -> rx.Component:
    """Who did what, when, and how the text changed."""
    return rx.el.li(
        people.face(told.author),
        rx.el.div(
            rx.el.p(
                people.name(told.author),
                " ",
                rx.cond(told.kind == "edit", _edited(told), say("Created")),
                " ",
                link(people.day(told.at), href=f"#event-{told.id}", class_name="quiet"),
            ),
            rx.cond(told.changes.length() > 0, _change(told)),
        ),
        id=f"event-{told.id}",
        key=told.id,
        class_name="event",
    )


def _edited(told: rx.Var[EventText]) -> rx.Component:
    return rx.fragment(
        rx.cond(
            told.paragraph_id > 0,
            link(say("edited this paragraph"), href=f"#paragraph-{told.paragraph_id}"),
            say("edited a paragraph"),
        ),
        " ",
        rx.cond(told.status == "approved", rx.el.span(say("Approved"), class_name="tag")),
    )


def _change(told: rx.Var[EventText]) -> rx.Component:
    return rx.el.blockquote(rx.foreach(told.changes, _run), dir="auto")


def _run(change: rx.Var[Change]) -> rx.Component:
    return rx.match(
        change.kind,
        ("added", rx.el.ins(_spoken(say("inserted:")), change.text)),
        ("removed", rx.el.del_(_spoken(say("removed:")), change.text)),
        rx.fragment(change.text),
    )


def _spoken(word: rx.Var[str]) -> rx.Component:
    return rx.el.span(word, " ", class_name="spoken")


def _more(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    opened = Conversation.opened[viewpoint.id]
    total_id = f"events-of-{viewpoint.id}"
    older = Conversation.show_more(viewpoint.id)
    toggled = rx.cond(opened, Conversation.show_latest(viewpoint.id), older)
    return rx.el.div(
        _button(rx.cond(opened, say("Show latest only"), say("Show all")), toggled, total_id),
        rx.cond(opened & ~Conversation.ended[viewpoint.id], _button(say("Show more"), older, total_id)),
        rx.el.span(
            say_many("{count} event", "{count} events", viewpoint.events_total), id=total_id, class_name="quiet"
        ),
        rx.el.p(Conversation.faults[f"{viewpoint.id}"], role="status", class_name="fault"),
        class_name="more",
    )


def _button(label: rx.Var[str], pressed: rx.event.EventSpec, described_by: str) -> rx.Component:
    return rx.el.button(label, type="button", on_click=pressed, aria_describedby=described_by, class_name="link-button")
