"""The one wrapper around every event handler: shapes are checked, refusals become sentences on the page."""

import functools
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import reflex as rx

from debate_app import languages
from debate_app.domain.refused import Refused
from debate_app.rates import Kind
from debate_app.state import language, spending
from debate_app.state.shapes import Misshapen, Shape

logger = logging.getLogger(__name__)

Handler = Callable[..., Awaitable[Any]]


class Answering(rx.State, mixin=True):
    """A state whose handlers answer with sentences: ``faults`` maps a place on the page to what is wrong there."""

    faults: dict[str, str] = {}

    def _begin(self) -> None:
        """Something new was asked: what was wrong before is forgotten."""
        self.faults = {}

    def _refuse(self, refused: Refused, place: str) -> None:
        """Say what is wrong, at the ``place`` that the handler names, else at the field that the refusal names."""
        self.faults = {place or refused.field or "all": refused.sentence}

    def _refuse_preview(self, refused: Refused, place: str) -> None:
        """Say it of a preview, which is no answer to a form that may just have been sent."""
        self.faults = {place or refused.field or "all": refused.sentence}


def act(*, rate: Kind | None = Kind.READ, beside: str = "", **shapes: Shape) -> Callable[[Handler], Any]:
    """Make an event handler out of a method that takes exactly the arguments named in ``shapes``.

    A message that does not have these shapes does nothing and is logged without its values. One that is sent too
    often for its ``rate`` is refused; with None the method sees to that. ``Refused`` becomes the fault of its own
    field or, where ``beside`` names an argument, of the place that it holds; ``form.place`` is a field of a form.
    """

    def wrap(method: Handler) -> Any:
        @functools.wraps(method)
        async def handler(state: Any, /, *surplus: Any, **given: Any) -> Any:
            try:
                values = _shaped(shapes, surplus, given)
            except Misshapen as fault:
                if await spending.may_be_logged(state):
                    logger.warning("A message for %s was refused: %s.", method.__qualname__, fault)
                return None
            languages.speak(language.of_event(state))
            try:
                state._begin()
                if rate:
                    await spending.spend(state, rate)
                return await method(state, **values)
            except Refused as refused:
                refuse = state._refuse_preview if rate is Kind.PREVIEW else state._refuse
                refuse(refused, _held(values, beside))
                return None

        # Without annotations the framework neither converts arguments nor logs the ones that do not convert.
        handler.__annotations__ = {}
        return rx.event(handler)

    return wrap


def _held(values: dict[str, Any], name: str) -> str:
    argument, _, field = name.partition(".")
    value = values.get(argument, "")
    return str(value[field] if field else value)


def _shaped(shapes: dict[str, Shape], surplus: tuple[Any, ...], given: dict[str, Any]) -> dict[str, Any]:
    if surplus or given.keys() != shapes.keys():
        raise Misshapen("arguments are missing or unknown")
    return {name: shape(given[name]) for name, shape in shapes.items()}
