"""One request: no cookies, no referrer, no proxy, nothing reused, and an answer read only as far as it is wanted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpcore

from debate_app.clients.sources import bodies
from debate_app.clients.sources.addresses import Place
from debate_app.clients.sources.answers import Ended, Reason
from debate_app.clients.sources.bodies import Wish
from debate_app.clients.sources.bounds import Bounds
from debate_app.clients.sources.headers import Headers
from debate_app.clients.sources.metering import Meter, TooMuch
from debate_app.clients.sources.network import NotPublic, PublicNetwork

Sent = Sequence[tuple[str, str]]
Wanted = Callable[[int, Headers], Wish]
"""How much of the body is wanted of an answer with this status and these headers."""

REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    place: Place
    status: int
    headers: Headers
    body: bytes

    @property
    def leads_to(self) -> str:
        """Where a redirect points, or ""."""
        return self.headers.of("location") if self.status in REDIRECTS else ""

    @property
    def is_good(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300


async def ask(place: Place, sent: Sent, network: PublicNetwork, bounds: Bounds, wanted: Wanted) -> Answer:
    """Ask once, and close the connection. Raises ``Ended``; the caller limits the time."""
    meter = Meter(network, bounds.header_bytes)
    try:
        return await _asked(place, sent, network, meter, bounds, wanted)
    except NotPublic:
        raise Ended(Reason.REFUSED_ADDRESS) from None
    except TooMuch:
        raise Ended(Reason.TOO_LARGE) from None
    except httpcore.ProtocolError:
        raise Ended(Reason.NOT_HTTP) from None
    except (httpcore.NetworkError, httpcore.TimeoutException, OSError):
        raise Ended(Reason.UNREACHABLE) from None
    finally:
        await meter.aclose()


async def _asked(
    place: Place, sent: Sent, network: PublicNetwork, meter: Meter, bounds: Bounds, wanted: Wanted
) -> Answer:
    scheme, host = place.scheme.encode(), place.host.encode()
    connection = httpcore.AsyncHTTPConnection(
        httpcore.Origin(scheme, host, place.port), ssl_context=network.certificates, network_backend=meter
    )
    url = httpcore.URL(scheme=scheme, host=host, port=place.port, target=place.target.encode())
    named = [("Host", place.origin.partition("://")[2]), *sent, ("Connection", "close")]
    async with connection.stream("GET", url, headers=[(name.encode(), value.encode()) for name, value in named]) as got:
        meter.allowed_bytes = bounds.wire_bytes
        headers = Headers(got.headers)
        body = await bodies.read(got.aiter_stream(), headers, wanted(got.status, headers), bounds.pieces)
        return Answer(place, got.status, headers, body)
