"""The person at this browser, as far as their cookie tells."""

import reflex as rx

from debate_app.state.acts import Answering, act


class Visitor(Answering, rx.State):
    """``name`` is the display name that texts are signed with, empty until one is given; ``identified`` is
    false on a connection that was opened without our cookie. ``person`` names whose drafts this browser keeps."""

    name: str = ""
    identified: bool = True
    person: str = ""
    _owner: str | None = None
    _question: int | None = None

    @act()
    async def look(self):
        """Nothing happens; that this was sent is enough for a browser to notice that its connection had died."""
