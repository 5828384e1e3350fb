"""What the server counts about itself, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Requests by route and status, their time, bytes; workers and the age of what is shown."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._lookups = (0, 0, 0, 0)
        self.lookups = Counter(
            "govkg_lookups", "Lookups answered without a worker; in govkg_requests, too", registry=self._registry
        )
        self.lookup_seconds = Counter(
            "govkg_lookup_seconds", "Time that they took in all; not in govkg_request_seconds", registry=self._registry
        )
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self.requests = Counter(
            "govkg_requests", "Requests answered", ("route", "method", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "govkg_request_seconds", "Time to the last byte", ("route",), buckets=_SECONDS, registry=self._registry
        )
        self.sent = Counter("govkg_sent_bytes", "Bytes of answers", registry=self._registry)
        self.cut = Counter("govkg_cut_answers", "Answers broken off before their end", registry=self._registry)
        self.kept = Counter("govkg_cache_hits", "Answers given from memory", registry=self._registry)
        self.workers = Gauge("govkg_workers", "Worker processes", ("pool", "state"), registry=self._registry)
        self.restarts = Gauge("govkg_worker_restarts", "Workers ended and replaced", ("pool",), registry=self._registry)
        self.generation = Gauge("govkg_store_generation", "Changes of the store seen", registry=self._registry)

    def count(self, route: str, method: str, status: int, seconds: float, sent: int) -> None:
        """One request that was answered."""
        key = (route, method, status)
        if key not in self._known:
            self._known[key] = (self.requests.labels(route, method, str(status)), self.seconds.labels(route))
        requests, times = self._known[key]
        requests.inc()
        times.observe(seconds)
        self.sent.inc(sent)

    def take_lookups(self, lanes: list[tuple[int, int, int, int]]) -> None:
        """What the lanes have counted until now: of each its answers, bytes, nanoseconds, answers from memory."""
        answers, sent, nanoseconds, kept = (sum(column) for column in zip((0, 0, 0, 0), *lanes, strict=True))
        before = self._lookups
        self._lookups = answers, sent, nanoseconds, kept
        self.requests.labels("/sparql", "GET", "200").inc(answers - before[0])
        self.sent.inc(sent - before[1])
        self.lookups.inc(answers - before[0])
        self.lookup_seconds.inc((nanoseconds - before[2]) / 1e9)
        self.kept.inc(kept - before[3])

    def text(self) -> bytes:
        """All of it in the text format of Prometheus."""
        return generate_latest(self._registry)
