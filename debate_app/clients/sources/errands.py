"""Requests that are polite and cannot last: each waits for its host's turn, and a look-up's requests share its time."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from debate_app.clients.sources import asking
from debate_app.clients.sources.addresses import Place
from debate_app.clients.sources.answers import Ended, Reason
from debate_app.clients.sources.asking import Answer, Sent, Wanted
from debate_app.clients.sources.bounds import Bounds
from debate_app.clients.sources.network import PublicNetwork
from debate_app.clients.sources.turns import Turns


class Budget:
    """The time that one look-up has left for what the net takes part in."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @asynccontextmanager
    async def spending(self) -> AsyncGenerator[None]:
        """Count what is done within. Raises ``Ended`` when the time is up."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(max(0.0, self._seconds)):
                yield
        except TimeoutError:
            raise Ended(Reason.TIMED_OUT) from None
        finally:
            self._seconds -= loop.time() - began


class Errands:
    """All requests of this process: so many at once, and to one host one after another."""

    def __init__(self, agent: str, network: PublicNetwork, bounds: Bounds, clock: Callable[[], float]) -> None:
        self._headers = (("User-Agent", agent), ("Accept-Encoding", "gzip"))
        self._network = network
        self._bounds = bounds
        self._turns = Turns(bounds.hosts, clock)
        self._places = asyncio.Semaphore(bounds.at_once)

    async def ask(self, place: Place, sent: Sent, wanted: Wanted, budget: Budget, pause_seconds: float = 0) -> Answer:
        """The answer to one request. Raises ``Ended``."""
        pause = min(max(pause_seconds, self._bounds.pause_seconds), self._bounds.longest_pause_seconds)
        async with self._turns.of(place.host, pause), self._places, budget.spending():
            return await asking.ask(place, (*self._headers, *sent), self._network, self._bounds, wanted)
