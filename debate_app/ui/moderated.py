"""What stands in the place of a text that is hidden or gone, and the ways to report and to moderate."""

import reflex as rx

from debate_app.domain.snapshot import Hiding
from debate_app.state.personal import Personal
from debate_app.ui import people
from debate_app.ui.links import link
from debate_app.ui.words import say

Id = rx.Var[int]


def in_its_place(hiding: rx.Var[Hiding], kind: str, subject_id: Id, own: rx.Var[bool] | bool = False) -> rx.Component:
    """Who hid it, when and why, with the line of the public log. Its author (``own``) can still read it there."""
    told = rx.el.p(
        say("Hidden by"),
        " ",
        people.name(hiding.by),
        " · ",
        people.day(hiding.at),
        rx.el.span(say(": “{reason}”", reason=hiding.reason), dir="auto"),
        " ",
        link(say("What was decided"), href=f"/moderation/log/{hiding.act_id}"),
        rx.cond(own, rx.fragment(" · ", link(say("Read it"), href=f"/moderation/{kind}/{subject_id}"))),
        class_name="hidden-text",
    )
    gone = rx.el.p(say("This text was deleted. Its place stays."), class_name="hidden-text")
    return rx.cond(hiding.act_id > 0, told, gone)


def report(kind: str, subject_id: Id, class_name: str = "link-button") -> rx.Component:
    """The way to report something or, for moderators, to decide about it."""
    return rx.cond(
        Personal.moderates,
        link(say("Moderate"), href=f"/moderation/{kind}/{subject_id}", class_name=class_name, rel="nofollow"),
        link(say("Report"), href=f"/report/{kind}/{subject_id}", class_name=class_name, rel="nofollow"),
    )
