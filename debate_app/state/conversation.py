"""The whole conversation of a viewpoint, page by page, for the reader who asked for it."""

import reflex as rx

from debate_app.domain import conversation
from debate_app.domain.snapshot import EventText
from debate_app.state.acts import Answering, act
from debate_app.state.shapes import identifier
from debate_app.store.access import read

PAGE_SIZE = 50
MOST_REFRESHED = 100
MOST_HEARD = 50


class Conversation(Answering, rx.State):
    """``opened`` holds what was read so far, newest first, of each viewpoint; ``ended`` those read whole;
    ``remarks`` the comments on each paragraph that were asked for.

    ``found`` is the event that a link asked for, once it is among the opened ones.
    """

    opened: dict[int, list[EventText]] = {}
    ended: dict[int, bool] = {}
    remarks: dict[int, list[EventText]] = {}
    found: int = 0

    @act(beside="viewpoint_id", viewpoint_id=identifier)
    async def show_more(self, viewpoint_id: int):
        """Read the next page: the newest events at first, then ever older ones."""
        read_so_far = self.opened.get(viewpoint_id, [])
        before = (read_so_far[-1].active_at, read_so_far[-1].id) if read_so_far else None
        page = await read(conversation.events, viewpoint_id, before, PAGE_SIZE + 1)
        self.opened = {**self.opened, viewpoint_id: [*read_so_far, *page[:PAGE_SIZE]]}
        self.ended = {**self.ended, viewpoint_id: len(page) <= PAGE_SIZE}

    @act(beside="viewpoint_id", viewpoint_id=identifier)
    async def refresh(self, viewpoint_id: int):
        """Read what is open again, because something happened there; at most the newest ``MOST_REFRESHED``."""
        read_so_far = self.opened.get(viewpoint_id, [])
        if not 0 < len(read_so_far) <= MOST_REFRESHED:
            return
        again = await read(conversation.events, viewpoint_id, None, len(read_so_far))
        self.opened = {**self.opened, viewpoint_id: list(again)}

    @act(beside="paragraph_id", paragraph_id=identifier)
    async def hear(self, paragraph_id: int):
        """Read the comments on a paragraph."""
        heard = await read(conversation.about, paragraph_id)
        self.remarks = {**dict(list(self.remarks.items())[-MOST_HEARD:]), paragraph_id: list(heard)}

    @act(viewpoint_id=identifier)
    async def show_latest(self, viewpoint_id: int):
        """Close the whole conversation again."""
        self.opened = {key: events for key, events in self.opened.items() if key != viewpoint_id}
        self.ended = {key: ended for key, ended in self.ended.items() if key != viewpoint_id}

    @act(event_id=identifier)
    async def find(self, event_id: int):
        """Open the conversation of this event's viewpoint down to the event, because a link leads there."""
        viewpoint_id, events = await read(conversation.down_to, event_id)
        self.opened = {**self.opened, viewpoint_id: list(events)}
        self.ended = {**self.ended, viewpoint_id: False}
        self.found = event_id
