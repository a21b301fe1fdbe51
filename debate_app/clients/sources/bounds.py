"""How much of what strangers send is taken, and how long they are waited for."""

from dataclasses import dataclass

HOUR, DAY = 3_600, 86_400


@dataclass(frozen=True, slots=True)
class Bounds:
    """All limits of a look-up. Tests make them small; nothing else changes them."""

    seconds: float = 10.0
    """For everything that the net takes part in, redirects and robots.txt included; waiting for a turn is not."""
    patience_seconds: float = 90.0
    """For a whole look-up, turns included."""
    connect_seconds: float = 4.0
    """For each of the addresses that a name leads to."""
    redirects: int = 5
    header_bytes: int = 32 * 1024
    wire_bytes: int = 1024 * 1024
    """Of one answer, headers included, before it is unpacked."""
    head_bytes: int = 256 * 1024
    """Of a page or a robots.txt, unpacked."""
    record_bytes: int = 512 * 1024
    """Of a DOI's record, unpacked."""
    pieces: int = 4_000
    """Chunks of one answer: each costs time, however small it is."""
    at_once: int = 8
    hosts: int = 1_000
    pause_seconds: float = 1.0
    """Between two requests to one host."""
    longest_pause_seconds: float = 10.0
    """However long a Crawl-delay is."""
    robots_origins: int = 256
    robots_seconds: int = DAY
    robots_retry_seconds: int = HOUR // 6
    """After a robots.txt that could not be read."""
    fresh_least_seconds: int = HOUR
    fresh_seconds: int = DAY
    """Of an answer that does not say."""
    fresh_most_seconds: int = 30 * DAY
    retry_most_seconds: int = 7 * DAY
