"""What this person is offered: only what would be allowed, as the server tells it for them and the question."""

import reflex as rx

from debate_app.domain.snapshot import ViewpointText
from debate_app.live.page import Page
from debate_app.state.personal import Personal
from debate_app.state.visitor import Visitor
from debate_app.ui.links import link
from debate_app.ui.words import say

IS_OPEN = Page.question.status == "open"

SIGN_IN = rx.cond(Page.question.id > 0, f"/sign-in?to=/q/{Page.question.id}/{Page.question.slug}", "/sign-in")
"""Where one signs in, to come back to the question on the page."""

_MAY_WRITE = (Personal.writing == "") & IS_OPEN & (~Page.question.locked | Personal.moderates)


def may_add() -> rx.Var[bool]:
    """Whether they are offered to add a viewpoint."""
    return _MAY_WRITE


def may_write(viewpoint: rx.Var[ViewpointText]) -> rx.Var[bool]:
    """Whether they are offered to edit, comment and reply there."""
    return _MAY_WRITE & (~viewpoint.locked | Personal.moderates)


def why_no_votes(viewpoint: rx.Var[ViewpointText]) -> rx.Var[str]:  # noqa: ARG001 - its place is hidden with it
    """Why they are not offered to vote; empty where they are."""
    closed = say("Closed. This is the final result.")
    return rx.match(
        Page.question.status, ("closed", closed), ("not_open", say("Votes are taken once it opens.")), Personal.voting
    )


def why_no_writing() -> rx.Component:
    """Why they are not offered to write, where that is theirs to change."""
    return rx.cond(
        (Personal.writing != "") & IS_OPEN,
        rx.el.p(
            Personal.writing,
            " ",
            rx.cond(~Visitor.account, link(say("Sign in"), href=SIGN_IN)),
            class_name="quiet",
        ),
    )
