"""Only public addresses are asked, whatever a name, a form of writing or a second look-up says."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from govkg import hosts
from govkg.errors import AddressRefused


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2001:0:a00:1:0:0:80ff:fffe",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not hosts.is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "203.162.4.190", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses(address: str) -> None:
    assert hosts.is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "017700000001", "0", "::1"]
)
def test_every_way_to_write_loopback_is_refused(host: str) -> None:
    with pytest.raises(AddressRefused, match="not a public address"):
        hosts.check(host, 80)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [_found("8.8.8.8"), _found("10.0.0.1")])
    with pytest.raises(AddressRefused) as refused:
        hosts.check("mixed.example", 80)
    assert (refused.value.host, refused.value.address) == ("mixed.example", "10.0.0.1")


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that says something public first and loopback afterwards is asked once only."""
    answers = iter([[_found("8.8.8.8")], [_found("127.0.0.1")]])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: next(answers))
    reached: list[object] = []

    def connect(_: socket.socket, place: tuple[str, int]) -> None:
        reached.append(place)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(hosts.socket, "socket", _socket_that(connect))
    with pytest.raises(ConnectionRefusedError):
        hosts.connect("rebinding.example", 80, timeout=5)
    assert reached == [("8.8.8.8", 80)]


def test_a_private_address_that_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with hosts.connect("127.0.0.1", port, timeout=5, private=True) as connection:
            assert connection.getpeername() == ("127.0.0.1", port)
            assert connection.gettimeout() == 5
        with pytest.raises(AddressRefused):
            hosts.connect("127.0.0.1", port, timeout=5)


@pytest.mark.parametrize("host", ["nothing.invalid", "a..b", "x" * 70 + ".example"])
def test_a_name_that_is_nowhere(host: str) -> None:
    with pytest.raises(OSError):  # noqa: PT011  (the words are the system's)
        hosts.connect(host, 80, timeout=5)


def _found(address: str) -> tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int]]:
    return socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)


def _socket_that(connect: Callable[..., None]) -> type[socket.socket]:
    return type("Socket", (socket.socket,), {"connect": connect})
