"""The questions that the home page lists; its address says which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import reflex as rx

from debate_app.domain import listing, rows
from debate_app.domain.listing import Order
from debate_app.domain.snapshot import QuestionCard
from debate_app.state.acts import Answering, act
from debate_app.store.access import read

PAGE_SIZE = 20
LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address of the home page asks for: ``/?order=active&words=bus&from=20``."""

    order: Order = Order.NEWEST
    words: str = ""
    start: int = 0

    @staticmethod
    def of(query: Mapping[str, Any]) -> "Asked":
        """What can be made of the query; the rest is left."""
        order, start = query.get("order"), rows.id_in(str(query.get("from", ""))) or 0
        return Asked(
            Order(order) if order in list(Order) else Order.NEWEST,
            str(query.get("words", ""))[:LONGEST_SEARCH].strip(),
            start,
        )


class Home(Answering, rx.State):
    """The cards read so far, and the order and the words that they were asked for in."""

    cards: list[QuestionCard] = []
    total: int = 0
    order: str = Order.NEWEST
    words: str = ""
    start: int = 0
    loaded: bool = False

    @act()
    async def open(self):
        """Read what the address asks for."""
        asked = Asked.of(self.router_data.get("query", {}))
        self.order, self.words, self.start = asked.order, asked.words, asked.start
        self.cards = []
        await self._read_on()
        self.loaded = True

    @act()
    async def show_more(self):
        """Read the next cards."""
        await self._read_on()

    async def _read_on(self) -> None:
        page = await read(
            listing.page, order=Order(self.order), words=self.words, start=self.start + len(self.cards), size=PAGE_SIZE
        )
        known = {card.id for card in self.cards}
        self.cards = [*self.cards, *(card for card in page.cards if card.id not in known)]
        self.total = page.total
