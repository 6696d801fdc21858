"""Public holidays as data: what the `holidays` package knows, and what it leaves out, as holiday calendars of this
system.

    calendar = holiday_calendar("US", "Michigan")        # code US-MI, name "United States: Michigan"
    entries = calendar_entries("US", "MI", [2026])       # every public holiday of 2026, by date

Run as a module it prints the migration that ships the calendars of ZA, US, GB and CA, the one that adds the observed
days which the package leaves out (OBSERVED), or the rollback of either:

    python -m equipment_scheduling.holidays_data [rollback | observed | observed-rollback]

Dates are local business dates. Only whole public holidays count: half days and bank or school holidays are
other categories of the package and stay out. An observed day is an entry of its own, beside the day it stands
in for. Years that a government has not proclaimed yet are by today's rules, without one-off days (elections).
"""

from __future__ import annotations

import datetime
import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

from holidays import PUBLIC, HolidayBase, country_holidays
from holidays.registry import COUNTRIES

from equipment_scheduling.errors import Exit, SchedError

SEED_YEARS = range(2024, 2036)
SEED_COUNTRIES = ("ZA", "US", "GB", "CA")
DEFAULT_CALENDAR = "ZA"
US_TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "UM", "VI"})
LINE_LENGTH = 110

# Countries whose name in the package's registry is not how it is written.
_SPELLING = {
    "dr_congo": "DR Congo",
    "guinea_bissau": "Guinea-Bissau",
    "hongkong": "Hong Kong",
    "reunion": "Réunion",
    "sao_tome_and_principe": "São Tomé and Príncipe",
    "timor_leste": "Timor-Leste",
}

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


class HolidayDataError(SchedError, ValueError):
    """A question about public holidays that has no answer; message, detail and hint say why."""

    code = Exit.REFUSED


class UnknownCountryError(HolidayDataError):
    """The package knows no such country."""

    code = Exit.NOT_FOUND


class UnknownSubdivisionError(HolidayDataError):
    """The package knows no such state, province or region of the country."""

    code = Exit.NOT_FOUND


class HolidayEntry(NamedTuple):
    """One public holiday: its English name and its local date."""

    name: str
    date: datetime.date


class Observance(NamedTuple):
    """A holiday of these calendars that is also observed `days` later when it falls on a weekday (Monday is 0)."""

    calendars: tuple[str, ...]
    name: str
    month: int
    day: int
    days: Mapping[int, int]
    basis: str

    def dates(self, years: Iterable[int]) -> Iterator[tuple[datetime.date, datetime.date]]:
        """The holiday and the day on which it is observed, in years in which it is moved."""
        for holiday in (datetime.date(year, self.month, self.day) for year in years):
            if days := self.days.get(holiday.weekday()):
                yield holiday, holiday + datetime.timedelta(days)


# What the package leaves out. Nova Scotia and Newfoundland keep Canada Day on 1 July, whatever the weekday.
OBSERVED = (
    Observance(("US-MI",), "New Year's Eve", 12, 31, {4: -1, 6: -2}, "Michigan Court Rule 8.110(D)(2)"),
    Observance(
        ("CA", "CA-MB", "CA-NB", "CA-NT", "CA-NU", "CA-ON"),
        "Canada Day",
        7,
        1,
        {6: 1},
        "Holidays Act, R.S.C. 1985, c. H-5, s. 2(2)",
    ),
    Observance(("CA-ON",), "Christmas Day", 12, 25, {6: 2}, "Legislation Act, 2006 (Ontario), s. 88(5)"),
)


class HolidayCalendar(NamedTuple):
    """A country's calendar, or that of its subdivision `region`, an ISO 3166-2 code without the country."""

    code: str
    name: str
    country_code: str
    region: str | None


def holiday_calendar(country: str, subdivision: str | None = None) -> HolidayCalendar:
    """The calendar of a country (`ZA`, `ZAF`, `South Africa`) or subdivision (`MI`, `Michigan`), in any case.

    A calendar code such as `US-MI` may stand for both. Raises UnknownCountryError or UnknownSubdivisionError.
    """
    countries = _countries()
    if subdivision is None and _fold(country) not in countries:
        country, _, rest = country.partition("-")
        subdivision = rest or None
    code = countries.get(_fold(country))
    if code is None:
        shown = {key: f"{_country_name(known)} ({known})" for key, known in countries.items()}
        raise UnknownCountryError(
            f'No public holidays are known for country "{country}"',
            detail=f"{len(set(countries.values()))} countries are known by ISO 3166 code or English name",
            hint=_did_you_mean(country, shown) or "give a code such as ZA, US, GB or CA",
        )
    if subdivision is None:
        return HolidayCalendar(code, _country_name(code), code, None)
    region, region_name = _subdivision(code, subdivision)
    return HolidayCalendar(
        code=f"{code}-{_fold(region).upper()}",
        name=f"{_country_name(code)}: {region_name}",
        country_code=code,
        region=region,
    )


def calendar_entries(
    country: str, subdivision: str | None, years: Iterable[int], *, with_observed: bool = True
) -> list[HolidayEntry]:
    """Every public holiday in the calendar years, by date and name; names in English.

    Observed days are entries of their own, marked "(observed)"; so are several holidays on one date. Those of OBSERVED
    are among them, whatever the package says, because an import must not take them away; `with_observed=False` leaves
    them out. Raises HolidayDataError for a year the package cannot answer for, rather than an empty year on which all
    work.
    """
    calendar = holiday_calendar(country, subdivision)
    wanted = set(years)
    if not wanted:
        return []
    known = country_holidays(calendar.country_code)
    if outside := sorted(year for year in wanted if not known.start_year <= year <= known.end_year):
        raise HolidayDataError(
            f"Public holidays of {calendar.name} are known from {known.start_year} to {known.end_year}",
            detail=f"asked for {', '.join(map(str, outside))}",
            hint="ask for years in that range, and enter the others by hand",
        )
    days = country_holidays(
        calendar.country_code,
        subdiv=calendar.region,
        years=wanted,
        expand=False,
        categories=PUBLIC,
        language=_english(known),
    )
    entries = {HolidayEntry(name, day) for day in days for name in days.get_list(day)}
    if with_observed:
        entries |= {
            HolidayEntry(f"{observance.name} (observed)", observed)
            for observance in OBSERVED
            if calendar.code in observance.calendars
            for _, observed in observance.dates(wanted)
        }
    return sorted(entries, key=lambda entry: (entry.date, entry.name))


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


def _fold(text: str) -> str:
    """Words in plain lower-case ASCII, joined by hyphens: `São Paulo` -> `sao-paulo`; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


@cache
def _countries() -> Mapping[str, str]:
    """ISO 3166 alpha-2 code by everything a country may be called, folded."""
    names = {_fold(name): codes[1] for key, codes in COUNTRIES.items() for name in (key, _SPELLING.get(key, key))}
    return names | {_fold(code): codes[1] for codes in COUNTRIES.values() for code in codes[1:]}


@cache
def _country_name(code: str) -> str:
    key = next(key for key, codes in COUNTRIES.items() if codes[1] == code)
    words = (word if word in {"and", "of", "the"} else word.capitalize() for word in key.split("_"))
    return _SPELLING.get(key) or " ".join(words)


def _subdivision(country: str, text: str) -> tuple[str, str]:
    """Code and name of a subdivision that is given by either."""
    aliases = country_holidays(country).get_subdivision_aliases()
    names = {code: next((a for a in given if len(a) > 3), code) for code, given in aliases.items()}
    known = {_fold(alias): code for code, given in aliases.items() for alias in given if _fold(alias)}
    known |= {_fold(code): code for code in aliases}
    if code := known.get(_fold(text)):
        return code, names[code]
    if not aliases:
        raise UnknownSubdivisionError(
            f"{_country_name(country)} has one calendar for the whole country",
            detail=f"asked for its subdivision {text}",
            hint="leave the subdivision out",
        )
    shown = {key: f"{names[found]} ({found})" for key, found in known.items()}
    raise UnknownSubdivisionError(
        f'No subdivision "{text}" of {_country_name(country)} is known',
        detail=f"known are {', '.join(sorted(aliases))}",
        hint=_did_you_mean(text, shown) or "give one of these codes",
    )


def _did_you_mean(text: str, shown: Mapping[str, str]) -> str | None:
    """A question that names up to three near matches; `shown` is how each folded name is written."""
    near = dict.fromkeys(shown[key] for key in get_close_matches(_fold(text), shown, n=3, cutoff=0.6))
    return f"did you mean {' or '.join(near)}?" if near else None


def _english(known: HolidayBase) -> str | None:
    """The country's own English if it has one, else the package's; None where there is only one language."""
    own = known.default_language
    if own is None or own.startswith("en"):
        return own
    return next(language for language in known.supported_languages if language.startswith("en"))


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
