"""The forms in which a proposal is decided, and worded anew."""

import reflex as rx

from debate_app.domain.snapshot import EditText, ViewpointText
from debate_app.domain.tables import EditKind, EditStatus
from debate_app.state.deciding import Deciding
from debate_app.state.editing import Editing
from debate_app.state.visitor import Visitor
from debate_app.ui import editor, fields
from debate_app.ui.browser import Begun, Closed, DraftForm, Opened, Opener, reading
from debate_app.ui.conflict import conflict
from debate_app.ui.words import say

Place = rx.Var[str]

_PARAGRAPH_OF = reading("paragraphOf")


_WORDED = [EditKind.CHANGE, EditKind.INSERT, EditKind.TITLE, EditKind.SOURCES, EditKind.TRANSLATION]


def is_worded(edit: rx.Var[EditText]) -> rx.Var[bool]:
    """Whether there is a text in it that can be worded otherwise."""
    return rx.Var.create([kind.value for kind in _WORDED]).contains(edit.kind)


def other_ways(edit: rx.Var[EditText]) -> tuple[rx.Component, ...]:
    """The buttons beside Approve."""
    adjust, decline = f"adjust-{edit.id}", f"decline-{edit.id}"
    return (
        rx.cond(is_worded(edit), Opener.create(say("Change and approve"), controls=adjust, class_name="button")),
        Opener.create(say("Decline"), controls=decline, class_name="button"),
    )


@rx.memo
def approving_form(edit: rx.Var[EditText]) -> rx.Component:
    """Approve at hand, the two other ways beside it."""
    place, why = Place.create(f"approve-{edit.id}"), Place.create(f"why-{edit.id}")
    return DraftForm.create(
        rx.el.div(
            _small_correction(edit),
            Closed.create(Opener.create(say("Add a reason"), controls=why, class_name="link-button"), part=why),
            class_name="decide-options",
        ),
        Opened.create(_reason(place, say("Why?"), say("In a few words. Everybody can read it.")), part=why),
        fields.general_fault(Deciding.faults, place),
        rx.el.div(
            rx.el.button(say("Approve"), type="submit", class_name="button go"),
            *other_ways(edit),
            class_name="tools",
        ),
        draft=place,
        person=Visitor.person,
        about=say("A decision"),
        connected=rx.State.is_hydrated,
        answers=Deciding.answers[place],
        done=Deciding.done[place],
        too_long=fields.TOO_LONG,
        on_send=lambda form: Deciding.approve(place, edit.id, edit.revision, form),
        class_name="writing",
    )


@rx.memo
def adjusting_form(edit: rx.Var[EditText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Other words, with which it is approved."""
    place = Place.create(f"adjust-{edit.id}")
    return _wording(
        edit,
        viewpoint,
        place,
        _small_correction(edit),
        label=say("Approve with these words"),
        about=say("Your words for a proposal by {name}", name=edit.author.name),
        on_send=lambda form: Editing.adjust(place, edit.id, edit.revision, form),
    )


@rx.memo
def revising_form(edit: rx.Var[EditText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Other words, which are proposed instead."""
    place = Place.create(f"revise-{edit.id}")
    return _wording(
        edit,
        viewpoint,
        place,
        editor.reason(place, edit.reason),
        label=say("Propose these words"),
        about=say("Other words for your proposal"),
        on_send=lambda form: Editing.revise(place, edit.id, form),
    )


def _wording(
    edit: rx.Var[EditText],
    viewpoint: rx.Var[ViewpointText],
    place: Place,
    *parts: rx.Component,
    label: rx.Var[str],
    about: rx.Var[str],
    on_send: object,
) -> rx.Component:
    """Another text for the proposal."""
    needs_look = edit.status == EditStatus.NEEDS_LOOK.value
    paragraph_id = _PARAGRAPH_OF.call(edit.place).to(int)
    return DraftForm.create(
        editor.paragraph_text(place, say("The proposed text"), edit.text),
        conflict(Editing.conflicts[place]),
        editor.preview(place),
        *parts,
        fields.signature(Editing.faults, place),
        fields.general_fault(Editing.faults, place),
        Begun.create(name="base", value=rx.cond(needs_look, edit.base_version, viewpoint.version)),
        editor.toolbar(label),
        id=place,
        draft=place,
        person=Visitor.person,
        about=about,
        connected=rx.State.is_hydrated,
        answers=Editing.answers[place],
        done=Editing.done[place],
        too_long=fields.TOO_LONG,
        on_review=lambda form: Editing.review(place, edit.kind, viewpoint.id, paragraph_id, form),
        on_send=on_send,
        class_name="writing editor",
    )


def _small_correction(edit: rx.Var[EditText]) -> rx.Component:
    """A translation changes nothing that was voted on."""
    return rx.cond(edit.kind != EditKind.TRANSLATION.value, editor.small_correction(edit.small))


@rx.memo
def declining_form(edit: rx.Var[EditText]) -> rx.Component:
    """Why it is declined."""
    place = Place.create(f"decline-{edit.id}")
    return DraftForm.create(
        _reason(place, say("Why not?"), say("Whoever proposed this is told, and everybody can read it.")),
        fields.general_fault(Deciding.faults, place),
        editor.toolbar(say("Decline the proposal")),
        id=place,
        draft=place,
        person=Visitor.person,
        about=say("Why you decline a proposal by {name}", name=edit.author.name),
        connected=rx.State.is_hydrated,
        answers=Deciding.answers[place],
        done=Deciding.done[place],
        too_long=fields.TOO_LONG,
        on_send=lambda form: Deciding.decline(place, edit.id, edit.revision, form),
        class_name="writing editor",
    )


def _reason(place: Place, label: rx.Var[str], hint: rx.Var[str]) -> rx.Component:
    return fields.line("reason", label, hint, Deciding.faults, place, max_length=400)
