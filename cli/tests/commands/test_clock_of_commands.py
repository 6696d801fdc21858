"""Commands without a date begin at the database's today, by the clocks of the resources they are about."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest

from conftest import Cli, FreshDatabase

# 1 January 2031 in Samoa, still 2030 at Midway.
NOW = {"PGOPTIONS": "-c sched.now=2031-01-01T10:30:00Z"}


@pytest.fixture(scope="module")
def plant(fresh_database: FreshDatabase) -> str:
    """A machine in Samoa (UTC+13) and one at Midway (UTC-11), planned from December 2030 on."""
    url = fresh_database()
    with psycopg.connect(url) as connection:
        connection.execute(
            """
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone, requires_scheduling)
            values ('APIA', 'APIA', 'work_unit', 'Pacific/Apia', true),
                ('MIDWAY', 'MIDWAY', 'work_unit', 'Pacific/Midway', true);
            select sched_engine.assign_pattern(r.id, sched_engine.pattern_id('24_7'), '2030-01-01')
            from sched.resources as r;
            select sched_engine.assign_calendars(r.id, array[sched_engine.calendar_id('ZA')]) from sched.resources as r;
            select sched_engine.generate(null, '2030-12-01', '2031-03-01')"""
        )
    return url


@pytest.mark.parametrize(
    ("codes", "first", "last"),
    [
        (["APIA"], "2031-01-01", "2031-01-31"),
        (["MIDWAY"], "2030-12-31", "2031-01-30"),
        ([], "2030-12-31", "2031-01-30"),
    ],
)
def test_a_month_from_today(cli: Cli, plant: str, codes: list[str], first: str, last: str) -> None:
    shown = cli("availability", *codes, "--daily", "--format", "json", url=plant, env=NOW).json
    dates = {row["schedule_date"] for row in shown}
    assert (min(dates), max(dates)) == (first, last)
    written = cli("export", "availability", "-", *codes, url=plant, env=NOW)
    assert written.err.endswith(f" {first} to {last}\n")


@pytest.mark.parametrize(
    ("code", "period"), [("APIA", "2031-01-01 to 2031-01-31"), ("MIDWAY", "2030-12-01 to 2030-12-31")]
)
def test_from_the_first_of_this_month(cli: Cli, plant: str, code: str, period: str) -> None:
    shown = cli("generate", code, "--months", "1", "--dry-run", url=plant, env=NOW)
    assert f"{period}: 0 rows" in shown.out


@pytest.mark.parametrize(("zone", "today"), [("Pacific/Apia", "2031-01-01"), ("Pacific/Midway", "2030-12-31")])
def test_a_pattern_is_drawn_from_today(cli: Cli, plant: str, zone: str, today: str) -> None:
    shown = cli("patterns", "preview", "24_7", "--zone", zone, url=plant, env=NOW)
    assert f"{zone}, from {today}" in shown.out


def test_this_year_has_begun_where_the_resource_is(cli: Cli, plant: str) -> None:
    for code, year in (("APIA", 2031), ("MIDWAY", 2030)):
        rows = cli("holidays", "list", "--resource", code, "--format", "json", url=plant, env=NOW).json
        assert {date.fromisoformat(row["holiday_date"]).year for row in rows} == {year}


def test_a_key_expires_so_many_days_from_now(cli: Cli, plant: str) -> None:
    words = ("keys", "create", "short", "--role", "viewer", "--expires", "10d", "--format", "json")
    (key,) = cli(*words, url=plant, env=NOW).json
    assert key["expires_at"].startswith("2031-01-11T10:30:00")
