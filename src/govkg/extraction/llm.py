"""An optional reader that asks a language model at any OpenAI-compatible endpoint (``/chat/completions``).

Nothing that it says is believed without the article's own words: a quote that is not found byte for byte,
speech that the quote does not hold, or a person whom the article does not name, drops the statement. What it
costs is counted.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from govkg import datafile
from govkg.errors import EndpointError
from govkg.extraction.base import Extractor
from govkg.extraction.schema import facts_of, schema
from govkg.model.actors import Person
from govkg.model.article import PARTS, Article
from govkg.model.facts import Decides, Fact, HoldsPost, Named, Participates, Speaks
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.text.normal import normalize

CONFIDENCE: Final = 0.7
"""Of every statement: a model's own figures are not calibrated, so none is claimed."""
_AGAIN: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""HTTP statuses after which the same question may well be answered."""
_LARGEST_ANSWER: Final = 8_000_000
"""Bytes of an answer that are read."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where and how to ask. Prices are per million tokens, in whatever currency the caller counts."""

    url: str
    """The base, such as ``http://127.0.0.1:8080/v1``; ``/chat/completions`` is put after it."""
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    """Seconds for one answer."""
    retries: int = 3
    """Further attempts after one that failed for a reason that may pass."""
    pause: float = 1.0
    """Seconds before the first further attempt; doubled before each next one."""
    price_in: float = 0.0
    price_out: float = 0.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise EndpointError("not an http(s) address", url=self.url)


@dataclass(slots=True)
class Usage:
    """What a reader has used so far."""

    requests: int = 0
    failures: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    kept: int = 0
    dropped: int = 0
    """Rows of answers of which nothing was kept: their words are not the article's, or they are no facts."""

    def cost(self, endpoint: Endpoint) -> float:
        """In the currency of the endpoint's prices."""
        return (self.tokens_in * endpoint.price_in + self.tokens_out * endpoint.price_out) / 1_000_000


@dataclass(frozen=True, slots=True)
class LanguageModelReader:
    """An ``Extractor`` that asks ``endpoint`` once an article."""

    endpoint: Endpoint
    usage: Usage = field(default_factory=Usage, compare=False)

    def __call__(self, article: Article) -> list[Statement]:
        """The statements of an article that the model states and the article's words bear out.

        Raises:
            EndpointError: no usable answer, after all attempts.

        """
        answer = self._ask(article)
        statements = list(dict.fromkeys(self._statements(article, answer)))
        self.usage.kept += len(statements)
        order = {part: number for number, part in enumerate(PARTS)}
        return sorted(statements, key=lambda each: (order[each.evidence.part], each.evidence.span))

    def _statements(self, article: Article, rows: list[Any]) -> Iterator[Statement]:
        for row in rows:
            evidence = _evidence(article, row) if isinstance(row, dict) else None
            stated = 0
            for fact in facts_of(row) if evidence is not None else ():
                if evidence is not None and _borne_out(article, fact, evidence):
                    stated += 1
                    yield Statement(fact, evidence, f"llm.{row['kind']}", CONFIDENCE)
            self.usage.dropped += stated == 0

    def _ask(self, article: Article) -> list[Any]:
        """The rows of the model's answer; asked again where a failure may pass."""
        request = self._request(article)
        pause = self.endpoint.pause
        for attempt in range(self.endpoint.retries + 1):
            self.usage.requests += 1
            try:
                return self._rows(_exchange(request, self.endpoint))
            except EndpointError as error:
                self.usage.failures += 1
                passing = error.status is None or error.status in _AGAIN
                if attempt == self.endpoint.retries or not passing:
                    raise
            time.sleep(pause)
            pause *= 2
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _request(self, article: Article) -> urllib.request.Request:
        told = {"published": str(article.published) if article.published else None} | dict(article.parts())
        body = {
            "model": self.endpoint.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": datafile.read("data/rules/llm.yaml")["system"].text()},
                {"role": "user", "content": json.dumps(told, ensure_ascii=False)},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "facts", "strict": True, "schema": schema()},
            },
        }
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.endpoint.key is not None:
            headers["Authorization"] = f"Bearer {self.endpoint.key}"
        url = self.endpoint.url.rstrip("/") + "/chat/completions"
        return urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")

    def _rows(self, answer: Any) -> list[Any]:
        try:
            usage = answer.get("usage") or {}
            self.usage.tokens_in += int(usage.get("prompt_tokens", 0))
            self.usage.tokens_out += int(usage.get("completion_tokens", 0))
            rows = json.loads(answer["choices"][0]["message"]["content"])["facts"]
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise EndpointError("the answer is not in the form that was asked for", url=self.endpoint.url) from error
        if not isinstance(rows, list):
            raise EndpointError("the answer has no list of facts", url=self.endpoint.url)
        return rows


@dataclass(frozen=True, slots=True)
class BothReaders:
    """An ``Extractor``: what ``rules`` reads, and of what ``model`` reads the facts that the rules have not."""

    rules: Extractor
    model: Extractor

    def __call__(self, article: Article) -> list[Statement]:
        """The statements of both; where both state a fact, the one of the rules."""
        read = self.rules(article)
        known = {statement.fact for statement in read}
        return [*read, *(statement for statement in self.model(article) if statement.fact not in known)]


def _exchange(request: urllib.request.Request, endpoint: Endpoint) -> Any:
    """Send a request; the decoded answer.

    Raises:
        EndpointError: no answer in time, an HTTP error, or no JSON.

    """
    try:
        with urllib.request.urlopen(request, timeout=endpoint.timeout) as response:
            data = response.read(_LARGEST_ANSWER + 1)
    except urllib.error.HTTPError as error:
        with error:
            raise EndpointError(error.reason, url=endpoint.url, status=error.code) from error
    except (OSError, http.client.HTTPException) as error:
        raise EndpointError(str(error) or type(error).__name__, url=endpoint.url) from error
    if len(data) > _LARGEST_ANSWER:
        raise EndpointError("the answer is too large", url=endpoint.url)
    try:
        return json.loads(data)
    except ValueError as error:
        raise EndpointError("the answer is no JSON", url=endpoint.url) from error


def _evidence(article: Article, row: dict[str, Any]) -> Evidence | None:
    """The quote of a row where the article has it, byte for byte; in another part than it says if need be."""
    quote = row.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        return None
    parts = [part for part in PARTS if part == row.get("part")]
    for part in (*parts, *(part for part in PARTS if part not in parts)):
        start = article.part(part).find(quote)
        if start >= 0:
            return Evidence.quote(article, part, Span(start, start + len(quote)))
    return None


def _borne_out(article: Article, fact: Fact, evidence: Evidence) -> bool:
    """Whether the article names the persons of a fact, and its quote holds what somebody is to have said."""
    text = normalize(" ".join(value for _, value in article.parts()))
    named = all(normalize(person.name) in text for person in _persons(fact))
    return named and (
        not isinstance(fact, Speaks) or normalize(fact.content) in normalize(" ".join(evidence.exact.split()))
    )


def _persons(fact: Fact) -> Iterator[Person]:
    if isinstance(fact, HoldsPost | Decides):
        yield fact.person
    mentioned = {Named: "entity", Participates: "agent", Speaks: "speaker"}.get(type(fact))
    entity = getattr(fact, mentioned) if mentioned is not None else None
    if isinstance(entity, Person):
        yield entity
