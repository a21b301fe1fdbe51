"""Carries out what somebody does to a question's texts, and tells everybody whom it concerns, after the commit."""

from collections.abc import Callable
from typing import Any, Protocol

import reflex as rx
from sqlmodel import Session

from debate_app import live
from debate_app.domain import participants, reviews
from debate_app.domain.edits import Sent
from debate_app.domain.tables import EditStatus
from debate_app.state.identity import required_cookie
from debate_app.state.visitor import Visitor
from debate_app.store.access import write


class Outcome(Protocol):
    """Where something was done, and who got a notice of it."""

    @property
    def question_id(self) -> int: ...  # noqa: D102

    @property
    def viewpoint_id(self) -> int: ...  # noqa: D102

    @property
    def told(self) -> tuple[int, ...]: ...  # noqa: D102


Verb = Callable[..., Any]


def place_of(sent: Sent) -> str:
    """The place of the question's page where the text stands that an edit was about."""
    return f"#paragraph-{sent.paragraph_id}" if sent.paragraph_id else f"#viewpoint-{sent.viewpoint_id}"


def place_after(sent: Sent) -> str:
    """The place where what somebody sent can be read: in the text, or as a proposal."""
    return place_of(sent) if sent.status is EditStatus.APPROVED else f"#proposal-{sent.edit_id}"


async def carry_out(state: rx.State, name: str | None, verb: Verb, *args: Any) -> Any:
    """Run a domain verb as the participant at this browser; returns its outcome.

    The ``name`` signs it, unless they have one already; with None nothing is signed.
    """
    outcome, known, owners = await write(_carried_out, required_cookie(state), name, verb, args)
    (await state.get_state(Visitor)).name = known
    live.changed(outcome.question_id)
    for owner in owners:
        live.nudge(owner)
    return outcome


def _carried_out(
    session: Session, cookie: str, name: str | None, verb: Verb, args: tuple[Any, ...]
) -> tuple[Outcome, str, tuple[str, ...]]:
    if name is None:
        participant_id = participants.ensure(session, cookie)
        known = participants.name_of(session, participant_id)
    else:
        participant_id, known = participants.sign(session, cookie, name)
    outcome: Outcome = verb(session, participant_id, *args)
    concerned = {participant_id, *outcome.told, *reviews.deciders(session, outcome.viewpoint_id)}
    return outcome, known, participants.browsers(session, concerned)
