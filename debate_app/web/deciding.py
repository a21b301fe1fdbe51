"""Carries out an act of moderation, and tells everybody whom it concerns, after the commit."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from sqlmodel import Session

from debate_app import live
from debate_app.domain import moderating, participants
from debate_app.domain.moderating import Done
from debate_app.store.access import write
from debate_app.web.visits import Visit

P = ParamSpec("P")


async def decide(
    visit: Visit, verb: Callable[Concatenate[Session, int, P], Done], *args: P.args, **named: P.kwargs
) -> Done:
    """Run a verb of moderation as the visitor: pages change, and so does what its subject's author may do."""

    def decided(session: Session) -> tuple[Done, tuple[str, ...]]:
        moderating.require(session, visit.participant_id)
        done = verb(session, visit.participant_id or 0, *args, **named)
        return done, participants.browsers(session, [done.concerned_id])

    done, owners = await write(decided)
    if done.question_id is not None:
        live.changed(done.question_id)
    for owner in owners:
        live.nudge(owner)
    return done
