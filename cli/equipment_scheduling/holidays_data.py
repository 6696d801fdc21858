"""Public holidays as data: what the `holidays` package knows, and what it leaves out, as holiday calendars of this
system.

    calendar = holiday_calendar("US", "Michigan")        # code US-MI, name "United States: Michigan"
    entries = calendar_entries("US", "MI", [2026])       # every public holiday of 2026, by date

Dates are local business dates. Only whole public holidays count: half days and bank or school holidays are
other categories of the package and stay out. An observed day is an entry of its own, beside the day it stands
in for. Years that a government has not proclaimed yet are by today's rules, without one-off days (elections).
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from holidays import PUBLIC, HolidayBase, country_holidays
from holidays.registry import COUNTRIES

from equipment_scheduling.errors import Exit, SchedError

# Countries whose name in the package's registry is not how it is written.
_SPELLING = {
    "dr_congo": "DR Congo",
    "guinea_bissau": "Guinea-Bissau",
    "hongkong": "Hong Kong",
    "reunion": "Réunion",
    "sao_tome_and_principe": "São Tomé and Príncipe",
    "timor_leste": "Timor-Leste",
}


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
