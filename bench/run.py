"""Measure the budgets, what a request costs, and what others would take.

    python bench/run.py [--quick] [--only engine|cost|http|page|rosters|coverage|rostering|others]
        [--instances FOLDER] [--record]

Creates a database of its own for each part, on the server of DATABASE_URL or of the embedded stack, and drops it.
Prints tables, writes them to bench/tables.md as Markdown, and a whole run to bench/results.json: a list of {name,
value, unit, budget, ok} with the spread over the rounds."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import budgets
import cost
import coverage
import history
import http_api
import others
import page
import psycopg
import rostering
import rosters
from figures import HERE, Bench, Figure, machine, number, throwaway_database
from tables import Figured

from equipment_scheduling.database import database_url
from equipment_scheduling.settings import Settings

# Of these, each kind has many figures, and a table of its own.
OWN_TABLE = "request: ", "against "


PARTS: dict[str, Callable[..., None]] = {
    "engine": budgets.measure,
    "cost": cost.measure,
    "http": http_api.measure,
    "page": page.measure,
    "rosters": rosters.measure,
    "coverage": coverage.measure,
    "rostering": rostering.measure,
    "others": others.measure,
}
THROUGH_THE_API = {"cost", "http", "page"}


def measure(name: str, settings: Settings, instances: Path | None, *, quick: bool) -> Bench:
    """Measure one part, in a database that no other part has left anything in."""
    with throwaway_database(settings) as connection:
        bench, began = Bench(connection), time.monotonic()
        bench.part = name
        given: tuple[object, ...] = (instances,) if name == "rostering" else ()
        if name in THROUGH_THE_API:
            uri = http_api.authenticator(settings, bench.url)
            if uri is None:
                print(f"  {name} is not measured: set SCHED_API_DATABASE_URL", file=sys.stderr)
                return bench
            given = (settings, uri)
        PARTS[name](bench, *given, quick=quick)
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return bench


def summary(found: Sequence[Figure], version: str) -> Figured:
    """The figures that have no table of their own."""
    title = f"Benchmarks: {version}, {machine()}"
    made = Figured(title, ("figure", "unit", "value", "least", "median", "most", "budget", "ok"), 2)
    for figure in found:
        if figure.name.startswith(OWN_TABLE):
            continue
        spread = (figure.min, figure.median, figure.max) if figure.rounds > 1 else (None, None, None)
        made.rows.append(
            (
                figure.name,
                figure.unit,
                number(figure.value),
                *("" if each is None else number(each) for each in spread),
                "" if figure.budget is None else f"{'>=' if figure.at_least else '<='} {figure.budget:g}",
                {True: "yes", False: "NO", None: ""}[figure.ok],
            )
        )
    return made


def main() -> int:
    """Run everything; 1 when a budget is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="in three minutes: fewer rounds, smaller plants")
    parser.add_argument(
        "--only",
        choices=PARTS,
        help="one part: the budgets of the engine, what a request costs, 500 users, the page in a browser, people,"
        " their coverage, rosters of the optimizer, what others would take; results.json is not written",
    )
    parser.add_argument(
        "--instances", type=Path, metavar="FOLDER", help="public instances of rostering, InstanceN.txt, for that part"
    )
    parser.add_argument("--record", action="store_true", help="add a line to docs/benchmarks/history.csv")
    options = parser.parse_args()

    settings = Settings.load()
    with psycopg.connect(database_url()) as connection:
        version = f"PostgreSQL {connection.info.parameter_status('server_version')}".split(" (")[0]
    chosen = [options.only] if options.only else [*PARTS]
    measured = [measure(name, settings, options.instances, quick=options.quick) for name in chosen]
    found = [figure for bench in measured for figure in bench.all]

    made = [*(table for bench in measured for table in bench.tables), summary(found, version)]
    for table in made:
        table.show()
    (HERE / "tables.md").write_text("\n".join(table.markdown() for table in made))
    if options.only is None:
        (HERE / "results.json").write_text(json.dumps([asdict(figure) for figure in found], indent=2) + "\n")
    if options.record:
        run = " ".join(filter(None, ("quick" if options.quick else "", options.only or "whole")))
        history.append(found, run, version.split()[1])
    return 0 if all(figure.ok is not False for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
