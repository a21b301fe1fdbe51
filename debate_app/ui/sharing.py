"""The Share button: of the question's page, and of one viewpoint."""

import reflex as rx

from debate_app.ui.browser import Share
from debate_app.ui.words import say


def share(title: rx.Var[str], path: rx.Var[str] | str = "") -> rx.Component:
    """By the phone's own share sheet where there is one, else by copying the address, and saying so."""
    words = {"copied": say("Copied."), "address": say("The address, to copy")}
    return Share.create(say("Share"), title=title, path=path, words=words, class_name="tool")
