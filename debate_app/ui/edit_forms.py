"""The editors of a viewpoint's parts: each opens in the place of what it changes, or beside it."""

import functools

import reflex as rx

from debate_app.domain import limits
from debate_app.domain.snapshot import ParagraphText, ViewpointText
from debate_app.domain.tables import EditKind
from debate_app.state.editing import Editing
from debate_app.state.visitor import Visitor
from debate_app.ui import editor, fields, offers
from debate_app.ui.browser import Begun, Closed, DraftForm, Opened, on_demand, reading
from debate_app.ui.words import say

Place = rx.Var[str]

_NEXT = reading("nextOf")
_TYPED = reading("typedOf")
_LINES = reading("linesOf")


def change(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText], shown: rx.Component) -> rx.Component:
    """A paragraph, ``shown`` as it stands while nobody edits it here."""
    place = Place.create(f"change-{text.id}")
    return rx.fragment(
        Closed.create(shown, part=place),
        Opened.create(on_demand(change_form, text=text, viewpoint=viewpoint), part=place),
    )


def insert(after: rx.Var[int], viewpoint: rx.Var[ViewpointText], place: Place) -> rx.Component:
    """A new paragraph behind ``after``; 0 is the beginning."""
    return Opened.create(on_demand(insert_form, after=after, viewpoint=viewpoint, place=place), part=place)


def remove(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Taking a paragraph out."""
    return Opened.create(on_demand(remove_form, text=text, viewpoint=viewpoint), part=f"remove-{text.id}")


def move(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Moving a paragraph to another place."""
    return Opened.create(on_demand(move_form, text=text, viewpoint=viewpoint), part=f"move-{text.id}")


def title(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """The viewpoint's title."""
    return Opened.create(on_demand(title_form, viewpoint=viewpoint), part=f"title-{viewpoint.id}")


def sources(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """The viewpoint's sources, one a line."""
    return Opened.create(on_demand(sources_form, viewpoint=viewpoint), part=f"sources-{viewpoint.id}")


def language(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """The language that the viewpoint is written in."""
    return Opened.create(on_demand(language_form, viewpoint=viewpoint), part=f"language-{viewpoint.id}")


# Memos: the code of a form is there once, fetched when it is needed, and a closed one costs one element.
@rx.memo
def change_form(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """A paragraph's new text."""
    place = Place.create(f"change-{text.id}")
    return editor.form(
        place,
        EditKind.CHANGE,
        viewpoint,
        text.id,
        editor.paragraph_text(place, say("Paragraph {number}", number=text.number), _TYPED.call(text).to(str)),
        offers.pasted(viewpoint, cites=True),
        about=say("Paragraph {number} of “{title}”", number=text.number, title=viewpoint.title),
        next=_NEXT.call(viewpoint.paragraphs, text.id).to(str),
    )


@rx.memo
def insert_form(after: rx.Var[int], viewpoint: rx.Var[ViewpointText], place: rx.Var[str]) -> rx.Component:
    """The text of a paragraph that is to come behind ``after``."""
    return editor.form(
        place,
        EditKind.INSERT,
        viewpoint,
        0,
        editor.paragraph_text(place, say("New paragraph"), ""),
        offers.pasted(viewpoint, cites=True),
        Begun.create(name="after", value=after),
        about=say("A new paragraph for “{title}”", title=viewpoint.title),
    )


@rx.memo
def remove_form(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Whether to take a paragraph out, and why."""
    about = say("Take paragraph {number} out of “{title}”", number=text.number, title=viewpoint.title)
    heading = rx.el.p(say("Take this paragraph out? It stays readable in the history."))
    place, save = Place.create(f"remove-{text.id}"), say("Take it out")
    return editor.form(place, EditKind.REMOVE, viewpoint, text.id, heading, about=about, save=save)


@rx.memo
def move_form(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Where a paragraph is to stand."""
    place = Place.create(f"move-{text.id}")
    return editor.form(
        place,
        EditKind.MOVE,
        viewpoint,
        text.id,
        fields.field(
            functools.partial(rx.el.select, _to_beginning(), _behind(text, viewpoint)),
            "after",
            say("Move this paragraph"),
            say("Everything else keeps its order."),
            Editing.faults,
            place,
        ),
        about=say("Move paragraph {number} of “{title}”", number=text.number, title=viewpoint.title),
        save=say("Move it"),
    )


@rx.memo
def title_form(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Another title."""
    place = Place.create(f"title-{viewpoint.id}")
    area = editor.text(
        place, say("Title"), say("At most 150 characters."), viewpoint.title, 0, limits.TITLE_CHARACTERS, 2
    )
    about = say("The title of “{title}”", title=viewpoint.title)
    return editor.form(place, EditKind.TITLE, viewpoint, 0, area, about=about)


@rx.memo
def sources_form(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Other sources."""
    place = Place.create(f"sources-{viewpoint.id}")
    hint = say("One link a line, in the order in which they are cited. A label stands before it: [a] example.org/page")
    most = limits.SOURCES * limits.SOURCE_CHARACTERS
    area = editor.text(place, say("Sources"), hint, _LINES.call(viewpoint.sources).to(str), 0, most, 4)
    about = say("The sources of “{title}”", title=viewpoint.title)
    return editor.form(place, EditKind.SOURCES, viewpoint, 0, area, offers.known("text"), about=about)


@rx.memo
def language_form(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Another language."""
    place = Place.create(f"language-{viewpoint.id}")
    return DraftForm.create(
        fields.language(viewpoint.language, "", Editing.faults, place),
        fields.general_fault(Editing.faults, place),
        editor.toolbar(say("Save")),
        id=place,
        draft=place,
        person=Visitor.person,
        about=say("The language of “{title}”", title=viewpoint.title),
        stays=True,
        connected=rx.State.is_hydrated,
        answers=Editing.answers[place],
        done=Editing.done[place],
        too_long=fields.TOO_LONG,
        on_send=lambda form: Editing.declare(place, viewpoint.id, form),
        class_name="writing editor",
    )


def _to_beginning() -> rx.Component:
    return rx.el.option(say("to the beginning"), value="0")


def _behind(text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    return rx.foreach(
        viewpoint.paragraphs,
        lambda other: rx.el.option(
            say("after paragraph {number}", number=other.number),
            value=other.id.to_string(),
            disabled=other.id == text.id,
        ),
    )
