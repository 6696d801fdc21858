"""A machine's plan drawn as one bar of 24 hours a day, readable in colour, without it, and through a pipe.

Days are calendar days by the machine's clock; a bar has 48 cells of half an hour of wall time, each the sum
of two quarters. On the day the clocks go forward the cells of the missing hour stay blank; on the day they go
back the repeated hour shares its cells."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.table import Table
from rich.text import Text

from equipment_scheduling.errors import StackError

QUARTER = timedelta(minutes=15)
QUARTERS = 96
CELLS = 48
ROOMY = 110  # columns from which on notes stand beside the bars


class State(Enum):
    """What a quarter of an hour is for; where several meet in a cell, the first in this list is shown."""

    BREAKDOWN = ("x", "bold white on red", "breakdown")
    SHUTDOWN = ("s", "bold white on magenta", "shutdown")
    MAINTENANCE = ("m", "bold white on blue", "maintenance")
    ABSENT = ("a", "bold white on magenta", "absent")
    OFF = ("o", "white on bright_black", "off")
    HOLIDAY = ("h", "black on cyan", "holiday")
    REDUCED = ("▄", "yellow", "reduced")
    OPERATING = ("█", "green", "operating")
    FIRST_SHIFT = ("█", "green", "first shift")
    SECOND_SHIFT = ("█", "yellow", "second shift")
    THIRD_SHIFT = ("█", "blue", "third shift")
    OTHER_SHIFT = ("█", "bright_red", "other shift")
    NOT_GENERATED = ("?", "dim", "not generated")
    NOT_PLANNED = ("·", "dim", "not planned")
    FREE = ("·", "dim", "free")
    NO_TIME = (" ", "", "skipped by the clock")

    def __init__(self, glyph: str, style: str, label: str) -> None:
        self.glyph = glyph
        self.style = style
        self.label = label

    @property
    def stands_out(self) -> bool:
        """Whether it is shown however short it is."""
        return self in STANDING_OUT


PRECEDENCE = list(State)
STANDING_OUT = set(PRECEDENCE[: PRECEDENCE.index(State.OPERATING)])
SHIFTS = (State.FIRST_SHIFT, State.SECOND_SHIFT, State.THIRD_SHIFT, State.OTHER_SHIFT)
BUSY = {State.OPERATING, *SHIFTS}
BLANK = {State.NOT_PLANNED, State.FREE}


@dataclass(frozen=True)
class Stretch:
    """One row of the plan: instants, status, and what decided it."""

    start: datetime
    end: datetime
    status: str = "operating"
    capacity_percent: int = 100
    shift_code: str | None = None
    schedule_date: date | None = None
    reason: str | None = None
    has_pattern: bool = True
    shift: State = State.FIRST_SHIFT  # how the shift of a person is drawn

    @property
    def is_busy(self) -> bool:
        """Whether the machine operates, or the person works."""
        return self.status in {"operating", "scheduled"}

    @property
    def state(self) -> State:
        """How it is drawn."""
        if self.status == "scheduled":
            return self.shift
        reduced = self.status == "operating" and self.capacity_percent < 100
        return State.REDUCED if reduced else State[self.status.upper()]

    @property
    def explanation(self) -> str:
        """Why it is not what the pattern says: status, capacity or change, and the exception or holiday."""
        if self.status == "scheduled":
            return self.reason or ""
        what = f"{self.capacity_percent} %" if self.state is State.REDUCED else self.state.label
        if self.state is State.OPERATING:
            what = "moved" if self.has_pattern else "overtime"
        return f"{what}: {self.reason}" if self.reason else what

    def within(self, start: datetime, end: datetime) -> timedelta:
        """How much of it lies between two instants."""
        return max(min(self.end, end) - max(self.start, start), timedelta())


@dataclass(frozen=True)
class Day:
    """One calendar day by the machine's clock."""

    day: date
    length: timedelta
    operating: timedelta
    quarters: list[State]
    marks: dict[int, str]
    shifts: list[str]
    notes: list[str]


def zone(name: str) -> ZoneInfo:
    """The time zone of this name from the machine's own zone files."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        hint = "install tzdata, or correct the name"
        raise StackError(f"Time zone {name} is not known on this computer", hint=hint) from error


def days(
    stretches: Iterable[Stretch],
    clock: ZoneInfo,
    first: date,
    count: int,
    generated: Callable[[date], bool],
    free: State = State.NOT_PLANNED,
) -> list[Day]:
    """The calendar days from `first` on; `generated` tells whether a business date has been planned, `free` how time is
    drawn for which nothing is."""
    plan = sorted(stretches, key=lambda stretch: stretch.start)
    return [_day(plan, clock, first + timedelta(days=n), generated, free) for n in range(count)]


def _day(plan: Sequence[Stretch], clock: ZoneInfo, day: date, generated: Callable[[date], bool], free: State) -> Day:
    start, end = midnight(day, clock), midnight(day + timedelta(days=1), clock)
    today = [stretch for stretch in plan if stretch.within(start, end)]
    operating = [s for s in today if s.is_busy]
    blank = free if generated(day) else State.NOT_GENERATED
    return Day(
        day=day,
        length=end - start,
        operating=sum((s.within(start, end) for s in operating), timedelta()),
        quarters=_quarters(today, clock, start, end, blank),
        marks=_marks(operating, clock, day),
        shifts=list(dict.fromkeys(_shift(s, day) for s in today if s.shift_code)),
        notes=_notes(today, blank, end - start),
    )


def midnight(day: date, clock: ZoneInfo) -> datetime:
    """The instant, in UTC, at which a local day starts; the jump, when the clock skips midnight."""
    return datetime.combine(day, time(), clock).astimezone(UTC)


def _quarters(today: Sequence[Stretch], clock: ZoneInfo, start: datetime, end: datetime, blank: State) -> list[State]:
    quarters = [State.NO_TIME] * QUARTERS
    while start < end:
        wall = start.astimezone(clock)
        place = wall.hour * 4 + wall.minute // 15
        quarters[place] = _first(quarters[place], _state(today, start, start + QUARTER, blank))
        start += QUARTER
    return quarters


def _marks(operating: Sequence[Stretch], clock: ZoneInfo, day: date) -> dict[int, str]:
    """Shift codes by the cell in which their shift begins."""
    marks: dict[int, str] = {}
    seen: set[tuple[str, date | None]] = set()
    for stretch in operating:
        code = stretch.shift_code
        wall = stretch.start.astimezone(clock)
        begins = wall.date() == day and not _began_before(stretch, day)
        if code and begins and (code, stretch.schedule_date) not in seen:
            marks |= {wall.hour * 2 + wall.minute // 30 + place: letter for place, letter in enumerate(code)}
            seen.add((code, stretch.schedule_date))
    return marks


def _state(today: Sequence[Stretch], start: datetime, end: datetime, blank: State) -> State:
    """What a quarter is mostly for, or what interrupts it, however briefly."""
    found = [(s.state, share) for s in today if (share := s.within(start, end))]
    if exceptional := [state for state, _ in found if state.stands_out]:
        return _first(*exceptional)
    busy = sum((share for _, share in found), timedelta())
    return _first(*(state for state, _ in found)) if busy * 2 >= QUARTER else blank


def _first(*states: State) -> State:
    return min(states, key=PRECEDENCE.index)


def _shift(stretch: Stretch, day: date) -> str:
    """The shift's code, in parentheses when it began the day before."""
    return f"({stretch.shift_code})" if _began_before(stretch, day) else str(stretch.shift_code)


def _began_before(stretch: Stretch, day: date) -> bool:
    """Whether its shift belongs to an earlier day, also when it goes on after a break."""
    return stretch.schedule_date is not None and stretch.schedule_date < day


def _notes(today: Sequence[Stretch], blank: State, length: timedelta) -> list[str]:
    notes = [s.explanation for s in today if s.state.stands_out or s.reason]
    if length == timedelta():
        return ["this date does not exist here"]
    if length != timedelta(hours=24):
        notes.append(f"{hours(length)} day: the clocks go {'forward' if length < timedelta(hours=24) else 'back'}")
    if not today or blank is State.NOT_GENERATED:
        notes.append(blank.label)
    return list(dict.fromkeys(notes))


def hours(length: timedelta) -> str:
    """A length in hours, as short as it is exact to the hundredth: `7.5 h`."""
    return f"{length / timedelta(hours=1):.2f}".rstrip("0").rstrip(".") + " h"


def bar(day: Day) -> Text:
    """The 48 cells of a day; the codes of its shifts stand where they begin."""
    pairs = zip(day.quarters[::2], day.quarters[1::2], strict=True)
    cells = [_cell(left, right, day.marks.get(place)) for place, (left, right) in enumerate(pairs)]
    runs = groupby(cells, key=lambda cell: cell[1])
    return Text.assemble(*(("".join(glyph for glyph, _ in run), style) for style, run in runs), no_wrap=True)


def _cell(left: State, right: State, mark: str | None) -> tuple[str, str]:
    """Glyph and style of half an hour."""
    shown = _first(left, right)
    if len({left, right} & BUSY) == len({left, right} & BLANK) == 1:
        return "▌" if left in BUSY else "▐", shown.style
    if mark and (shown in BUSY or shown is State.REDUCED):
        return mark, f"black on {shown.style}"
    return shown.glyph, shown.style


def table(plan: Sequence[Day], width: int, today: date | None = None) -> Table:
    """The days one below the other, under a ruler of hours; on a narrow screen their notes below the bars."""
    below = width < ROOMY
    grid = Table(box=None, pad_edge=False, header_style="dim")
    ruler = "".join(f"{hour:<6}" for hour in range(0, 24, 3))
    grid.add_column("", no_wrap=True, min_width=10)
    grid.add_column(ruler, no_wrap=True, min_width=CELLS)
    grid.add_column("hours", justify="right", no_wrap=True)
    grid.add_column("shifts", no_wrap=True)
    if not below:
        grid.add_column("")
    for day in plan:
        notes = Text("; ".join(day.notes), style="" if day.shifts else "dim")
        row = [Text(f"{day.day:%a %d %b}", style="bold reverse" if day.day == today else "bold"), bar(day)]
        row += [Text(_operating(day)), Text(" ".join(day.shifts))]
        grid.add_row(*row, *([] if below else [notes]))
        for line in textwrap.wrap(notes.plain, CELLS) if below and (day.shifts or day.operating) else []:
            grid.add_row("", Text(line, style=notes.style))
    return grid


def _operating(day: Day) -> str:
    """Hours of operation; a question mark when they are not known yet."""
    if day.operating:
        return hours(day.operating)
    return "?" if State.NOT_GENERATED in day.quarters else "-"


def legend(plan: Sequence[Day], names: Mapping[State, str] | None = None) -> Text:
    """What the glyphs of these days mean, some of them by other names."""
    used = {state for day in plan for state in day.quarters} - {State.NO_TIME}
    text = Text("\n" + " " * 12)
    for state in (state for state in reversed(PRECEDENCE) if state in used):
        text.append(state.glyph, state.style).append(f" {(names or {}).get(state, state.label)}   ")
    tails = (shift for day in plan for shift in day.shifts if shift.startswith("("))
    if tail := next(tails, None):
        text.append(f"{tail} began the day before", "dim")
    return text
