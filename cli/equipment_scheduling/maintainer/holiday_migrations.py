"""The migrations that ship holiday calendars, printed from what `holidays_data` knows: the one with the calendars of
ZA, US, GB and CA, the one that adds the observed days which the `holidays` package leaves out, or
the rollback of either.

    python -m equipment_scheduling.maintainer.holiday_migrations [rollback | observed | observed-rollback]

They have landed and stay as they are, with the name that this program had then."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable
from importlib.metadata import version

from holidays import country_holidays

from equipment_scheduling.holidays_data import OBSERVED, HolidayCalendar, calendar_entries, holiday_calendar

SEED_YEARS = range(2024, 2036)
SEED_COUNTRIES = ("ZA", "US", "GB", "CA")
DEFAULT_CALENDAR = "ZA"
US_TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "UM", "VI"})
LINE_LENGTH = 110

HEADER = """\
-- Holiday calendars: the public holidays {first}-{last} of South Africa, the United States (each state and
-- DC), the United Kingdom (each nation) and Canada (each province and territory). Observed days are entries
-- of their own; dates that are not proclaimed yet are by rule.
--
-- Printed by `python -m equipment_scheduling.holidays_data` with holidays {version}. Later corrections
-- come by `sched calendars import`, never by a change of this file.
set local role sched_owner;
"""

INSERT_CALENDARS = """\
insert into sched.holiday_calendars (calendar_code, calendar_name, country_code, region, is_default)
values
{rows};
"""

INSERT_HOLIDAYS = """\
insert into sched.holidays (calendar_id, holiday_name, holiday_date, source)
select
    c.id,
    s.holiday_name,
    d.holiday_date,
    'imported'
from (values
{rows}
) as s (calendar_code, holiday_name, holiday_dates)
inner join sched.holiday_calendars as c on s.calendar_code = c.calendar_code
cross join unnest(s.holiday_dates::date[]) as d (holiday_date);
"""

OBSERVED_HEADER = """\
-- Days that are observed in place of a holiday, and that the calendars shipped so far lack:
{bases}
-- Only where the calendar still has the imported holiday itself. Entries by hand are left alone.
--
-- Printed by `python -m equipment_scheduling.holidays_data observed`.
set local role sched_owner;
"""

INSERT_OBSERVED = """\
insert into sched.holidays (calendar_id, holiday_name, holiday_date, source)
select
    h.calendar_id,
    h.holiday_name || ' (observed)',
    o.observed_date::date,
    'imported'
from (values
{rows}
) as o (calendar_codes, holiday_name, holiday_date, observed_date)
inner join sched.holiday_calendars as c
    on c.calendar_code = any(o.calendar_codes::text[]) and c.country_code = left(c.calendar_code, 2)
inner join sched.holidays as h
    on c.id = h.calendar_id and o.holiday_name = h.holiday_name and o.holiday_date::date = h.holiday_date
where h.source = 'imported'
on conflict do nothing;
"""

OBSERVED_ROLLBACK = """\
-- The observed days go; entries by hand stay.
set local role sched_owner;

delete from sched.holidays as h
using sched.holiday_calendars as c, (values
{rows}
) as o (calendar_codes, holiday_name, holiday_date, observed_date)
where c.id = h.calendar_id and c.calendar_code = any(o.calendar_codes::text[])
    and h.holiday_name = o.holiday_name || ' (observed)' and h.holiday_date = o.observed_date::date
    and h.source = 'imported';
"""

ROLLBACK = """\
-- The shipped calendars go, with their holidays and with what resources were assigned of them.
set local role sched_owner;

with shipped as (
    select id
    from sched.holiday_calendars
    where calendar_code in (
{codes}
    )
),

unassigned as (
    delete from sched.resource_calendar_assignments
    where calendar_id in (select shipped.id from shipped)
)

delete from sched.holiday_calendars
where id in (select shipped.id from shipped);
"""


def seed_calendars() -> list[HolidayCalendar]:
    """The calendars that are shipped: four countries, the US states and DC, GB's nations, CA's provinces."""
    return [
        holiday_calendar(country, subdivision)
        for country in SEED_COUNTRIES
        for subdivision in (None, *country_holidays(country).subdivisions)
        if not (country == "US" and subdivision in US_TERRITORIES)
    ]


def seed_sql(years: Iterable[int] = SEED_YEARS) -> str:
    """The migration that creates the shipped calendars with their holidays of the years."""
    wanted = sorted(years)
    calendars = seed_calendars()
    by_country = [[c for c in calendars if c.country_code == country] for country in SEED_COUNTRIES]
    header = HEADER.format(first=wanted[0], last=wanted[-1], version=version("holidays"))
    return "\n".join([header, _calendars_sql(calendars), *(_holidays_sql(group, wanted) for group in by_country)])


def observed_sql(years: Iterable[int] = SEED_YEARS) -> str:
    """The migration that adds the days of OBSERVED in the years to the shipped calendars."""
    bases = "\n".join(
        _comment(f"- {', '.join(o.calendars)}: {o.name} on {' or '.join(map(_weekday, o.days))} ({o.basis})")
        for o in OBSERVED
    )
    return f"{OBSERVED_HEADER.format(bases=bases)}\n{INSERT_OBSERVED.format(rows=_observed_rows(years))}"


def observed_rollback_sql(years: Iterable[int] = SEED_YEARS) -> str:
    """The undoing of that migration."""
    return OBSERVED_ROLLBACK.format(rows=_observed_rows(years))


def rollback_sql() -> str:
    """The migration's undoing: the shipped calendars, their holidays and their use by resources."""
    codes = _wrap(", ".join(_quote(calendar.code) for calendar in seed_calendars()), indent=8)
    return ROLLBACK.format(codes=codes)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _wrap(text: str, indent: int) -> str:
    """The text on lines of the project's length, one column kept for what follows."""
    margin = " " * indent
    return textwrap.fill(text, LINE_LENGTH - 1, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)


def _calendars_sql(calendars: list[HolidayCalendar]) -> str:
    rows = (
        f"    ({_quote(c.code)}, {_quote(c.name)}, {_quote(c.country_code)}, "
        f"{_quote(c.region) if c.region else 'null'}, {str(c.code == DEFAULT_CALENDAR).lower()})"
        for c in calendars
    )
    return INSERT_CALENDARS.format(rows=",\n".join(rows))


def _holidays_sql(calendars: list[HolidayCalendar], years: list[int]) -> str:
    rows = (row for calendar in calendars for row in _holiday_rows(calendar, years))
    return INSERT_HOLIDAYS.format(rows=",\n".join(rows))


def _holiday_rows(calendar: HolidayCalendar, years: list[int]) -> list[str]:
    """One VALUES row per holiday name, with all its dates; wrapped when too long for a line."""
    dates: dict[str, list[str]] = {}
    for entry in calendar_entries(calendar.country_code, calendar.region, years, with_observed=False):
        dates.setdefault(entry.name, []).append(entry.date.isoformat())
    return [_holiday_row(calendar.code, name, ", ".join(days)) for name, days in dates.items()]


def _holiday_row(code: str, name: str, days: str) -> str:
    head = f"    ({_quote(code)}, {_quote(name)},"
    line = f"{head} '{{{days}}}')"
    if len(line) < LINE_LENGTH:
        return line
    array = _wrap(f"'{{{days}}}')", indent=8)
    return f"{head}\n{array}"


def _observed_rows(years: Iterable[int]) -> str:
    wanted = sorted(years)
    return ",\n".join(
        f"    ('{{{','.join(o.calendars)}}}', {_quote(o.name)}, '{holiday}', '{observed}')"
        for o in OBSERVED
        for holiday, observed in o.dates(wanted)
    )


def _comment(text: str) -> str:
    return textwrap.fill(text, LINE_LENGTH, initial_indent="-- ", subsequent_indent="--   ", break_on_hyphens=False)


def _weekday(number: int) -> str:
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number]


if __name__ == "__main__":
    printed = {
        (): seed_sql,
        ("rollback",): rollback_sql,
        ("observed",): observed_sql,
        ("observed-rollback",): observed_rollback_sql,
    }
    print(printed[tuple(sys.argv[1:])](), end="")
