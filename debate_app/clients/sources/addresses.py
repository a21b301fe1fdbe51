"""Which addresses are asked at all: http and https, ports 80 and 443, names and never numbers.

An address is read once, here, and only what was read is used from then on: no second reader can
understand it differently.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from debate_app.clients.sources.answers import Ended, Reason

MOST_CHARACTERS = 8_000
_PORTS = {"http": 80, "https": 443}
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
# The last label begins with a letter and is no hexadecimal number: so no spelling of a numeric address is a name.
_NAME = re.compile(rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])")
_REFUSED_SIGNS = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_SAFE = "/?!$&'()*+,;=:@-._~%[]"


@dataclass(frozen=True, slots=True)
class Place:
    """A web address, taken apart: all parts are ASCII and safe to send."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host, and port where it is unusual."""
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"

    @property
    def address(self) -> str:
        """The whole address, without its fragment."""
        return self.origin + self.target


def read(address: str, base: Place | None = None) -> Place:
    """The place that ``address`` names, seen from ``base`` where it is a redirect. Raises ``Ended``."""
    if len(address) > MOST_CHARACTERS or _REFUSED_SIGNS.search(address):
        raise Ended(Reason.NOT_HTTP)
    try:
        parts = urlsplit(urljoin(base.address, address) if base else address)
        port = parts.port
    except ValueError:
        raise Ended(Reason.NOT_HTTP) from None
    if parts.scheme not in _PORTS or not parts.netloc:
        raise Ended(Reason.NOT_HTTP)
    port = _PORTS[parts.scheme] if port is None else port
    if "@" in parts.netloc or port not in _PORTS.values():
        raise Ended(Reason.REFUSED_ADDRESS)
    return Place(parts.scheme, _host(parts.hostname or ""), port, _target(parts))


def _host(typed: str) -> str:
    if len(typed) > 253:
        raise Ended(Reason.NOT_HTTP)
    try:
        host = typed if typed.isascii() else idna.encode(typed, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        raise Ended(Reason.NOT_HTTP) from None
    host = host.lower().removesuffix(".")
    if not _NAME.fullmatch(host):
        raise Ended(Reason.REFUSED_ADDRESS)
    return host


def _target(parts: SplitResult) -> str:
    query = f"?{quote(parts.query, _SAFE)}" if parts.query else ""
    target = quote(parts.path or "/", _SAFE) + query
    if len(target) > MOST_CHARACTERS:
        raise Ended(Reason.NOT_HTTP)
    return target
