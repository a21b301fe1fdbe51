"""Of the framework's own handlers only those that a page uses may be called."""

import contextvars
from typing import Any

import pytest
from reflex.event import Event
from reflex_base.registry import RegistrationContext

from debate_app.state import framework
from debate_app.state.shapes import Misshapen
from tests.running import app
from tests.visitor import HYDRATE, ROOT, VOTES

LOADING = f"{ROOT}.reflex___state____on_load_internal_state"


def check(name: str, payload: Any) -> None:
    """As in a task of the running app, which knows what is registered; other tests must not inherit that."""
    app()
    from debate_app.debate_app import app as made

    def in_the_app() -> None:
        assert made._registration_context is not None
        RegistrationContext.set(made._registration_context)
        framework.check(Event(name=name, payload=payload))

    contextvars.copy_context().run(in_the_app)


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (HYDRATE, {}),
        (HYDRATE, {"hashes": ["0" * 16]}),
        (f"{ROOT}.hydrate", {}),
        (f"{ROOT}.set_is_hydrated", {"value": True}),
        (f"{LOADING}.on_load_internal", {}),
        (f"{LOADING}.set_is_hydrated", {"value": True}),
        (f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
         {"info": "x", "component_stack": ""}),
        (f"{VOTES}.cast", {"anything": "its own shapes say"}),
    ],
)  # fmt: skip
def test_what_pages_send_passes(name: str, payload: dict[str, Any]) -> None:
    check(name, payload)


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (f"{VOTES}.setvar", {"var_name": "held", "value": 1}),
        (f"{ROOT}.setvar", {"var_name": "is_hydrated", "value": 1}),
        (f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal", {"vars": {}}),
        (HYDRATE, {"vars": {}}),
        (HYDRATE, {"hashes": ["x"] * 101}),
        (HYDRATE, {"hashes": [1]}),
        (HYDRATE, []),
        (f"{ROOT}.set_is_hydrated", {}),
        (f"{ROOT}.set_is_hydrated", {"value": 1}),
        (f"{LOADING}.on_load_internal", {"x": 1}),
        (f"{VOTES}.cast", None),
        (f"{VOTES}.cast", "x"),
    ],
)
def test_nothing_else_does(name: str, payload: Any) -> None:
    with pytest.raises(Misshapen):
        check(name, payload)
