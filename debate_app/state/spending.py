"""What is counted for the person and the network that an event comes from, before anything is read or written."""

from hashlib import sha256
from typing import Any

from debate_app import rates
from debate_app.rates import Kind
from debate_app.state.identity import cookie_of
from debate_app.state.newcomer import Newcomer

_LEAVES_A_ROW = frozenset({Kind.VOTE, Kind.WRITE, Kind.REPORT})


def person_of(cookie: str) -> str:
    """What a participant is counted by; empty where there is no cookie: then their network alone is."""
    return sha256(cookie.encode()).hexdigest() if cookie else ""


async def spend(state: Any, kind: Kind, cost: int = 1) -> None:
    """Count this event. Raises TooMany; Crowded where somebody new has to wait to be let in."""
    person, address = _sender(state)
    if person and kind in _LEAVES_A_ROW:
        await _let_in(state, address)
    await rates.spend(kind, person, address, cost)


async def may_be_logged(state: Any) -> bool:
    """Whether this event may still write a line to the log, which anybody could fill."""
    return await rates.allows(Kind.FAULT, *_sender(state))


async def _let_in(state: Any, address: str) -> None:
    newcomer = await state.get_state(Newcomer)
    if not newcomer._let_in:
        await rates.spend(Kind.NEW_IDENTITY, "", address)
        newcomer._let_in = True


def _sender(state: Any) -> tuple[str, str]:
    return person_of(cookie_of(state)), state.router_data.get("ip", "")
