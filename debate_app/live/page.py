"""The live vars of a question's page: what every browser that watches it is shown.

Their values never live in a visitor's server-side state: one encoded frame goes to all who watch
(``push.py``). So nothing that a reconnecting browser is told can be older than what it already shows,
and a visitor's state stays small however long the page is.

They are several states because a browser renders whatever reads a state anew when any var of it changes: a vote
touches the numbers, and no text.
"""

from builtins import dict as Dict
from typing import Any

import reflex as rx
from reflex.state import _override_base_method as overriding  # pyright: ignore[reportPrivateUsage]

from debate_app.domain.snapshot import NO_QUESTION, QuestionText, Talk, ViewpointText


class Pushed(rx.State, mixin=True):
    """Written by ``push`` alone; there are no handlers, and hydration leaves the values out."""

    @overriding
    def dict(self, include_computed: bool = True, initial: bool = False, **options: Any) -> Dict[str, Any]:
        """The vars at compile time, and none of them when a browser hydrates."""
        if initial:
            return super().dict(include_computed=include_computed, initial=True, **options)  # pyright: ignore[reportUnknownMemberType]
        return {self.get_full_name(): {}}

    @overriding
    def reset(self) -> None:
        """There is nothing to reset: what is shown here is the same for everybody."""


class Page(Pushed, rx.State):
    """What is asked, or that nothing is asked at this address."""

    question: QuestionText = NO_QUESTION
    missing: bool = False


class Answers(Pushed, rx.State):
    """What a reader sees are ``viewpoints`` and ``talks`` (by viewpoint) with what ``changed_…`` holds in their place
    or beside them."""

    viewpoints: list[ViewpointText] = []
    talks: Dict[int, Talk] = {}
    changed_viewpoints: Dict[int, ViewpointText] = {}
    changed_talks: Dict[int, Talk] = {}


class Counts(Pushed, rx.State):
    """Where people stand once everything up to ``sequence`` is counted, by viewpoint.

    ``tallies`` are agrees, disagrees, and how many of both are on versions before today's meaning; ``by_version``
    holds (version, agrees, disagrees), newest first, where a viewpoint's votes lie on several or on earlier ones.
    ``apart`` are agrees and disagrees in quarantine, where there are any.
    """

    sequence: int = 0
    tallies: Dict[int, tuple[int, int, int]] = {}
    by_version: Dict[int, list[tuple[int, int, int]]] = {}
    apart: Dict[int, tuple[int, int]] = {}


class Presence(Pushed, rx.State):
    """How many people watch."""

    here: int = 0
