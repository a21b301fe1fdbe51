"""Whose address a connection has: what proxies say is believed as far as they are trusted, and no further."""

from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
import reflex.app
from reflex.app import EventNamespace

from debate_app.rates.addresses import address_of, household

PEER = ("203.0.113.9", 4711)


def scope(*forwarded: str, client: tuple[str, int] | None = PEER) -> dict[str, object]:
    headers = [(b"host", b"x"), *((b"x-forwarded-for", line.encode("latin-1")) for line in forwarded)]
    return {"type": "http", "headers": headers, "client": client}


@pytest.mark.parametrize(
    ("forwarded", "hops", "address"),
    [
        ([], 0, "203.0.113.9"),
        (["198.51.100.1"], 0, "203.0.113.9"),
        ([], 1, "203.0.113.9"),
        (["198.51.100.1"], 1, "198.51.100.1"),
        (["6.6.6.6, 198.51.100.1"], 1, "198.51.100.1"),
        (["6.6.6.6,198.51.100.1,10.0.0.2"], 2, "198.51.100.1"),
        (["6.6.6.6", "198.51.100.1", "10.0.0.2"], 2, "198.51.100.1"),
        ([" , 6.6.6.6 ,, 198.51.100.1 , "], 1, "198.51.100.1"),
        (["198.51.100.1"], 2, "203.0.113.9"),
        ([""], 1, "203.0.113.9"),
        (["unknown"], 1, "203.0.113.9"),
        (["198.51.100.1\u00b2"], 1, "203.0.113.9"),
        (["198.51.100.1:5000"], 1, "198.51.100.1"),
        (["2001:DB8:0::1"], 1, "2001:db8::1"),
        (["[2001:db8::1]:5000"], 1, "2001:db8::1"),
        (["[2001:db8::1]"], 1, "2001:db8::1"),
        (["fe80::1%eth0"], 1, "fe80::1"),
        (["::ffff:198.51.100.1"], 1, "198.51.100.1"),
        (["[]:80"], 1, "203.0.113.9"),
        (["[[::1]]"], 1, "203.0.113.9"),
        (["1" * 100_000], 1, "203.0.113.9"),
    ],
)
def test_of_what_was_forwarded_only_what_trusted_proxies_wrote_is_believed(
    forwarded: list[str], hops: int, address: str
) -> None:
    assert address_of(scope(*forwarded), hops) == address


@pytest.mark.parametrize("hops", [0, 1, 2, 3])
def test_reflex_counts_in_the_same_way(hops: int, monkeypatch: pytest.MonkeyPatch) -> None:
    came: Any = scope("6.6.6.6", "198.51.100.1, 10.0.0.2")
    monkeypatch.setattr(reflex.app, "get_config", lambda: SimpleNamespace(trusted_proxy_hops=hops))
    by_reflex: Any = EventNamespace._build_static_router_data(Mock(), "sid", {"asgi.scope": came})
    assert by_reflex["ip"] == address_of(came, hops)


def test_a_connection_without_an_address_has_none() -> None:
    assert address_of(scope(client=None), 0) == ""
    assert address_of(scope("unknown", client=("", 0)), 1) == ""


def test_an_ipv4_address_is_one_address_however_it_came() -> None:
    assert address_of(scope(client=("::ffff:203.0.113.9", 1)), 0) == "203.0.113.9"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("", ""),
    ],
)
def test_all_addresses_of_one_household_count_as_one(address: str, counted: str) -> None:
    assert household(address) == counted
