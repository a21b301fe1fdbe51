"""Edits in words: what somebody does to a viewpoint, what became of it, and what it changes."""

import reflex as rx

from debate_app.domain.edit_words import DID, STATUS, WOULD
from debate_app.domain.snapshot import EditText
from debate_app.domain.tables import EditKind, EditStatus
from debate_app.state.personal import Personal
from debate_app.ui import people, translated
from debate_app.ui.changes import changes
from debate_app.ui.links import link
from debate_app.ui.moderated import in_its_place
from debate_app.ui.words import language_name, say


def did(edit: rx.Var[EditText]) -> rx.Component:
    """What the edit did, or would do, told away from its text; a paragraph that stands is linked."""
    numbered = say("paragraph {number}", number=edit.paragraph_number)
    paragraph = rx.cond(edit.paragraph_number > 0, numbered, say("a paragraph"))
    words = rx.cond(
        edit.status == EditStatus.APPROVED.value, _words(DID, edit, paragraph), _words(WOULD, edit, paragraph)
    )
    stands = (edit.paragraph_number > 0) & edit.place.startswith("paragraph-")
    return rx.cond(stands, link(words, href=f"#{edit.place}"), rx.el.span(words))


def would(edit: rx.Var[EditText]) -> rx.Var[str]:
    """What the edit would do, told beside its text."""
    return _words(WOULD, edit, say("this paragraph"))


def status(edit: rx.Var[EditText]) -> rx.Component:
    """What became of it, as a tag."""
    word = rx.match(edit.status, *((one.value, say(text)) for one, text in STATUS.items()), say("Proposed"))
    small = (edit.status == EditStatus.APPROVED.value) & edit.small
    return rx.fragment(
        rx.el.span(word, class_name=f"tag {edit.status}"),
        rx.cond(small, rx.fragment(" ", rx.el.span(say("Small correction"), class_name="tag small"))),
    )


def substance(edit: rx.Var[EditText], language: rx.Var[str]) -> rx.Component:
    """Why, and what changes in a viewpoint of that language; or what stands in the place of its words."""
    return rx.cond(
        (edit.hidden.act_id > 0) | edit.gone,
        in_its_place(edit.hidden, "edit", edit.id, Personal.edits.contains(edit.id)),
        _substance(edit, language),
    )


def _substance(edit: rx.Var[EditText], language: rx.Var[str]) -> rx.Component:
    return rx.fragment(
        rx.cond(edit.reason, translated.reason(edit)),
        rx.cond(edit.kind == EditKind.INSERT.value, _behind(edit)),
        rx.cond(edit.kind == EditKind.MOVE.value, _behind(edit)),
        rx.cond(edit.changes.length() > 0, _changes(edit, language)),
        rx.cond(edit.cause == "carried", _note(say("Carried over to a newer text of this paragraph."))),
        rx.cond(edit.cause == "revised", _note(say("Worded anew by whoever proposed it."))),
        rx.cond(
            edit.adjusted_by.name,
            rx.el.p(say("Changed before approval by"), " ", people.name(edit.adjusted_by), class_name="quiet"),
        ),
    )


def _changes(edit: rx.Var[EditText], language: rx.Var[str]) -> rx.Component:
    """Word by word; a proposal's words can be read as a whole too, in the reader's language."""
    waits = (edit.status == EditStatus.PROPOSED.value) | (edit.status == EditStatus.NEEDS_LOOK.value)
    is_text = waits & (edit.kind != EditKind.SOURCES.value) & (edit.kind != EditKind.TRANSLATION.value)
    diff = changes(edit.changes, lang=rx.cond(edit.language, edit.language, language))
    return rx.cond(is_text, translated.wording(edit, diff), diff)


def outcome(edit: rx.Var[EditText]) -> rx.Component:
    """Who decided, when and why, where somebody else than the author did."""
    by_another = edit.decided_by.name & (edit.decided_by.name != edit.author.name)
    told = rx.match(
        edit.status,
        (EditStatus.APPROVED.value, say("Approved by")),
        (EditStatus.DECLINED.value, say("Declined by")),
        say("Decided by"),
    )
    return rx.cond(
        by_another,
        rx.el.p(
            told,
            " ",
            people.name(edit.decided_by),
            " · ",
            people.day(edit.decided_at),
            rx.cond(edit.decision, rx.el.span(say(": “{reason}”", reason=edit.decision), dir="auto")),
            class_name="decision",
        ),
    )


def _words(told: dict[EditKind, str], edit: rx.Var[EditText], paragraph: rx.Var[str]) -> rx.Var[str]:
    values = {"paragraph": paragraph, "version": edit.restores, "language": language_name(edit.language)}
    spoken = ((kind.value, say(text, **values)) for kind, text in told.items())
    return rx.match(edit.kind, *spoken, say("edited this viewpoint"))


def _behind(edit: rx.Var[EditText]) -> rx.Component:
    where = rx.cond(edit.behind > 0, say("After paragraph {number}", number=edit.behind), say("At the beginning"))
    return rx.el.p(where, class_name="quiet")


def _note(words: rx.Var[str]) -> rx.Component:
    return rx.el.p(words, class_name="quiet")
