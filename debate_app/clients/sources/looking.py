"""One look-up from end to end: permission, request, redirect, and what the answer comes to."""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from debate_app.clients.sources import addresses, head, headers, records
from debate_app.clients.sources.addresses import Place
from debate_app.clients.sources.answers import (
    Ended,
    Failed,
    Found,
    Looked,
    Reason,
    SourceType,
    Unchanged,
    Validators,
)
from debate_app.clients.sources.asking import Answer
from debate_app.clients.sources.bodies import Wish
from debate_app.clients.sources.bounds import Bounds
from debate_app.clients.sources.described import Described
from debate_app.clients.sources.errands import Budget, Errands
from debate_app.clients.sources.headers import Headers
from debate_app.clients.sources.manners import Manners
from debate_app.clients.sources.network import PublicNetwork
from debate_app.clients.sources.readers import Readers

_PAGES = ("text/html", "application/xhtml+xml", "")
_PAGE = "text/html, application/xhtml+xml, */*;q=0.5"
_RECORD = f"{records.MEDIA_TYPES[0]}, text/html;q=0.8"
_REASONS = {404: Reason.GONE, 410: Reason.GONE, 429: Reason.BUSY} | dict.fromkeys(
    (401, 402, 403, 407, 451), Reason.FORBIDDEN
)
_RETRY_SECONDS = 60
_TYPES = {
    "video": SourceType.VIDEO,
    "image": SourceType.IMAGE,
    "application/pdf": SourceType.DOCUMENT,
    "application/epub+zip": SourceType.BOOK,
    "application/json": SourceType.DATASET,
    "text/csv": SourceType.DATASET,
    "application/vnd.ms-excel": SourceType.DATASET,
}


class Looker:
    """Looks sources up, one for each process. It follows no instruction of what it reads, and keeps nothing of it."""

    def __init__(
        self,
        *,
        agent: str,
        network: PublicNetwork | None = None,
        bounds: Bounds | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bounds = bounds or Bounds()
        self._network = network or PublicNetwork(connect_seconds=self._bounds.connect_seconds)
        self._readers = Readers()
        self._errands = Errands(agent, self._network, self._bounds, clock)
        self._manners = Manners(agent, self._errands, self._readers, self._bounds, clock)

    async def look_up(self, address: str, known: Validators = Validators()) -> Looked:  # noqa: B008 (it is frozen)
        """What ``address`` (https://… or http://…) has to say; whatever the net brings is an answer, not an error."""
        try:
            async with asyncio.timeout(self._bounds.patience_seconds):
                return await self._looked(addresses.read(address), known)
        except Ended as end:
            return end.failed
        except TimeoutError:
            return Failed(Reason.BUSY, _RETRY_SECONDS)

    async def _looked(self, place: Place, known: Validators) -> Looked:
        budget = Budget(self._bounds.seconds)
        if place.host in records.HOSTS:
            try:
                return await self._followed(place, known, _RECORD, budget)
            except Ended as end:  # an agency that keeps robots from its records: the publisher's page may do
                if end.failed.reason is not Reason.FORBIDDEN:
                    raise
        return await self._followed(place, known, _PAGE, budget)

    async def _followed(self, place: Place, known: Validators, accept: str, budget: Budget) -> Looked:
        sent = [("Accept", accept), *headers.conditional(known)]
        here = place
        for _ in range(self._bounds.redirects + 1):
            rules = await self._manners.rules(here, budget)
            if not await self._readers.read(budget, partial(rules.allow, here.target)):
                raise Ended(Reason.FORBIDDEN)
            answer = await self._errands.ask(here, sent, self._wanted, budget, rules.delay_seconds)
            if not answer.leads_to:
                return await self._told(place, answer, known, budget)
            here = addresses.read(answer.leads_to, here)
        raise Ended(Reason.TOO_MANY_REDIRECTS)

    def _wanted(self, status: int, told: Headers) -> Wish:
        if not 200 <= status < 300:
            return Wish(0)
        if told.media_type in records.MEDIA_TYPES:
            return Wish(self._bounds.record_bytes)
        return Wish(self._bounds.head_bytes, head.END) if told.media_type in _PAGES else Wish(0)

    async def _told(self, asked: Place, answer: Answer, known: Validators, budget: Budget) -> Looked:
        fresh_seconds = answer.headers.fresh_seconds(self._bounds)
        validators = answer.headers.validators
        if answer.status == 304 and headers.conditional(known):
            return Unchanged(validators if validators != Validators() else known, fresh_seconds)
        if not answer.is_good:
            raise Ended(
                _REASONS.get(answer.status, Reason.SERVER_ERROR), answer.headers.retry_after_seconds(self._bounds)
            )
        what = await self._readers.read(budget, lambda: _described(answer))
        place = asked if answer.headers.media_type in records.MEDIA_TYPES else answer.place
        return Found(
            address=place.address,
            title=what.title,
            site=what.site,
            author=what.author,
            published=what.published,
            language=what.language,
            type=what.type,
            validators=validators,
            fresh_seconds=fresh_seconds,
        )

    async def close(self) -> None:
        """Let the threads go."""
        self._readers.close()
        self._network.close()


def _described(answer: Answer) -> Described:
    told = answer.headers
    media_type = told.media_type
    if media_type in records.MEDIA_TYPES:
        return records.read(answer.body) or Described()
    if media_type in _PAGES:
        return head.read(answer.body, told.charset)
    kind = _TYPES.get(media_type) or _TYPES.get(media_type.partition("/")[0]) or SourceType.DOCUMENT
    return Described(type=kind)
