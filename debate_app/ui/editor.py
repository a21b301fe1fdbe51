"""What the editors of texts have in common: the text, the preview, why, whether it is small, send and leave."""

from typing import Any

import reflex as rx

from debate_app.domain import limits
from debate_app.domain.snapshot import ViewpointText
from debate_app.domain.tables import EditKind
from debate_app.state.editing import Editing
from debate_app.state.personal import Personal
from debate_app.state.visitor import Visitor
from debate_app.ui import fields
from debate_app.ui.browser import Begun, DraftForm, EditedText, SmallCorrection
from debate_app.ui.changes import changes
from debate_app.ui.conflict import conflict
from debate_app.ui.words import say

Place = rx.Var[str]

_KEYS = say("Ctrl+Enter sends, Esc cancels.")
_KEYS_TO_NEXT = say("Ctrl+Enter sends, Esc cancels, Alt+↓ goes to the next paragraph.")


def paragraph_text(place: Place, label: rx.Var[str], began: Any) -> rx.Component:
    """The field for the text of a paragraph."""
    hint = say("At most 300 words. Cite the first source as [1].")
    return text(place, label, hint, began, limits.PARAGRAPH_WORDS, limits.PARAGRAPH_CHARACTERS, 3)


def reason(place: Place, began: rx.Var[str] | str = "") -> rx.Component:
    """Why, in one line."""
    return fields.line(
        "reason",
        say("Why?"),
        say("In a few words, for those who read or decide. May stay empty."),
        Editing.faults,
        place,
        max_length=2 * limits.REASON_CHARACTERS,
        default_value=began,
    )


def small_correction(looks: rx.Var[bool]) -> rx.Component:
    """Whether votes are to stay as they are."""
    return SmallCorrection.create(
        looks=looks,
        label=say("Small correction"),
        hint=say("Nothing that people voted on changes: they are not asked about their votes again."),
    )


def preview(place: Place) -> rx.Component:
    """What the edit would change, word by word."""
    runs = Editing.previews[place]
    return rx.cond(
        runs,
        rx.el.section(rx.el.h4(say("What you change")), changes(runs), class_name="preview", aria_label=say("Preview")),
    )


def toolbar(label: rx.Var[str], keys: rx.Var[str] = _KEYS) -> rx.Component:
    """Send and leave, and the keys that do the same."""
    return fields.toolbar(label, rx.el.p(keys, class_name="quiet keys"))


def text(
    place: Place, label: rx.Var[str], hint: rx.Var[str], began: Any, words: int, characters: int, rows: int
) -> rx.Component:
    """The field for a text that may have so many ``words``, 0 where they do not count, and characters."""
    return fields.field(
        EditedText.create,
        "text",
        label,
        hint,
        Editing.faults,
        place,
        text=began,
        words=words,
        characters=characters,
        rows=rows,
    )


def form(
    place: Place,
    kind: EditKind,
    viewpoint: rx.Var[ViewpointText],
    paragraph_id: Any,
    *parts: rx.Component,
    save: rx.Var[str] | None = None,
    **more: Any,
) -> rx.Component:
    """The form of an edit; ``save`` is what those press who need not propose it."""
    decides = Personal.decides[viewpoint.id]
    label = rx.cond(decides, say("Save") if save is None else save, say("Propose"))
    return DraftForm.create(
        *parts,
        conflict(Editing.conflicts[place]),
        reason(place),
        rx.cond(decides, small_correction(Editing.looks_small[place])),
        fields.signature(Editing.faults, place),
        fields.general_fault(Editing.faults, place),
        Begun.create(name="base", value=viewpoint.version),
        toolbar(label, _KEYS_TO_NEXT if "next" in more else _KEYS),
        preview(place),  # below the buttons: it comes while one types, and must not move them
        id=place,
        draft=place,
        person=Visitor.person,
        connected=rx.State.is_hydrated,
        answers=Editing.answers[place],
        done=Editing.done[place],
        too_long=fields.TOO_LONG,
        on_review=lambda form: Editing.review(place, kind.value, viewpoint.id, paragraph_id, form),
        on_send=lambda form: Editing.send(place, kind.value, viewpoint.id, paragraph_id, form),
        class_name="writing editor",
        **more,
    )
