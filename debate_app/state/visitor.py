"""The person at this browser, as far as their cookie tells."""

import reflex as rx


class Visitor(rx.State):
    """``name`` is the display name that texts are signed with, empty until one is given; ``identified`` is
    false on a connection that was opened without our cookie."""

    name: str = ""
    identified: bool = True
    _owner: str | None = None
