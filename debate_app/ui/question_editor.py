"""The editor of the question's own text, for its author and moderators."""

import reflex as rx

from debate_app.live.page import Page
from debate_app.state.question_editing import EditingQuestion
from debate_app.state.visitor import Visitor
from debate_app.ui import fields
from debate_app.ui.browser import Begun, DraftForm, EditedText, Opened, on_demand, reading
from debate_app.ui.conflict import conflict
from debate_app.ui.words import say

PLACE = rx.Var[str].create(f"question-{Page.question.id}")

LANGUAGE_PLACE = rx.Var[str].create(f"question-language-{Page.question.id}")

_LIST = reading("listOf")
_FAULTS = reading("placed").call(EditingQuestion.faults, PLACE).to(dict[str, str])
_FIELDS = ("title", "background", "topics")


def question_editor() -> rx.Component:
    """The form while it is open."""
    return Opened.create(on_demand(question_form), part=PLACE)


def question_language() -> rx.Component:
    """The form in which its language is declared, while it is open."""
    return Opened.create(on_demand(question_language_form), part=LANGUAGE_PLACE)


@rx.memo
def question_language_form() -> rx.Component:
    """The language that the question is written in."""
    faults = EditingQuestion.faults
    return DraftForm.create(
        fields.language(Page.question.language, "", faults),
        fields.general_fault(faults),
        fields.toolbar(say("Save")),
        id=LANGUAGE_PLACE,
        draft=LANGUAGE_PLACE,
        person=Visitor.person,
        about=say("The language of “{title}”", title=Page.question.title),
        stays=True,
        connected=rx.State.is_hydrated,
        answers=EditingQuestion.answers,
        done=EditingQuestion.done,
        too_long=fields.TOO_LONG,
        on_send=lambda form: EditingQuestion.declare(Page.question.id, form),
        class_name="card writing editor",
    )


@rx.memo
def question_form() -> rx.Component:
    """The question's title, background and topics."""
    asked = Page.question
    return DraftForm.create(
        rx.el.h2(say("Edit the question")),
        _text("title", say("Question"), say("At most 150 characters."), asked.title, 0, 150, 2),
        _text("background", say("Background"), say("At most 1,000 words."), asked.body, 1_000, 10_000, 7),
        fields.line(
            "topics",
            say("Topics"),
            say("Up to five, with commas between them."),
            _FAULTS,
            PLACE,
            default_value=_LIST.call(asked.topics).to(str),
        ),
        *(conflict(EditingQuestion.conflicts[name], name) for name in _FIELDS),
        fields.line("reason", say("Why?"), say("May stay empty."), _FAULTS, PLACE, max_length=400),
        fields.general_fault(_FAULTS, PLACE),
        Begun.create(name="base", value=asked.version),
        fields.toolbar(say("Save")),
        id=PLACE,
        draft=PLACE,
        person=Visitor.person,
        about=say("The question “{title}”", title=asked.title),
        connected=rx.State.is_hydrated,
        answers=EditingQuestion.answers,
        done=EditingQuestion.done,
        too_long=fields.TOO_LONG,
        on_send=lambda form: EditingQuestion.send(asked.id, form),
        class_name="card writing editor",
    )


def _text(
    name: str, label: rx.Var[str], hint: rx.Var[str], text: rx.Var[str], words: int, characters: int, rows: int
) -> rx.Component:
    return fields.field(
        EditedText.create,
        name,
        label,
        hint,
        _FAULTS,
        PLACE,
        text=text,
        words=words,
        characters=characters,
        rows=rows,
    )
