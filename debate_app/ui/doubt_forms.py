"""The form in which one says that a source does not support the text, and why."""

import functools

import reflex as rx

from debate_app.domain.snapshot import SourceText, ViewpointText
from debate_app.state.commenting import Commenting
from debate_app.state.visitor import Visitor
from debate_app.ui import fields
from debate_app.ui.browser import Begun, DraftForm, SaidText
from debate_app.ui.words import counting, say


@rx.memo
def doubt_form(source: rx.Var[SourceText], viewpoint: rx.Var[ViewpointText], place: rx.Var[str]) -> rx.Component:
    """Why, and of which paragraph it is true."""
    return DraftForm.create(
        rx.el.p(say("Does not support this"), class_name="form-title"),
        fields.field(
            SaidText.create,
            "comment",
            say("Why does this source not support the text?"),
            say("Others read it in the conversation and can reply. Up to 2,000 characters."),
            Commenting.faults,
            place,
            text="",
            found=counting("{count} person found", "{count} people found"),
            people=say("People"),
        ),
        fields.field(
            functools.partial(rx.el.select, rx.el.option(say("all of it"), value="0"), _paragraphs(viewpoint)),
            "paragraph",
            say("What does it not support?"),
            say("The viewpoint, or one of its paragraphs."),
            Commenting.faults,
            place,
        ),
        fields.language(viewpoint.language, Commenting.looks_like[place], Commenting.faults, place),
        Begun.create(name="source", value=source.href),
        fields.signature(Commenting.faults, place),
        fields.general_fault(Commenting.faults, place),
        fields.toolbar(say("Doubt it")),
        id=place,
        draft=place,
        person=Visitor.person,
        about=say("A doubt about source {number} of “{title}”", number=source.number, title=viewpoint.title),
        stays=True,
        connected=rx.State.is_hydrated,
        answers=Commenting.answers[place],
        done=Commenting.done[place],
        too_long=fields.TOO_LONG,
        on_review=lambda form: Commenting.review(place, form),
        on_send=lambda form: Commenting.doubt(place, viewpoint.id, form),
        class_name="writing editor",
    )


def _paragraphs(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    return rx.foreach(
        viewpoint.paragraphs,
        lambda one: rx.el.option(say("Paragraph {number}", number=one.number), value=one.id.to_string(), key=one.id),
    )
