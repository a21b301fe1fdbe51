"""Which numeric addresses are public: reachable by everybody, and never a way into this machine or its network.

Source: IANA's special-purpose address registries (RFC 6890 and what it lists). Named here one by one, because
what ``is_global`` says differs from one Python to the next. An IPv6 address that carries an IPv4 address in it
(mapped, compatible, NAT64, 6to4, Teredo) is never public, whatever the inner address: no honest name leads there.
"""

from ipaddress import IPv4Network, IPv6Network, ip_address

_CLOSED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by a provider's customers; some clouds' metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # public by its number, yet inside one large cloud it is the machine's own host
        "169.254.0.0/16",  # link-local; most clouds' metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")  # leaves out ::1, mapped, compatible, NAT64, ULA, link-local, multicast
_CLOSED_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo, ORCHID, benchmarks and other protocols' own
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)


def is_public(text: str) -> bool:
    """Whether the numeric address is one that everybody can reach."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if not address.is_global:
        return False
    if address.version == 4:
        return not any(address in network for network in _CLOSED_4)
    return not address.scope_id and address in _GLOBAL_6 and not any(address in network for network in _CLOSED_6)
