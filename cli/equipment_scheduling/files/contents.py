"""What of the plan a file holds."""

from __future__ import annotations

from enum import StrEnum


class Content(StrEnum):
    """What is exported."""

    SCHEDULE = "schedule"
    AVAILABILITY = "availability"
