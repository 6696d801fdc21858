"""Rosters drawn: a line of 24 hours a day for one person, a grid of people and days for a team.

A shift has its colour by its place among the shifts of a day, the earliest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rich.table import Table
from rich.text import Text

from equipment_scheduling.database import Row
from equipment_scheduling.render.timeline import SHIFTS, State, Stretch, hours

MARKS = {"absent": State.ABSENT, "holiday": State.HOLIDAY, "off": State.OFF}
WORDS = {"absent": "abs", "holiday": "hol", "off": "off"}
MEANINGS = {"off": "by a change"}  # of words that do not say it themselves
CELL = 4  # columns of a day in the grid
SIDE = 34  # columns of number, name and hours


def shift_states(rows: Iterable[Row]) -> dict[str, State]:
    """How each shift code is drawn: by when most of its shifts begin, the earliest first."""
    begins: dict[str, Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row["shift_code"]:
            wall = row["local_start"]
            begins[row["shift_code"]][(wall.hour * 60 + wall.minute - 4 * 60) % 1440] += 1  # a day begins at 4
    order = sorted(begins, key=lambda code: (begins[code].most_common(1)[0][0], code))
    return {code: SHIFTS[min(place, len(SHIFTS) - 1)] for place, code in enumerate(order)}


def stretches(rows: Iterable[Row], states: Mapping[str, State]) -> list[Stretch]:
    """The rows of one person as the timeline draws them."""
    return [
        Stretch(
            start=row["shift_start_time"],
            end=row["shift_end_time"],
            status=row["schedule_status"],
            shift_code=row["shift_code"],
            schedule_date=row["schedule_date"],
            reason=row["reason"] if row["reason"] != "off" else None,
            shift=states.get(row["shift_code"] or "", State.OTHER_SHIFT),
        )
        for row in rows
    ]


@dataclass
class Day:
    """What one person does on a business date."""

    codes: dict[str, None] = field(default_factory=dict)
    worked: timedelta = timedelta()
    others: dict[str, None] = field(default_factory=dict)
    is_changed: bool = False

    def add(self, row: Row) -> None:
        """Count a stretch."""
        if row["schedule_status"] == "scheduled":
            self.codes[row["shift_code"] or "+"] = None
            self.worked += row["shift_end_time"] - row["shift_start_time"]
            self.is_changed |= row["reason"] is not None
        else:
            self.others[row["schedule_status"]] = None

    @property
    def text(self) -> str:
        """Shift codes, with a sign where it is not what the pattern says: + brought or moved, - in part."""
        if self.codes:
            return "".join(self.codes) + "+" * self.is_changed + "-" * bool(self.others)
        return WORDS[next(iter(self.others))] if self.others else ""

    @property
    def state(self) -> str | None:
        """What stands out when no shift is worked."""
        return None if self.codes else next(iter(self.others), None)


@dataclass
class Member:
    """One line of the grid."""

    number: str
    name: str
    days: dict[date, Day]
    generated: Sequence[object]  # ranges of dates
    dates: Sequence[object] = ()  # ranges of dates in the team

    def is_known(self, day: date) -> bool:
        """Whether their roster was generated for a date."""
        return any(day in span for span in self.generated)  # type: ignore[operator]

    def is_member(self, day: date) -> bool:
        """Whether they are in the team on a date."""
        return any(day in span for span in self.dates)  # type: ignore[operator]


def members(people: Iterable[Row], rows: Iterable[Row]) -> list[Member]:
    """The lines of a grid: people, and what they do by date."""
    days: dict[str, dict[date, Day]] = defaultdict(dict)
    for row in rows:
        days[row["employee_number"]].setdefault(row["schedule_date"], Day()).add(row)
    return [
        Member(one["employee_number"], one["name"], days[one["employee_number"]], one["generated"], one["dates"])
        for one in people
    ]


def grid(
    lines: Sequence[Member], shown: Sequence[date], states: Mapping[str, State], today: date, names: bool = True
) -> Table:
    """People down, days across; below, how many work each shift."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("number", no_wrap=True)
    if names:
        table.add_column("name", no_wrap=True, max_width=20, style="dim")
    for day in shown:
        style = "reverse" if day == today else "dim" if day.weekday() > 4 else ""
        head = Text(f"{day:%a}"[:2] + f"\n{day.day:>2}", style=style)
        table.add_column(head, no_wrap=True, min_width=CELL - 1)
    table.add_column("hours", justify="right", no_wrap=True)
    for line in lines:
        cells = [_cell(line, day, states) for day in shown]
        total = sum((line.days[day].worked for day in shown if day in line.days), timedelta())
        table.add_row(
            Text(line.number, style="bold"),
            *([line.name] if names else []),
            *cells,
            hours(total).removesuffix(" h"),
        )
    for code in states:
        counts = [sum(code in line.days[day].codes for line in lines if day in line.days) for day in shown]
        cells = [Text(str(count) if count else "", style="dim") for count in counts]
        table.add_row(Text(f"on {code}", style="dim"), *([""] if names else []), *cells, "")
    return table


def _cell(line: Member, day: date, states: Mapping[str, State]) -> Text:
    what = line.days.get(day)
    if what is None or not what.text:
        if not line.is_member(day):
            return Text("")
        return Text("·" if line.is_known(day) else "?", style="dim")
    if what.state:
        return Text(what.text, style=MARKS[what.state].style)
    state = states.get(next(iter(what.codes)), State.OTHER_SHIFT)
    return Text(what.text, style=state.style)


def chunks(first: date, weeks: int, width: int) -> list[list[date]]:
    """The days, in as many grids as it takes for them to fit a screen."""
    at_once = max(1, min(weeks, (width - SIDE) // (7 * CELL)))
    dates = [first + timedelta(days=number) for number in range(7 * weeks)]
    size = 7 * at_once
    return [dates[place : place + size] for place in range(0, len(dates), size)]


def legend(states: Mapping[str, State]) -> Text:
    """What the codes and signs mean."""
    text = Text("\n")
    for code, state in states.items():
        text.append(code, state.style).append(" shift   ")
    for status, state in MARKS.items():
        text.append(WORDS[status], state.style).append(f" {MEANINGS.get(status, status)}   ")
    text.append("+ brought or moved by a change   - in part   · free   ? not generated", "dim")
    return text
