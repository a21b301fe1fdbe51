"""The live vars of a question's page: what every browser that watches it is shown.

Their values never live in a visitor's server-side state: one encoded frame goes to all who watch
(``push.py``). So nothing that a reconnecting browser is told can be older than what it already shows,
and a visitor's state stays small however long the page is.
"""

from builtins import dict as Dict
from typing import Any

import reflex as rx
from reflex.state import _override_base_method as overriding  # pyright: ignore[reportPrivateUsage]

from debate_app.domain.snapshot import NO_QUESTION, QuestionText, ViewpointText


class Page(rx.State):
    """Written by ``push`` alone; there are no handlers, and hydration leaves the values out."""

    sequence: int = 0
    question: QuestionText = NO_QUESTION
    viewpoints: list[ViewpointText] = []
    tallies: Dict[int, tuple[int, int]] = {}
    here: int = 0
    missing: bool = False

    @overriding
    def dict(self, include_computed: bool = True, initial: bool = False, **options: Any) -> Dict[str, Any]:
        """The vars at compile time, and none of them when a browser hydrates."""
        if initial:
            return super().dict(include_computed=include_computed, initial=True, **options)  # pyright: ignore[reportUnknownMemberType]
        return {self.get_full_name(): {}}

    @overriding
    def reset(self) -> None:
        """There is nothing to reset: what is shown here is the same for everybody."""
