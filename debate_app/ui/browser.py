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


def _vote(viewpoint: rx.Var[int], version: rx.Var[int]) -> tuple[rx.Var[int], rx.Var[int]]:
    return (viewpoint, version)


def _ballots(ballots: rx.Var[list[Any]], browser: rx.Var[str]) -> tuple[rx.Var[list[Any]], rx.Var[str]]:
    return (ballots, browser)


class Moment(rx.Component):
    """A ``time`` element in the reader's zone and language; relative ones say "19 days ago" and keep up, exact ones
    say the hour too."""

    library = "$/public/moment.js"
    tag = "Moment"
    at: rx.Var[str]
    relative: rx.Var[bool]
    exact: rx.Var[bool]


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


class Closed(rx.Component):
    """What stands there while that ``part`` is closed."""

    library = "$/public/disclosure.js"
    tag = "Closed"
    part: rx.Var[str]


class Waiting(rx.Component):
    """What is ``held_back`` until its ``part`` is opened, and once it is ``over`` stays while one of ``forms`` is."""

    library = "$/public/disclosure.js"
    tag = "Waiting"
    part: rx.Var[str]
    held_back: rx.Var[bool]
    forms: rx.Var[Any]
    over: rx.Var[bool]


class Arrivals(rx.Component):
    """A button that lets the ``proposals`` in, by their ids, and leads to the first."""

    library = "$/public/disclosure.js"
    tag = "Arrivals"
    proposals: rx.Var[Any]
    words: rx.Var[Any]


class DraftForm(rx.Component):
    """A form whose text is kept in the browser, for this ``person`` under ``draft``, until the server has answered
    ``done``: see the module."""

    library = "$/public/draft.js"
    tag = "DraftForm"
    draft: rx.Var[str]
    person: rx.Var[str]
    about: rx.Var[str]
    stays: rx.Var[bool]
    next: rx.Var[str]
    connected: rx.Var[bool]
    answers: rx.Var[int]
    done: rx.Var[str]
    too_long: rx.Var[str]
    on_review: rx.EventHandler[_form_values]
    on_send: rx.EventHandler[_form_values]


class Mine(rx.Component):
    """A button of the top bar behind which a person finds their ``news`` and their drafts, those included that they
    wrote in this browser as somebody ``before`` they signed in."""

    library = "$/public/drafts.js"
    tag = "Mine"
    person: rx.Var[str]
    before: rx.Var[str]
    news: rx.Var[int]
    label: rx.Var[str]


class EditedText(rx.Component):
    """A text area that keeps the text it began with, and counts."""

    library = "$/public/editor.js"
    tag = "EditedText"
    name: rx.Var[str]
    text: rx.Var[str]
    words: rx.Var[int]
    characters: rx.Var[int]
    rows: rx.Var[int]


class LanguageChoice(rx.Component):
    """The language that a text is written in: ``began`` to begin with, or the page's where it is empty; ``looks`` is
    the one that the text looks like, which is offered."""

    library = "$/public/language.js"
    tag = "LanguageChoice"
    name: rx.Var[str]
    began: rx.Var[str]
    looks: rx.Var[str]
    options: rx.Var[list[str]]


class Form(rx.Component):
    """The ``form`` of this name with the others as its props: see ``on_demand``."""

    library = "$/public/forms.js"
    tag = "Form"
    form: rx.Var[str]
    place: rx.Var[str]
    of: rx.Var[str]
    text: rx.Var[Any]
    after: rx.Var[int]
    viewpoint: rx.Var[Any]
    viewpoint_id: rx.Var[int]
    paragraph_id: rx.Var[int]
    edit: rx.Var[Any]
    told: rx.Var[Any]
    said: rx.Var[Any]
    source: rx.Var[Any]
    language: rx.Var[str]
    about: rx.Var[str]


def on_demand(memo: Any, **props: Any) -> rx.Component:
    """The memo, whose module is one of those that ``forms.js`` fetches when they are needed."""
    return Form.create(form=memo.__name__.title().replace("_", ""), **props)


class SaidText(rx.Component):
    """A text area that begins with ``text`` and offers names after an @; ``found`` says how many, ``people`` what."""

    library = "$/public/mentions.js"
    tag = "SaidText"
    name: rx.Var[str]
    text: rx.Var[str]
    found: rx.Var[Any]
    people: rx.Var[str]


class Begun(rx.Component):
    """A hidden field that keeps the value it began with."""

    library = "$/public/editor.js"
    tag = "Begun"
    name: rx.Var[str]
    value: rx.Var[Any]


class SmallCorrection(rx.Component):
    """A box to tick: set as the change looks, until somebody decides."""

    library = "$/public/editor.js"
    tag = "SmallCorrection"
    looks: rx.Var[bool]
    label: rx.Var[str]
    hint: rx.Var[str]


class Asking(rx.Component):
    """Asks when it comes to be shown, and again when ``stamp`` has changed."""

    library = "$/public/editor.js"
    tag = "Asking"
    stamp: rx.Var[Any]
    on_ask: rx.EventHandler[rx.event.no_args_event_spec]


class SourceOffer(rx.Component):
    """Offers to make a pasted link a source: see the module."""

    library = "$/public/offers.js"
    tag = "SourceOffer"
    sources: rx.Var[Any]
    part: rx.Var[str]
    person: rx.Var[str]
    about: rx.Var[str]
    cites: rx.Var[bool]


class KnownSources(rx.Component):
    """Offers what the ``viewpoints`` name as sources to the field of this name."""

    library = "$/public/offers.js"
    tag = "KnownSources"
    viewpoints: rx.Var[Any]
    name: rx.Var[str]


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


Tally = tuple[int, int, int]
"""A viewpoint's agrees and disagrees, and how many of both are on versions before today's meaning."""


class Standing(rx.Component):
    """The numbers and bars of one viewpoint, with this reader's own vote, which the server has as ``held``, in them
    already."""

    library = "$/public/votes.js"
    tag = "Standing"
    viewpoint: rx.Var[int]
    tally: rx.Var[Tally]
    held: rx.Var[Held]
    sealed: rx.Var[bool]


class VoteButtons(rx.Component):
    """Agree and Disagree, and in words what became of the vote. ``version`` is the viewpoint's, as it is shown.

    ``shut`` says why this person cannot vote there, ``sealed`` that counts show after voting.
    """

    library = "$/public/votes.js"
    tag = "VoteButtons"
    viewpoint: rx.Var[int]
    version: rx.Var[int]
    tally: rx.Var[Tally]
    held: rx.Var[Held]
    refusal: rx.Var[Refusal]
    connected: rx.Var[bool]
    shut: rx.Var[str]
    sealed: rx.Var[bool]


class ChangedSince(rx.Component):
    """Asks whether my vote still stands, where it is on a version before ``meaning``; the children show what changed.

    ``on_seen`` gets the viewpoint and the version that my vote is on when the question comes into view.
    """

    library = "$/public/votes.js"
    tag = "ChangedSince"
    viewpoint: rx.Var[int]
    version: rx.Var[int]
    meaning: rx.Var[int]
    held: rx.Var[Held]
    connected: rx.Var[bool]
    words: rx.Var[dict[str, Any]]
    on_seen: rx.EventHandler[_vote]


class CalmSummary(rx.Component):
    """A polite live region that sums the votes up instead of reading each out."""

    library = "$/public/summary.js"
    tag = "CalmSummary"
    tallies: rx.Var[dict[int, Tally]]
    spoken: rx.Var[Any]


class Landing(rx.Component):
    """Brings the reader to the place that the address names; ``on_missing`` gets the id of an older event."""

    library = "$/public/landing.js"
    tag = "Landing"
    ready: rx.Var[bool]
    shown: rx.Var[int]
    on_missing: rx.EventHandler[_number]


class Piece(rx.Component):
    """What stands ``at`` a place (from 0) of a long list: rendered in its turn while the first HTML is being read."""

    library = "$/public/pieces.js"
    tag = "Piece"
    at: rx.Var[int]


class TakeOver(rx.Component):
    """Lets the live page take the place of the first HTML once it is ``ready`` to show the same."""

    library = "$/public/takeover.js"
    tag = "TakeOver"
    ready: rx.Var[bool]


class Share(rx.Component):
    """A button that passes an address on: ``path``, or where it is unset the page's own, under this ``title``."""

    library = "$/public/share.js"
    tag = "Share"
    title: rx.Var[str]
    path: rx.Var[str]
    words: rx.Var[dict[str, str]]


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
