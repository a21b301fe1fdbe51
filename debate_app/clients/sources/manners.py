"""What each site's robots.txt asks of us, fetched over the same network within the same bounds, and kept for a day."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from debate_app.clients.sources import addresses, robots
from debate_app.clients.sources.addresses import Place
from debate_app.clients.sources.answers import Ended, Failed, Reason
from debate_app.clients.sources.asking import Answer
from debate_app.clients.sources.bodies import Wish
from debate_app.clients.sources.bounds import Bounds
from debate_app.clients.sources.errands import Budget, Errands
from debate_app.clients.sources.headers import Headers
from debate_app.clients.sources.readers import Readers
from debate_app.clients.sources.robots import Rules
from debate_app.clients.sources.turns import Turns


@dataclass(frozen=True, slots=True)
class _Known:
    rules: Rules | Failed
    until: float


class Manners:
    """The rules of the origins asked last. One that cannot say its rules is left alone for a while."""

    def __init__(
        self, agent: str, errands: Errands, readers: Readers, bounds: Bounds, clock: Callable[[], float]
    ) -> None:
        self._agent = agent
        self._errands = errands
        self._readers = readers
        self._bounds = bounds
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._asking = Turns(bounds.hosts, clock)

    async def rules(self, place: Place, budget: Budget) -> Rules:
        """What the place's origin asks. Raises ``Ended``, also when its robots.txt could not be read."""
        async with self._asking.of(place.origin, 0):
            known = self._known.get(place.origin)
            if known is None or known.until <= self._clock():
                known = await self._asked(place, budget)
                self._known[place.origin] = known
                self._known.move_to_end(place.origin)
            while len(self._known) > self._bounds.robots_origins:
                self._known.popitem(last=False)
        if isinstance(known.rules, Failed):
            raise Ended(known.rules.reason, known.rules.retry_after_seconds)
        return known.rules

    async def _asked(self, place: Place, budget: Budget) -> _Known:
        try:
            rules = await self._fetched(addresses.read("/robots.txt", place), budget)
        except Ended as end:
            if end.failed.reason is Reason.TIMED_OUT:  # maybe used up by whoever redirected here: not this site's fault
                raise
            return _Known(end.failed, self._clock() + self._bounds.robots_retry_seconds)
        return _Known(rules, self._clock() + self._bounds.robots_seconds)

    async def _fetched(self, place: Place, budget: Budget) -> Rules:
        for _ in range(self._bounds.redirects + 1):
            answer = await self._errands.ask(place, (), self._wanted, budget)
            if not answer.leads_to:
                return await self._read(answer, budget)
            place = addresses.read(answer.leads_to, place)
        raise Ended(Reason.TOO_MANY_REDIRECTS)

    async def _read(self, answer: Answer, budget: Budget) -> Rules:
        if answer.is_good:
            return await self._readers.read(budget, lambda: robots.read(_text(answer.body), self._agent))
        retry = answer.headers.retry_after_seconds(self._bounds)
        if answer.status == 429:
            raise Ended(Reason.BUSY, retry)
        if 400 <= answer.status < 500:
            return Rules()
        raise Ended(Reason.SERVER_ERROR, retry)

    def _wanted(self, status: int, _headers: Headers) -> Wish:
        return Wish(self._bounds.head_bytes if 200 <= status < 300 else 0)


def _text(body: bytes) -> str:
    return body.decode("utf-8-sig", "replace")
