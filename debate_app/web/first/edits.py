"""Edits in words: what somebody does to a viewpoint, what became of it, and what it changes."""

import htpy as h
from htpy import Node

from debate_app import languages
from debate_app.domain.edit_words import DID, STATUS, WOULD
from debate_app.domain.snapshot import EditText
from debate_app.domain.tables import EditKind, EditStatus
from debate_app.web.first import people
from debate_app.web.first.parts import changes, in_its_place
from debate_app.words import message, plain

_DECIDED = {EditStatus.APPROVED: message("Approved by"), EditStatus.DECLINED: message("Declined by")}
_BY = message("Decided by")
_CAUSES = {
    "carried": message("Carried over to a newer text of this paragraph."),
    "revised": message("Worded anew by whoever proposed it."),
}


def did(edit: EditText) -> Node:
    """What the edit did, or would do; a paragraph that stands is linked."""
    numbered = plain("paragraph {number}", number=edit.paragraph_number)
    paragraph = numbered if edit.paragraph_number else plain("a paragraph")
    words = _words(DID if edit.status == EditStatus.APPROVED else WOULD, edit, paragraph)
    stands = edit.paragraph_number and edit.place.startswith("paragraph-")
    return h.a(href=f"#{edit.place}")[words] if stands else h.span[words]


def would(edit: EditText) -> str:
    """What the edit would do, told beside its text."""
    return _words(WOULD, edit, plain("this paragraph"))


def status(edit: EditText) -> Node:
    """What became of it, as a tag."""
    small = edit.status == EditStatus.APPROVED and edit.small
    return h.fragment[
        h.span(class_=f"tag {edit.status}")[plain(STATUS[EditStatus(edit.status)])],
        [" ", h.span(".tag.small")[plain("Small correction")]] if small else None,
    ]


def substance(edit: EditText, language: str) -> Node:
    """Why, and what changes in a viewpoint of that language; or what stands in the place of its words."""
    if edit.hidden.act_id or edit.gone:
        return in_its_place(edit.hidden)
    return h.fragment[
        h.p(".reason", dir="auto")[plain("“{reason}”", reason=edit.reason)] if edit.reason else None,
        _behind(edit) if edit.kind in (EditKind.INSERT, EditKind.MOVE) else None,
        _changes(edit, language) if edit.changes else None,
        h.p(".quiet")[plain(_CAUSES[edit.cause])] if edit.cause in _CAUSES else None,
        h.p(".quiet")[plain("Changed before approval by"), " ", people.name(edit.adjusted_by)]
        if edit.adjusted_by.name
        else None,
    ]


def _changes(edit: EditText, language: str) -> Node:
    waits = edit.status in (EditStatus.PROPOSED, EditStatus.NEEDS_LOOK)
    diff = changes(edit.changes, edit.language or language)
    return h.div[diff] if waits and edit.kind not in (EditKind.SOURCES, EditKind.TRANSLATION) else diff


def outcome(edit: EditText) -> Node:
    """Who decided, when and why, where somebody else than the author did."""
    if not edit.decided_by.name or edit.decided_by.name == edit.author.name:
        return None
    return h.p(".decision")[
        plain(_DECIDED.get(EditStatus(edit.status), _BY)),
        " ",
        people.name(edit.decided_by),
        " · ",
        people.day(edit.decided_at),
        h.span(dir="auto")[plain(": “{reason}”", reason=edit.decision)] if edit.decision else None,
    ]


def _words(told: dict[EditKind, str], edit: EditText, paragraph: str) -> str:
    into = languages.name(edit.language)
    return plain(told[EditKind(edit.kind)], paragraph=paragraph, version=edit.restores, language=into)


def _behind(edit: EditText) -> Node:
    where = plain("After paragraph {number}", number=edit.behind) if edit.behind else plain("At the beginning")
    return h.p(".quiet")[where]
