"""What /metrics tells: names of the plan, and what the person on call looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

REGISTRY = CollectorRegistry()


class Measured(Gauge):
    """A gauge that is not told before it was measured: 0 would say that all is well."""

    _is_known = False

    def set(self, value: float) -> None:
        """Tell this from now on."""
        super().set(value)
        self._is_known = True

    def tell(self, value: float | None) -> None:
        """Tell this from now on; None: nothing."""
        if value is not None:
            self.set(value)
        else:
            self._is_known = False

    def collect(self) -> Iterable[Metric]:
        """What /metrics shows of it."""
        return super().collect() if self._is_known else []


class Generations(Collector):
    """What the database has counted, with every relay the same figures; not told before they were read."""

    _figures: Sequence[Mapping[str, Any]] = ()

    def tell(self, figures: Sequence[Mapping[str, Any]]) -> None:
        """Tell these from now on: rows of sched_engine.generation_figures."""
        self._figures = figures

    def collect(self) -> Iterable[Metric]:
        """What /metrics shows of them."""
        labels = ["kind", "outcome"]
        total = CounterMetricFamily(
            "schedule_generation", "Generations of some machines, all ever made.", labels=labels
        )
        time = HistogramMetricFamily(
            "schedule_generation_duration_seconds", "Duration of a generation of some machines.", labels=labels
        )
        for row in self._figures:
            values = [row["kind"], row["outcome"]]
            bounds = [*map(str, row["up_to"][:-1]), "+Inf"]
            total.add_metric(values, row["runs"][-1])
            time.add_metric(values, list(zip(bounds, row["runs"], strict=True)), row["seconds"])
        return [total, time] if self._figures else []


DELIVERIES = Counter("webhook_delivery", "Webhook delivery attempts.", ["status"], registry=REGISTRY)
LATENCY = Histogram(
    "webhook_delivery_latency_seconds",
    "From the event to the accepted delivery.",
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30, 300, 3600),
)
REQUESTS = Counter(
    "api_requests",
    "Requests of the HTTP API that the gateway answered.",
    ["method", "endpoint", "status"],
    registry=REGISTRY,
)
REQUEST_TIME = Histogram(
    "api_response_duration_seconds",
    "From the first byte of a request to the last of its answer; without live events.",
    ["endpoint"],
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10, 60),
)
STATEMENT_TIME = Histogram(
    "database_query_duration_seconds",
    "Statements of this relay.",
    ["connection"],
    registry=REGISTRY,
    buckets=(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 300),
)
GENERATIONS = Generations()
REGISTRY.register(GENERATIONS)
ACTIVE = Measured("active_resources_total", "Machines that are planned.", registry=REGISTRY)
WITH_PATTERNS = Measured(
    "resources_with_patterns_total", "Of these, machines that follow a pattern today.", registry=REGISTRY
)
ACTIVE_WEBHOOKS = Measured("active_webhooks_total", "Webhooks that are sent to.", registry=REGISTRY)
HORIZON = Measured(
    "schedule_horizon_days",
    "Days from today, today included, for which every machine is planned; not told while there is no machine.",
    registry=REGISTRY,
)
UNPLANNED = Measured("resources_without_plan_today", "Machines that have no plan for today.", registry=REGISTRY)
PENDING = Measured("webhook_queue_depth", "Deliveries that wait.", registry=REGISTRY)
OLDEST = Measured("webhook_queue_oldest_seconds", "Age of the oldest delivery that waits.", registry=REGISTRY)
BREAKERS = Measured(
    "webhook_breakers_open", "Webhooks that are not sent to for now, because they failed.", registry=REGISTRY
)
DISABLED = Measured("webhook_disabled", "Webhooks that were disabled after failures.", registry=REGISTRY)
STALE = Measured(
    "schedule_stale_seconds", "Age of the oldest edit that is not applied to the stored plan.", registry=REGISTRY
)
EDITS_WAITING = Measured("edits_waiting", "Edits that wait for another transaction that edits.", registry=REGISTRY)
EDIT_AGE = Measured("edit_transaction_seconds", "Age of the transaction that edits the plant now.", registry=REGISTRY)
FEED_AGE = Measured(
    "feed_held_seconds", "Age of the transaction that the change feed and events wait for.", registry=REGISTRY
)
OLDEST_TRANSACTION = Measured(
    "database_oldest_transaction_seconds", "Age of the oldest transaction of this database.", registry=REGISTRY
)
LONGEST_STATEMENT = Measured(
    "database_longest_query_seconds", "Age of the longest running statement of this database.", registry=REGISTRY
)
SESSIONS = Measured("database_sessions", "Sessions of this database.", registry=REGISTRY)
LOCK_WAITS = Measured("database_lock_waits", "Sessions that wait for a lock.", registry=REGISTRY)
SLOW_STATEMENTS = Measured(
    "database_slow_queries",
    "Kinds of statements that take more than a second on average; not told without pg_stat_statements.",
    registry=REGISTRY,
)
DATABASE_SIZE = Measured("database_size_bytes", "Size of this database.", registry=REGISTRY)
HYPERTABLE_SIZE = Gauge("hypertable_size_bytes", "Size with indexes.", ["hypertable"], registry=REGISTRY)
CHUNKS = Gauge("hypertable_chunks", "Partitions.", ["hypertable"], registry=REGISTRY)
DISK_FREE = Gauge(
    "disk_free_bytes", "Free on the disk of a folder of SCHED_RELAY_DISKS.", ["folder"], registry=REGISTRY
)
DISK_SIZE = Gauge("disk_size_bytes", "Size of that disk.", ["folder"], registry=REGISTRY)
MEASURED_AT = Measured(
    "figures_measured_timestamp_seconds",
    "When the gauges were measured last, in seconds since 1970.",
    registry=REGISTRY,
)
HEALTH = Gauge(
    "health_check_status", "1 for the status of each check: ok, degraded or failing.", ["check", "status"],
    registry=REGISTRY,
)  # fmt: skip
JOBS = Measured("jobs_unfinished", "Jobs that are queued or running.", registry=REGISTRY)
CALENDARS = Measured(
    "holiday_calendars_expiring", "Calendars in use that run out and that people have to extend.", registry=REGISTRY
)
MISSING_HOURS = Measured(
    "coverage_missing_person_hours",
    "Person-hours missing in the next 7 days; not told while the workforce is off.",
    registry=REGISTRY,
)
SHORT_NOW = Measured("coverage_short_now", "Requirements for which somebody is missing now.", registry=REGISTRY)
COVERAGE_WAITING = Measured("coverage_edits_waiting", "Edits that have not reached the gaps yet.", registry=REGISTRY)
BREAKER_STATE = Gauge(
    "webhook_breaker_state",
    "1 for the state a webhook is in: closed, open, half_open or disabled; of the first 100 webhooks.",
    ["webhook", "state"],
    registry=REGISTRY,
)
WAITING = Gauge("webhook_pending", "Deliveries that wait, of the first 100 webhooks.", ["webhook"], registry=REGISTRY)
WAITING_SINCE = Gauge("webhook_pending_oldest_seconds", "Age of the oldest of them.", ["webhook"], registry=REGISTRY)
