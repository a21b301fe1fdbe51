"""The questions that the home page lists; its address says which."""

from typing import Any

import reflex as rx

from debate_app.domain import listing
from debate_app.domain.listing import Order
from debate_app.domain.snapshot import QuestionCard
from debate_app.state.acts import Answering, act
from debate_app.store.access import read

PAGE_SIZE = 20
LONGEST_SEARCH = 200


class Home(Answering, rx.State):
    """The cards read so far, and the order and the words that they were asked for in."""

    cards: list[QuestionCard] = []
    total: int = 0
    order: str = Order.NEWEST
    words: str = ""
    loaded: bool = False

    @act()
    async def open(self):
        """Read what the address asks for: ``/?order=active&words=bus``."""
        asked: dict[str, Any] = self.router_data.get("query", {})
        self.words = str(asked.get("words", ""))[:LONGEST_SEARCH].strip()
        self.order = Order(asked["order"]) if asked.get("order") in list(Order) else Order.NEWEST
        self.cards = []
        await self._read_on()
        self.loaded = True

    @act()
    async def show_more(self):
        """Read the next cards."""
        await self._read_on()

    async def _read_on(self) -> None:
        page = await read(
            listing.page, order=Order(self.order), words=self.words, start=len(self.cards), size=PAGE_SIZE
        )
        known = {card.id for card in self.cards}
        self.cards = [*self.cards, *(card for card in page.cards if card.id not in known)]
        self.total = page.total
