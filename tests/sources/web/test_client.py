"""Pages are asked for as a guest asks, and never from hosts that may not be asked."""

from __future__ import annotations

import gzip
import socket
import zlib
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from site_on_loopback import Reply, Site, piece, serving

from govkg import hosts
from govkg.errors import SourceError
from govkg.sources.web.client import Client
from govkg.sources.web.manners import Manners


def refusal(manners: Manners, address: str, **more: Any) -> str:
    with Client(manners, sleep=lambda _: None) as client, pytest.raises(SourceError) as refused:
        client.get(address, **more)
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(address)
    return str(refused.value)


def test_who_asks_is_said(site: Site, manners: Manners) -> None:
    site.routes["/1"] = Reply(piece("Tin"))
    with Client(manners) as client:
        assert client.get(f"{site.url}/1").body == piece("Tin")
    assert all(headers["user-agent"].startswith("govkg/") for headers in site.headers)
    assert "https://" in site.headers[0]["user-agent"]


def test_robots_txt_is_asked_once_and_obeyed(site: Site, manners: Manners) -> None:
    site.routes |= {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /admin\n\nUser-agent: other\nDisallow: /"),
        "/1": Reply(piece("Tin")),
        "/2": Reply(piece("Tin")),
        "/admin/3": Reply(piece("Tin")),
    }
    with Client(manners) as client:
        client.get(f"{site.url}/1")
        client.get(f"{site.url}/2")
        with pytest.raises(SourceError, match=r"admin/3: robots\.txt does not allow it"):
            client.get(f"{site.url}/admin/3")
    assert site.asked == ["/robots.txt", "/1", "/2"]


def test_robots_txt_may_name_us(site: Site, manners: Manners) -> None:
    site.routes["/robots.txt"] = Reply(b"User-agent: govkg\nDisallow: /")
    assert "robots.txt" in refusal(manners, f"{site.url}/1")
    assert site.pages() == []


def test_a_host_whose_robots_txt_fails_is_not_asked(site: Site, manners: Manners) -> None:
    site.routes["/robots.txt"] = Reply(status=503)
    assert "robots.txt" in refusal(manners, f"{site.url}/1")
    assert site.pages() == []


def test_robots_txt_holds_behind_a_redirect_too(site: Site, manners: Manners) -> None:
    site.routes |= {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /closed"),
        "/1": Reply(status=302, headers={"Location": "/closed/1"}),
        "/closed/1": Reply(piece("Tin")),
    }
    with Client(manners) as client, pytest.raises(SourceError, match="robots"):
        client.get(f"{site.url}/1")
    assert site.pages() == ["/1"]


def test_pauses_between_requests_to_one_host(site: Site, manners: Manners) -> None:
    site.routes |= {"/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 7"), "/1": Reply(b"a"), "/2": Reply(b"b")}
    waits: list[float] = []
    with Client(replace(manners, delay=3), sleep=waits.append) as client:
        client.get(f"{site.url}/1")
        client.get(f"{site.url}/2")
    assert [round(seconds) for seconds in waits] == [3, 7]  # robots.txt itself was not yet known at the first


def test_what_did_not_change_is_not_sent_again(site: Site, manners: Manners) -> None:
    def page(_: Site, request: BaseHTTPRequestHandler) -> Reply:
        if request.headers.get("If-None-Match") == '"v1"':
            return Reply(status=304)
        return Reply(piece("Tin"), headers={"ETag": '"v1"', "Last-Modified": "Fri, 06 Jan 2012 01:00:00 GMT"})

    site.routes["/1"] = page
    for _ in range(2):
        with Client(manners) as client:
            assert client.get(f"{site.url}/1", anew=True).body == piece("Tin")
    first, second = (headers for path, headers in zip(site.asked, site.headers, strict=True) if path == "/1")
    assert "if-none-match" not in first
    assert second["if-none-match"] == '"v1"'
    assert second["if-modified-since"] == "Fri, 06 Jan 2012 01:00:00 GMT"


def test_what_was_just_had_is_not_asked_for(site: Site, manners: Manners) -> None:
    site.routes["/1"] = Reply(piece("Tin"))
    for _ in range(2):
        with Client(manners) as client:
            client.get(f"{site.url}/1")
    assert site.asked == ["/robots.txt", "/1"]
    with Client(replace(manners, fresh=timedelta(0))) as client:
        client.get(f"{site.url}/1")
    assert site.pages() == ["/1", "/1"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_host_is_asked_again_later(site: Site, manners: Manners, status: int) -> None:
    replies = iter([Reply(status=status), Reply(status=status, headers={"Retry-After": "9"}), Reply(b"now")])
    site.routes["/1"] = lambda *_: next(replies)
    waits: list[float] = []
    with Client(replace(manners, pause=4), sleep=waits.append) as client:
        assert client.get(f"{site.url}/1").body == b"now"
    assert waits == [4, 9]


def test_a_host_that_asks_to_wait_for_long_is_left_alone(site: Site, manners: Manners) -> None:
    site.routes["/1"] = Reply(status=429, headers={"Retry-After": "86400"})
    with Client(manners) as client:
        with pytest.raises(SourceError, match="asks to wait 86400 s"):
            client.get(f"{site.url}/1")
        with pytest.raises(SourceError, match="left alone"):
            client.get(f"{site.url}/2")
    assert site.pages() == ["/1"]


def test_a_host_that_stays_busy(site: Site, manners: Manners) -> None:
    site.routes["/1"] = Reply(status=503, headers={"Retry-After": "no number"})
    assert refusal(manners, f"{site.url}/1").endswith("HTTP 503")
    assert len(site.pages()) == manners.tries


@pytest.mark.parametrize("status", [400, 403, 404, 410, 418, 204])
def test_an_answer_that_is_no_page_is_said_and_not_asked_again(site: Site, manners: Manners, status: int) -> None:
    site.routes["/1"] = Reply(status=status)
    assert refusal(manners, f"{site.url}/1").endswith(f"HTTP {status}")
    assert site.pages() == ["/1"]


def test_redirects(site: Site, manners: Manners) -> None:
    site.routes |= {
        "/1": Reply(status=301, headers={"Location": "/2"}),
        "/2": Reply(piece("Tin")),
        "/loop": Reply(status=302, headers={"Location": "/loop"}),
        "/file": Reply(status=302, headers={"Location": "file:///etc/passwd"}),
    }
    with Client(manners) as client:
        assert client.get(f"{site.url}/1").final == f"{site.url}/2"
        with pytest.raises(SourceError, match="more than 5 redirects"):
            client.get(f"{site.url}/loop")
        with pytest.raises(SourceError, match="not an http"):
            client.get(f"{site.url}/file")


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/x", "file:///etc/passwd", "http://", "http://[::1", "http://x:99999/", "gopher://a/"],
)
def test_what_is_no_address_of_the_web(manners: Manners, address: str) -> None:
    assert "address" in refusal(manners, address)


def test_a_password_in_an_address_is_neither_used_nor_printed(manners: Manners) -> None:
    with Client(manners) as client, pytest.raises(SourceError) as refused:
        client.get("http://user:secret@example.org/")
    assert "secret" not in str(refused.value)


def test_private_hosts_are_refused_unless_allowed(site: Site, manners: Manners) -> None:
    site.routes["/1"] = Reply(piece("Tin"))
    for host in ("127.0.0.1", "localhost", "[::1]", "0", "2130706433"):
        assert "not a public address" in refusal(replace(manners, private=False), f"http://{host}:{site.port}/1")
    assert site.asked == []


def test_a_redirect_does_not_lead_inside(site: Site, manners: Manners, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host counts as public here; it sends us to one that is not."""
    with serving(Site({"/secret": Reply(b"inside")})) as inside:
        target = f"http://127.0.0.2:{inside.port}/secret"
        site.routes["/1"] = Reply(status=302, headers={"Location": target})
        monkeypatch.setattr(hosts, "is_public", lambda address: address == "127.0.0.1")
        with Client(replace(manners, private=False)) as client, pytest.raises(SourceError) as refused:
            client.get(f"{site.url}/1")
        assert str(refused.value).startswith(f"{target}: 127.0.0.2 is not a public address")
        assert inside.asked == []


def test_a_name_that_changes_its_mind_does_not_lead_inside(
    site: Site, manners: Manners, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each connection goes to the very address that was checked, so the second answer is checked as well."""
    answers = iter(["127.0.0.1", "127.0.0.2"])

    def look_up(_: str, port: int, **__: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(hosts, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    site.routes["/robots.txt"] = Reply(status=404, headers={"Connection": "close"})
    assert "not a public address" in refusal(replace(manners, private=False), f"http://rebinding.test:{site.port}/1")
    assert site.pages() == []


def test_no_proxy_stands_between(site: Site, manners: Manners, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.routes["/1"] = Reply(b"x")
    with Client(manners) as client:
        assert client.get(f"{site.url}/1").body == b"x"


def test_an_answer_that_is_too_large(site: Site, manners: Manners) -> None:
    site.routes["/1"] = Reply(b"x" * 20_000)
    assert "too large" in refusal(replace(manners, largest=10_000), f"{site.url}/1")


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_answer_counts_by_what_it_unpacks_to(site: Site, manners: Manners, coding: str, pack: Any) -> None:
    site.routes |= {
        "/1": Reply(pack(b"tin" * 1000), headers={"Content-Encoding": coding}),
        "/bomb": Reply(pack(b"0" * 30_000_000), headers={"Content-Encoding": coding}),
    }
    with Client(manners) as client:
        assert client.get(f"{site.url}/1").body == b"tin" * 1000
    assert "too large" in refusal(manners, f"{site.url}/bomb")


def test_an_answer_that_drips(site: Site, manners: Manners) -> None:
    site.routes["/1"] = Reply(b"x" * 10_000, pause=0.05)
    assert "took longer than 0.5 s" in refusal(replace(manners, longest=0.5, tries=1), f"{site.url}/1")


def test_an_answer_that_breaks_off_is_asked_for_again(site: Site, manners: Manners) -> None:
    replies = iter([Reply(b"half", cut=True), Reply(b"whole")])
    site.routes["/1"] = lambda *_: next(replies)
    with Client(manners) as client:
        assert client.get(f"{site.url}/1").body == b"whole"


def test_a_host_that_is_not_there_is_left_alone_after_a_while(manners: Manners) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    said = []
    with Client(replace(manners, tries=2), sleep=lambda _: None) as client:
        for number in range(5):
            with pytest.raises(SourceError) as refused:
                client.get(f"http://127.0.0.1:{port}/{number}")
            said.append(str(refused.value))
    assert "refused" in said[0]
    assert all("left alone after 3 failures" in text for text in said[3:])


def test_a_name_that_nobody_has(manners: Manners) -> None:
    assert "not known" in refusal(replace(manners, tries=1), "http://nothing.invalid/1")


def test_a_folder_that_cannot_keep_pages(manners: Manners, tmp_path: Any) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SourceError, match="pages cannot be kept"):
        Client(replace(manners, folder=tmp_path / "file"))
