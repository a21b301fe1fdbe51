"""How the votes on a question came in, as tables: by viewpoint and kind of people, and by hour."""

from collections.abc import Sequence

import htpy as h
from htpy import Node

from debate_app.domain import dates
from debate_app.domain.breakdown import Breakdown, Hour, Stands, ViewpointVotes
from debate_app.domain.tables import ParticipantKind
from debate_app.web import document
from debate_app.words import message, number, plain

BAR_BLOCKS = 12

_ALL = message("All")

_KINDS = {
    ParticipantKind.GUEST: message("Guests"),
    ParticipantKind.ACCOUNT: message("Accounts"),
    ParticipantKind.IMPORTED: message("Imported"),
    ParticipantKind.FORMER: message("Former participants"),
}
_SIDES, _VOTES = (message("Agree"), message("Disagree")), (message("Votes"),)
_SIDES_APART = (message("In quarantine: agree"), message("In quarantine: disagree"))
_VOTES_APART = (message("In quarantine: votes"),)
_BY_HOUR = (
    message("Votes"),
    message("Guests"),
    message("New guests"),
    message("Accounts"),
    message("New accounts"),
)
_ALWAYS = (ParticipantKind.GUEST, ParticipantKind.ACCOUNT)


def by_viewpoint(shown: Breakdown) -> h.Element:
    """Who holds the votes that stand, and how many there are of each: the table behind the bars of the debate. Sides
    where they may be known, quarantine where there is any."""
    held = {kind for one in shown.viewpoints for kind in one.by_kind}
    kinds = [kind for kind in _KINDS if kind in held or kind in _ALWAYS]
    apart = any(stands.apart for one in shown.viewpoints for stands in one.by_kind.values())
    heads, of_apart = (_SIDES, _SIDES_APART) if shown.sides else (_VOTES, _VOTES_APART)
    heads += of_apart if apart else ()
    return _scrolling(
        plain("Votes by viewpoint"),
        h.thead[h.tr[_head(plain("Viewpoint")), _head(plain("Who")), [_head(plain(one), "number") for one in heads]]],
        [_viewpoint(one, kinds, sides=shown.sides, apart=apart) for one in shown.viewpoints],
    )


def by_hour(shown: Breakdown) -> h.Element:
    """When votes came, with a bar for their number. For moderators each hour leads to a look at it."""
    came = {kind for hour in shown.hours for kind in hour.cast | hour.first}
    others = [kind for kind in _KINDS if kind in came and kind not in _ALWAYS]
    heads = (*_BY_HOUR, *(_KINDS[kind] for kind in others))
    peak = max((hour.total for hour in shown.hours), default=0)
    return _scrolling(
        plain("Votes by the hour in which they came, in UTC, the newest first"),
        h.thead[h.tr[_head(plain("Hour")), [_head(plain(one), "number") for one in heads], h.td]],
        h.tbody[[_hour(shown, hour, others, peak) for hour in shown.hours]],
    )


def _viewpoint(one: ViewpointVotes, kinds: Sequence[ParticipantKind], *, sides: bool, apart: bool) -> h.Element:
    title = h.span(dir="auto")[one.title] if one.title else plain("Hidden viewpoint")
    named = h.th(scope="rowgroup", rowspan=str(len(kinds) + 1))[f"{one.number}. ", title]
    lines = [*((_KINDS[kind], one.by_kind.get(kind, Stands())) for kind in kinds), (_ALL, one.everybody)]
    rows = [[h.th(scope="row")[plain(who)], _counts(stands, sides=sides, apart=apart)] for who, stands in lines]
    return h.tbody[[h.tr[named if place == 0 else None, row] for place, row in enumerate(rows)]]


def _counts(stands: Stands, *, sides: bool, apart: bool) -> list[h.Element]:
    if sides:
        told = [stands.agrees, stands.disagrees, stands.apart_agrees, stands.apart_disagrees]
    else:
        told = [stands.counted, stands.apart]
    return [_number(count) for count in (told if apart else told[: len(told) // 2])]


def _hour(shown: Breakdown, hour: Hour, others: Sequence[ParticipantKind], peak: int) -> h.Element:
    of_kinds = [count for kind in _ALWAYS for count in (hour.cast[kind], hour.first[kind])]
    began = document.moment(hour.began_at)
    return h.tr[
        h.th(scope="row")[h.a(href=_look(shown.question_id, hour))[began] if shown.moderates else began],
        [_number(count) for count in (hour.total, *of_kinds, *(hour.cast[kind] for kind in others))],
        h.td(aria_hidden="true")["█" * max(round(BAR_BLOCKS * hour.total / peak), 1) if hour.total else ""],
    ]


def _look(question_id: int, hour: Hour) -> str:
    """Where a moderator sees whom a quarantine of this hour would concern."""
    times = {"began_at": hour.began_at[:16], "ended_at": dates.later(hour.began_at, hours=1)[:16]}
    return f"{document.with_query(f'/votes/{question_id}', **times, guests_only='on')}#quarantine"


def _head(label: str, classes: str = "") -> h.Element:
    return h.th(scope="col", class_=classes or None)[label]


def _number(count: int) -> h.Element:
    return h.td(".number")[number(count)]


def _scrolling(caption: str, *content: Node) -> h.Element:
    return h.div(".scrolls", tabindex="0", role="region", aria_label=caption)[h.table[h.caption[caption], content]]
