"""The texts of a debate as their reader sees them: as they were written, or in another language (``translated.js``).

A text is known by its place, such as ``paragraph-12``, and by its words: a translation of other words is not shown.
"""

from typing import Any

import reflex as rx

from debate_app.domain.snapshot import CommentText, EditText, ParagraphText, QuestionText, Talk, ViewpointText
from debate_app.ui.browser import reading
from debate_app.ui.words import say

Words = rx.Var[str]

_TYPED = reading("typedOf")
_SPOKEN = reading("spokenOf")
_QUESTION = reading("textsOf")
_CORRECTED = reading("correctedAt")


class TranslatedText(rx.Component):
    """An element of this ``kind`` for the text that stands at ``place``: its first child as it was written, which is
    ``of`` in plain words, or its translation; what else is in it stays.

    It is fetched again when another edit has ``corrected`` it. While the part ``editor`` is open it is the original.
    Its words are a link to ``link_to``; they cite sources of ``viewpoint``, stand in quotation marks (``quoted``), or
    ``beside`` the original instead of in its place.
    """

    library = "$/public/translated.js"
    tag = "TranslatedText"
    kind: rx.Var[str]
    place: rx.Var[str]
    of: rx.Var[str]
    corrected: rx.Var[int]
    editor: rx.Var[str]
    link_to: rx.Var[str]
    viewpoint: rx.Var[int]
    quoted: rx.Var[bool]
    beside: rx.Var[bool]
    lang: rx.Var[str]
    dir: rx.Var[str]
    href: rx.Var[str]


class TranslationNote(rx.Component):
    """Who translated ``texts``, which are read together, and the way to the original."""

    library = "$/public/translated.js"
    tag = "TranslationNote"
    texts: rx.Var[Any]


class WhileTranslated(rx.Component):
    """What is there only while a translation of the text at ``place`` is shown."""

    library = "$/public/translated.js"
    tag = "WhileTranslated"
    place: rx.Var[str]
    of: rx.Var[str]


class ImprovedText(rx.Component):
    """The fields of a form that words the translation of the text at ``place`` better."""

    library = "$/public/translated.js"
    tag = "ImprovedText"
    place: rx.Var[str]
    of: rx.Var[str]
    name: rx.Var[str]
    words: rx.Var[int]
    characters: rx.Var[int]
    rows: rx.Var[int]


class TranslationOffer(rx.Component):
    """Offers a debate in another language ``from_language`` in the reader's own."""

    library = "$/public/translated.js"
    tag = "TranslationOffer"
    from_language: rx.Var[str]


class Translate(rx.Component):
    """The controls with which one translates the page of a ``question``."""

    library = "$/public/translated.js"
    tag = "Translate"
    question: rx.Var[int]


def question_title(asked: rx.Var[QuestionText]) -> rx.Component:
    """The question itself."""
    return TranslatedText.create(
        rx.fragment(asked.title),
        kind="h1",
        place="question-title",
        of=asked.title,
        editor=f"question-{asked.id}",
        dir="auto",
        lang=asked.language,
        id="question",
    )


def background(asked: rx.Var[QuestionText]) -> rx.Component:
    """What is behind the question, paragraph by paragraph, and the note on the whole of its text."""
    return rx.fragment(
        rx.foreach(
            asked.background,
            lambda text, at: TranslatedText.create(
                rx.fragment(text),
                kind="p",
                place=f"background-{at}",
                of=text,
                editor=f"question-{asked.id}",
                dir="auto",
                lang=asked.language,
                class_name="text",
                key=at,
            ),
        ),
        TranslationNote.create(texts=_QUESTION.call(asked)),
    )


def viewpoint_title(viewpoint: rx.Var[ViewpointText], kind: str, *title: rx.Component, **more: Any) -> rx.Component:
    """A viewpoint's title, or what stands in its place."""
    return TranslatedText.create(
        *title,
        kind=kind,
        place=f"title-{viewpoint.id}",
        of=viewpoint.title,
        editor=f"title-{viewpoint.id}",
        dir="auto",
        **more,
    )


def corrected(talk: rx.Var[Talk], place: str) -> rx.Var[int]:
    """The newest edit that corrected the translation of the text at this place."""
    return _CORRECTED.call(talk, place).to(int)


def paragraph_text(text: rx.Var[ParagraphText]) -> Words:
    """A paragraph in plain words."""
    return _TYPED.call(text).to(str)


def reason(edit: rx.Var[EditText]) -> rx.Component:
    """Why somebody makes an edit, in their own words."""
    place = f"reason-{edit.id}"
    return rx.fragment(
        TranslatedText.create(
            say("“{reason}”", reason=edit.reason),
            kind="p",
            place=place,
            of=edit.reason,
            quoted=True,
            dir="auto",
            class_name="reason",
        ),
        note(place, edit.reason),
    )


def wording(edit: rx.Var[EditText], diff: rx.Component) -> rx.Component:
    """What an edit changes and, beside it, the whole of its words in the reader's language."""
    place = f"edit-{edit.id}"
    return rx.fragment(
        TranslatedText.create(diff, kind="div", place=place, of=edit.text, beside=True), note(place, edit.text)
    )


def said(comment: rx.Var[CommentText], words: rx.Component) -> rx.Component:
    """What somebody said; ``words`` are that with its links."""
    place, of = f"comment-{comment.id}", _SPOKEN.call(comment.sayings).to(str)
    return rx.fragment(
        TranslatedText.create(
            words, kind="p", place=place, of=of, dir="auto", lang=comment.language, class_name="said"
        ),
        note(place, of),
    )


def note(place: str, of: Words) -> rx.Component:
    """The note on one text."""
    return TranslationNote.create(texts=[[place, of]])
