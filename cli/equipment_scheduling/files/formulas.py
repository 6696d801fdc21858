"""Texts that a spreadsheet takes for formulas, in files that people open.

Such a text is written with an apostrophe before it, and read without. It may begin a cell or, where another sign
separates cells than the file means, follow one within the text. A number, or a sign alone, stays as it is. A text that
has the apostrophe already gets one more, so that every text comes back as it was.
`sched_engine.guard_formula` does the same."""

from __future__ import annotations

import re
from functools import lru_cache

SHORT = 200  # characters of a text that is worth remembering: codes and names come again and again
PLACE = r"(?:\A|(?<=[;\t\r\n]))"
SIGN = r"[=+\-@\t\r]"
HARMLESS = r"[+-](?:[0-9]+(?:\.[0-9]+)?)?(?:[;\t\r\n]|\Z)"
FORMULA = re.compile(rf"{PLACE}(?='+{SIGN}|(?!{HARMLESS}){SIGN})")
QUOTED = re.compile(rf"{PLACE}(?='+{SIGN})")
GUARDED = re.compile(rf"{PLACE}'(?='*{SIGN})")


def guard(text: str) -> str:
    """A text as a cell of a CSV file."""
    return _guarded(text) if len(text) <= SHORT else FORMULA.sub("'", text)


@lru_cache(maxsize=10_000)
def _guarded(text: str) -> str:
    return FORMULA.sub("'", text)


def guard_quoted(text: str) -> str:
    """A text as a cell of a workbook: that it is text is said beside it, but an apostrophe of its own must stay."""
    return QUOTED.sub("'", text)


def unguard(text: str) -> str:
    """The text that a cell stands for."""
    return GUARDED.sub("", text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula."""
    return FORMULA.search(text) is not None
