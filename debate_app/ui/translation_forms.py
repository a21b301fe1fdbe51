"""The form in which a person words a translation better."""

import reflex as rx

from debate_app.domain import limits
from debate_app.domain.snapshot import ParagraphText, ViewpointText
from debate_app.state.personal import Personal
from debate_app.state.translating import Translating
from debate_app.state.visitor import Visitor
from debate_app.ui import fields
from debate_app.ui.browser import DraftForm, Opened, Opener, on_demand
from debate_app.ui.translated import ImprovedText, WhileTranslated, paragraph_text
from debate_app.ui.words import say

Place = rx.Var[str]


def improve_button(place: Place, of: rx.Var[str]) -> rx.Component:
    """The way to the form, where there is a translation."""
    opener = Opener.create(say("Improve this translation"), controls=_form_of(place), class_name="tool")
    return WhileTranslated.create(opener, place=place, of=of)


def improve_paragraph(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """The form for a paragraph, while it is open."""
    place = Place.create(f"paragraph-{text.id}")
    about = say("A translation of paragraph {number} of “{title}”", number=text.number, title=viewpoint.title)
    return _opened(place, paragraph_text(text), viewpoint, about)


def improve_title(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """The form for a title, while it is open."""
    about = say("A translation of the title “{title}”", title=viewpoint.title)
    return _opened(Place.create(f"title-{viewpoint.id}"), viewpoint.title, viewpoint, about)


@rx.memo
def improve_form(
    place: rx.Var[str], of: rx.Var[str], viewpoint: rx.Var[ViewpointText], about: rx.Var[str]
) -> rx.Component:
    """The original to read, the translation to word anew, and why."""
    return DraftForm.create(
        rx.el.div(
            rx.el.h4(say("The original")),
            rx.el.p(of, dir="auto", lang=viewpoint.language, class_name="text"),
            class_name="original",
        ),
        fields.field(
            lambda **more: ImprovedText.create(place=place, of=of, **more),
            "text",
            say("Translation"),
            say("Keep links, numbers and marks such as [1] as they are."),
            Translating.faults,
            place,
            words=0,
            characters=limits.TRANSLATION_CHARACTERS,
            rows=3,
        ),
        fields.line(
            "reason",
            say("Why?"),
            say("In a few words, for those who read or decide. May stay empty."),
            Translating.faults,
            place,
            max_length=2 * limits.REASON_CHARACTERS,
        ),
        fields.signature(Translating.faults, place),
        fields.general_fault(Translating.faults, place),
        fields.toolbar(rx.cond(Personal.decides[viewpoint.id], say("Save"), say("Propose"))),
        id=_form_of(place),
        draft=_form_of(place),
        person=Visitor.person,
        about=about,
        connected=rx.State.is_hydrated,
        answers=Translating.answers[place],
        done=Translating.done[place],
        too_long=fields.TOO_LONG,
        on_send=Translating.correct,
        class_name="writing editor",
    )


def _opened(place: Place, of: rx.Var[str], viewpoint: rx.Var[ViewpointText], about: rx.Var[str]) -> rx.Component:
    form = on_demand(improve_form, place=place, of=of, viewpoint=viewpoint, about=about)
    return Opened.create(form, part=_form_of(place))


def _form_of(place: Place) -> Place:
    return Place.create(f"improve-{place}")
