"""Home: the questions, in three orders, searched by words."""

from typing import Any

import reflex as rx

from debate_app.domain.listing import Order
from debate_app.domain.snapshot import QuestionCard
from debate_app.state.home import Home
from debate_app.ui import people
from debate_app.ui.browser import TakeOver
from debate_app.ui.links import escaped, link
from debate_app.ui.shell import shell
from debate_app.ui.words import say, say_many
from debate_app.words import message

_ORDERS = {
    Order.NEWEST: message("Newest"),
    Order.ACTIVE: message("Most active"),
    Order.CONTESTED: message("Most contested"),
}


def home() -> rx.Component:
    """The list of questions."""
    return shell(
        rx.el.div(
            rx.el.h1(say("Questions worth thinking through together")),
            rx.el.p(say("Read the viewpoints, vote on each, and make the best case better."), class_name="lead"),
            class_name="welcome",
        ),
        search(Home.words),
        _orders(),
        rx.el.div(
            rx.el.div(rx.cond(Home.faults["all"], rx.el.p(Home.faults["all"], class_name="fault")), role="status"),
            rx.cond(Home.loaded, _listed(), _outline()),
        ),
        TakeOver.create(ready=Home.loaded & rx.State.is_hydrated),
        extra="home",
    )


def search(words: Any) -> rx.Component:
    """A plain form: the words become part of the address, so a search can be shared and gone back to."""
    return rx.el.form(
        rx.el.label(say("Search the questions"), html_for="words", class_name="spoken"),
        rx.el.input(
            id="words",
            name="words",
            type="search",
            default_value=words,
            key=words,
            placeholder=say("Search the questions"),
            max_length=200,
            dir="auto",
        ),
        rx.el.button(say("Search"), type="submit", class_name="button"),
        action="/",
        method="get",
        on_submit=None,  # or Reflex would keep the browser from sending it
        role="search",
        class_name="search",
    )


def _orders() -> rx.Component:
    return rx.el.nav(
        *(rx.cond(Home.loaded, _order(order, label), rx.el.span(say(label))) for order, label in _ORDERS.items()),
        aria_label=say("Order of the questions"),
        class_name="orders",
    )


def _order(order: Order, label: str) -> rx.Component:
    """A link once the words of the search are known: before that it would lose them."""
    return link(
        say(label),
        href=rx.cond(Home.words, f"/?order={order}&words=" + escaped(Home.words), f"/?order={order}"),
        aria_current=rx.cond(Home.order == order, "true", "false"),
    )


def _listed() -> rx.Component:
    return rx.cond(
        Home.cards.length() > 0,
        rx.fragment(
            rx.el.ol(rx.foreach(Home.cards, question_card), class_name="questions"),
            rx.cond(
                Home.total > Home.start + Home.cards.length(),
                rx.el.button(say("Show more"), type="button", on_click=Home.show_more, class_name="button"),
            ),
        ),
        rx.cond(
            Home.words,
            rx.el.p(say("No question has all of these words. Try fewer, or ask it."), class_name="empty"),
            rx.el.p(say("No question yet. Ask the first one."), class_name="empty"),
        ),
    )


def question_card(card: rx.Var[QuestionCard]) -> rx.Component:
    """A question with the beginning of its background and what it has gathered."""
    return rx.el.li(
        rx.el.article(
            rx.el.h2(link(card.title, href=f"/q/{card.id}/{card.slug}"), dir="auto", lang=card.language),
            rx.el.p(card.excerpt, dir="auto", lang=card.language, class_name="excerpt"),
            rx.el.p(
                people.name(card.author),
                " · ",
                rx.el.span(say("Last update"), " ", people.ago(card.updated_at), class_name="moment"),
                class_name="quiet",
            ),
            rx.el.ul(
                rx.el.li(say_many("{count} viewpoint", "{count} viewpoints", card.viewpoints)),
                rx.el.li(say_many("{count} vote", "{count} votes", card.votes)),
                rx.el.li(say_many("{count} person", "{count} people", card.people)),
                class_name="gathered",
            ),
            class_name="card",
        ),
        key=card.id,
    )


def _outline() -> rx.Component:
    return rx.el.div(
        rx.el.p(say("Loading the questions…"), class_name="spoken", role="status"),
        *(rx.el.i(class_name="bone box") for _ in range(3)),
        class_name="outline",
    )
