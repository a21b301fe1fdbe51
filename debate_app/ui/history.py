"""The history of a viewpoint or of a question: its versions, one of them, or two compared."""

import reflex as rx

from debate_app.state.history import History
from debate_app.ui.browser import TakeOver, reading
from debate_app.ui.comparison import comparison
from debate_app.ui.links import link
from debate_app.ui.not_found import not_found
from debate_app.ui.shell import SITE, shell
from debate_app.ui.version_list import comparing_form, version_list
from debate_app.ui.version_text import version_text
from debate_app.ui.words import say, say_many

_IS_QUESTION = History.subject.kind == "question"


def history() -> rx.Component:
    """The page, its outline while it loads, or the word that there is no such history."""
    return rx.cond(
        History.missing,
        not_found(),
        shell(
            rx.cond(History.loaded, _loaded(), _outline()),
            TakeOver.create(ready=History.loaded & rx.State.is_hydrated),
            extra="history",
        ),
    )


def history_title() -> rx.Var[str]:
    """Whose history it is, once that is known."""
    return reading("titleOf").call(rx.Var.create({"title": History.title}), SITE).to(str)


def _loaded() -> rx.Component:
    return rx.fragment(
        _head(),
        rx.cond(History.version.line.number > 0, version_text()),
        rx.cond(History.comparison.newer > 0, comparison()),
        rx.el.section(
            rx.el.h2(say("All versions"), id="versions"),
            rx.cond(History.numbers.length() > 1, comparing_form()),
            version_list(),
            rx.cond(History.subject.newest == 1, _nothing_yet()),
            aria_labelledby="versions",
            class_name="all-versions",
        ),
    )


def _head() -> rx.Component:
    back = rx.cond(_IS_QUESTION, say("Back to the question"), say("Back to the viewpoint"))
    kind = rx.cond(_IS_QUESTION, say("History of a question"), say("History of a viewpoint"))
    return rx.el.header(
        link(back, href=History.subject.path, class_name="back"),
        rx.el.p(kind, class_name="quiet"),
        rx.el.h1(History.subject.title, dir="auto", lang=History.subject.language),
        rx.el.p(say_many("{count} version", "{count} versions", History.subject.newest), class_name="quiet"),
        rx.cond(History.subject.paragraph_id > 0, _narrowed()),
        rx.el.div(rx.cond(History.faults["all"], rx.el.p(History.faults["all"], class_name="fault")), role="status"),
        class_name="history-head",
    )


def _narrowed() -> rx.Component:
    """Says that only one paragraph's history is told, and leads to the whole."""
    place = History.subject.paragraph_number
    return rx.el.p(
        rx.cond(
            place > 0,
            say("Only what happened to paragraph {number} is shown.", number=place),
            say("Only what happened to a paragraph that was taken out is shown."),
        ),
        " ",
        link(say("Show the whole viewpoint"), href=f"/history/viewpoint/{History.subject.id}"),
        class_name="notice",
    )


def _nothing_yet() -> rx.Component:
    return rx.el.p(
        say("Nothing has changed yet. Once somebody edits this text, every version of it is kept here."),
        class_name="empty",
    )


def _outline() -> rx.Component:
    """What will come, as grey shapes."""
    return rx.el.div(
        rx.el.p(say("Loading the history…"), class_name="spoken", role="status"),
        *(rx.el.i(class_name=f"bone {shape}") for shape in ("title", "title short", "lines", "lines", "lines")),
        class_name="outline",
    )
