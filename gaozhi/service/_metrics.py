"""Counters for Prometheus, in a registry of the service's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from gaozhi.engine import Decision
    from gaozhi.service._snapshot import Snapshot

__all__ = ["MEDIA", "Metrics", "labels_of"]

MEDIA = b"text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


def labels_of(decision: Decision) -> tuple[str, str, str]:
    """Return the jurisdiction, the decision, and the code of what it came to."""
    return decision.jurisdiction, decision.decision, decision.code or "collected"


class Metrics:
    """What is counted of a service; nothing of it tells one person from another."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        registry = self.registry
        self._requests = Counter(
            "gaozhi_requests",
            "Requests answered.",
            ("route", "method", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "gaozhi_request_seconds",
            "Time from a request's head to the end of its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=registry,
        )
        self.running = Gauge("gaozhi_requests_running", "Requests running.", registry=registry)
        self._decisions = Counter(
            "gaozhi_decisions",
            "Decisions given, by what they came to.",
            ("jurisdiction", "decision", "outcome"),
            registry=registry,
        )
        self._reloads = Counter(
            "gaozhi_reloads", "Reloads of the rules.", ("result",), registry=registry
        )
        self._loaded = Gauge(
            "gaozhi_rules_loaded_seconds",
            "When the rules that answer were loaded, as Unix time.",
            registry=registry,
        )
        self._stale = Gauge(
            "gaozhi_rules_stale", "1 where the last reload failed.", registry=registry
        )
        self._archived = Counter(
            "gaozhi_archived", "Answers archived, or not.", ("result",), registry=registry
        )
        self._known: dict[tuple[str, ...], Counter] = {}
        self._observed: dict[str, Histogram] = {}

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request that has ended.

        Args:
            route: the name of its route.
            method: its method, one of the usual ones.
            status: the HTTP status.
            seconds: how long it took.

        """
        self._counter(self._requests, route, method, str(status)).inc()
        observed = self._observed.get(route)
        if observed is None:
            observed = self._observed[route] = self._seconds.labels(route)
        observed.observe(seconds)

    def decided(self, jurisdiction: str, decision: str, outcome: str) -> None:
        """Count a decision; see `labels_of`."""
        self._counter(self._decisions, jurisdiction, decision, outcome).inc()

    def loaded(self, snapshot: Snapshot, result: str | None = None) -> None:
        """Note which rules answer, and how a reload went: ok or failed."""
        self._loaded.set(snapshot.loaded_at.timestamp())
        self._stale.set(result == "failed")
        if result is not None:
            self._reloads.labels(result).inc()

    def archived(self, count: int, result: str) -> None:
        """Count answers that were archived (ok), or could not be (failed)."""
        self._archived.labels(result).inc(count)

    def text(self) -> bytes:
        """Return all of it, as Prometheus reads it."""
        return generate_latest(self.registry)

    def _counter(self, family: Counter, *labels: str) -> Counter:
        """Return the counter of some labels, found quickly the second time."""
        key = (family._name, *labels)  # noqa: SLF001 - the library has no other word for it
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = family.labels(*labels)
        return found
