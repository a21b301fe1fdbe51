"""Proposals beside the text that they would change: read, discussed, agreed with."""

import reflex as rx

from debate_app.domain.snapshot import EditText, EventText, Talk, ViewpointText
from debate_app.domain.tables import EditStatus, Side
from debate_app.state.conversation import Conversation
from debate_app.state.deciding import Deciding
from debate_app.state.personal import Personal
from debate_app.ui import comments, edits, fields, people
from debate_app.ui.allowed import IS_OPEN, may_write
from debate_app.ui.browser import Opener, Waiting, reading
from debate_app.ui.deciding import deciding, own_proposal
from debate_app.ui.links import link
from debate_app.ui.moderated import report
from debate_app.ui.words import number, say, say_many

Place = rx.Var[str]

_PROPOSALS = reading("proposalsAt")
_IS_FRESH = reading("isFresh")
_IS_DECIDED = reading("isDecided")
_FORMS = reading("formsIn")
_WHOLE = reading("whole")


@rx.memo
def proposals(place: Place, viewpoint: rx.Var[ViewpointText], talk: rx.Var[Talk]) -> rx.Component:
    """What waits for a decision at this place. What came after the page was opened does not move the text that is
    being read: it comes in when asked (``presence.py``). What was decided stays while one writes in it."""
    return rx.foreach(
        _PROPOSALS.call(talk, place).to(list[EventText]),
        lambda event: Waiting.create(
            proposal(event=_WHOLE.call(event, Conversation.opened[viewpoint.id]).to(EventText), viewpoint=viewpoint),
            part=f"proposal-{event.edit.to(EditText).id}",
            held_back=_IS_FRESH.call(talk, event, Personal.edits).to(bool),
            forms=_FORMS.call(event),
            over=_IS_DECIDED.call(event).to(bool),
            key=event.id,
        ),
    )


@rx.memo
def proposal(event: rx.Var[EventText], viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """One of them, with what everybody, its proposer and whoever decides may do."""
    edit = event.edit.to(EditText)
    return rx.el.div(
        rx.el.header(
            people.face(edit.author),
            rx.el.p(
                people.name(edit.author),
                " ",
                rx.el.span(edits.would(edit)),
                " ",
                link(people.day(edit.at), href=f"#event-{event.id}", class_name="quiet"),
                " ",
                edits.status(edit),
            ),
        ),
        edits.substance(edit, viewpoint.language),
        rx.cond(edit.status == EditStatus.NEEDS_LOOK.value, _needs_look()),
        rx.el.div(
            rx.cond((Personal.voting == "") & IS_OPEN, _support(edit)),
            rx.cond(
                may_write(viewpoint),
                Opener.create(say("Reply"), controls=f"answer-{event.id}", class_name="link-button"),
            ),
            report("edit", edit.id),
            class_name="tools",
        ),
        comments.replies(event, viewpoint.id),
        comments.reply_form(event, viewpoint, Place.create(f"answer-{event.id}")),
        rx.cond(Personal.decides[viewpoint.id] & may_write(viewpoint), deciding(edit, viewpoint)),
        rx.cond(Personal.edits[edit.id] & may_write(viewpoint), own_proposal(edit, viewpoint)),
        fields.general_fault(Deciding.faults, edit.id.to_string()),
        id=f"proposal-{edit.id}",
        class_name="proposal",
        role="group",
        aria_label=say("Proposal by {name}", name=edit.author.name),
    )


def _needs_look() -> rx.Component:
    return rx.el.p(
        say("The text has changed under this proposal. It needs another look before it can be approved."),
        class_name="quiet",
    )


def _support(edit: rx.Var[EditText]) -> rx.Component:
    """Agree stands left of Disagree here too."""
    return rx.el.div(
        _side(edit, Side.AGREE, say("Agree"), edit.agrees),
        _side(edit, Side.DISAGREE, say("Disagree"), edit.disagrees),
        role="group",
        aria_label=say("Where you stand on this change"),
        class_name="support",
    )


def _side(edit: rx.Var[EditText], side: Side, label: rx.Var[str], count: rx.Var[int]) -> rx.Component:
    mine = Personal.stands[edit.id] == side.value
    wanted = rx.cond(mine, "", side.value)
    return rx.el.button(
        rx.el.span(label),
        rx.el.span(" ", say("with this change"), class_name="spoken"),
        rx.el.span(number(count), class_name="support-count"),
        type="button",
        aria_pressed=rx.cond(mine, "true", "false"),
        on_click=Deciding.stand(edit.id, edit.revision, wanted),
        class_name=f"button support-{side.value}",
        title=say_many("{count} vote", "{count} votes", count),
    )
