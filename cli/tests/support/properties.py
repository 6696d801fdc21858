"""How many examples Hypothesis tries."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("SCHED_EXAMPLES", "0"))


def property_settings(default: int) -> settings:
    """The same few examples in every run, or as many random ones as SCHED_EXAMPLES asks for."""
    return settings(
        max_examples=EXAMPLES or default,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
