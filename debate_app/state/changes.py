"""What changed in the texts that I voted on, for whoever is asked whether their vote still stands."""

import reflex as rx

from debate_app.domain import since
from debate_app.domain.history_texts import Part
from debate_app.state.acts import Answering, act
from debate_app.state.shapes import identifier
from debate_app.store.access import read

MOST_SEEN = 50


class Changes(Answering, rx.State):
    """``since`` holds, by viewpoint, what became of its parts since the version that my vote is on."""

    since: dict[int, list[Part]] = {}

    @act(beside="viewpoint_id", viewpoint_id=identifier, version=identifier)
    async def see(self, viewpoint_id: int, version: int):
        """Compare that version of the viewpoint with today's."""
        found = await read(since.changes, viewpoint_id, version)
        kept = {key: parts for key, parts in self.since.items() if key != viewpoint_id}
        self.since = {**dict(list(kept.items())[1 - MOST_SEEN :]), viewpoint_id: list(found)}
