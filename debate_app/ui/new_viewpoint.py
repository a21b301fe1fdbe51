"""Add New Viewpoint: the form, and beside it the viewpoint as it would stand on the page."""

import reflex as rx

from debate_app.live.page import Page
from debate_app.state.viewpoints import NewViewpoint
from debate_app.state.visitor import Visitor
from debate_app.ui import fields, offers
from debate_app.ui.browser import DraftForm, Opened, Opener, on_demand
from debate_app.ui.links import link
from debate_app.ui.paragraphs import paragraph
from debate_app.ui.sources import sources
from debate_app.ui.words import say

_FORM = f"new-viewpoint-{Page.question.id}"


def add_button() -> rx.Component:
    """Opens and closes the form."""
    return Opener.create(say("Add New Viewpoint"), controls=_FORM, class_name="button add")


def new_viewpoint() -> rx.Component:
    """The form while it is open."""
    return Opened.create(on_demand(viewpoint_form), part=_FORM)


@rx.memo
def viewpoint_form() -> rx.Component:
    """Title, text, sources, and the viewpoint as it would stand."""
    faults = NewViewpoint.faults
    return DraftForm.create(
        rx.el.h3(say("Your viewpoint"), id="new-viewpoint"),
        fields.line("title", say("Title"), say("Your position in a few words, at most 150 characters."), faults),
        _similar(),
        fields.area(
            "paragraphs",
            say("Text"),
            say("An empty line starts a new paragraph of at most 300 words. Cite your first source as [1]."),
            faults,
            rows=9,
        ),
        offers.pasted_beside_sources(),
        fields.area(
            "sources",
            say("Sources"),
            say("One link a line, in the order in which you cite them."),
            faults,
            rows=3,
            input_mode="url",
            spell_check=False,
        ),
        offers.known("sources"),
        fields.language(Page.question.language, NewViewpoint.looks_like, faults),
        fields.signature(faults),
        fields.general_fault(faults),
        rx.el.div(
            rx.el.button(say("Publish"), type="submit", class_name="button go"),
            Opener.create(say("Close"), controls=_FORM, class_name="button"),
            rx.el.p(say("Your text is kept in this browser until it is published."), class_name="quiet"),
            class_name="tools",
        ),
        _preview(),  # below the buttons: it comes while one types, and must not move them
        draft=f"viewpoint:{Page.question.id}",
        person=Visitor.person,
        about=say("A viewpoint on “{title}”", title=Page.question.title),
        connected=rx.State.is_hydrated,
        answers=NewViewpoint.answers,
        too_long=fields.TOO_LONG,
        done=NewViewpoint.done,
        on_review=lambda form: NewViewpoint.review(Page.question.id, form),
        on_send=lambda form: NewViewpoint.publish(Page.question.id, form),
        id=_FORM,
        class_name="card writing",
        custom_attrs={"aria-labelledby": "new-viewpoint"},
    )


def _similar() -> rx.Component:
    return rx.cond(
        NewViewpoint.similar.length() > 0,
        rx.el.div(
            rx.el.p(say("There are viewpoints with a similar title. Is yours one of them?")),
            rx.el.ul(
                rx.foreach(
                    NewViewpoint.similar,
                    lambda one: rx.el.li(link(one[1], href=f"#viewpoint-{one[0]}", dir="auto"), key=one[0]),
                )
            ),
            class_name="notice",
        ),
    )


def _preview() -> rx.Component:
    return rx.cond(
        NewViewpoint.paragraphs.length() > 0,
        rx.el.section(
            rx.el.h4(say("Preview")),
            rx.el.p(NewViewpoint.title, dir="auto", class_name="preview-title"),
            rx.foreach(NewViewpoint.paragraphs, lambda text: paragraph(text, rx.Var.create(0), dir="auto")),
            sources(NewViewpoint.sources, rx.Var.create(0)),
            class_name="preview",
            aria_label=say("Preview"),
        ),
    )
