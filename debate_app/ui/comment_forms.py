"""The forms in which comments and replies are written."""

import reflex as rx

from debate_app.domain.snapshot import CommentText, EventText, ViewpointText
from debate_app.state.commenting import Commenting
from debate_app.state.visitor import Visitor
from debate_app.ui import fields, offers
from debate_app.ui.browser import DraftForm, SaidText, reading
from debate_app.ui.debate import VIEWPOINTS
from debate_app.ui.words import counting, say

Place = rx.Var[str]

_SPOKEN = reading("spokenOf")
_VIEWPOINT_OF = reading("viewpointOf")


@rx.memo
def answer_form(told: rx.Var[EventText], place: rx.Var[str], language: rx.Var[str]) -> rx.Component:
    """A reply."""
    return _form(
        place,
        say("Your reply"),
        say("Reply"),
        lambda form: Commenting.reply(place, told.id, form),
        language=language,
        about=say("A reply to {name}", name=told.author.name),
    )


@rx.memo
def opening_form(
    place: rx.Var[str],
    viewpoint_id: rx.Var[int],
    paragraph_id: rx.Var[int],
    language: rx.Var[str],
    about: rx.Var[str],
) -> rx.Component:
    """A comment, to which others can reply."""
    return _form(
        place,
        say("Your comment"),
        say("Comment"),
        lambda form: Commenting.say(place, viewpoint_id, paragraph_id, form),
        offers.pasted(_VIEWPOINT_OF.call(VIEWPOINTS, viewpoint_id).to(ViewpointText), cites=False),
        language=language,
        about=about,
    )


@rx.memo
def rewording_form(said: rx.Var[CommentText], place: rx.Var[str]) -> rx.Component:
    """A comment as it is to read from now on."""
    return _form(
        place,
        say("Your comment"),
        say("Save"),
        lambda form: Commenting.change(place, said.id, form),
        language=said.language,
        about=say("A change of your comment"),
        text=_SPOKEN.call(said.sayings).to(str),
    )


def _form(
    place: Place,
    label: rx.Var[str],
    send: rx.Var[str],
    on_send: object,
    *offered: rx.Component,
    language: rx.Var[str],
    about: rx.Var[str],
    text: object = "",
) -> rx.Component:
    return DraftForm.create(
        fields.field(
            SaidText.create,
            "comment",
            label,
            say("Up to 2,000 characters. Links are recognised; @ and a name tells that person."),
            Commenting.faults,
            place,
            text=text,
            found=counting("{count} person found", "{count} people found"),
            people=say("People"),
        ),
        *offered,
        fields.language(language, Commenting.looks_like[place], Commenting.faults, place),
        fields.signature(Commenting.faults, place),
        fields.general_fault(Commenting.faults, place),
        fields.toolbar(send),
        id=place,
        draft=place,
        person=Visitor.person,
        about=about,
        stays=True,
        connected=rx.State.is_hydrated,
        answers=Commenting.answers[place],
        done=Commenting.done[place],
        too_long=fields.TOO_LONG,
        on_review=lambda form: Commenting.review(place, form),
        on_send=on_send,
        class_name="writing editor",
    )
