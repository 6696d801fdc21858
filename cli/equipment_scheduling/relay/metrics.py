"""What /metrics tells: names of the plan, and what the person on call looks at."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric

REGISTRY = CollectorRegistry()


class Measured(Gauge):
    """A gauge that is not told before it was measured: 0 would say that all is well."""

    _is_known = False

    def set(self, value: float) -> None:
        """Tell this from now on."""
        super().set(value)
        self._is_known = True

    def collect(self) -> Iterable[Metric]:
        """What /metrics shows of it."""
        return super().collect() if self._is_known else []


DELIVERIES = Counter("webhook_delivery", "Webhook delivery attempts.", ["status"], registry=REGISTRY)
LATENCY = Histogram(
    "webhook_delivery_latency_seconds",
    "From the event to the accepted delivery.",
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30, 300, 3600),
)
GENERATIONS = Counter("schedule_generation", "Batches of generation jobs that were run.", registry=REGISTRY)
GENERATION_TIME = Histogram(
    "schedule_generation_duration_seconds", "Duration of a batch of a generation job.", registry=REGISTRY
)
ACTIVE = Measured("active_resources", "Machines that are planned.", registry=REGISTRY)
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
