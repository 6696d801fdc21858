"""Public holidays: dates that are known to be right, what is refused, and the migration made from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from importlib.metadata import version

import psycopg
import pytest
from holidays import country_holidays, list_supported_countries
from psycopg.types.json import Jsonb

from equipment_scheduling.errors import Exit
from equipment_scheduling.holidays_data import (
    HolidayDataError,
    HolidayEntry,
    UnknownCountryError,
    UnknownSubdivisionError,
    calendar_entries,
    holiday_calendar,
)
from equipment_scheduling.maintainer.holiday_migrations import (
    SEED_YEARS,
    observed_rollback_sql,
    observed_sql,
    rollback_sql,
    seed_calendars,
    seed_sql,
)
from equipment_scheduling.schema import migrations
from equipment_scheduling.settings import Settings
from support import ROOT

MIGRATIONS = ROOT / "db" / "migrations"
OBSERVED = "0026.observed-holidays"
MIGRATION = MIGRATIONS / "0010.seed-holiday-calendars.sql"
ROLLBACK = MIGRATIONS / "0010.seed-holiday-calendars.rollback.sql"


def names_on(country: str, region: str | None, day: date) -> list[str]:
    """The public holidays of one date."""
    return [entry.name for entry in calendar_entries(country, region, [day.year]) if entry.date == day]


# Holidays as their governments published them.


def test_south_africa_in_2025() -> None:
    assert calendar_entries("ZA", None, [2025]) == [
        HolidayEntry("New Year's Day", date(2025, 1, 1)),
        HolidayEntry("Human Rights Day", date(2025, 3, 21)),
        HolidayEntry("Good Friday", date(2025, 4, 18)),
        HolidayEntry("Family Day", date(2025, 4, 21)),
        HolidayEntry("Freedom Day", date(2025, 4, 27)),
        HolidayEntry("Freedom Day (observed)", date(2025, 4, 28)),
        HolidayEntry("Workers' Day", date(2025, 5, 1)),
        HolidayEntry("Youth Day", date(2025, 6, 16)),
        HolidayEntry("National Women's Day", date(2025, 8, 9)),
        HolidayEntry("Heritage Day", date(2025, 9, 24)),
        HolidayEntry("Day of Reconciliation", date(2025, 12, 16)),
        HolidayEntry("Christmas Day", date(2025, 12, 25)),
        HolidayEntry("Day of Goodwill", date(2025, 12, 26)),
    ]


@pytest.mark.parametrize(
    ("country", "region", "day", "names"),
    [
        # South Africa moves a Sunday to Monday, and never a Saturday.
        ("ZA", None, date(2026, 8, 10), ["National Women's Day (observed)"]),
        ("ZA", None, date(2024, 4, 29), []),
        ("ZA", None, date(2024, 5, 29), ["National and Provincial Government Elections"]),
        # England: substitute days after a weekend, for both days of Christmas.
        ("GB", "ENG", date(2025, 4, 21), ["Easter Monday"]),
        ("GB", "ENG", date(2026, 12, 28), ["Boxing Day (observed)"]),
        ("GB", "ENG", date(2027, 12, 27), ["Christmas Day (observed)"]),
        ("GB", "ENG", date(2027, 12, 28), ["Boxing Day (observed)"]),
        # The other nations differ.
        ("GB", "SCT", date(2025, 1, 2), ["New Year Holiday"]),
        ("GB", "SCT", date(2025, 4, 21), []),
        ("GB", "SCT", date(2025, 12, 1), ["Saint Andrew's Day (observed)"]),
        ("GB", "NIR", date(2025, 7, 14), ["Battle of the Boyne (observed)"]),
        ("GB", "WLS", date(2025, 8, 25), ["Late Summer Bank Holiday"]),
        # United States: Saturday is observed on Friday, Sunday on Monday; Juneteenth is a holiday.
        ("US", None, date(2026, 6, 19), ["Juneteenth National Independence Day"]),
        ("US", None, date(2026, 7, 3), ["Independence Day (observed)"]),
        ("US", None, date(2027, 7, 5), ["Independence Day (observed)"]),
        ("US", None, date(2025, 11, 27), ["Thanksgiving Day"]),
        ("US", "MI", date(2025, 11, 28), ["Day After Thanksgiving"]),
        ("US", "MI", date(2025, 10, 13), []),
        # Michigan moves New Year's Eve to a working day before.
        ("US", "MI", date(2028, 12, 29), ["New Year's Eve (observed)"]),
        ("US", "MI", date(2027, 12, 30), ["New Year's Eve (observed)"]),
        ("US", "MI", date(2040, 12, 30), []),
        ("US", "WI", date(2028, 12, 29), []),
        # Ontario and Quebec share little but the national days.
        ("CA", "ON", date(2025, 2, 17), ["Family Day"]),
        ("CA", "QC", date(2025, 2, 17), []),
        ("CA", "ON", date(2025, 6, 24), []),
        ("CA", "QC", date(2025, 6, 24), ["Saint Jean Baptiste Day"]),
        ("CA", None, date(2025, 7, 1), ["Canada Day"]),
        # A Sunday: the Monday, and in Ontario the Tuesday after Christmas; Nova Scotia stays at 1 July.
        ("CA", None, date(2029, 7, 2), ["Canada Day (observed)"]),
        ("CA", "ON", date(2029, 7, 2), ["Canada Day (observed)"]),
        ("CA", "AB", date(2029, 7, 2), ["Canada Day (observed)"]),
        ("CA", "NS", date(2029, 7, 2), []),
        ("CA", None, date(2028, 7, 3), []),
        ("CA", "ON", date(2033, 12, 27), ["Christmas Day (observed)"]),
        ("CA", None, date(2033, 12, 27), []),
    ],
)
def test_a_known_date(country: str, region: str | None, day: date, names: list[str]) -> None:
    assert names_on(country, region, day) == names


def test_holidays_on_one_date_are_entries_of_their_own() -> None:
    assert names_on("US", "DC", date(2025, 1, 20)) == ["Inauguration Day", "Martin Luther King Jr. Day"]


def test_a_day_observed_in_the_year_before_belongs_to_that_year() -> None:
    assert names_on("US", None, date(2027, 12, 31)) == ["New Year's Day (observed)"]
    assert all(entry.date.year == 2028 for entry in calendar_entries("US", None, [2028]))


def test_years_do_not_depend_on_each_other() -> None:
    together = calendar_entries("GB", "SCT", range(2024, 2036))
    assert together == [entry for year in SEED_YEARS for entry in calendar_entries("GB", "SCT", [year])]
    assert together == sorted(set(together), key=lambda entry: (entry.date, entry.name))


def test_names_are_english() -> None:
    assert names_on("DE", "BY", date(2026, 1, 6)) == ["Epiphany"]
    assert names_on("JP", None, date(2026, 1, 1)) == ["New Year's Day"]
    assert names_on("FR", None, date(2026, 7, 14)) == ["National Day"]


def test_no_years_are_no_entries() -> None:
    assert calendar_entries("ZA", None, []) == []


# Calendars and how they are found.


@pytest.mark.parametrize(
    ("country", "subdivision", "code", "name"),
    [
        ("ZA", None, "ZA", "South Africa"),
        ("zaf", None, "ZA", "South Africa"),
        ("South Africa", None, "ZA", "South Africa"),
        ("US", "MI", "US-MI", "United States: Michigan"),
        ("us", "michigan", "US-MI", "United States: Michigan"),
        ("US-MI", None, "US-MI", "United States: Michigan"),
        ("UK", "England", "GB-ENG", "United Kingdom: England"),
        ("CA", "Québec", "CA-QC", "Canada: Quebec"),
        ("CA", "ON", "CA-ON", "Canada: Ontario"),
        ("Hong Kong", None, "HK", "Hong Kong"),
        ("Guinea-Bissau", None, "GW", "Guinea-Bissau"),
        ("FR", "Zone A", "FR-ZONE-A", "France: Zone A"),
    ],
)
def test_a_calendar_is_found_by_code_or_name(country: str, subdivision: str | None, code: str, name: str) -> None:
    calendar = holiday_calendar(country, subdivision)
    assert (calendar.code, calendar.name) == (code, name)


def test_every_country_and_subdivision_has_a_calendar_of_its_own() -> None:
    calendars = [
        holiday_calendar(country, subdivision)
        for country in list_supported_countries(include_aliases=False)
        for subdivision in (None, *country_holidays(country).subdivisions)
    ]
    codes = {calendar.code for calendar in calendars}
    assert len(codes) == len(calendars) > 800
    assert all(re.fullmatch(r"[A-Z]{2}(-[A-Z0-9-]+)?", code) for code in codes)


def test_every_country_can_be_asked_and_names_one_holiday_per_entry() -> None:
    for country in list_supported_countries(include_aliases=False):
        names = [entry.name for entry in calendar_entries(country, None, [2025])]
        assert all(name.strip() and "; " not in name and len(name) <= 200 for name in names), country


# What is refused.


@pytest.mark.parametrize(
    ("country", "subdivision", "error", "message"),
    [
        ("Untied States", None, UnknownCountryError, 'country "Untied States" .* United States \\(US\\)'),
        ("XX", None, UnknownCountryError, 'country "XX" .* give a code such as ZA'),
        ("", None, UnknownCountryError, 'country ""'),
        ("US", "Michgan", UnknownSubdivisionError, '"Michgan" of United States .* Michigan \\(MI\\)'),
        ("US-ZZ", None, UnknownSubdivisionError, '"ZZ" of United States is known .* AK, AL, AR'),
        ("ZA", "KZN", UnknownSubdivisionError, "South Africa has one calendar .* leave the subdivision out"),
    ],
)
def test_an_unknown_place_is_refused_with_what_is_near(
    country: str, subdivision: str | None, error: type[HolidayDataError], message: str
) -> None:
    with pytest.raises(error) as raised:
        calendar_entries(country, subdivision, [2026])
    told = f"{raised.value} {raised.value.detail} {raised.value.hint}"
    assert re.search(message, told), told
    assert isinstance(raised.value, ValueError)
    assert raised.value.code == Exit.NOT_FOUND


def test_years_beyond_what_is_known_are_refused_rather_than_empty() -> None:
    with pytest.raises(HolidayDataError, match="Sri Lanka are known from 2003 to") as raised:
        calendar_entries("LK", None, [2025, 2090])
    assert raised.value.detail == "asked for 2090"


# The migration that ships them.


def test_the_migration_is_what_the_generator_prints() -> None:
    committed = MIGRATION.read_text(encoding="utf-8")
    made_with = re.search(r"with holidays (\d+(?:\.\d+)+)\.", committed)
    assert made_with
    if made_with[1] != version("holidays"):
        pytest.skip(f"made with holidays {made_with[1]}, installed is {version('holidays')}")
    assert committed == seed_sql()


def test_the_rollback_is_what_the_generator_prints() -> None:
    assert ROLLBACK.read_text(encoding="utf-8") == rollback_sql()


def test_the_migration_of_observed_days_is_what_the_generator_prints() -> None:
    assert (MIGRATIONS / f"{OBSERVED}.sql").read_text(encoding="utf-8") == observed_sql()
    assert (MIGRATIONS / f"{OBSERVED}.rollback.sql").read_text(encoding="utf-8") == observed_rollback_sql()


@pytest.mark.usefixtures("migrating")
def test_observed_days_reach_the_plan_of_a_plant(
    settings: Settings, project: Settings, fresh_database: Callable[..., str]
) -> None:
    """Upgrading an older database; importing the calendar anew does not take the days away again."""
    for path in project.migrations.glob(f"{OBSERVED}*"):
        path.unlink()
    lock = project.migrations / "SHA256SUMS"
    lock.write_text("".join(line for line in lock.read_text().splitlines(keepends=True) if OBSERVED not in line))
    url = fresh_database(migrated=False)
    migrations.migrate(project, url)
    plan = "select distinct schedule_status::text from sched.equipment_schedules where schedule_date = '2029-07-02'"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            """
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone, requires_scheduling)
            values ('M', 'Press', 'work_unit', 'America/Toronto', true);
            select sched_engine.assign_pattern(
                sched_engine.resource_id('M'), sched_engine.pattern_id('24_7'), '2025-01-01'
            );
            select sched_engine.assign_calendars(
                sched_engine.resource_id('M'), array[sched_engine.calendar_id('CA-ON')]
            );
            select * from sched_engine.generate(null, '2029-06-01', '2029-07-31')"""
        )
        assert connection.execute(plan).fetchall() == [("operating",)]
        assert OBSERVED in migrations.migrate(settings, url).applied
        assert connection.execute(plan).fetchall() == [("holiday",)]

        entries = calendar_entries("CA", "ON", [2029])
        rows = [{"holiday_date": entry.date.isoformat(), "holiday_name": entry.name} for entry in entries]
        counts = connection.execute(
            "select i.* from sched_engine.import_calendar('CA-ON', 'Canada: Ontario', 'CA', 'ON', %s, %s) as i",
            [Jsonb(rows), [2029]],
        ).fetchone()
        assert counts == (0, 0, 0, len(rows), 0)


def test_the_migration_is_small_and_readable() -> None:
    text = MIGRATION.read_text(encoding="utf-8")
    assert len(text) < 350_000
    assert max(map(len, text.splitlines())) <= 110


def test_the_shipped_calendars() -> None:
    codes = [calendar.code for calendar in seed_calendars()]
    per_country = {country: [c for c in codes if c[:2] == country] for country in ("ZA", "US", "GB", "CA")}
    assert {country: len(found) for country, found in per_country.items()} == {
        "ZA": 1,
        "US": 1 + 50 + 1,
        "GB": 1 + 4,
        "CA": 1 + 13,
    }
    assert "US-DC" in codes
    assert "US-PR" not in codes
    assert len(set(codes)) == len(codes)


def test_one_shipped_calendar_is_the_default() -> None:
    defaults = [line for line in seed_sql([2025]).splitlines() if line.endswith((", true),", ", true);"))]
    assert defaults == ["    ('ZA', 'South Africa', 'ZA', null, true),"]
