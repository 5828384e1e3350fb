"""The optional reader against a stub of an endpoint on this machine: quotes, retries, timeouts, cost."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from govkg.errors import EndpointError
from govkg.extraction import schema
from govkg.extraction.llm import BothReaders, Endpoint, LanguageModelReader
from govkg.extraction.pipeline import read
from govkg.model.article import Article
from govkg.model.facts import HoldsPost, Participates, Speaks

ARTICLE = Article(
    "a1",
    "Thứ trưởng Bộ Y tế Lê Thị Mai đã dự hội nghị.\nBà nói: “Phải tiêm đủ liều”.",
    "Hội nghị tiêm chủng",
    published=date(2013, 4, 2),
)
EMPTY = dict.fromkeys([*schema.schema()["properties"]["facts"]["items"]["properties"]])


def row(kind: str, quote: str, part: str = "text", **fields: str) -> dict[str, Any]:
    return EMPTY | {"kind": kind, "quote": quote, "part": part} | fields


POST = row("post", "Thứ trưởng Bộ Y tế Lê Thị Mai", person="Lê Thị Mai", title="Thứ trưởng", organization="Bộ Y tế")


class Stub(ThreadingHTTPServer):
    """Answers with each of ``script`` in turn: rows of facts, a status, raw bytes, or seconds to wait."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: list[list[dict[str, Any]] | int | bytes | float] = []
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []

    @property
    def endpoint(self) -> Endpoint:
        url = f"http://127.0.0.1:{self.server_address[1]}/v1"
        return Endpoint(url, "stub", key="secret", timeout=5, retries=2, pause=0.01, price_in=2.0, price_out=10.0)


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(({"path": self.path, **dict(self.headers)}, body))
        step = self.server.script.pop(0)
        if isinstance(step, float):
            time.sleep(step)
            return
        if isinstance(step, int):
            self.send_error(step)
            return
        data = step
        if isinstance(step, list):
            content = json.dumps({"facts": step}, ensure_ascii=False)
            data = json.dumps(
                {
                    "choices": [{"message": {"content": content}}],
                    "usage": {"prompt_tokens": 1000, "completion_tokens": 200},
                }
            ).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep the test output clean."""


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_statements_stand_on_quotes_that_the_article_has(stub: Stub) -> None:
    stub.script = [
        [
            POST,
            row(
                "speech", "Bà nói: “Phải tiêm đủ liều”", speech="said", person="Lê Thị Mai", content="Phải tiêm đủ liều"
            ),
        ]
    ]
    reader = LanguageModelReader(stub.endpoint)
    statements = reader(ARTICLE)
    assert [type(each.fact) for each in statements] == [HoldsPost, Speaks]
    assert all(each.evidence.holds(ARTICLE) for each in statements)
    assert {each.rule for each in statements} == {"llm.post", "llm.speech"}
    post = statements[0].fact
    assert isinstance(post, HoldsPost)
    assert post.organization is not None
    assert post.organization.iri.endswith("/bo-y-te")  # the body of the reference data
    assert (reader.usage.kept, reader.usage.dropped) == (2, 0)


@pytest.mark.parametrize(
    "bad",
    [
        POST | {"quote": "Thứ trưởng Bộ Y tế  Lê Thị Mai"},  # one space too many
        POST | {"quote": "thứ trưởng Bộ Y tế Lê Thị Mai"},
        POST | {"quote": ""},
        POST | {"person": "Trần Văn Không"},  # not named in the article
        POST | {"person": None},
        POST | {"kind": "rumour"},
        row("speech", "Bà nói", speech="said", person="Lê Thị Mai", content="Không cần tiêm"),
        row("speech", "Bà nói: “Phải tiêm đủ liều”", speech="sung", person="Lê Thị Mai", content="Phải tiêm đủ liều"),
        row("meeting", "hội nghị", meeting="Hội nghị", meeting_type="conference", date="hôm qua"),
        row("document", "hội nghị", document_type="law"),
    ],
)
def test_drops_what_the_article_does_not_bear_out(stub: Stub, bad: dict[str, Any]) -> None:
    stub.script = [[bad, POST]]
    reader = LanguageModelReader(stub.endpoint)
    assert [type(each.fact) for each in reader(ARTICLE)] == [HoldsPost]
    assert reader.usage.dropped == 1


def test_a_quote_from_another_part_is_found_there(stub: Stub) -> None:
    meeting = row(
        "meeting", "Hội nghị tiêm chủng", "text", meeting="Hội nghị tiêm chủng", meeting_type="conference",
        role="attendee", person="Lê Thị Mai",
    )  # fmt: skip
    stub.script = [[meeting]]
    statements = LanguageModelReader(stub.endpoint)(ARTICLE)
    assert {each.evidence.part for each in statements} == {"title"}
    assert any(isinstance(each.fact, Participates) for each in statements)


def test_asks_for_the_strict_schema_and_sends_the_key(stub: Stub) -> None:
    stub.script = [[]]
    assert LanguageModelReader(stub.endpoint)(ARTICLE) == []
    headers, body = stub.asked[0]
    assert headers["path"] == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    form = body["response_format"]["json_schema"]
    assert form["strict"] is True
    rows = form["schema"]["properties"]["facts"]["items"]
    assert rows["required"] == list(rows["properties"])
    assert rows["additionalProperties"] is False
    assert json.loads(body["messages"][1]["content"])["text"] == ARTICLE.text


def test_tries_again_what_may_pass_and_counts_cost(stub: Stub) -> None:
    stub.script = [503, b"{", [POST]]
    reader = LanguageModelReader(stub.endpoint)
    assert len(reader(ARTICLE)) == 1
    usage = reader.usage
    assert (usage.requests, usage.failures, usage.tokens_in, usage.tokens_out) == (3, 2, 1000, 200)
    assert usage.cost(stub.endpoint) == pytest.approx(0.002 + 0.002)


def test_gives_up_after_its_retries(stub: Stub) -> None:
    stub.script = [500, 500, 500]
    with pytest.raises(EndpointError) as error:
        LanguageModelReader(stub.endpoint)(ARTICLE)
    assert error.value.status == 500
    assert "secret" not in str(error.value)


def test_does_not_repeat_what_is_refused(stub: Stub) -> None:
    stub.script = [401]
    with pytest.raises(EndpointError) as error:
        LanguageModelReader(stub.endpoint)(ARTICLE)
    assert error.value.status == 401
    assert len(stub.asked) == 1


def test_waits_no_longer_than_its_timeout(stub: Stub) -> None:
    stub.script = [1.0]
    endpoint = Endpoint(stub.endpoint.url, "stub", timeout=0.2, retries=0)
    with pytest.raises(EndpointError):
        LanguageModelReader(endpoint)(ARTICLE)


@pytest.mark.parametrize("answer", [b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": "no"}}]}'])
def test_an_answer_in_another_form_is_an_error(stub: Stub, answer: bytes) -> None:
    stub.script = [answer] * 3
    with pytest.raises(EndpointError, match="form"):
        LanguageModelReader(stub.endpoint)(ARTICLE)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "127.0.0.1:80", "http://"])
def test_refuses_what_is_no_web_address(url: str) -> None:
    with pytest.raises(EndpointError):
        Endpoint(url, "stub")


def test_the_key_is_not_shown() -> None:
    assert "secret" not in repr(Endpoint("http://127.0.0.1:1/v1", "stub", key="secret"))


def test_both_readers_keep_what_the_rules_read(stub: Stub) -> None:
    rules = read(ARTICLE)
    stub.script = [[POST, row("standard", "hội nghị", standard="ISO 9001:2008")]]
    found = BothReaders(read, LanguageModelReader(stub.endpoint))(ARTICLE)
    assert found[: len(rules)] == rules
    added = found[len(rules) :]
    assert [each.rule for each in added] == ["llm.standard"]
