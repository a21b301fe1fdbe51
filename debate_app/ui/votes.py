"""Agree and Disagree, and where people stand. Agree stands left of Disagree everywhere."""

import reflex as rx

from debate_app.domain.snapshot import ViewpointText
from debate_app.live.page import Page
from debate_app.state.visitor import Visitor
from debate_app.state.votes import Votes
from debate_app.ui.browser import Outbox, Standing, VoteButtons
from debate_app.ui.words import counting, say

_COUNTS = {
    "agrees": counting("{count} agree", "{count} agrees"),
    "disagrees": counting("{count} disagree", "{count} disagrees"),
}


def vote_buttons(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """One tap votes, the same tap again takes it back, the other side switches."""
    words = {
        "group": say("Your vote"),
        "agree": say("Agree"),
        "disagree": say("Disagree"),
        "sending": say("Sending your vote…"),
        "kept": say("Not connected. Your vote is kept here and sent when the connection is back."),
        "agreed": say("You agree. Your vote is counted."),
        "disagreed": say("You disagree. Your vote is counted."),
        **_COUNTS,
    }
    return VoteButtons.create(
        viewpoint=viewpoint.id,
        tally=Page.tallies[viewpoint.id],
        held=Votes.held,
        refusal=Votes.refusals[viewpoint.id],
        connected=rx.State.is_hydrated,
        words=words,
    )


def standing(viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """Two numbers and two bars that grow from one axis, each as long as its side's share."""
    return Standing.create(viewpoint=viewpoint.id, tally=Page.tallies[viewpoint.id], held=Votes.held, words=_COUNTS)


def outbox() -> rx.Component:
    """Sends the votes that wait in this browser, whichever page is open."""
    return Outbox.create(
        connected=rx.State.is_hydrated,
        identified=Visitor.identified,
        sequence=Page.sequence,
        held=Votes.held,
        refusals=Votes.refusals,
        later=Votes.later,
        on_send=lambda ballots, browser: Votes.cast(ballots, browser).temporal,
    )
