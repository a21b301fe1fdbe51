"""Two versions beside each other: what changed, came, went or moved, part by part."""

import reflex as rx

from debate_app.domain.history_texts import Part
from debate_app.domain.snapshot import Change
from debate_app.state.history import History
from debate_app.ui.changes import changes
from debate_app.ui.links import link
from debate_app.ui.version_list import address
from debate_app.ui.words import say
from debate_app.words import message

_COMPARED = History.comparison
_PARTS = {
    "title": message("Title"),
    "sources": message("Sources"),
    "background": message("Background"),
    "topics": message("Topics"),
}
_FATES = {"changed": message("Changed"), "added": message("Added"), "removed": message("Taken out")}


def comparison() -> rx.Component:
    """The comparison that the address asks for."""
    return rx.el.section(
        rx.el.h2(
            say("From version {older} to version {newer}", older=_COMPARED.older, newer=_COMPARED.newer), id="chosen"
        ),
        rx.el.nav(
            *(
                link(say("Version {number}", number=number), href=address(number))
                for number in (_COMPARED.older, _COMPARED.newer)
            ),
            aria_label=say("The two versions"),
            class_name="ways",
        ),
        rx.cond(~_COMPARED.differs, rx.el.p(say("The two versions say the same."), class_name="notice")),
        rx.el.ol(rx.foreach(_COMPARED.parts, _part), class_name="parts"),
        class_name="chosen",
        aria_labelledby="chosen",
    )


def _part(part: rx.Var[Part]) -> rx.Component:
    changed = (part.fate != "same") | (part.was > 0)
    return rx.el.li(
        rx.el.p(
            rx.el.span(_named(part), class_name="part-name"),
            rx.match(
                part.fate,
                *((fate, _tag(word, fate)) for fate, word in _FATES.items()),
                rx.cond(part.was > 0, rx.fragment(), rx.el.span(say("unchanged"))),
            ),
            rx.cond(
                part.was > 0,
                rx.el.span(say("Moved from place {number}", number=part.was), class_name="tag moved"),
            ),
            class_name="part-head",
        ),
        rx.cond(part.fate == "same", _kept(part), changes(part.changes, lang=History.subject.language)),
        key=f"{part.kind}-{part.id}",
        class_name=rx.cond(changed, "compared-part", "compared-part unchanged"),
    )


def _named(part: rx.Var[Part]) -> rx.Var[str]:
    words = ((kind, say(word)) for kind, word in _PARTS.items())
    paragraph = rx.cond(
        part.fate == "removed",
        say("Former paragraph {number}", number=part.number),
        say("Paragraph {number}", number=part.number),
    )
    return rx.match(part.kind, *words, paragraph)


def _tag(word: str, fate: str) -> rx.Component:
    return rx.el.span(say(word), class_name=f"tag {fate}")


def _kept(part: rx.Var[Part]) -> rx.Component:
    return rx.el.p(
        rx.foreach(part.changes.to(list[Change]), lambda run: rx.fragment(run.text)),
        dir="auto",
        lang=History.subject.language,
        class_name="kept",
    )
