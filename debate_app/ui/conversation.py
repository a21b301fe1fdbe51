"""Latest conversation: what happened to a viewpoint and what is said of it, newest first, and the way to all of it."""

import reflex as rx

from debate_app.domain.snapshot import EditText, EventText, SourceText, Talk, ViewpointText
from debate_app.domain.tables import EventKind
from debate_app.state.conversation import Conversation
from debate_app.state.deciding import Deciding
from debate_app.state.personal import Personal
from debate_app.ui import comments, edits, people
from debate_app.ui.allowed import may_write
from debate_app.ui.browser import Asking, Opener, reading
from debate_app.ui.links import link
from debate_app.ui.words import say, say_many

Place = rx.Var[str]

_WITH_NEWEST = reading("withNewest")


@rx.memo
def conversation(viewpoint: rx.Var[ViewpointText], talk: rx.Var[Talk]) -> rx.Component:
    """The newest events of a viewpoint, or all that its reader has asked for, and the form for a comment."""
    opened = Conversation.opened[viewpoint.id]
    shown = _WITH_NEWEST.call(talk.events, opened).to(list[EventText])
    heading, place = f"conversation-{viewpoint.id}", Place.create(f"talk-{viewpoint.id}")
    about = say("A comment on “{title}”", title=viewpoint.title)
    return rx.el.div(
        rx.el.header(
            rx.el.h4(say("Latest conversation"), id=heading),
            rx.cond(may_write(viewpoint), Opener.create(say("Comment"), controls=place, class_name="link-button")),
        ),
        comments.comment_form(place, viewpoint, 0, about),
        rx.cond(
            shown.length() > 0,
            rx.el.ol(rx.foreach(shown, lambda told: rx.fragment(event(told=told, viewpoint=viewpoint), key=told.id))),
            rx.el.p(say("Nothing yet. What happens to this text is told here."), class_name="quiet"),
        ),
        rx.cond(opened, Asking.create(stamp=talk, on_ask=Conversation.refresh(viewpoint.id))),
        rx.cond(talk.events_total > talk.events.length(), _more(talk)),
        class_name="talk",
        role="group",  # a landmark in every card would be a crowd
        aria_labelledby=heading,
    )


@rx.memo
def event(told: rx.Var[EventText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Who did what, when, what came of it, and what is said of it."""
    edit = told.edit.to(EditText)
    place = Place.create(f"reply-{told.id}")
    return rx.el.li(
        people.face(told.author),
        rx.el.div(
            rx.el.p(
                people.name(told.author),
                " ",
                _happened(told, edit, viewpoint),
                " ",
                link(people.day(told.at), href=f"#event-{told.id}", class_name="quiet"),
            ),
            rx.cond(told.kind == EventKind.EDIT.value, _edit(edit, viewpoint)),
            rx.foreach(told.said, lambda said: rx.fragment(comments.comment(said=said), key=said.id)),
            comments.replies(told, viewpoint.id),
            rx.cond(
                (told.kind != EventKind.CREATED.value) & may_write(viewpoint),
                Opener.create(say("Reply"), controls=place, class_name="link-button"),
            ),
            comments.reply_form(told, viewpoint, place),
        ),
        id=f"event-{told.id}",
        key=told.id,
        class_name="event",
    )


def _happened(told: rx.Var[EventText], edit: rx.Var[EditText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    return rx.match(
        told.kind,
        (EventKind.EDIT.value, rx.fragment(edits.did(edit), " ", edits.status(edit))),
        (EventKind.COMMENT.value, _commented(told)),
        (EventKind.WEIGHED.value, _weighed(told, edit)),
        (EventKind.DOUBTED.value, doubted(told, viewpoint.id)),
        rx.fragment(say("Created")),
    )


def _commented(told: rx.Var[EventText]) -> rx.Component:
    about = say("commented on paragraph {number}", number=told.paragraph_number)
    return rx.cond(
        told.paragraph_number > 0,
        link(about, href=f"#paragraph-{told.paragraph_id}"),
        rx.fragment(say("commented")),
    )


def doubted(told: rx.Var[EventText], viewpoint_id: rx.Var[int]) -> rx.Component:
    """Which source somebody doubts, and of what."""
    source = told.source.to(SourceText)
    named = {"title": source.title, "source": source.number}
    supports = rx.cond(
        told.paragraph_number > 0,
        say("doubts that [{source}] “{title}” supports paragraph {number}", number=told.paragraph_number, **named),
        say("doubts that [{source}] “{title}” supports this", **named),
    )
    cited = link(supports, href=f"#source-{viewpoint_id}-{source.number}", dir="auto")
    former = rx.el.span(say("doubted “{title}”, which is no source any more", title=source.title), dir="auto")
    return rx.cond(source.number > 0, cited, former)


def _weighed(told: rx.Var[EventText], edit: rx.Var[EditText]) -> rx.Component:
    words = rx.cond(
        told.small, say("called this edit a small correction"), say("decided that voters are asked about this edit")
    )
    return link(words, href=f"#event-{edit.event_id}")


def _edit(edit: rx.Var[EditText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    return rx.fragment(
        edits.substance(edit, viewpoint.language),
        edits.outcome(edit),
        rx.cond(
            edit.version > 0,
            rx.el.p(
                link(
                    say("Version {number}", number=edit.version),
                    href=f"/history/viewpoint/{viewpoint.id}/{edit.version}",
                ),
                rx.cond(Personal.decides[viewpoint.id] & may_write(viewpoint), _weighing(edit)),
                class_name="quiet versions",
            ),
        ),
    )


def _weighing(edit: rx.Var[EditText]) -> rx.Component:
    return rx.el.button(
        rx.cond(edit.small, say("Ask voters about it after all"), say("Call it a small correction")),
        type="button",
        on_click=Deciding.weigh(edit.id, ~edit.small),
        class_name="link-button",
    )


def _more(talk: rx.Var[Talk]) -> rx.Component:
    viewpoint_id = talk.viewpoint_id
    opened = Conversation.opened[viewpoint_id]
    total_id = f"events-of-{viewpoint_id}"
    older = Conversation.show_more(viewpoint_id)
    toggled = rx.cond(opened, Conversation.show_latest(viewpoint_id), older)
    return rx.el.div(
        _button(rx.cond(opened, say("Show latest only"), say("Show all")), toggled, total_id),
        rx.cond(opened & ~Conversation.ended[viewpoint_id], _button(say("Show more"), older, total_id)),
        rx.el.span(say_many("{count} event", "{count} events", talk.events_total), id=total_id, class_name="quiet"),
        rx.el.p(Conversation.faults[f"{viewpoint_id}"], role="status", class_name="fault"),
        class_name="more",
    )


def _button(label: rx.Var[str], pressed: rx.event.EventSpec, described_by: str) -> rx.Component:
    return rx.el.button(label, type="button", on_click=pressed, aria_describedby=described_by, class_name="link-button")
