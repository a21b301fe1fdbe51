"""The components whose behaviour is an ES module of ours in ``assets/``; they talk through props and events."""

from typing import Any

import reflex as rx
from reflex.vars import FunctionStringVar, VarData
from reflex_base.utils.imports import ImportVar

from debate_app.state.votes import Held, Refusal


def _form_values(values: rx.Var[dict[str, str]]) -> tuple[rx.Var[dict[str, str]]]:
    return (values,)


def _number(value: rx.Var[int]) -> tuple[rx.Var[int]]:
    return (value,)


def _ballots(ballots: rx.Var[list[Any]], browser: rx.Var[str]) -> tuple[rx.Var[list[Any]], rx.Var[str]]:
    return (ballots, browser)


class Moment(rx.Component):
    """A ``time`` element in the reader's zone and language; relative ones say "19 days ago" and keep up."""

    library = "$/public/moment.js"
    tag = "Moment"
    at: rx.Var[str]
    relative: rx.Var[bool]


class Opener(rx.Component):
    """A button that opens the part of the page whose id it ``controls``, and closes it again."""

    library = "$/public/disclosure.js"
    tag = "Opener"
    controls: rx.Var[str]


class Opened(rx.Component):
    """The ``part`` of the page of this id, while it is open."""

    library = "$/public/disclosure.js"
    tag = "Opened"
    part: rx.Var[str]


class DraftForm(rx.Component):
    """A form whose text is kept in the browser under ``draft`` until the server has answered ``done``."""

    library = "$/public/draft.js"
    tag = "DraftForm"
    draft: rx.Var[str]
    connected: rx.Var[bool]
    answers: rx.Var[int]
    done: rx.Var[str]
    too_long: rx.Var[str]
    on_review: rx.EventHandler[_form_values]
    on_send: rx.EventHandler[_form_values]


class Outbox(rx.Component):
    """The only sender of votes: see the module."""

    library = "$/public/outbox.js"
    tag = "Outbox"
    connected: rx.Var[bool]
    identified: rx.Var[bool]
    sequence: rx.Var[int]
    held: rx.Var[dict[int, Held]]
    refusals: rx.Var[dict[int, Refusal]]
    later: rx.Var[int]
    on_send: rx.EventHandler[_ballots]


class Standing(rx.Component):
    """The numbers and bars of one viewpoint, with this reader's own vote in them already."""

    library = "$/public/votes.js"
    tag = "Standing"
    viewpoint: rx.Var[int]
    tally: rx.Var[tuple[int, int]]
    held: rx.Var[dict[int, Held]]
    words: rx.Var[dict[str, Any]]


class VoteButtons(rx.Component):
    """Agree and Disagree, and in words what became of the vote."""

    library = "$/public/votes.js"
    tag = "VoteButtons"
    viewpoint: rx.Var[int]
    tally: rx.Var[tuple[int, int]]
    held: rx.Var[dict[int, Held]]
    refusal: rx.Var[Refusal]
    connected: rx.Var[bool]
    words: rx.Var[dict[str, Any]]


class CalmSummary(rx.Component):
    """A polite live region that sums the votes up instead of reading each out."""

    library = "$/public/summary.js"
    tag = "CalmSummary"
    tallies: rx.Var[dict[int, tuple[int, int]]]
    spoken: rx.Var[Any]


class Landing(rx.Component):
    """Brings the reader to the place that the address names; ``on_missing`` gets the id of an older event."""

    library = "$/public/landing.js"
    tag = "Landing"
    ready: rx.Var[bool]
    shown: rx.Var[int]
    on_missing: rx.EventHandler[_number]


class ConnectionLine(rx.Component):
    """Says when the page has lost its connection."""

    library = "$/public/connection.js"
    tag = "ConnectionLine"
    on_look: rx.EventHandler[rx.event.no_args_event_spec]


class Safety(rx.Component):
    """Catches what fails while rendering and says what to do."""

    library = "$/public/connection.js"
    tag = "Safety"


def reading(name: str) -> Any:
    """One of the functions of ``reading.js``, to be called with vars."""
    imports = {"$/public/reading.js": [ImportVar(tag=name, is_default=False)]}
    return FunctionStringVar.create(name, _var_data=VarData(imports=imports))
