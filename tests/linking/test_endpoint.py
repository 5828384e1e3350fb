"""One clear line for whatever an endpoint does, and the manners of whoever asks."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from linking_servers import Reply, counted, rows, stub
from pyoxigraph import NamedNode

from govkg.errors import EndpointError
from govkg.linking.endpoint import Endpoint, Manners

QUERY = "SELECT ?item WHERE { ?item ?p ?o }"
ITEM = frozenset({"item"})
ONE = rows(["item"], {"item": {"type": "uri", "value": "https://example.org/x"}})
QUICK = Manners(pause=0, tries=3, wait=1, silence=5, deadline=5)


def asked(reply: Reply, manners: Manners = QUICK) -> EndpointError:
    """What asking an endpoint that answers so ends with."""
    with stub(reply) as held, pytest.raises(EndpointError) as caught:
        Endpoint(held.url, manners, sleep=lambda _: None).select(QUERY, ITEM)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(held.url)
    return caught.value


def test_it_says_who_asks_and_what_it_wants() -> None:
    with stub(Reply(ONE)) as held:
        endpoint = Endpoint(held.url, Manners(pause=0, contact="mailto:biên tập@example.org\r\n"))
        assert endpoint.select(QUERY, ITEM) == [{"item": NamedNode("https://example.org/x")}]
    (request,) = held.asked
    assert request["user-agent"].startswith("govkg/")
    assert "mailto:bi%C3%AAn t%E1%BA%ADp@example.org%0D%0A" in request["user-agent"]
    assert "application/sparql-results+json" in request["accept"]
    assert request["body"].startswith("query=SELECT")


def test_it_waits_between_questions() -> None:
    pauses, sleep = counted()
    with stub(Reply(ONE)) as held:
        endpoint = Endpoint(held.url, Manners(pause=40), sleep=sleep)
        endpoint.select(QUERY, ITEM)
        endpoint.select(QUERY, ITEM)
    (pause,) = pauses
    assert 30 < pause <= 40


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_it_asks_again_with_growing_pauses_and_then_gives_up(status: int) -> None:
    pauses, sleep = counted()
    with stub(Reply(b"later", status)) as held, pytest.raises(EndpointError, match=f"HTTP {status}"):
        Endpoint(held.url, Manners(pause=0, tries=4, wait=1), sleep=sleep).select(QUERY, ITEM)
    assert len(held.asked) == 4
    assert pauses == [1, 2, 4]


def test_it_gets_its_answer_when_the_trouble_passes() -> None:
    with stub(Reply(b"", 500), Reply(b"", 429), Reply(ONE)) as held:
        assert Endpoint(held.url, QUICK, sleep=lambda _: None).select(QUERY, ITEM)


def test_it_waits_for_as_long_as_it_is_told() -> None:
    pauses, sleep = counted()
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    replies = [Reply(b"", 429, {"Retry-After": "7"}), Reply(b"", 503, {"Retry-After": moment}), Reply(ONE)]
    with stub(*replies) as held:
        Endpoint(held.url, QUICK, sleep=sleep).select(QUERY, ITEM)
    assert pauses[0] == 7
    assert 50 < pauses[1] <= 60


def test_it_does_not_wait_for_hours() -> None:
    error = asked(Reply(b"", 429, {"Retry-After": "86400"}))
    assert "left alone for 86400 seconds" in str(error)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<html>hello</html>", kind="text/html"), "answered with text/html"),
        (Reply(b"{"), "no result of a query"),
        (Reply(b"[1, 2]"), "no result of a query"),
        (Reply(b'{"head":{"vars":["item"]},"results":{"bindings":[{"item":5}]}}'), "no result of a query"),
        (Reply(b'{"head":{},"boolean":true}'), "yes or no"),
        (Reply(rows(["other"])), "without the column item"),
        (Reply(rows(["item"], {"item": {"type": "uri", "value": "no address"}})), "no result of a query"),
        (Reply(b"\xff\xfe\x00"), "no result of a query"),
        (Reply(b"MALFORMED QUERY\nat line 3", 400), "MALFORMED QUERY at line 3 (HTTP 400)"),
        (Reply(b"<h1>go away</h1>", 403, kind="text/html"), "Forbidden (HTTP 403)"),
    ],
)
def test_what_is_no_answer_is_said_in_one_line_at_once(reply: Reply, words: str) -> None:
    assert words in str(asked(reply))


def test_it_follows_no_redirect() -> None:
    with stub(Reply(ONE)) as other:
        error = asked(Reply(b"", 302, {"Location": other.url}))
        assert "sends on to 127.0.0.1, which was not asked for (HTTP 302)" in str(error)
        assert other.asked == []


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    padding = b" " * (3 << 20)
    assert "more than 1 MiB" in str(asked(Reply(padding + ONE), Manners(pause=0, tries=1, largest=1 << 20)))


def test_a_slow_answer_is_not_waited_for() -> None:
    error = asked(Reply(slow=True), Manners(pause=0, tries=2, deadline=0.2, silence=5))
    assert "took more than 0.2 seconds" in str(error)


def test_a_silent_endpoint_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        with pytest.raises(EndpointError, match=r"said nothing for 0\.2 seconds"):
            Endpoint(url, Manners(pause=0, tries=1, silence=0.2)).select(QUERY, ITEM)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"http://127.0.0.1:{gone.getsockname()[1]}/sparql"
    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint(url, QUICK).select(QUERY, ITEM)


@pytest.mark.parametrize("url", ["ftp://example.org/", "query.wikidata.org", "http:///sparql", "file:///etc/passwd"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(EndpointError, match="not an http"):
        Endpoint(url)
