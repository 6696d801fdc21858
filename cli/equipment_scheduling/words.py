"""Words that depend on numbers."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun, singular or plural: `1 machine`, `2,000 machines`, `0 entries`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
