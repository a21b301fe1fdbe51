"""What people remarked about one paragraph, opened beside it."""

import reflex as rx

from debate_app.domain.snapshot import EventText, ParagraphText, Talk, ViewpointText
from debate_app.domain.tables import EventKind
from debate_app.state.conversation import Conversation
from debate_app.ui import comments, people
from debate_app.ui.allowed import may_write
from debate_app.ui.browser import Asking, Opened, Opener, reading
from debate_app.ui.conversation import doubted
from debate_app.ui.words import say, say_many

Place = rx.Var[str]

_COUNT = reading("remarksOf")


def remarks_button(text: rx.Var[ParagraphText], talk: rx.Var[Talk]) -> rx.Component:
    """How many comments there are; opens them."""
    count = _COUNT.call(talk, text.id).to(int)
    return rx.cond(
        count > 0,
        Opener.create(
            say_many("{count} comment", "{count} comments", count), controls=f"remarks-{text.id}", class_name="tool"
        ),
    )


def remarks(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText], talk: rx.Var[Talk]) -> rx.Component:
    """The comments while they are open, and the form for another."""
    place = Place.create(f"remark-{text.id}")
    about = say("A comment on paragraph {number} of “{title}”", number=text.number, title=viewpoint.title)
    return rx.fragment(
        Opened.create(opened_remarks(text=text, viewpoint=viewpoint, talk=talk), part=f"remarks-{text.id}"),
        comments.comment_form(place, viewpoint, text.id, about),
    )


@rx.memo
def opened_remarks(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText], talk: rx.Var[Talk]) -> rx.Component:
    """All comments on the paragraph, and the way to one more."""
    opener = Opener.create(say("Comment"), controls=f"remark-{text.id}", class_name="link-button")
    return rx.el.section(
        Asking.create(stamp=talk, on_ask=Conversation.hear(text.id)),
        rx.el.ol(rx.foreach(_heard(text.id), lambda told: _remark(told, viewpoint)), class_name="replies"),
        rx.cond(may_write(viewpoint), opener),
        id=f"remarks-{text.id}",
        class_name="remarks",
        aria_label=say("Comments on paragraph {number}", number=text.number),
    )


def _remark(told: rx.Var[EventText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    place = Place.create(f"respond-{told.id}")
    return rx.el.li(
        people.face(told.author),
        rx.el.div(
            rx.el.p(
                people.name(told.author),
                " ",
                rx.cond(told.kind == EventKind.DOUBTED.value, rx.fragment(doubted(told, viewpoint.id), " ")),
                people.day(told.at),
            ),
            rx.foreach(told.said, lambda said: rx.fragment(comments.comment(said=said), key=said.id)),
            comments.replies(told, viewpoint.id),
            rx.cond(may_write(viewpoint), Opener.create(say("Reply"), controls=place, class_name="link-button")),
            comments.reply_form(told, viewpoint, place),
        ),
        key=told.id,
        class_name="reply",
    )


def _heard(paragraph_id: rx.Var[int]) -> rx.Var[list[EventText]]:
    return Conversation.remarks[paragraph_id].to(list[EventText])
