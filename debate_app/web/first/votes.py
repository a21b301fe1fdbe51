"""Agree and Disagree, and where people stand: the numbers are holes of the page, filled when it is sent."""

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import ViewpointTally, ViewpointText
from debate_app.web.first.shown import Shown
from debate_app.web.first.template import hole
from debate_app.words import message, number, plain, plain_many

_SIDES = (("agree", message("Agree"), "agrees"), ("disagree", message("Disagree"), "disagrees"))
_SEALED = message("Counts show once you have voted.")


def standing(viewpoint: ViewpointText, shown: Shown) -> Node:
    """Two numbers and two bars that grow from one axis."""
    if shown.question.sealed:
        return h.p(".standing.quiet")[plain(_SEALED)]
    return h.div(".standing")[hole("standing", viewpoint.id)]


def vote_buttons(viewpoint: ViewpointText, shown: Shown) -> Node:
    """The two buttons; ``early.js`` takes the votes that are given before the live page is there."""
    shut = _why_not(shown)
    told = shut or (plain(_SEALED) if shown.question.sealed else "")
    words = {
        "data-viewpoint": str(viewpoint.id),
        "data-version": str(viewpoint.version),
        "data-sending": plain("Sending your vote…"),
        "data-kept": plain("Not connected. Your vote is kept here and sent when the connection is back."),
    }
    return h.div(".voting", words)[
        h.div(".vote", role="group", aria_label=plain("Your vote"))[
            (_side(one, label, many, viewpoint.id, shown, shut=bool(shut)) for one, label, many in _SIDES)
        ],
        h.p(".vote-status", role="status")[told],
    ]


def more_votes(viewpoint: ViewpointText, shown: Shown) -> Node:
    """The votes on earlier versions, and those in quarantine."""
    return None if shown.question.sealed else hole("more", viewpoint.id)


def numbers(viewpoint: ViewpointText, tally: ViewpointTally, shown: Shown) -> dict[str, Node]:
    """What the holes of one viewpoint are filled with."""
    if shown.question.sealed:
        return {}
    return {
        f"standing-{viewpoint.id}": _standing(tally),
        f"agrees-{viewpoint.id}": _count(tally.agrees, "agrees"),
        f"disagrees-{viewpoint.id}": _count(tally.disagrees, "disagrees"),
        f"more-{viewpoint.id}": h.fragment[_earlier(viewpoint, tally), _apart(tally, shown)],
    }


def _why_not(shown: Shown) -> str:
    match shown.question.status:
        case "closed":
            return plain("Closed. This is the final result.")
        case "not_open":
            return plain("Votes are taken once it opens.")
        case _:
            return shown.voting


def _side(one: str, label: str, many: str, viewpoint_id: int, shown: Shown, *, shut: bool) -> Node:
    count_id = None if shown.question.sealed else f"{many}-of-{viewpoint_id}"
    button = h.button(id=f"{one}-to-{viewpoint_id}", aria_pressed="false", aria_describedby=count_id, type="button")
    return h.div(f".side.{one}")[
        h.span(".shut")[plain(label)] if shut else button[plain(label)],
        h.span(".count", id=count_id)[hole(many, viewpoint_id)] if count_id else None,
    ]


def _spoken(count: int, many: str) -> str:
    return (
        plain_many("{count} agree", "{count} agrees", count)
        if many == "agrees"
        else plain_many("{count} disagree", "{count} disagrees", count)
    )


def _count(count: int, many: str) -> Node:
    return h.fragment[h.span(aria_hidden="true")[number(count)], h.span(".spoken")[_spoken(count, many)]]


def _standing(tally: ViewpointTally) -> Node:
    return h.fragment[
        h.span(".agrees", title=_spoken(tally.agrees, "agrees"))[_count(tally.agrees, "agrees")],
        _bar(tally.agrees, tally.disagrees),
        h.span(".disagrees", title=_spoken(tally.disagrees, "disagrees"))[_count(tally.disagrees, "disagrees")],
    ]


def _bar(agrees: int, disagrees: int) -> Node:
    return h.span(".bar", aria_hidden="true")[
        (
            h.svg(class_=many, width="100%", height="100%")[
                h.rect(width=share(count, agrees + disagrees), height="100%")
            ]
            for many, count in (("agrees", agrees), ("disagrees", disagrees))
        )
    ]


def share(votes: int, of: int) -> str:
    """How long the bar of one side is."""
    return f"{100 * votes / of:.4g}%" if of else "0%"


def _earlier(viewpoint: ViewpointText, tally: ViewpointTally) -> Node:
    if not tally.earlier:
        return None
    told = plain_many(
        "{earlier} of {count} vote is on an earlier version",
        "{earlier} of {count} votes are on earlier versions",
        tally.agrees + tally.disagrees,
        earlier=tally.earlier,
    )
    return h.details(".earlier-votes", id=f"earlier-votes-{viewpoint.id}")[
        h.summary[h.span[told], " ", h.span(".disclose")[plain("Show by version")]], _by_version(viewpoint, tally)
    ]


def _by_version(viewpoint: ViewpointText, tally: ViewpointTally) -> Node:
    columns = (plain("Version"), plain("Agree"), plain("Disagree"))
    return h.table[
        h.caption(".spoken")[plain("Votes by version of the text")],
        h.thead[h.tr[(h.th(scope="col")[column] for column in columns)]],
        h.tbody[(_version(viewpoint, *counts) for counts in tally.versions)],
    ]


def _version(viewpoint: ViewpointText, version: int, agrees: int, disagrees: int) -> Node:
    today = h.span[" · ", plain("today’s")] if version == viewpoint.version else None
    address = f"/history/viewpoint/{viewpoint.id}/{version}"
    return h.tr[
        h.th(scope="row")[h.a(href=address)[plain("Version {version}", version=version)], today],
        h.td[number(agrees)],
        h.td[number(disagrees)],
    ]


def _apart(tally: ViewpointTally, shown: Shown) -> Node:
    agree, disagree = tally.apart
    if not agree + disagree:
        return None
    told = plain_many(
        "{count} vote is in quarantine ({agree} agree, {disagree} disagree)",
        "{count} votes are in quarantine ({agree} agree, {disagree} disagree)",
        agree + disagree,
        agree=agree,
        disagree=disagree,
    )
    return h.p(".quiet.votes-apart")[
        told, " · ", h.a(href=f"/votes/{shown.question.id}")[plain("How the votes came in")]
    ]
