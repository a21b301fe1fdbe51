"""Agree and Disagree, and where people stand. Agree stands left of Disagree everywhere."""

import reflex as rx

from debate_app.domain.snapshot import ViewpointText
from debate_app.live.page import Counts, Page
from debate_app.state.visitor import Visitor
from debate_app.state.votes import Votes
from debate_app.ui.allowed import why_no_votes
from debate_app.ui.browser import Outbox, Standing, VoteButtons
from debate_app.ui.links import link
from debate_app.ui.words import number, say, say_many


@rx.memo
def voting(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Where one votes on the viewpoint, and what the counts leave out."""
    return rx.fragment(_buttons(viewpoint), _earlier(viewpoint), _apart(viewpoint))


def _buttons(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """One tap votes, the same tap again takes it back, the other side switches."""
    return VoteButtons.create(
        viewpoint=viewpoint.id,
        version=viewpoint.version,
        tally=Counts.tallies[viewpoint.id],
        held=Votes.held[viewpoint.id],
        refusal=Votes.refusals[viewpoint.id],
        connected=rx.State.is_hydrated,
        shut=why_no_votes(viewpoint),
        sealed=Page.question.sealed,
    )


def _earlier(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """How many votes are on earlier versions of the text, and on request which."""
    tally = Counts.tallies[viewpoint.id]
    told = say_many(
        "{earlier} of {count} vote is on an earlier version",
        "{earlier} of {count} votes are on earlier versions",
        tally[0] + tally[1],
        earlier=tally[2],
    )
    return rx.cond(
        tally[2] > 0,
        rx.el.details(
            rx.el.summary(rx.el.span(told), " ", rx.el.span(say("Show by version"), class_name="disclose")),
            _by_version(viewpoint),
            id=f"earlier-votes-{viewpoint.id}",
            class_name="earlier-votes",
        ),
    )


def _apart(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """How many votes are in quarantine, and where it is told why."""
    apart = Counts.apart[viewpoint.id]
    told = say_many(
        "{count} vote is in quarantine ({agree} agree, {disagree} disagree)",
        "{count} votes are in quarantine ({agree} agree, {disagree} disagree)",
        apart[0] + apart[1],
        agree=apart[0],
        disagree=apart[1],
    )
    return rx.cond(
        Counts.apart.contains(viewpoint.id),
        rx.el.p(
            told,
            " · ",
            link(say("How the votes came in"), href=f"/votes/{Page.question.id}"),
            class_name="quiet votes-apart",
        ),
    )


def _by_version(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    columns = (say("Version"), say("Agree"), say("Disagree"))
    return rx.el.table(
        rx.el.caption(say("Votes by version of the text"), class_name="spoken"),
        rx.el.thead(rx.el.tr(*(rx.el.th(column, scope="col") for column in columns))),
        rx.el.tbody(rx.foreach(Counts.by_version[viewpoint.id], lambda counts: _version(viewpoint, counts))),
    )


def _version(viewpoint: rx.Var[ViewpointText], counts: rx.Var[tuple[int, int, int]]) -> rx.Component:
    """A version, which leads to its text, and where people stood on it."""
    name = say("Version {version}", version=counts[0])
    return rx.el.tr(
        rx.el.th(
            link(name, href=f"/history/viewpoint/{viewpoint.id}/{counts[0]}"),
            rx.cond(counts[0] == viewpoint.version, rx.el.span(" · ", say("today’s"))),
            scope="row",
        ),
        rx.el.td(number(counts[1])),
        rx.el.td(number(counts[2])),
        key=counts[0],
    )


@rx.memo
def standing(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Two numbers and two bars that grow from one axis, each as long as its side's share."""
    return Standing.create(
        viewpoint=viewpoint.id,
        tally=Counts.tallies[viewpoint.id],
        held=Votes.held[viewpoint.id],
        sealed=Page.question.sealed,
    )


def outbox() -> rx.Component:
    """Sends the votes that wait in this browser, whichever page is open."""
    return Outbox.create(
        connected=rx.State.is_hydrated,
        identified=Visitor.identified,
        sequence=Counts.sequence,
        held=Votes.held,
        refusals=Votes.refusals,
        later=Votes.later,
        on_send=lambda ballots, browser: Votes.cast(ballots, browser).temporal,
    )
