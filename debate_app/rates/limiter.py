"""Says no to whoever does something too often, by themselves or as one of many from their network."""

from limits import RateLimitItem, parse_many

from debate_app.domain.refused import TooMany
from debate_app.rate_settings import OFF, Rates
from debate_app.rates.addresses import household
from debate_app.rates.counts import Counts
from debate_app.rates.kinds import Kind, by_network, by_one

Limits = tuple[RateLimitItem, ...]


class Limiter:
    """The rates of one server. ``hops`` proxies in front of it are believed about addresses."""

    def __init__(self, rates: Rates, counts: Counts, hops: int = 0) -> None:
        self.hops = hops
        self.connection = _limits(rates.connection)
        self._counts = counts
        self._newcomers = _limits(rates.new_identity)
        self._newcomers_beyond = _limits(rates.new_identity_beyond)
        counted = [kind for kind in Kind if kind is not Kind.NEW_IDENTITY]
        self._by_one = {kind: _limits(getattr(rates, kind)) for kind in counted}
        self._by_network = {kind: _limits(getattr(rates, f"{kind}_address")) for kind in counted}

    async def spend(self, kind: Kind, person: str, address: str, cost: int = 1) -> None:
        """Count that this person does it from this address; an empty one of them is not counted for.

        Raises TooMany, which says for how long. Whoever is refused on their own account costs their network nothing.
        """
        if kind is Kind.NEW_IDENTITY:
            await self._let_in(address)
            return
        if person and (wait := await self._take(f"{kind}:one", person, self._by_one[kind], cost)):
            raise by_one(kind, wait)
        if address and (wait := await self._take(f"{kind}:all", household(address), self._by_network[kind], cost)):
            raise by_network(kind, wait)

    async def allows(self, kind: Kind, person: str, address: str) -> bool:
        """The same as an answer: whether it was within the rate."""
        try:
            await self.spend(kind, person, address)
        except TooMany:
            return False
        return True

    async def _let_in(self, address: str) -> None:
        """So many new people at once, and then as many again as come in slowly. Raises Crowded."""
        if not address or not self._newcomers or not self._newcomers_beyond:
            return
        home = household(address)
        if await self._take("new:at once", home, self._newcomers, 1) and (
            wait := await self._take("new:beyond", home, self._newcomers_beyond, 1)
        ):
            raise by_network(Kind.NEW_IDENTITY, wait)

    async def _take(self, what: str, who: str, limits: Limits, cost: int) -> int:
        """0, or the seconds to wait."""
        for limit in limits:
            if wait := await self._counts.take(what, who, limit, cost):
                return wait
        return 0


def _limits(rate: str) -> Limits:
    return () if rate == OFF else tuple(parse_many(rate))
