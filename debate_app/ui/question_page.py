"""The question's page, top to bottom."""

import reflex as rx

from debate_app.live.page import Page
from debate_app.state.conversation import Conversation
from debate_app.ui.browser import Landing, TakeOver, reading
from debate_app.ui.not_found import not_found
from debate_app.ui.question import question
from debate_app.ui.shell import SITE, shell
from debate_app.ui.stats import stats
from debate_app.ui.translate import translate
from debate_app.ui.viewpoints import viewpoints
from debate_app.ui.words import say

_IS_HERE = Page.question.id > 0
_IS_READY = _IS_HERE & rx.State.is_hydrated


def question_page() -> rx.Component:
    """The page, its outline while it loads, or the word that there is no such question."""
    return rx.cond(
        Page.missing,
        not_found(),
        shell(
            rx.cond(_IS_HERE, rx.fragment(question(), stats(), viewpoints(), translate()), _outline()),
            TakeOver.create(ready=_IS_READY),
            Landing.create(
                ready=_IS_READY,
                shown=Conversation.found,
                on_missing=Conversation.find,
            ),
            extra="debate",
        ),
    )


def _outline() -> rx.Component:
    """What will come, as grey shapes."""
    return rx.el.div(
        rx.el.p(say("Loading the debate…"), class_name="spoken", role="status"),
        *(rx.el.i(class_name=f"bone {shape}") for shape in ("by", "title", "title short", "lines", "box", "lines")),
        class_name="outline",
    )


def page_title() -> rx.Var[str]:
    """The question, once it is here."""
    return reading("titleOf").call(Page.question, SITE).to(str)
