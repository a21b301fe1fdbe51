"""Translate: the end of a question's page, and the offer under its heading."""

import reflex as rx

from debate_app.live.page import Page
from debate_app.ui.translated import Translate, TranslationOffer
from debate_app.ui.words import say


def translate() -> rx.Component:
    """Into which language, and what became of it."""
    return rx.el.section(
        rx.el.h2(say("Translate"), id="translating"),
        Translate.create(question=Page.question.id),
        class_name="translate",
        id="translate",
        aria_labelledby="translating",
    )


def translation_offer() -> rx.Component:
    """Nothing where the debate is in the language of the interface."""
    return TranslationOffer.create(from_language=Page.question.language)
