"""The page for an address that leads nowhere."""

import reflex as rx

from debate_app.ui.home import search
from debate_app.ui.links import link
from debate_app.ui.shell import shell
from debate_app.ui.words import say


def not_found() -> rx.Component:
    """What happened, and where to go from here. Works without scripts."""
    return shell(
        rx.el.h1(say("There is no such page.")),
        rx.el.p(say("The address may be incomplete, or the question was never asked."), class_name="text"),
        search(""),
        rx.el.p(link(say("See all questions"), href="/", class_name="button")),
        extra="narrow",
    )
