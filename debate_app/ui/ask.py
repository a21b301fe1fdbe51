"""Ask a question."""

import reflex as rx

from debate_app.state.questions import NewQuestion
from debate_app.state.visitor import Visitor
from debate_app.ui import fields
from debate_app.ui.browser import DraftForm, TakeOver
from debate_app.ui.shell import shell
from debate_app.ui.words import say


def ask() -> rx.Component:
    """The form."""
    faults = NewQuestion.faults
    return shell(
        rx.el.h1(say("Ask a question"), id="ask"),
        rx.el.p(say("A good one is short, open, and matters to people who disagree about it."), class_name="lead"),
        DraftForm.create(
            fields.line("title", say("Question"), say("In one sentence, at most 150 characters."), faults),
            fields.area(
                "background",
                say("Background"),
                say("What does one have to know to take part? An empty line starts a new paragraph."),
                faults,
                rows=7,
            ),
            fields.line("topics", say("Topics"), say("Up to five, with commas between them. May stay empty."), faults),
            fields.language("", NewQuestion.looks_like, faults),
            fields.signature(faults),
            fields.general_fault(faults),
            rx.el.div(
                rx.el.button(say("Ask"), type="submit", class_name="button go"),
                rx.el.p(say("Your text is kept in this browser until it is published."), class_name="quiet"),
                class_name="tools",
            ),
            draft="question",
            person=Visitor.person,
            about=say("A question to ask"),
            connected=rx.State.is_hydrated,
            answers=NewQuestion.answers,
            too_long=fields.TOO_LONG,
            done=NewQuestion.done,
            on_review=NewQuestion.review,
            on_send=NewQuestion.ask,
            class_name="card writing",
            custom_attrs={"aria-labelledby": "ask"},
        ),
        TakeOver.create(ready=rx.State.is_hydrated),
        extra="narrow",
    )
