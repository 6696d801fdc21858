"""The key figures of runs, a line each, in docs/benchmarks/history.csv: to be compared by eye or in a spreadsheet."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from figures import Figure, processors

FILE = Path(__file__).parents[1] / "docs/benchmarks/history.csv"
ABOUT = ("date", "commit", "run", "cores", "model", "postgresql")


def append(figures: Sequence[Figure], run: str, version: str) -> None:
    """Add this run, whole or a part. Figures that are new become columns at the end, empty in the lines above."""
    cores, model = processors()
    about = (datetime.now(UTC).date().isoformat(), commit(), run, str(cores), model, version)
    line = dict(zip(ABOUT, about, strict=True)) | {f.column: f"{f.value:.4g}" for f in figures if f.column}
    lines = read()
    names = list(dict.fromkeys([*ABOUT, *(name for each in (*lines, line) for name in each)]))
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*lines, line])


def read() -> list[dict[str, str]]:
    """The lines so far."""
    if not FILE.exists():
        return []
    with FILE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def commit() -> str:
    """The commit that was measured, with a + when files differ from it."""
    git = ["git", "-C", str(FILE.parent.parent)]
    head = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    if head.returncode:
        return ""
    changed = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", ":/", ":!*.csv"], check=False).returncode
    return head.stdout.strip() + ("+" if changed else "")
