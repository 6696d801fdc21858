"""stub"""
from __future__ import annotations
import csv
from pathlib import Path
from typing import Any
from equipment_scheduling.errors import RefusedError

def read_table(file: Path, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    with file.open(newline="", encoding="utf-8-sig") as f:
        return [{"line": n, **{k: v or None for k, v in row.items()}} for n, row in enumerate(csv.DictReader(f), 2)]
