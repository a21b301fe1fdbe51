"""From which network address a connection came, and whom that address stands for."""

import ipaddress
import re

from starlette.datastructures import Headers
from starlette.types import Scope

_WITH_PORT = re.compile(r"\[(?P<six>[^\[\]]*)\](:\d+)?|(?P<four>[0-9.]+):\d+")
_HOUSEHOLD_BITS = 64


def address_of(scope: Scope, hops: int) -> str:
    """The address that the connection came from, as text in one form; empty where there is none (a Unix socket).

    X-Forwarded-For is believed only behind ``hops`` trusted proxies, each of which has added whom it was asked by:
    the address is the one that the first of them saw, counted from the end, as Reflex counts. Where the header is
    shorter than that, or there stands no address, it is the connection's own.
    """
    peer = scope.get("client")
    own = _canonical(peer[0]) if peer else ""
    if not hops:
        return own
    named = [part for line in Headers(scope=scope).getlist("x-forwarded-for") for part in line.split(",")]
    forwarded = [part.strip() for part in named if part.strip()]
    return (_canonical(forwarded[-hops]) if len(forwarded) >= hops else "") or own


def household(address: str) -> str:
    """Who an address is counted as: itself, but for IPv6 its /64, all of which one household is given."""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address}/{_HOUSEHOLD_BITS}", strict=False))


def _canonical(text: str) -> str:
    """One text for each address: in lower case, without port and zone, IPv4 as IPv4; empty for what is none."""
    found = _WITH_PORT.fullmatch(text)
    bare = (found["six"] or found["four"] or "") if found else text
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)
