"""One version as it stood, and the form that goes back to it."""

import reflex as rx

from debate_app.domain import limits
from debate_app.domain.snapshot import ParagraphText
from debate_app.state.history import History, Restoring
from debate_app.state.visitor import Visitor
from debate_app.ui import fields, people
from debate_app.ui.browser import DraftForm
from debate_app.ui.links import link
from debate_app.ui.paragraphs import paragraph
from debate_app.ui.sources import sources
from debate_app.ui.version_list import address, did
from debate_app.ui.words import say

_CHOSEN = History.version
_NUMBER = History.version.line.number
_IS_QUESTION = History.subject.kind == "question"
_LANGUAGE = History.subject.language
_OF_PARAGRAPH = History.subject.paragraph_id > 0


def version_text() -> rx.Component:
    """The version: which it is, what it said, and the way back to it."""
    return rx.el.section(
        rx.el.h2(say("Version {number} of {newest}", number=_NUMBER, newest=History.subject.newest), id="chosen"),
        rx.el.p(did(_CHOSEN.line), " · ", people.day(_CHOSEN.line.at), class_name="quiet"),
        rx.cond(
            _CHOSEN.line.reason, rx.el.p(say("“{reason}”", reason=_CHOSEN.line.reason), dir="auto", class_name="reason")
        ),
        _neighbours(),
        rx.el.article(
            rx.cond(~_OF_PARAGRAPH, rx.el.h3(_CHOSEN.title, dir="auto", lang=_LANGUAGE)),
            rx.cond(
                _OF_PARAGRAPH & (_CHOSEN.paragraphs.length() == 0),
                rx.el.p(say("The paragraph did not stand in this version."), class_name="quiet"),
            ),
            rx.foreach(_CHOSEN.paragraphs, _paragraph),
            rx.cond(~_OF_PARAGRAPH, sources(_CHOSEN.sources, History.subject.id)),
            _topics(),
            class_name="card then",
            aria_label=say("The text of this version"),
        ),
        _restoring(),
        class_name="chosen",
        aria_labelledby="chosen",
    )


def _neighbours() -> rx.Component:
    """To the versions before and behind this one, and to what it changed."""
    return rx.el.nav(
        rx.cond(_NUMBER > 1, link(say("Earlier"), href=address(_NUMBER - 1), rel="prev")),
        rx.cond(History.subject.newest > _NUMBER, link(say("Later"), href=address(_NUMBER + 1), rel="next")),
        rx.cond(_NUMBER > 1, link(say("What changed in it"), href=address(_NUMBER, _NUMBER - 1))),
        rx.cond(
            History.subject.newest > _NUMBER,
            link(say("What has changed since"), href=address(History.subject.newest, _NUMBER)),
        ),
        aria_label=say("Around this version"),
        class_name="ways",
    )


def _paragraph(text: rx.Var[ParagraphText]) -> rx.Component:
    plain = rx.el.p(text.pieces[0].text, key=text.number, dir="auto", lang=_LANGUAGE, class_name="text")
    return rx.cond(_IS_QUESTION, plain, paragraph(text, History.subject.id, lang=_LANGUAGE, dir="auto"))


def _topics() -> rx.Component:
    return rx.cond(
        _CHOSEN.topics.length() > 0,
        rx.el.ul(
            rx.foreach(_CHOSEN.topics, lambda topic: rx.el.li(topic, dir="auto", lang=_LANGUAGE, key=topic)),
            class_name="topics",
            aria_label=say("Topics"),
        ),
    )


def _restoring() -> rx.Component:
    """The form, for those who may use it; else why there is none."""
    gone = _OF_PARAGRAPH & ((History.subject.paragraph_number == 0) | (_CHOSEN.paragraphs.length() == 0))
    return rx.cond(
        _CHOSEN.stands,
        rx.el.p(say("This is how the text stands today."), class_name="quiet"),
        rx.cond(
            gone,
            rx.el.p(
                say("A paragraph that was taken out comes back with a whole version:"),
                " ",
                link(
                    say("Version {number}", number=_NUMBER), href=f"/history/viewpoint/{History.subject.id}/{_NUMBER}"
                ),
                class_name="quiet",
            ),
            rx.cond(_IS_QUESTION & ~History.may_apply, _not_yours(), rx.cond(History.writing, _why_not(), _form())),
        ),
    )


def _not_yours() -> rx.Component:
    return rx.el.p(say("Its author and moderators can go back to this version."), class_name="quiet")


def _why_not() -> rx.Component:
    return rx.el.p(History.writing, class_name="quiet")


def _form() -> rx.Component:
    faults, restore_id = Restoring.faults, f"restore-{_NUMBER}"
    at_once = rx.cond(_OF_PARAGRAPH, say("Restore this text"), say("Restore this version"))
    asked = rx.cond(_OF_PARAGRAPH, say("Propose to restore this text"), say("Propose to restore this version"))
    return DraftForm.create(
        fields.line(
            "reason",
            say("Why?"),
            say("In a few words, for those who read or decide. May stay empty."),
            faults,
            max_length=2 * limits.REASON_CHARACTERS,
        ),
        fields.signature(faults),
        fields.general_fault(faults),
        rx.el.div(
            rx.el.button(rx.cond(History.may_apply, at_once, asked), type="submit", class_name="button go"),
            rx.el.p(say("What stands today stays in the history."), class_name="quiet"),
            class_name="tools",
        ),
        id=restore_id,
        draft=f"restore-{History.subject.kind}-{History.subject.id}-{History.subject.paragraph_id}-{_NUMBER}",
        person=Visitor.person,
        about=say("Going back to version {number} of “{title}”", number=_NUMBER, title=History.subject.title),
        connected=rx.State.is_hydrated,
        answers=Restoring.answers,
        done=Restoring.done,
        too_long=fields.TOO_LONG,
        on_send=lambda form: Restoring.restore(_NUMBER, form),
        class_name="writing restoring",
        custom_attrs={"aria-label": say("Go back to this version"), "method": "dialog"},
    )
