"""Measure the budgets, what a request costs, and what others would take.

    python bench/run.py [--quick] [--only engine|cost|http|page|rosters|coverage|rostering|others]
        [--instances FOLDER] [--record]

Creates a database of its own on the server of DATABASE_URL or of the embedded stack, and drops it at the end.
Prints tables, writes them to bench/tables.md as Markdown, and a whole run to bench/results.json: a list of {name,
value, unit, budget, ok} with the spread over the rounds."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path

import budgets
import cost
import coverage
import history
import http_api
import others
import page
import rostering
import rosters
from figures import HERE, Bench, machine, number, throwaway_database
from tables import Figured

from equipment_scheduling.settings import Settings

# Of these, each kind has many figures, and a table of its own.
OWN_TABLE = "request: ", "against "


def parts(bench: Bench, settings: Settings, only: str | None, instances: Path | None, *, quick: bool) -> None:
    """Measure one part or all."""
    uri = http_api.authenticator(settings, bench.url)
    work = {
        "engine": partial(budgets.measure, bench, quick=quick),
        "cost": partial(cost.measure, bench, settings, uri or "", quick=quick),
        "http": partial(http_api.measure, bench, settings, uri or "", quick=quick),
        "page": partial(page.measure, bench, settings, uri or "", quick=quick),
        "rosters": partial(rosters.measure, bench, quick=quick),
        "coverage": partial(coverage.measure, bench, quick=quick),
        "rostering": partial(rostering.measure, bench, instances, quick=quick),
        "others": partial(others.measure, bench, quick=quick),
    }
    for name, measure in work.items():
        if only not in (None, name):
            continue
        if uri is None and name in ("cost", "http", "page"):
            print(f"  {name} is not measured: set SCHED_API_DATABASE_URL", file=sys.stderr)
            continue
        bench.part, began = name, time.monotonic()
        measure()
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def summary(bench: Bench, version: str) -> Figured:
    """The figures that have no table of their own."""
    title = f"Benchmarks: {version}, {machine()}"
    made = Figured(title, ("figure", "unit", "value", "least", "median", "most", "budget", "ok"), 2)
    for figure in bench.all:
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
    parser.add_argument("--quick", action="store_true", help="in 90 seconds: few rounds, without the 10,000 machines")
    parser.add_argument(
        "--only",
        choices=["engine", "cost", "http", "page", "rosters", "coverage", "rostering", "others"],
        help="one part: the budgets of the engine, what a request costs, 500 users, the page in a browser, people,"
        " their coverage, rosters of the optimizer, what others would take; results.json is not written",
    )
    parser.add_argument(
        "--instances", type=Path, metavar="FOLDER", help="public instances of rostering, InstanceN.txt, for that part"
    )
    parser.add_argument("--record", action="store_true", help="add a line to docs/benchmarks/history.csv")
    options = parser.parse_args()

    settings = Settings.load()
    with throwaway_database(settings) as connection:
        bench = Bench(connection)
        version = bench.value("select version()").split(" on ")[0]
        parts(bench, settings, options.only, options.instances, quick=options.quick)

    made = [*bench.tables, summary(bench, version)]
    for table in made:
        table.show()
    (HERE / "tables.md").write_text("\n".join(table.markdown() for table in made))
    if options.only is None:
        (HERE / "results.json").write_text(json.dumps([asdict(f) for f in bench.all], indent=2) + "\n")
    if options.record:
        run = " ".join(filter(None, ("quick" if options.quick else "", options.only or "whole")))
        history.append(bench.all, run, version.split()[1])
    return 0 if all(f.ok is not False for f in bench.all) else 1


if __name__ == "__main__":
    sys.exit(main())
