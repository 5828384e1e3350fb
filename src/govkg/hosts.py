"""Which hosts may be asked over the network: public ones, and others only where a person allowed it.

Whoever asks an address that came from outside (a feed, a redirect, a query) connects by ``connect`` alone. It looks
the name up once, refuses addresses that are not public (loopback, private, link-local, the metadata addresses of
clouds, and those hidden in IPv6 forms of IPv4), and connects to the very address that it has checked; so neither a
redirect nor a name server that answers differently the second time (DNS rebinding) leads inside. It is to be called
for each connection, thus for each hop of a redirect; no proxy of the environment may stand between.

``check`` does the same without connecting, for a refusal before any work.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any, Final

from govkg.errors import AddressRefused

_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_IPV4_BITS: Final = 0xFFFF_FFFF

Place = tuple[socket.AddressFamily, tuple[Any, ...]]
"""Where to connect: the family and the socket's address."""


def is_public(address: str) -> bool:
    """Whether a numeric IP address is one of the public network; IPv4 inside IPv6 counts as what it carries.

    Raises:
        ValueError: it is no IP address.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if carried := _carried(ip):
            return all(is_public(str(inner)) for inner in carried)
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast


def check(host: str, port: int, *, private: bool = False) -> list[Place]:
    """Where ``host`` (a name or a numeric address) is, every place of it allowed; all are if ``private``.

    Raises:
        AddressRefused: one of its addresses is not public.
        OSError: the name cannot be looked up.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long
        raise socket.gaierror(socket.EAI_NONAME, f"not the name of a host: {host!r}") from error
    places: list[Place] = [(family, place) for family, _, _, _, place in found]
    for _, place in places:
        if not private and not is_public(str(place[0])):
            raise AddressRefused(host, str(place[0]))
    return places


def connect(host: str, port: int, *, timeout: float | None, private: bool = False) -> socket.socket:
    """A connection to ``host``; ``timeout`` in seconds holds for each of its addresses, and stays set.

    Raises:
        AddressRefused: one of its addresses is not public, and ``private`` is not set.
        OSError: it cannot be reached.
    """
    failure: OSError | None = None
    for family, place in check(host, port, private=private):
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(timeout)
            connection.connect(place)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure or OSError(f"no address for {host!r}")


def _carried(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for: mapped, compatible, 6to4, Teredo, NAT64."""
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip.sixtofour:
        return [ip.sixtofour]
    if ip.teredo:
        return list(ip.teredo)
    if ip in _NAT64 or int(ip) >> 32 == 0:
        return [ipaddress.IPv4Address(int(ip) & _IPV4_BITS)]
    return []
