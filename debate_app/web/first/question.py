"""The head of a question's page: who asks, since when, what, and what it is about."""

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import QuestionText
from debate_app.web.first import people
from debate_app.web.first.parts import in_its_place, report
from debate_app.web.first.translate import translation_offer
from debate_app.words import plain


def question(asked: QuestionText) -> Node:
    """Author and dates, the question, its background and topics."""
    is_hidden = bool(asked.hidden.act_id) or asked.gone
    return h.section(".question", aria_label=plain("Question"))[
        h.div(".by")[
            people.face(asked.author),
            h.p(".quiet")[
                people.name(asked.author),
                " · ",
                people.day(asked.created_at),
                " · ",
                h.span(".moment")[plain("Last update"), " ", people.ago(asked.updated_at)],
            ],
        ],
        h.h1("#question", dir="auto", lang=None if is_hidden else asked.language)[
            plain("Hidden question") if is_hidden else asked.title
        ],
        translation_offer(asked),
        in_its_place(asked.hidden) if is_hidden else None,
        _standing(asked),
        (h.p(".text", dir="auto", lang=asked.language)[text] for text in asked.background),
        h.ul(".topics", aria_label=plain("Topics"))[
            (h.li(dir="auto", lang=asked.language)[topic] for topic in asked.topics)
        ]
        if asked.topics
        else None,
        h.p(".tool-row")[
            h.span(".share")[h.button(".tool", type="button")[plain("Share")], h.span(role="status")],
            h.a(".tool", href=f"/history/question/{asked.id}")[plain("History")] if asked.version > 1 else None,
            h.a(".tool", href=f"/votes/{asked.id}")[plain("How the votes came in")],
            h.a(".tool", href=f"/q/{asked.id}/sources")[plain("All sources")],
            report("question", asked.id, "tool"),
        ],
    ]


def _standing(asked: QuestionText) -> Node:
    locked = h.p(".notice")[plain("Locked by a moderator: it can be read and voted on.")] if asked.locked else None
    return h.fragment[_openness(asked), locked]


def _openness(asked: QuestionText) -> Node:
    match asked.status:
        case "not_open":
            return h.p(".notice")[plain("Opens"), " ", people.moment(asked.opens_at)]
        case "closed":
            final = plain("What you see is the final result.")
            return h.p(".notice")[plain("Closed since"), " ", people.moment(asked.closes_at), " · ", final]
        case _ if asked.closes_at:
            return h.p(".quiet")[plain("Open until"), " ", people.moment(asked.closes_at)]
        case _:
            return None
