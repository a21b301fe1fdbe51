"""Comments and replies: as they are read, and where one opens the forms for them."""

import reflex as rx

from debate_app.domain.conversation import LATEST_REPLIES
from debate_app.domain.snapshot import CommentText, EventText, Saying, ViewpointText
from debate_app.state.commenting import Commenting
from debate_app.state.conversation import Conversation
from debate_app.state.personal import Personal
from debate_app.ui import fields, people, translated
from debate_app.ui.browser import Opened, Opener, on_demand
from debate_app.ui.comment_forms import answer_form, opening_form, rewording_form
from debate_app.ui.links import link
from debate_app.ui.moderated import in_its_place, report
from debate_app.ui.words import say, say_many

Place = rx.Var[str]


@rx.memo
def comment(said: rx.Var[CommentText]) -> rx.Component:
    """What somebody said, and what they may still do about it."""
    place = Place.create(f"comment-{said.id}")
    return rx.fragment(
        rx.cond(
            said.removed,
            rx.el.p(say("Removed by its author."), class_name="quiet"),
            rx.cond(
                said.hidden.act_id > 0,
                in_its_place(said.hidden, "comment", said.id, Personal.comments.contains(said.id)),
                translated.said(said, rx.fragment(rx.foreach(said.sayings, _saying))),
            ),
        ),
        rx.cond(
            said.edited_at,
            rx.el.p(say("Edited"), " ", people.ago(said.edited_at), class_name="quiet"),
        ),
        rx.cond(
            Personal.comments.contains(said.id) & ~said.removed & (said.hidden.act_id == 0),
            _own(said, place),
            rx.cond(~said.removed, report("comment", said.id, "link-button report")),
        ),
    )


def replies(event: rx.Var[EventText], viewpoint_id: rx.Var[int]) -> rx.Component:
    """The newest replies to an event, oldest first; the earlier ones come with the whole conversation."""
    return rx.cond(
        event.replies_total > 0,
        rx.fragment(
            rx.cond(event.replies_total > LATEST_REPLIES, _earlier(event, viewpoint_id)),
            rx.el.ol(rx.foreach(event.replies, _reply), class_name="replies"),
        ),
    )


def reply_form(event: rx.Var[EventText], viewpoint: rx.Var[ViewpointText], place: Place) -> rx.Component:
    """Where one replies to an event."""
    return Opened.create(on_demand(answer_form, told=event, place=place, language=viewpoint.language), part=place)


def comment_form(
    place: Place, viewpoint: rx.Var[ViewpointText], paragraph_id: rx.Var[int] | int, about: rx.Var[str]
) -> rx.Component:
    """Where one comments on a viewpoint or a paragraph."""
    props = {"place": place, "viewpoint_id": viewpoint.id, "paragraph_id": paragraph_id, "about": about}
    return Opened.create(on_demand(opening_form, language=viewpoint.language, **props), part=place)


def _earlier(event: rx.Var[EventText], viewpoint_id: rx.Var[int]) -> rx.Component:
    """Opens the whole conversation, or closes it; the button stays where it is."""
    earlier = event.replies_total - event.replies.length()
    opened = Conversation.opened[viewpoint_id]
    hidden = say_many("{count} earlier reply is not shown.", "{count} earlier replies are not shown.", earlier)
    return rx.fragment(
        rx.el.button(
            rx.cond(
                opened,
                say("Show the latest replies only"),
                say_many("Show {count} earlier reply", "Show {count} earlier replies", earlier),
            ),
            type="button",
            on_click=rx.cond(opened, Conversation.show_latest(viewpoint_id), Conversation.show_more(viewpoint_id)),
            class_name="link-button",
        ),
        rx.cond(opened & (earlier > 0), rx.el.p(hidden, class_name="quiet")),
    )


def _reply(said: rx.Var[CommentText]) -> rx.Component:
    return rx.el.li(
        people.face(said.author),
        rx.el.div(rx.el.p(people.name(said.author), " ", people.day(said.at)), comment(said=said)),
        key=said.id,
        class_name="reply",
    )


def _saying(part: rx.Var[Saying]) -> rx.Component:
    return rx.cond(
        part.href,
        link(part.text, href=part.href, rel="nofollow ugc noopener"),
        rx.cond(part.mention, rx.el.b(part.text, class_name="mention"), rx.fragment(part.text)),
    )


def _own(said: rx.Var[CommentText], place: Place) -> rx.Component:
    changed = Place.create(f"reword-{said.id}")
    return rx.el.div(
        rx.cond(
            Personal.comments[said.id],
            Opener.create(say("Edit"), controls=changed, class_name="link-button"),
        ),
        rx.el.button(
            say("Remove"),
            type="button",
            on_click=Commenting.remove(said.id),
            class_name="link-button",
        ),
        fields.general_fault(Commenting.faults, said.id.to_string()),
        Opened.create(on_demand(rewording_form, said=said, place=changed), part=changed),
        id=place,
        class_name="own",
    )
