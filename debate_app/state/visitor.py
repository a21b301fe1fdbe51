"""The person at this browser, as far as their cookie tells."""

import reflex as rx

from debate_app.state.acts import Answering, act


class Visitor(Answering, rx.State):
    """``name`` is the display name that texts are signed with, empty until one is given; ``identified`` is
    false on a connection that was opened without a good cookie of ours. ``person`` names whose drafts this browser
    keeps, ``person_before`` who that was before it was signed in."""

    name: str = ""
    identified: bool = True
    account: bool = False
    person: str = ""
    person_before: str = ""
    _owner: str | None = None
    _question: int | None = None

    @act()
    async def look(self):
        """Nothing happens; that this was sent is enough for a browser to notice that its connection had died."""
