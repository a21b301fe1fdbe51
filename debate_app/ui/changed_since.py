"""Asks a voter whose vote is on an older text whether it still stands, and shows what changed since."""

import reflex as rx

from debate_app.domain.history_texts import Part
from debate_app.domain.snapshot import ViewpointText
from debate_app.state.changes import Changes
from debate_app.state.votes import Votes
from debate_app.ui.browser import ChangedSince
from debate_app.ui.changes import changes
from debate_app.ui.words import say, say_many

SHOWN_AT_ONCE = 3

Parts = rx.Var[list[Part]]


@rx.memo
def changed_since(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Nothing, unless my vote is on a version before the one that gave the viewpoint its meaning."""
    words = {
        "changed": say("This text has changed since your vote."),
        "keep": say("Keep my vote"),
        "keeps_agree": say("Your vote stays Agree"),
        "keeps_disagree": say("Your vote stays Disagree"),
        "change": say("Change"),
        "changes_to_agree": say("Changes your vote to Agree"),
        "changes_to_disagree": say("Changes your vote to Disagree"),
    }
    return ChangedSince.create(
        _found(viewpoint),
        viewpoint=viewpoint.id,
        version=viewpoint.version,
        meaning=viewpoint.meaning_version,
        held=Votes.held[viewpoint.id],
        connected=rx.State.is_hydrated,
        words=words,
        on_seen=Changes.see,
    )


def _found(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """What changed, once it is there; else that it is on its way, or what is in the way."""
    parts, fault = Changes.since[viewpoint.id], Changes.faults[f"{viewpoint.id}"]
    waiting = rx.cond(fault, rx.el.p(fault, class_name="fault"), rx.el.p(say("Comparing…"), class_name="quiet"))
    return rx.cond(Changes.since.contains(viewpoint.id), _parts(parts, viewpoint.language), waiting)


def _parts(parts: Parts, language: rx.Var[str]) -> rx.Component:
    def told(part: rx.Var[Part]) -> rx.Component:
        return _part(part, language)

    more = say_many("{count} more change", "{count} more changes", parts.length() - SHOWN_AT_ONCE)
    return rx.fragment(
        rx.cond(parts.length() == 0, rx.el.p(say("Since then it has been changed back: it reads as it did."))),
        rx.el.ul(rx.foreach(parts[:SHOWN_AT_ONCE], told)),
        rx.cond(
            parts.length() > SHOWN_AT_ONCE,
            rx.el.details(
                rx.el.summary(rx.el.span(more, class_name="disclose")),
                rx.el.ul(rx.foreach(parts[SHOWN_AT_ONCE:], told)),
            ),
        ),
    )


def _part(part: rx.Var[Part], language: rx.Var[str]) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.match(part.kind, ("title", say("Title")), ("sources", say("Sources")), _paragraph(part))),
        changes(part.changes, lang=language),
        key=f"{part.kind}-{part.id}",
    )


def _paragraph(part: rx.Var[Part]) -> rx.Var[str]:
    moved = say("Paragraph {number}, moved from place {was}", number=part.number, was=part.was)
    return rx.match(
        part.fate,
        ("added", say("New paragraph {number}", number=part.number)),
        ("removed", say("Former paragraph {number}, taken out", number=part.number)),
        rx.cond(part.was > 0, moved, say("Paragraph {number}", number=part.number)),
    )
