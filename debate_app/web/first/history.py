"""The history of a viewpoint or of a question: its versions, one of them, or two compared."""

import htpy as h
from htpy import Node

from debate_app.domain.history import HistoryPage
from debate_app.domain.history_texts import Subject
from debate_app.web.first.comparison import comparison
from debate_app.web.first.version_list import comparing_form, version_list
from debate_app.web.first.version_text import version_text
from debate_app.words import plain, plain_many


def history(page: HistoryPage) -> Node:
    """What its address asks for, and the list."""
    return h.fragment[
        _head(page.subject, page.fault),
        version_text(page) if page.version.line.number else None,
        comparison(page) if page.comparison.newer else None,
        h.section(".all-versions", aria_labelledby="versions")[
            h.h2("#versions")[plain("All versions")],
            comparing_form(page) if len(page.numbers) > 1 else None,
            version_list(page),
            _nothing_yet() if page.subject.newest == 1 else None,
        ],
    ]


def _head(about: Subject, fault: str) -> Node:
    is_question = about.kind == "question"
    return h.header(".history-head")[
        h.a(".back", href=about.path)[plain("Back to the question") if is_question else plain("Back to the viewpoint")],
        h.p(".quiet")[plain("History of a question") if is_question else plain("History of a viewpoint")],
        h.h1(dir="auto", lang=about.language)[about.title],
        h.p(".quiet")[plain_many("{count} version", "{count} versions", about.newest)],
        _narrowed(about) if about.paragraph_id else None,
        h.div(role="status")[h.p(".fault")[fault] if fault else None],
    ]


def _narrowed(about: Subject) -> Node:
    """Says that only one paragraph's history is told, and leads to the whole."""
    standing = plain("Only what happened to paragraph {number} is shown.", number=about.paragraph_number)
    gone = plain("Only what happened to a paragraph that was taken out is shown.")
    return h.p(".notice")[
        standing if about.paragraph_number else gone,
        " ",
        h.a(href=f"/history/viewpoint/{about.id}")[plain("Show the whole viewpoint")],
    ]


def _nothing_yet() -> Node:
    return h.p(".empty")[
        plain("Nothing has changed yet. Once somebody edits this text, every version of it is kept here.")
    ]
