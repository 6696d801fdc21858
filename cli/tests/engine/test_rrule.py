"""Recurrence rules in the database against python-dateutil, on rules that Hypothesis makes up.

By default a few hundred rules per frequency are tried, the same in every run; `SCHED_EXAMPLES=5000` in the
environment tries that many random ones. Where dateutil departs from RFC 5545 (docs/reference/recurrence.md), the
expected answer is worked out here in another way.
"""

from __future__ import annotations

import datetime as datetimes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain, takewhile

import psycopg
import pytest
from dateutil.rrule import rruleset, rrulestr
from hypothesis import example, given
from hypothesis import strategies as st

from support.properties import property_settings

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Every frequency, with the days in which a rule of it is looked at.
SPANS = {"YEARLY": 4000, "MONTHLY": 1000, "WEEKLY": 400, "DAILY": 200, "HOURLY": 20, "MINUTELY": 2, "SECONDLY": 0.05}


@dataclass(frozen=True)
class Case:
    """A rule, its start, and the window [first, last) in which its occurrences are asked for. Wall time."""

    rule: str
    start: datetime
    first: datetime
    last: datetime


# Both answers.


@pytest.fixture(scope="module")
def connection(database_url: str) -> Iterator[psycopg.Connection]:
    """Nothing is written, so all examples share one connection."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("set statement_timeout = '10s'")
        yield connection


def occurrences(connection: psycopg.Connection, case: Case) -> list[datetime]:
    """The database's answer."""
    query = "select * from sched_engine.rrule_occurrences(%s, %s, %s, %s)"
    return [moment for (moment,) in connection.execute(query, [case.rule, case.start, case.first, case.last])]


def expected(case: Case) -> list[datetime]:
    """dateutil's answer. It raises ValueError for some rules that never happen."""
    try:
        rule = rrulestr(case.rule, dtstart=case.start, ignoretz=True)
        with pytest.MonkeyPatch.context() as patch:
            # A rule that never happens again would be searched up to the year 9999.
            patch.setattr(datetimes, "MAXYEAR", case.last.year)
            return [moment for moment in takewhile(lambda m: m < case.last, rule) if moment >= case.first]
    except ValueError as error:
        assert "empty" in str(error), case
        return []


# Rules.


def numbers(low: int, high: int, most: int = 4) -> st.SearchStrategy[list[int]]:
    """Some of the numbers low to high."""
    return st.lists(st.integers(low, high), min_size=1, max_size=most, unique=True)


def signed(high: int, edges: tuple[int, ...] = (), most: int = 4) -> st.SearchStrategy[list[int]]:
    """Some of the numbers 1 to high and -high to -1, often those at the edges."""
    sides = st.one_of(st.integers(1, high), st.integers(-high, -1), st.sampled_from((1, -1, *edges)))
    return st.lists(sides, min_size=1, max_size=most, unique=True)


PLAIN_DAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=6, unique=True)


def numbered_days(high: int) -> st.SearchStrategy[list[str]]:
    """Days such as 2MO or -1FR."""
    ordinals = st.one_of(st.integers(1, high), st.integers(-high, -1))
    return st.lists(st.builds("{}{}".format, ordinals, st.sampled_from(WEEKDAYS)), min_size=1, max_size=3)


@st.composite
def parts(draw: st.DrawFn, frequency: str) -> dict[str, str]:
    """The parts of a rule that say on which days and times it happens; any that dateutil reads as RFC 5545 says.

    Weeks 52 and 53 and plain beside numbered days have tests of their own.
    """
    long, short = frequency in ("YEARLY", "MONTHLY"), frequency in ("MINUTELY", "SECONDLY")
    made: dict[str, str] = {}

    def may_have(name: str, percent: int, values: st.SearchStrategy[list[int]] | st.SearchStrategy[list[str]]) -> None:
        if draw(st.integers(1, 100)) <= percent:
            made[name] = ",".join(map(str, draw(values)))

    may_have("BYMONTH", 20, numbers(1, 12))
    may_have("BYMONTHDAY", 20, signed(31, (28, 29, 30, 31, -29, -30, -31), 6))
    may_have("BYYEARDAY", 10, signed(366, (59, 60, 61, 365, 366, -365, -366, -306), 8))
    may_have("BYWEEKNO", 15 if frequency == "YEARLY" else 5, signed(51, (2, 51, -2, -51)))
    if long and draw(st.booleans()):
        may_have("BYDAY", 50, numbered_days(5 if frequency == "MONTHLY" or "BYMONTH" in made else 53))
    else:
        may_have("BYDAY", 50, PLAIN_DAYS)
    may_have("BYHOUR", 20, numbers(0, 23))
    may_have("BYMINUTE", 20, numbers(0, 59))
    may_have("BYSECOND", 20, numbers(0, 59))
    # A second or a minute that is never the third of its period would take dateutil very long to search for.
    may_have("BYSETPOS", 30, st.sampled_from(([1], [-1])) if short else signed(366 if long else 9, (2, 3, -2, -3)))
    if draw(st.booleans()):
        longest = 5 if long else 20 if frequency in ("WEEKLY", "DAILY") else 5000
        made["INTERVAL"] = str(draw(st.one_of(st.integers(1, 5), st.integers(1, longest))))
    if draw(st.integers(1, 3)) == 1:
        made["WKST"] = draw(st.sampled_from(WEEKDAYS))
    return made


def rule(frequency: str, parts: dict[str, str]) -> str:
    """The text of a rule."""
    return ";".join(f"{name}={value}" for name, value in {"FREQ": frequency, **parts}.items())


@st.composite
def starts(draw: st.DrawFn) -> datetime:
    """Often at a year's edge, a leap day, midnight or a full hour."""
    edges = (date(2024, 2, 29), date(2021, 12, 31), date(2020, 1, 1), date(2016, 12, 29), date(2027, 1, 3))
    day = draw(st.one_of(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.sampled_from(edges)))
    return datetime(day.year, day.month, day.day) + timedelta(
        seconds=draw(st.one_of(st.sampled_from((0, 32400, 86399)), st.integers(0, 86399)))
    )


@st.composite
def cases(draw: st.DrawFn, frequency: str) -> Case:
    """Rules that go on, or end by COUNT or UNTIL, in windows before, at and after their start."""
    made, start = draw(parts(frequency)), draw(starts())
    span = timedelta(days=SPANS[frequency])
    first = start + span * draw(st.sampled_from((-0.1, 0, 0, 0.3, 1)))
    last = first + span * draw(st.sampled_from((0.1, 0.5, 1)))
    match draw(st.integers(1, 4)):
        case 1:
            made["COUNT"] = str(draw(st.integers(0, 60)))
        case 2:
            until = start + span * draw(st.floats(-0.1, 2))
            made["UNTIL"] = until.strftime(draw(st.sampled_from(("%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"))))
    return Case(rule(frequency, made), start, first, last)


# The properties.


@pytest.mark.parametrize("frequency", SPANS)
def test_occurs_as_dateutil_says(connection: psycopg.Connection, frequency: str) -> None:
    """Every combination of parts, with the same answer."""

    @property_settings(40 if frequency == "SECONDLY" else 250)  # dateutil needs long to see that it is over
    @given(case=cases(frequency))
    def check(case: Case) -> None:
        assert occurrences(connection, case) == expected(case)

    check()


@pytest.mark.filterwarnings("ignore:Using both 'count' and 'until':DeprecationWarning")
@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ("FREQ=MONTHLY;COUNT=4", "2014-12-31"),  # no 30 February, and no 31 February coerced to another day
        ("FREQ=YEARLY;COUNT=3;BYMONTHDAY=31", "1997-09-02 09:00"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "1896-02-29"),  # 1900 is no leap year
        ("FREQ=YEARLY;INTERVAL=100;COUNT=4", "1997-09-02 09:00"),
        ("FREQ=YEARLY;BYYEARDAY=-366,366", "1997-09-02"),
        ("FREQ=YEARLY;BYDAY=53MO,-53TU", "1997-09-02"),
        ("FREQ=YEARLY;BYMONTH=1,3;BYDAY=1TU,-1TH;BYSETPOS=2,-1", "1997-09-02"),
        ("FREQ=YEARLY;BYDAY=TU,TH;BYHOUR=6,18;BYSETPOS=3,-3", "1997-09-02"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU", "1997-09-02 09:00"),
        ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU;WKST=SU", "1997-09-02 09:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "1997-09-02 09:00"),
        ("FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=-1", "1997-09-02 09:00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05 09:00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05 09:00"),
        ("FREQ=WEEKLY;INTERVAL=20;BYMONTH=1,12;BYDAY=TH", "1997-12-29 09:00"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,3", "1997-09-03 09:00"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=-1;BYHOUR=0,23", "1997-09-02 09:00"),
        ("FREQ=DAILY;BYHOUR=6,18;BYMINUTE=15,45;BYSETPOS=3,-3", "1997-09-02 09:00"),
        ("FREQ=DAILY;INTERVAL=92", "1997-09-02 09:00"),
        ("FREQ=HOURLY;INTERVAL=17;BYHOUR=3,19", "1997-09-02 09:00"),
        ("FREQ=HOURLY;INTERVAL=4;BYHOUR=21,1,5,9,13,17,3", "1997-09-02 17:00"),
        ("FREQ=HOURLY;INTERVAL=2;BYHOUR=10", "1997-09-02 09:00"),
        ("FREQ=HOURLY;BYMINUTE=15,45;BYSECOND=15,45;BYSETPOS=3,-3", "1997-09-02 09:00"),
        ("FREQ=MINUTELY;INTERVAL=130;BYHOUR=10,12;BYDAY=TH", "1997-09-02 09:00"),
        ("FREQ=MINUTELY;INTERVAL=12;BYMINUTE=10,11,12", "1997-09-02 09:00"),
        ("FREQ=MINUTELY;INTERVAL=120;BYHOUR=10,12,14,16", "1997-09-02 09:00"),
        ("FREQ=SECONDLY;INTERVAL=86401", "1997-09-02 09:00"),
        ("FREQ=SECONDLY;INTERVAL=19;BYSECOND=1,20;BYHOUR=6", "1997-09-02 09:00:01"),
        ("FREQ=DAILY;UNTIL=19970905T090000", "1997-09-02 09:00"),
        ("FREQ=DAILY;UNTIL=19970905T085959", "1997-09-02 09:00"),
        ("FREQ=DAILY;UNTIL=19970905", "1997-09-02 09:00"),
        ("FREQ=DAILY;UNTIL=19970901", "1997-09-02 09:00"),
        ("FREQ=DAILY;COUNT=3;UNTIL=19970903T090000", "1997-09-02 09:00"),
        ("FREQ=DAILY;COUNT=0", "1997-09-02 09:00"),
    ],
)
def test_corner_cases(connection: psycopg.Connection, rule: str, start: str) -> None:
    """What dateutil's documentation and tests dwell on."""
    begin = datetime.fromisoformat(start)
    days = 40000 if rule[5] in "YMWD" and "MINUTELY" not in rule else 400
    case = Case(rule, begin, begin, begin + timedelta(days=days))
    assert occurrences(connection, case) == expected(case)


@property_settings(60)
@given(
    start=starts(),
    frequency=st.sampled_from(("YEARLY", "MONTHLY")),
    months=st.one_of(st.none(), numbers(1, 12)),
    plain=PLAIN_DAYS,
    numbered=numbered_days(5),
)
@example(start=datetime(2014, 9, 1), frequency="MONTHLY", months=None, plain=["MO"], numbered=["-1WE"])
def test_plain_and_numbered_days_add_up(
    connection: psycopg.Connection,
    start: datetime,
    frequency: str,
    months: list[int] | None,
    plain: list[str],
    numbered: list[str],
) -> None:
    """`MO,-1WE` is each Monday and the last Wednesday; dateutil finds nothing that is both."""
    limits = {"BYMONTH": ",".join(map(str, months))} if months else {}

    def case(days: list[str]) -> Case:
        return Case(rule(frequency, {**limits, "BYDAY": ",".join(days)}), start, start, start + timedelta(days=900))

    both = {*expected(case(plain)), *expected(case(numbered))}
    assert occurrences(connection, case(plain + numbered)) == sorted(both)


def week_numbers(day: date, week_start: int) -> set[int]:
    """The number of the week of a day, and as counted from the year's end (negative), as RFC 5545 defines them.

    A week belongs to the year in which four of its days lie, and so does 4 January always to week 1.
    """

    def first_day_of_week(day: date) -> date:
        return day - timedelta(days=(day.weekday() - week_start) % 7)

    monday = first_day_of_week(day)
    years = sorted((monday + timedelta(days=n)).year for n in range(7))
    first, following = (first_day_of_week(date(year, 1, 4)) for year in (years[3], years[3] + 1))
    return {(monday - first).days // 7 + 1, (monday - following).days // 7}


@property_settings(150)
@given(
    start=starts(),
    weeks=signed(53, (52, 53, -52, -53), 3),
    week_start=st.integers(0, 6),
    days=st.one_of(st.just(list(WEEKDAYS)), PLAIN_DAYS),
)
@example(start=datetime(2011, 1, 1), weeks=[52], week_start=0, days=["SA", "SU"])
@example(start=datetime(2024, 1, 1), weeks=[-52], week_start=0, days=list(WEEKDAYS))
def test_weeks_are_numbered_as_the_standard_says(
    connection: psycopg.Connection, start: datetime, weeks: list[int], week_start: int, days: list[str]
) -> None:
    """dateutil takes 1 January 2011 out of week 52 of 2010, and does not know week 1 of the next year as week -52."""
    parts = {"BYWEEKNO": ",".join(map(str, weeks)), "BYDAY": ",".join(days), "WKST": WEEKDAYS[week_start]}
    case = Case(rule("YEARLY", parts), start, start, start + timedelta(days=3000))
    moments = [start + timedelta(days=n) for n in range(3000)]
    assert occurrences(connection, case) == [
        moment
        for moment in moments
        if WEEKDAYS[moment.weekday()] in days and week_numbers(moment.date(), week_start) & set(weeks)
    ]


def test_weeks_that_start_on_monday_are_iso_weeks() -> None:
    """The expectation above is checked against the standard library."""
    for day in (date(2000, 1, 1) + timedelta(days=n) for n in range(15000)):
        assert day.isocalendar().week in week_numbers(day, 0)


@pytest.mark.parametrize("frequency", ["MONTHLY", "WEEKLY", "HOURLY"])
def test_excluded_and_added(connection: psycopg.Connection, frequency: str) -> None:
    """EXDATE and RDATE as dateutil's rruleset has them."""

    @property_settings(50)
    @given(case=cases(frequency), data=st.data())
    def check(case: Case, data: st.DataObject) -> None:
        known = occurrences(connection, case)
        moments = st.one_of(starts(), st.datetimes(case.first, case.last), *([st.sampled_from(known)] if known else []))
        excluded, added = (data.draw(st.lists(moments, max_size=6)) for _ in range(2))
        whole = rruleset()
        for moment in chain(known, added):
            whole.rdate(moment)
        for moment in excluded:
            whole.exdate(moment)
        found = connection.execute(
            "select * from sched_engine.recurrence_occurrences(%s, %s, %s, %s, %s, %s)",
            [case.rule, case.start, excluded, added, case.first, case.last],
        )
        assert [m for (m,) in found] == [m for m in whole if case.first <= m < case.last]

    check()


@property_settings(100)
@given(case=st.sampled_from(tuple(SPANS)).flatmap(cases), at=st.floats(0, 1))
def test_windows_side_by_side_are_one_window(connection: psycopg.Connection, case: Case, at: float) -> None:
    """Where a window is cut changes nothing, not even in the middle of a period."""
    middle = case.first + (case.last - case.first) * at
    cut = [*occurrences(connection, replace(case, last=middle)), *occurrences(connection, replace(case, first=middle))]
    assert cut == occurrences(connection, case)


FAR = [
    ("FREQ=DAILY;INTERVAL=3", 86400 * 3),
    ("FREQ=WEEKLY;INTERVAL=5", 86400 * 35),
    ("FREQ=HOURLY;INTERVAL=7", 3600 * 7),
    ("FREQ=MINUTELY;INTERVAL=11", 60 * 11),
    ("FREQ=SECONDLY;INTERVAL=1001", 1001),
]


@pytest.mark.parametrize(("rule", "seconds"), FAR)
def test_far_from_the_start(connection: psycopg.Connection, rule: str, seconds: int) -> None:
    """Sixty years and a thousand years away, in one step."""
    start = datetime(1970, 1, 1, 10, 7, 3)
    for year in (2030, 2970):
        case = Case(rule, start, datetime(year, 1, 1), datetime(year, 3, 1))
        step = timedelta(seconds=seconds)
        moments = [start + step * -((start - case.first) // step)]
        while moments[-1] + step < case.last:
            moments.append(moments[-1] + step)
        assert occurrences(connection, case) == moments
