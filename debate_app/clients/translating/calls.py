"""Calls to a translation service: bounded in time and size, tried again where that may help, and counted.

The operator chose the service: it may be on this machine. Proxies of the environment are not asked.
"""

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx

from debate_app.clients.translating.breaker import FAILURES, OPEN_SECONDS, Breaker
from debate_app.clients.translating.engine import Meter, Unavailable
from debate_app.words import message

MOST_ANSWER_BYTES = 4 * 1024 * 1024
_REFUSED_SECONDS = 600.0
_SAY = {
    "away": message("The translation service does not answer. The original can be read."),
    "busy": message("The translation service has too much to do. The original can be read."),
    "strange": message("The translation service gives no proper answer. The original can be read."),
    "locked": message("The translation service does not let this site in. The original can be read."),
    "refused": message("The translation service refuses this text. The original can be read."),
}
_MAY_PASS = {429: "busy", 500: "away", 502: "away", 503: "away", 504: "away"}

_T = TypeVar("_T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what."""

    connect_seconds: float = 5.0
    read_seconds: float = 20.0
    whole_seconds: float = 40.0
    tries: int = 3
    first_wait_seconds: float = 0.5
    longest_wait_seconds: float = 8.0
    failures: int = FAILURES
    open_seconds: float = OPEN_SECONDS


@dataclass(slots=True)
class _Failed(Exception):
    """``why`` is a key of what is said; ``again`` whether another try may help, not before ``after_seconds``."""

    why: str
    again: bool
    after_seconds: float = 0.0


class Calls:
    """Those to one service, whose ``name`` the log says."""

    def __init__(
        self,
        name: str,
        url: str,
        meter: Meter,
        patience: Patience | None = None,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.meter = meter
        self.now = now
        self._name = name
        self._url = url
        self._patience = patience or Patience()
        self._sleep = sleep
        self._breaker = Breaker(now, self._patience.failures, self._patience.open_seconds)
        seconds = httpx.Timeout(self._patience.read_seconds, connect=self._patience.connect_seconds)
        self._client = httpx.AsyncClient(
            timeout=seconds, trust_env=False, follow_redirects=False, headers={"Accept-Encoding": "identity"}
        )

    async def get(self, path: str, read: Callable[[bytes], _T]) -> _T:
        """What ``read`` makes of the answer, for which it raises ValueError if it is none. Raises Unavailable."""
        return await self._call(0, read, "GET", path)

    async def post(self, path: str, read: Callable[[bytes], _T], characters: int, **sent: Any) -> _T:
        """The same for ``json=`` or ``data=`` that hold so many characters to translate. Raises Unavailable."""
        answer = await self._call(characters, read, "POST", path, **sent)
        logger.info("%s: %s", self._name, self.meter.spent())
        return answer

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _call(self, characters: int, read: Callable[[bytes], _T], *request: Any, **sent: Any) -> _T:
        tried = 0
        while True:
            tried += 1
            left = self._breaker.refuses()
            if left:
                raise Unavailable(_SAY["away"], left)
            try:
                return await self._try(characters, read, *request, **sent)
            except _Failed as fault:
                wait = max(fault.after_seconds, self._wait_seconds(tried))
                last = tried == self._patience.tries or wait > self._patience.longest_wait_seconds
                if last or not fault.again:
                    raise self._unavailable(fault) from None
            await self._sleep(wait)

    async def _try(self, characters: int, read: Callable[[bytes], _T], *request: Any, **sent: Any) -> _T:
        """One request, of which the breaker and the meter are told."""
        told = self._breaker.given_up
        try:
            self.meter.call(characters)
            answer = _understood(await self._answer(*request, **sent), read)
            told = self._breaker.succeeded
        except _Failed as fault:
            told = self._breaker.succeeded if fault.why == "refused" else self._breaker.failed
            raise
        else:
            return answer
        finally:
            told()

    async def _answer(self, method: str, path: str, **sent: Any) -> bytes:
        try:
            async with (
                asyncio.timeout(self._patience.whole_seconds),
                self._client.stream(method, self._url + path, **sent) as response,
            ):
                if response.status_code != 200:
                    raise _refusal(response)
                return await _bounded(response)
        except (httpx.HTTPError, TimeoutError) as fault:
            logger.warning("%s does not answer: %s.", self._name, type(fault).__name__)
            raise _Failed("away", again=True) from None

    def _wait_seconds(self, tried: int) -> float:
        """Twice as long each time, and never two readers' calls at the same moment."""
        return self._patience.first_wait_seconds * 2 ** (tried - 1) * random.uniform(0.5, 1)  # noqa: S311

    def _unavailable(self, fault: _Failed) -> Unavailable:
        self.meter.failed()
        logger.warning("%s: %s", self._name, _SAY[fault.why])
        lasting = _REFUSED_SECONDS if fault.why in ("locked", "refused") else self._patience.open_seconds
        return Unavailable(_SAY[fault.why], max(fault.after_seconds, lasting))


def _understood(body: bytes, read: Callable[[bytes], _T]) -> _T:
    try:
        return read(body)
    except ValueError:
        raise _Failed("strange", again=False) from None


def _refusal(response: httpx.Response) -> _Failed:
    status = response.status_code
    if status in _MAY_PASS:
        return _Failed(_MAY_PASS[status], again=True, after_seconds=_retry_after(response))
    if status in (401, 403, 407):
        return _Failed("locked", again=False)
    return _Failed("refused" if status in (400, 413, 414, 422) else "strange", again=False)


def _retry_after(response: httpx.Response) -> float:
    """Seconds, or a date; 0 where the header is missing or wrong."""
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:6])
    with contextlib.suppress(ValueError, TypeError):
        return max((parsedate_to_datetime(said).astimezone(UTC) - datetime.now(UTC)).total_seconds(), 0.0)
    return 0.0


async def _bounded(response: httpx.Response) -> bytes:
    """The body as it came: a compressed one, which we did not ask for, could become any size."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise _Failed("strange", again=False)
    body = b""
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > MOST_ANSWER_BYTES:
            raise _Failed("strange", again=False)
    return body
