"""Everything of the app that anybody can call: walked, so that nothing can be forgotten."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from debate_app.state.shapes import Misshapen, Shape
from tests.running import app


@dataclass(frozen=True)
class Handler:
    """An event handler; ``shapes`` are None for the framework's own, which check nothing."""

    name: str
    arguments: tuple[str, ...]
    shapes: Mapping[str, Shape] | None

    def fits(self, payload: Any) -> bool:
        """Whether the handler would take the payload."""
        if not isinstance(payload, dict) or self.shapes is None or payload.keys() != self.shapes.keys():
            return False
        try:
            return all(shape(payload[name]) is not Misshapen for name, shape in self.shapes.items())
        except Misshapen:
            return False


def handlers() -> list[Handler]:
    """Every handler that the framework would let a browser call."""
    app()
    from debate_app.debate_app import app as made

    assert made._registration_context is not None
    registered = made._registration_context.event_handlers
    return [_handler(name, one.handler.fn) for name, one in sorted(registered.items())]


def _handler(name: str, method: Any) -> Handler:
    shapes = None
    if method.__module__.startswith("debate_app."):
        shapes = inspect.getclosurevars(method).nonlocals["shapes"]
    return Handler(name, tuple(inspect.signature(method).parameters)[1:], shapes)


def nonlocals(shape: Shape) -> Mapping[str, Any]:
    """What a shape was made with: the words of ``one_of``, the names of ``fields``."""
    return inspect.getclosurevars(shape).nonlocals


def routes() -> list[str]:
    """The path of every HTTP route and mount, ours and the framework's, with its parameters in braces."""
    return sorted(set(_routes(app(), "")))


def _routes(served: Any, prefix: str) -> Iterator[str]:
    """Through every layer that wraps an app."""
    while not hasattr(served, "routes") and (inner := getattr(served, "_app", getattr(served, "app", None))):
        served = inner
    for one in getattr(served, "routes", None) or ():
        path = prefix + getattr(one, "path", "")
        if getattr(one, "methods", None) is None:
            yield path or "/"
            yield from _routes(getattr(one, "app", None), path)
        else:
            yield path
