"""The framework's own event handlers: which of them a browser may call, and with what.

The framework registers more than our pages use, ``setvar`` on every state among them, and trusts what it is
sent. Our own handlers check their arguments themselves (``acts.py``).
"""

from typing import Any

from reflex.event import Event
from reflex_base.registry import RegistrationContext

from debate_app.state.shapes import Misshapen, Shape, one_of_type, texts

_ROOT = "reflex___state____state"
_LOADING = f"{_ROOT}.reflex___state____on_load_internal_state"
_FAILING = f"{_ROOT}.reflex___state____frontend_event_exception_state"
_USED: dict[str, dict[str, Shape]] = {
    f"{_ROOT}.hydrate": {},
    f"{_ROOT}.hydrate_and_load": {"hashes": texts(most=100)},
    f"{_ROOT}.set_is_hydrated": {"value": one_of_type(bool)},
    f"{_LOADING}.on_load_internal": {},
    f"{_LOADING}.set_is_hydrated": {"value": one_of_type(bool)},
    f"{_FAILING}.handle_frontend_exception": {"info": one_of_type(str), "component_stack": one_of_type(str)},
}
_OPTIONAL = {"hashes"}


def is_logged(event: Event) -> bool:
    """Whether the framework answers the event with a line in the log."""
    return event.name.startswith(_FAILING)


def check(event: Event) -> None:
    """Raises Misshapen for a message that no page of ours sends."""
    payload: Any = event.payload
    if not isinstance(payload, dict):
        raise Misshapen("arguments are no object")
    if _is_ours(event.name):
        return
    shapes = _USED.get(event.name)
    if shapes is None:
        raise Misshapen("no page of ours calls this")
    if not shapes.keys() - _OPTIONAL <= payload.keys() <= shapes.keys():
        raise Misshapen("arguments are missing or unknown")
    for name, value in payload.items():
        shapes[name](value)


def _is_ours(name: str) -> bool:
    return RegistrationContext.get().event_handlers[name].handler.fn.__module__.startswith("debate_app.")
