"""Home: the questions, in three orders, searched by words."""

import htpy as h
from htpy import Node

from debate_app.domain import slugs
from debate_app.domain.listing import Order, QuestionPage
from debate_app.domain.snapshot import QuestionCard
from debate_app.state.home import LONGEST_SEARCH, Asked
from debate_app.web.first import people
from debate_app.words import message, plain, plain_many

_ORDERS = {
    Order.NEWEST: message("Newest"),
    Order.ACTIVE: message("Most active"),
    Order.CONTESTED: message("Most contested"),
}


def home(asked: Asked, page: QuestionPage) -> Node:
    """The list of questions."""
    return h.fragment[
        h.div(".welcome")[
            h.h1[plain("Questions worth thinking through together")],
            h.p(".lead")[plain("Read the viewpoints, vote on each, and make the best case better.")],
        ],
        search(asked.words),
        h.nav(".orders", aria_label=plain("Order of the questions"))[
            (_order(order, label, asked) for order, label in _ORDERS.items())
        ],
        h.div[h.div(role="status"), _listed(asked, page)],
    ]


def search(words: str) -> Node:
    """A plain form: the words become part of the address."""
    return h.form(".search", action="/", method="get", role="search")[
        h.label(".spoken", for_="words")[plain("Search the questions")],
        h.input(
            "#words",
            name="words",
            type="search",
            value=words,
            placeholder=plain("Search the questions"),
            maxlength=str(LONGEST_SEARCH),
            dir="auto",
        ),
        h.button(".button", type="submit")[plain("Search")],
    ]


def _order(order: Order, label: str, asked: Asked) -> Node:
    current = "true" if order == asked.order else "false"
    return h.a(href=address(order, asked.words), aria_current=current)[plain(label)]


def address(order: Order, words: str, start: int = 0) -> str:
    """Where the home page lists questions like this."""
    asked = f"&words={slugs.quoted(words)}" if words else ""
    return f"/?order={order}{asked}" + (f"&from={start}" if start else "")


def _listed(asked: Asked, page: QuestionPage) -> Node:
    if not page.cards:
        none = plain("No question has all of these words. Try fewer, or ask it.")
        return h.p(".empty")[none if asked.words else plain("No question yet. Ask the first one.")]
    behind = asked.start + len(page.cards)
    return h.fragment[
        h.ol(".questions")[(_card(card) for card in page.cards)],
        h.a(".button", href=address(asked.order, asked.words, behind))[plain("Show more")]
        if page.total > behind
        else None,
    ]


def _card(card: QuestionCard) -> Node:
    gathered = (
        plain_many("{count} viewpoint", "{count} viewpoints", card.viewpoints),
        plain_many("{count} vote", "{count} votes", card.votes),
        plain_many("{count} person", "{count} people", card.people),
    )
    return h.li[
        h.article(".card")[
            h.h2(dir="auto", lang=card.language)[h.a(href=f"/q/{card.id}/{card.slug}")[card.title]],
            h.p(".excerpt", dir="auto", lang=card.language)[card.excerpt],
            h.p(".quiet")[
                people.name(card.author),
                " · ",
                h.span(".moment")[plain("Last update"), " ", people.ago(card.updated_at)],
            ],
            h.ul(".gathered")[(h.li[one] for one in gathered)],
        ]
    ]
