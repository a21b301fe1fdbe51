"""The quarantines of a question as its page shows them: in force and past, and what moderators put and lift with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import htpy as h
from htpy import Node

from debate_app.domain import dates
from debate_app.domain.breakdown import Breakdown
from debate_app.domain.quarantines import Burst, Said, SetApart, Told
from debate_app.domain.refused import Invalid
from debate_app.web import document
from debate_app.web.visits import Visit
from debate_app.words import message, plain, plain_many


@dataclass(frozen=True, slots=True)
class Asked:
    """What a moderator asks about: a burst, whom its quarantine would concern or what is wrong with it; and what they
    typed into the forms, with its faults."""

    burst: Burst | None = None
    found: SetApart | Invalid | None = None
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    faults: Mapping[str, str] = field(default_factory=dict[str, str])


_GUESTS = message("Guests who first voted from {began} until {ended}: {size} set apart.")
_EVERYBODY = message("Everybody who first voted from {began} until {ended}: {size} set apart.")


def path(question_id: int) -> str:
    """The address of the page."""
    return f"/votes/{question_id}"


def reason_field(quarantine_id: int) -> str:
    """The name of the field for the reason to lift this one: several may be on the page."""
    return f"reason_{quarantine_id}"


def listed(visit: Visit, shown: Breakdown, asked: Asked) -> Node:
    """Every quarantine that the question ever had, the newest first."""
    if not shown.quarantines:
        return h.p(".quiet")[plain("No votes were ever put in quarantine here.")]
    return h.ol(reversed=True)[[h.li[_told(visit, shown, one, asked)] for one in shown.quarantines]]


def forms(visit: Visit, shown: Breakdown, asked: Asked) -> h.Element:
    """Look first, then put."""
    return h.section("#quarantine")[
        h.h2[plain("Put votes in quarantine")],
        h.p[
            plain(
                "For votes that came in a burst and hardly from as many people. Whoever first voted on this question "
                "in that time is counted apart, with all that they vote here later, until you count them again."
            )
        ],
        _look_first(shown.question_id, asked),
        _put(visit, shown.question_id, asked) if isinstance(asked.found, SetApart) else None,
    ]


def _told(visit: Visit, shown: Breakdown, one: Told, asked: Asked) -> Node:
    sentence = plain(
        _GUESTS if one.burst.guests_only else _EVERYBODY,
        began=dates.spoken(one.burst.began_at),
        ended=dates.spoken(one.burst.ended_at),
        size=_size(one.size),
    )
    lifted = (
        _said(plain("Counted again {when} by {who}"), one.lifted) if one.lifted else h.p[h.strong[plain("In force.")]]
    )
    lift = None if one.lifted or not shown.moderates else _lift(visit, shown.question_id, one.id, asked)
    return [h.p[sentence], _said(plain("Put in quarantine {when} by {who}"), one.put), lifted, lift]


def _said(done: str, line: Said) -> h.Element:
    by = h.span(dir="auto")[line.by] if line.by else plain("a former participant")
    return h.p[
        document.filled(done, when=document.moment(line.at), who=by),
        ": ",
        h.q(dir="auto")[line.reason],
        " · ",
        h.a(href=f"/moderation/log/{line.act_id}")[plain("In the log")],
    ]


def _size(size: SetApart) -> str:
    voters = plain_many("{count} voter", "{count} voters", size.voters)
    votes = plain_many("{count} vote", "{count} votes", size.votes)
    return plain("{voters}, {votes}", voters=voters, votes=votes)


def _lift(visit: Visit, question_id: int, quarantine_id: int, asked: Asked) -> h.Element:
    name = reason_field(quarantine_id)
    return document.form(
        visit,
        f"{path(question_id)}/{quarantine_id}",
        {},
        document.line(name, plain("Why count them again?"), asked.faults, _public(), asked.typed.get(name, "")),
        submit=plain("Count them again"),
    )


def _look_first(question_id: int, asked: Asked) -> h.Element:
    burst, fault = asked.burst or Burst("", "", guests_only=True), asked.found
    faults = {fault.field: fault.sentence} if isinstance(fault, Invalid) else {}
    utc = plain("In UTC, as in the table.")
    time = {"type": "datetime-local", "required": True}
    return h.form(".form", method="get", action=f"{path(question_id)}#quarantine")[
        document.line("began_at", plain("From"), faults, utc, burst.began_at[:16], **time),
        document.line(
            "ended_at", plain("Until"), faults, plain("The end itself is not in it."), burst.ended_at[:16], **time
        ),
        document.box("guests_only", plain("Guests only"), checked=burst.guests_only),
        h.div(".actions")[h.button(".button", type="submit")[plain("Look first")]],
    ]


def _put(visit: Visit, question_id: int, asked: Asked) -> Node:
    burst, found = asked.burst, asked.found
    assert burst is not None and isinstance(found, SetApart), "it was looked at first"  # noqa: PT018
    told = plain("{size} would be set apart now.", size=_size(found))
    if not found.voters:
        return h.p(role="status")[told]
    kept = {"began_at": burst.began_at, "ended_at": burst.ended_at} | (
        {"guests_only": "on"} if burst.guests_only else {}
    )
    return [
        h.p(role="status")[h.strong[told]],
        document.form(
            visit,
            path(question_id),
            asked.faults,
            [h.input(type="hidden", name=name, value=value) for name, value in kept.items()],
            document.line("reason", plain("Why?"), asked.faults, _public(), asked.typed.get("reason", "")),
            submit=plain("Put in quarantine"),
        ),
    ]


def _public() -> str:
    return plain("Everybody can read it in the log of moderation.")
