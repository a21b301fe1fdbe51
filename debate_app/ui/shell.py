"""What surrounds every page: skip link, top bar, main part, footer."""

import reflex as rx

from debate_app import languages
from debate_app.state.personal import Personal
from debate_app.state.visitor import Visitor
from debate_app.ui.allowed import SIGN_IN
from debate_app.ui.links import link
from debate_app.ui.personal import mine
from debate_app.ui.presence import people_here
from debate_app.ui.votes import outbox
from debate_app.ui.words import is_spoken, say

SITE = "Debate"


def shell(*content: rx.Component, extra: str = "") -> rx.Component:
    """A page with ``content`` in its main part; ``extra`` is a class of that part."""
    return rx.fragment(
        link(say("Skip to the content"), href="#content", class_name="skip"),
        top_bar(),
        rx.el.main(*content, id="content", tab_index=-1, class_name=f"page {extra}".strip()),
        footer(),
        outbox(),
    )


def top_bar() -> rx.Component:
    """The site's name, which leads home, and the way to ask."""
    return rx.el.header(
        link(rx.el.span(class_name="mark", aria_hidden="true"), SITE, href="/", class_name="brand"),
        people_here(),
        mine(),
        rx.el.nav(
            link(
                rx.el.span(say("Ask a question"), class_name="full"),
                rx.el.span(say("Ask"), class_name="brief"),
                href="/ask",
                class_name="button quiet-button",
            ),
            rx.cond(
                Visitor.account,
                link(say("Account"), href="/account", class_name="button quiet-button"),
                link(say("Sign in"), href=SIGN_IN, class_name="button quiet-button"),
            ),
            aria_label=say("Site"),
        ),
        class_name="top",
    )


def footer() -> rx.Component:
    """What this place is, and the pages about it."""
    return rx.el.footer(
        rx.el.p(say("One question, its viewpoints, and where people stand. No trackers, no third parties.")),
        rx.el.p(
            link(say("My positions"), href="/positions"),
            " · ",
            link(say("Privacy"), href="/privacy"),
            " · ",
            link(say("Who may do what"), href="/rules"),
            " · ",
            link(say("Moderation log"), href="/moderation/log"),
            rx.cond(Personal.moderates, rx.fragment(" · ", link(say("To moderate"), href="/moderation"))),
        ),
        _languages(),
        class_name="foot",
    )


def _languages() -> rx.Component:
    """The languages of the interface, each under its own name. Choosing one loads the page again in it."""
    return rx.el.form(
        *(
            rx.el.button(
                name,
                type="submit",
                name="language",
                value=code,
                lang=code,
                aria_current=is_spoken(code),
                class_name="link-button",
            )
            for code, name in languages.OWN_NAMES.items()
        ),
        method="post",
        action="/language",
        aria_label=say("Language"),
        class_name="languages",
    )
