"""The head of a question's page: who asks, since when, what, and what it is about."""

import reflex as rx

from debate_app.live.page import Page
from debate_app.state.personal import Personal
from debate_app.ui import people
from debate_app.ui.allowed import IS_OPEN
from debate_app.ui.browser import Opener
from debate_app.ui.links import link
from debate_app.ui.moderated import in_its_place, report
from debate_app.ui.question_editor import LANGUAGE_PLACE, PLACE, question_editor, question_language
from debate_app.ui.sharing import share
from debate_app.ui.translate import translation_offer
from debate_app.ui.translated import background, question_title
from debate_app.ui.words import say


def question() -> rx.Component:
    """Author and dates, the question, its background and topics."""
    asked = Page.question
    is_out = (asked.hidden.act_id > 0) | asked.gone
    return rx.el.section(
        rx.el.div(
            people.face(asked.author),
            rx.el.p(
                people.name(asked.author),
                " · ",
                people.day(asked.created_at),
                " · ",
                rx.el.span(say("Last update"), " ", people.ago(asked.updated_at), class_name="moment"),
                class_name="quiet",
            ),
            class_name="by",
        ),
        rx.cond(
            is_out,
            rx.el.h1(say("Hidden question"), dir="auto", id="question"),
            question_title(asked),
        ),
        translation_offer(),
        rx.cond(
            is_out,
            in_its_place(asked.hidden, "question", asked.id, Personal.edits_question),
        ),
        _standing(),
        background(asked),
        rx.cond(
            asked.topics.length() > 0,
            rx.el.ul(
                rx.foreach(asked.topics, lambda topic: rx.el.li(topic, dir="auto", lang=asked.language)),
                class_name="topics",
                aria_label=say("Topics"),
            ),
        ),
        rx.el.p(
            share(asked.title),
            rx.cond(
                Personal.edits_question & IS_OPEN,
                rx.fragment(
                    Opener.create(say("Edit the question"), controls=PLACE, class_name="tool"),
                    Opener.create(say("Language"), controls=LANGUAGE_PLACE, class_name="tool"),
                ),
            ),
            rx.cond(
                Personal.edits_question,
                link(say("Settings"), href=f"/settings/question/{asked.id}", class_name="tool"),
            ),
            rx.cond(asked.version > 1, link(say("History"), href=f"/history/question/{asked.id}", class_name="tool")),
            link(say("How the votes came in"), href=f"/votes/{asked.id}", class_name="tool"),
            link(say("All sources"), href=f"/q/{asked.id}/sources", class_name="tool"),
            report("question", asked.id, "tool"),
            class_name="tool-row",
        ),
        question_editor(),
        question_language(),
        class_name="question",
        aria_label=say("Question"),
    )


def _standing() -> rx.Component:
    """Whether it takes votes and texts now, where that is not as usual."""
    asked = Page.question
    told = rx.match(
        asked.status,
        ("not_open", rx.el.p(say("Opens"), " ", people.moment(asked.opens_at), class_name="notice")),
        (
            "closed",
            rx.el.p(
                say("Closed since"),
                " ",
                people.moment(asked.closes_at),
                " · ",
                say("What you see is the final result."),
                class_name="notice",
            ),
        ),
        rx.cond(
            asked.closes_at,
            rx.el.p(say("Open until"), " ", people.moment(asked.closes_at), class_name="quiet"),
        ),
    )
    locked = rx.el.p(say("Locked by a moderator: it can be read and voted on."), class_name="notice")
    return rx.fragment(told, rx.cond(asked.locked, locked))
