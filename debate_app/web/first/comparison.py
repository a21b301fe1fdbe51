"""Two versions beside each other: what changed, came, went or moved, part by part."""

import htpy as h
from htpy import Node

from debate_app.domain.history import HistoryPage
from debate_app.domain.history_texts import Part
from debate_app.web.first.parts import changes
from debate_app.web.first.version_list import address
from debate_app.words import message, plain

_PARTS = {
    "title": message("Title"),
    "sources": message("Sources"),
    "background": message("Background"),
    "topics": message("Topics"),
}
_FATES = {"changed": message("Changed"), "added": message("Added"), "removed": message("Taken out")}


def comparison(page: HistoryPage) -> Node:
    """The comparison that the address asks for."""
    about, compared = page.subject, page.comparison
    heading = plain("From version {older} to version {newer}", older=compared.older, newer=compared.newer)
    return h.section(".chosen", aria_labelledby="chosen")[
        h.h2("#chosen")[heading],
        h.nav(".ways", aria_label=plain("The two versions"))[
            (
                h.a(href=address(about, number))[plain("Version {number}", number=number)]
                for number in (compared.older, compared.newer)
            )
        ],
        None if compared.differs else h.p(".notice")[plain("The two versions say the same.")],
        h.ol(".parts")[(_part(part, about.language) for part in compared.parts)],
    ]


def _part(part: Part, language: str) -> Node:
    is_same = part.fate == "same"
    return h.li(class_="compared-part" if part.was or not is_same else "compared-part unchanged")[
        h.p(".part-head")[h.span(".part-name")[_named(part)], _fate(part), _moved(part)],
        h.p(".kept", dir="auto", lang=language)[(run.text for run in part.changes)]
        if is_same
        else changes(part.changes, language),
    ]


def _named(part: Part) -> str:
    if part.kind in _PARTS:
        return plain(_PARTS[part.kind])
    if part.fate == "removed":
        return plain("Former paragraph {number}", number=part.number)
    return plain("Paragraph {number}", number=part.number)


def _fate(part: Part) -> Node:
    if part.fate in _FATES:
        return h.span(class_=f"tag {part.fate}")[plain(_FATES[part.fate])]
    return None if part.was else h.span[plain("unchanged")]


def _moved(part: Part) -> Node:
    return h.span(".tag.moved")[plain("Moved from place {number}", number=part.was)] if part.was else None
