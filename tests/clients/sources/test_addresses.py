"""Which addresses are asked at all."""

import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debate_app.clients.sources import Failed, Looker, PublicNetwork, Reason, addresses
from debate_app.clients.sources.answers import Ended
from debate_app.clients.sources.network import NotPublic
from debate_app.clients.sources.public import is_public
from tests.clients.sources.hostile_addresses import ADDRESSES, LEADS_INSIDE
from tests.clients.sources.hostile_web import PUBLIC, QUICK


class _Recorder(httpcore.AsyncNetworkBackend):
    """A wire that leads nowhere and knows who tried."""

    def __init__(self) -> None:
        self.connected: list[tuple[str, int]] = []

    async def connect_tcp(self, host: str, port: int, *_others: Any, **_options: Any) -> httpcore.AsyncNetworkStream:
        self.connected.append((host, port))
        raise httpcore.ConnectError


async def _resolved(name: str) -> Sequence[str]:
    """As this machine understands numbers, whatever their spelling; every other name leads to a public address."""
    if name in LEADS_INSIDE:
        return LEADS_INSIDE[name]
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(name, None, flags=socket.AI_NUMERICHOST)]
    except OSError:
        return ["127.0.0.1"] if "localhost" in name else [PUBLIC]


async def test_no_hostile_address_is_connected_to() -> None:
    assert len(set(ADDRESSES)) == len(ADDRESSES) >= 90
    wire = _Recorder()
    looker = Looker(agent="debate", network=PublicNetwork(resolve=_resolved, wire=wire), bounds=QUICK)
    for address in ADDRESSES:
        told = await looker.look_up(address)
        assert isinstance(told, Failed), address
        assert told.reason in (Reason.NOT_HTTP, Reason.REFUSED_ADDRESS), address
        assert wire.connected == [], address
    assert await looker.look_up("https://a.example/") == Failed(Reason.UNREACHABLE)
    assert wire.connected == [(PUBLIC, 443)]
    await looker.close()


async def test_names_are_whole_names_to_the_machines_resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answered(name: str, *_others: object, **_options: object) -> list[object]:
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in (PUBLIC, "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", answered)
    wire = _Recorder()
    network = PublicNetwork(wire=wire)
    with pytest.raises(NotPublic):
        await network.connect_tcp("a.example", 80)
    assert asked == ["a.example."]
    assert wire.connected == []
    network.close()


async def test_each_of_a_names_addresses_is_tried_and_no_more_than_three() -> None:
    async def many(_name: str) -> Sequence[str]:
        return ["93.184.215.14", "93.184.215.14", "2606:2800:220:1::1", "8.8.8.8", "8.8.4.4"]

    wire = _Recorder()
    network = PublicNetwork(resolve=many, wire=wire)
    with pytest.raises(httpcore.ConnectError):
        await network.connect_tcp("a.example", 443)
    assert [host for host, _ in wire.connected] == ["93.184.215.14", "2606:2800:220:1::1", "8.8.8.8"]


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("http://A.Example", "http://a.example/"),
        ("https://a.example.:443/x/../y?q=1&r=[2]#z", "https://a.example/x/../y?q=1&r=[2]"),
        ("https://a.example:80/", "https://a.example:80/"),
        ("https://bücher.example/ü ö?ä", "https://xn--bcher-kva.example/%C3%BC%20%C3%B6?%C3%A4"),
        ("https://a_b.example/%41%2f", "https://a_b.example/%41%2f"),
    ],
)
def test_an_address_is_read_once_and_for_all(address: str, read: str) -> None:
    place = addresses.read(address)
    assert place.address == read
    assert addresses.read(read) == place


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z0-9.@:\[\]%\\-]{1,30}/?.{0,20}", fullmatch=True))
def test_whatever_is_read_is_safe_to_send(address: str) -> None:
    try:
        place = addresses.read(address)
    except Ended:
        return
    assert place.port in (80, 443)
    assert place.address.isascii()
    assert not set(place.target) & set(' \r\n\t\\"<>#')
    assert set(place.host) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    with pytest.raises(OSError, match=r"."):
        socket.getaddrinfo(place.host, None, flags=socket.AI_NUMERICHOST)


@settings(deadline=None, max_examples=100)
@given(st.ip_addresses())
def test_a_public_address_is_public_to_python_too(address: object) -> None:
    known = ip_address(str(address))
    if is_public(str(address)):
        assert known.is_global
        assert not any((known.is_private, known.is_multicast, known.is_reserved, known.is_loopback))


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:220:1::1", "2a00:1450:4001::1"])
def test_the_addresses_of_the_web_are_public(address: str) -> None:
    assert is_public(address)
