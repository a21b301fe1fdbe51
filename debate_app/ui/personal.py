"""What waits for this person: edits to review, what became of their own, drafts that were not sent."""

import reflex as rx

from debate_app.domain.notices import NoticeText
from debate_app.domain.reviews import ReviewItem
from debate_app.domain.tables import EditKind, NoticeKind
from debate_app.state.personal import Personal
from debate_app.state.visitor import Visitor
from debate_app.ui import people
from debate_app.ui.browser import Mine
from debate_app.ui.links import link
from debate_app.ui.words import say
from debate_app.words import message

_TOLD = {
    NoticeKind.APPROVED: message("approved your change to “{title}”"),
    NoticeKind.DECLINED: message("declined your change to “{title}”"),
    NoticeKind.NEEDS_LOOK: message("changed the text under your proposal for “{title}”; it needs another look"),
    NoticeKind.REPLIED: message("replied to you on “{title}”"),
    NoticeKind.MENTIONED: message("mentioned you on “{title}”"),
}
_ASKED = {
    EditKind.CHANGE: message("would change a paragraph of “{title}”"),
    EditKind.INSERT: message("would add a paragraph to “{title}”"),
    EditKind.REMOVE: message("would take a paragraph out of “{title}”"),
    EditKind.MOVE: message("would move a paragraph of “{title}”"),
    EditKind.TITLE: message("would change the title “{title}”"),
    EditKind.SOURCES: message("would change the sources of “{title}”"),
    EditKind.RESTORE: message("would take “{title}” back to an earlier version"),
    EditKind.TRANSLATION: message("would correct a translation of “{title}”"),
}


def mine() -> rx.Component:
    """Nothing, unless something waits."""
    return Mine.create(
        rx.cond(Personal.notices.length() > 0, _notices()),
        rx.cond(Personal.to_review.length() > 0, _to_review()),
        person=Visitor.person,
        before=Visitor.person_before,
        news=Personal.notices.length() + Personal.to_review.length(),
        label=say("for you"),
    )


def _notices() -> rx.Component:
    seen = rx.el.button(say("I have seen them all"), type="button", on_click=Personal.see_all, class_name="link-button")
    return rx.el.section(
        rx.el.h2(say("News")),
        rx.el.ul(rx.foreach(Personal.notices, _notice)),
        rx.cond(Personal.notices.length() > 1, seen),
        class_name="waiting",
    )


def _notice(notice: rx.Var[NoticeText]) -> rx.Component:
    spoken = ((kind.value, say(text, title=notice.viewpoint_title)) for kind, text in _TOLD.items())
    return rx.el.li(
        rx.el.p(
            people.name(notice.by),
            " ",
            link(
                rx.match(notice.kind, *spoken, say("has news for you")),
                href=f"/q/{notice.question_id}/{notice.slug}#event-{notice.event_id}",
            ),
            rx.cond(notice.detail, rx.el.span(say(": “{reason}”", reason=notice.detail), dir="auto")),
        ),
        rx.el.button(say("Seen"), type="button", on_click=Personal.see(notice.id), class_name="link-button"),
        key=notice.id,
    )


def _to_review() -> rx.Component:
    return rx.el.section(
        rx.el.h2(say("To review")),
        rx.el.ul(rx.foreach(Personal.to_review, _item)),
        class_name="waiting",
    )


def _item(item: rx.Var[ReviewItem]) -> rx.Component:
    spoken = ((kind.value, say(text, title=item.viewpoint_title)) for kind, text in _ASKED.items())
    return rx.el.li(
        people.name(item.by),
        " ",
        link(
            rx.match(item.kind, *spoken, say("would change something")),
            href=f"/q/{item.question_id}/{item.slug}#proposal-{item.edit_id}",
        ),
        key=item.edit_id,
    )
